"""Rows for tests: one factory per table, published unless the test says otherwise, and `fill` for many of each.

ActionFactory(title="Drill", places=[shusha])
CitationFactory(commitment=promise, quote="will hold")    # any one target; an action where none is given
rows = fill(200)                                          # {"actors": [...], "actions": [...], ...}
"""

from itertools import cycle, islice

import factory
from factory.django import DjangoModelFactory

from clauses import models
from clauses.models.about import TARGETS
from clauses.vocabularies import ReviewState


class RowFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class RecordFactory(RowFactory):
    class Meta:
        abstract = True

    state = ReviewState.PUBLISHED


class ActorFactory(RecordFactory):
    class Meta:
        model = models.Actor

    slug = factory.Sequence("test-actor-{}".format)
    name = factory.Sequence("Test actor {}".format)
    kind = "body"


class ActorIdentifierFactory(RowFactory):
    class Meta:
        model = models.ActorIdentifier

    actor = factory.SubFactory(ActorFactory)
    scheme = "wikidata"
    code_there = factory.Sequence("Q9000{}".format)


class PlaceFactory(RecordFactory):
    class Meta:
        model = models.Place

    slug = factory.Sequence("test-place-{}".format)
    name = factory.Sequence("Test place {}".format)
    kind = "city"


class AgreementFactory(RecordFactory):
    class Meta:
        model = models.Agreement

    slug = factory.Sequence("test-agreement-{}".format)
    title = factory.Sequence("Test agreement {}".format)
    instrument_type = "declaration"
    record_level = "full_text"


class AgreementNameFactory(RowFactory):
    class Meta:
        model = models.AgreementName

    agreement = factory.SubFactory(AgreementFactory)
    slug = factory.Sequence("test-name-{}".format)
    name = factory.Sequence("Test name {}".format)
    kind = "reported"


class AgreementIdentifierFactory(RowFactory):
    class Meta:
        model = models.AgreementIdentifier

    agreement = factory.SubFactory(AgreementFactory)
    scheme = "atop"
    code_there = factory.Sequence("9000{}".format)


class AgreementPartyFactory(RowFactory):
    class Meta:
        model = models.AgreementParty

    agreement = factory.SubFactory(AgreementFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "party"


class AgreementRelationFactory(RowFactory):
    class Meta:
        model = models.AgreementRelation

    subject = factory.SubFactory(AgreementFactory)
    predicate = "refers_to"
    object = factory.SubFactory(AgreementFactory)


class ClauseFactory(RecordFactory):
    class Meta:
        model = models.Clause

    agreement = factory.SubFactory(AgreementFactory)
    wid = factory.Sequence("t{}".format)
    position = factory.Sequence(lambda number: number % 30000 + 1)
    function = "operative"
    label = factory.Sequence("T{}".format)
    heading = factory.Sequence("Test clause {}".format)


class ClauseTextFactory(RowFactory):
    class Meta:
        model = models.ClauseText

    clause = factory.SubFactory(ClauseFactory)
    number = factory.Sequence(lambda number: number % 30000 + 1)
    language = "en"
    status = "editors_summary"
    grade = "wording_read"
    text = factory.Sequence("Test text {}.".format)


class DomainFactory(RecordFactory):
    class Meta:
        model = models.Domain

    slug = factory.Sequence("test-domain-{}".format)
    label = factory.Sequence("Test domain {}".format)
    definition = "What belongs to the test domain."
    position = factory.Sequence(lambda number: number % 30000 + 100)


class DomainMappingFactory(RowFactory):
    class Meta:
        model = models.DomainMapping

    domain = factory.SubFactory(DomainFactory)
    scheme = "eurovoc"
    code_there = factory.Sequence("9000{}".format)
    match = "close"


class CommitmentFactory(RecordFactory):
    class Meta:
        model = models.Commitment

    slug = factory.Sequence("test-commitment-{}".format)
    clause = factory.SubFactory(ClauseFactory)
    title = factory.Sequence("Test commitment {}".format)
    statement = "Each does what the test promises."
    kind = "other"
    modality = "obligation"
    recurrence = "continuous"

    @factory.post_generation
    def domains(self, create, rows, **kwargs):
        for domain in rows or ():
            models.CommitmentDomain.objects.create(commitment=self, domain=domain)

    @factory.post_generation
    def also_in(self, create, rows, **kwargs):
        for clause in rows or ():
            models.CommitmentClause.objects.create(commitment=self, clause=clause)


class CommitmentActorFactory(RowFactory):
    class Meta:
        model = models.CommitmentActor

    commitment = factory.SubFactory(CommitmentFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "obligor"


class SeriesFactory(RecordFactory):
    class Meta:
        model = models.Series

    slug = factory.Sequence("test-series-{}".format)
    title = factory.Sequence("Test series {}".format)


class ActionFactory(RecordFactory):
    class Meta:
        model = models.Action

    slug = factory.Sequence("test-action-{}".format)
    title = factory.Sequence("Test action {}".format)
    type = "meeting"
    status = "completed"
    agreement = factory.SubFactory(AgreementFactory)
    relation = "follow_up"
    date = "2021-10-05"

    @factory.post_generation
    def places(self, create, rows, **kwargs):
        for place in rows or ():
            models.ActionPlace.objects.create(action=self, place=place)


class ActionParticipantFactory(RowFactory):
    class Meta:
        model = models.ActionParticipant

    action = factory.SubFactory(ActionFactory)
    actor = factory.SubFactory(ActorFactory)
    role = "participant"


class BearingFactory(RowFactory):
    class Meta:
        model = models.Bearing

    action = factory.SubFactory(ActionFactory)
    commitment = factory.SubFactory(CommitmentFactory)
    basis = "stated_by_source"


class AssessmentFactory(RecordFactory):
    class Meta:
        model = models.Assessment

    slug = factory.Sequence("test-assessment-{}".format)
    commitment = factory.SubFactory(CommitmentFactory)
    analyst = "analyst-1"
    assessed_on = "2022-06-01"
    state_of_evidence = "assessed"
    level = 1
    rationale = "Because the test says so."
    is_sample = True


class SourceFactory(RecordFactory):
    class Meta:
        model = models.Source

    slug = factory.Sequence("test-source-{}".format)
    kind = "news"
    title = factory.Sequence("Test source {}".format)
    publisher = factory.SubFactory(ActorFactory, kind="media")
    published = "2021-10-06"
    language = "en"


class SourceTextFactory(RowFactory):
    class Meta:
        model = models.SourceText

    source = factory.SubFactory(SourceFactory)
    text = "The private text of the test."


class CitationFactory(RecordFactory):
    class Meta:
        model = models.Citation

    source = factory.SubFactory(SourceFactory)
    number = factory.Sequence(lambda number: number % 30000 + 1)
    quote = "words of the test"
    locator = 1

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not any(kwargs.get(target) for target in TARGETS):
            kwargs["action"] = ActionFactory()
        return super()._create(model_class, *args, **kwargs)


class ResolutionFactory(RecordFactory):
    class Meta:
        model = models.Resolution

    slug = factory.Sequence("test-resolution-{}".format)
    field = "date"
    reason = "The later report corrects the earlier one."
    resolved_on = "2022-03-01"
    resolved_by = "editor-one"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not any(kwargs.get(target) for target in TARGETS):
            kwargs["action"] = ActionFactory()
        return super()._create(model_class, *args, **kwargs)


class DisagreementFactory(RecordFactory):
    class Meta:
        model = models.Disagreement

    slug = factory.Sequence("test-disagreement-{}".format)
    title = factory.Sequence("Test disagreement {}".format)
    note = "Both cannot be right."


class DisagreementSideFactory(RowFactory):
    class Meta:
        model = models.DisagreementSide

    disagreement = factory.SubFactory(DisagreementFactory)
    citation = factory.SubFactory(CitationFactory)


def bulk(row_factory, count: int, **columns) -> list:
    """`count` rows in one INSERT; a list in `columns` is dealt out in turn, anything else goes to every row."""
    decks = {
        name: islice(cycle(value), count) if isinstance(value, list | tuple) else [value] * count
        for name, value in columns.items()
    }
    hands = zip(*decks.values(), strict=True) if decks else [()] * count
    rows = [row_factory.build(**dict(zip(decks, hand, strict=True))) for hand in hands]
    return row_factory._meta.model.objects.bulk_create(rows)


def pairs(left: list, right: list) -> tuple[list, list]:
    """Each row tied to one of the other list, every second one to the first, which so have many relations."""
    count = max(len(left), len(right))
    first = [left[0] if number % 2 else left[number % len(left)] for number in range(count)]
    second = [right[number % len(right)] if number % 2 else right[0] for number in range(count)]
    return first, second


def fill(count: int) -> dict[str, list]:
    """`count` published rows in every table, by the table's name; the first of each is tied to half of all others."""
    rows = {}
    states = bulk(ActorFactory, 1, kind="state")
    rows["actors"] = bulk(ActorFactory, 1, country=states[0], kind="body")
    hub = rows["actors"][0]
    rows["actors"] += bulk(ActorFactory, count - 1, country=states[0], parent=hub)
    rows["places"] = bulk(PlaceFactory, 1)
    rows["places"] += bulk(PlaceFactory, count - 1, parent=rows["places"][0])
    rows["domains"] = bulk(DomainFactory, 1)
    rows["domains"] += bulk(DomainFactory, count - 1, parent=rows["domains"][0])
    rows["agreements"] = bulk(AgreementFactory, count)
    _fill_sources(rows, count)
    _fill_agreements(rows, count)
    _fill_commitments(rows, count)
    _fill_actions(rows, count)
    _fill_citations(rows, count)
    return rows


def _fill_sources(rows, count):
    rows["sources"] = bulk(SourceFactory, 1, publisher=rows["actors"][0])
    rows["sources"] += bulk(
        SourceFactory,
        count - 1,
        publisher=rows["actors"],
        derived_from=[rows["sources"][0], None],
        derivation=["republished", ""],
    )


def _fill_agreements(rows, count):
    agreements, actors = rows["agreements"], rows["actors"]
    one, other = pairs(agreements, actors)
    rows["agreement_parties"] = bulk(AgreementPartyFactory, count, agreement=one, actor=other)
    rows["agreement_names"] = bulk(AgreementNameFactory, count, agreement=one)
    rows["agreement_identifiers"] = bulk(AgreementIdentifierFactory, count, agreement=one)
    rows["actor_identifiers"] = bulk(ActorIdentifierFactory, count, actor=other)
    rows["domain_mappings"] = bulk(DomainMappingFactory, count, domain=pairs(rows["domains"], actors)[0])
    rows["clauses"] = bulk(ClauseFactory, 1, agreement=agreements[0])
    rows["clauses"] += bulk(ClauseFactory, count - 1, agreement=one[1:])
    clauses = rows["clauses"]
    rows["clause_texts"] = bulk(
        ClauseTextFactory,
        count,
        clause=pairs(clauses, actors)[0],
        source=rows["sources"],
        status="reported_paraphrase",
    )
    subject, target = pairs(agreements, agreements[1:] + agreements[:1])
    ties = [(a, b) for a, b in dict.fromkeys(zip(subject, target, strict=True)) if a != b]
    rows["agreement_relations"] = bulk(
        AgreementRelationFactory,
        len(ties),
        subject=[a for a, _ in ties],
        object=[b for _, b in ties],
        clause=[clauses[0] if a == agreements[0] else None for a, _ in ties],
    )


def _fill_commitments(rows, count):
    clauses, actors = rows["clauses"], rows["actors"]
    rows["commitments"] = bulk(CommitmentFactory, count, clause=pairs(clauses, actors)[0])
    one, other = pairs(rows["commitments"], actors)
    rows["commitment_actors"] = bulk(CommitmentActorFactory, count, commitment=one, actor=other)
    ties = dict.fromkeys(zip(*pairs(rows["commitments"], rows["domains"]), strict=True))
    models.CommitmentDomain.objects.bulk_create(models.CommitmentDomain(commitment=a, domain=b) for a, b in ties)
    ties = dict.fromkeys(zip(*pairs(rows["commitments"], clauses), strict=True))
    models.CommitmentClause.objects.bulk_create(
        models.CommitmentClause(commitment=a, clause=b) for a, b in ties if a.clause_id != b.pk
    )


def _fill_actions(rows, count):
    actors, commitments = rows["actors"], rows["commitments"]
    rows["series"] = bulk(SeriesFactory, count)
    agreements, series = pairs(rows["agreements"], actors)[0], pairs(rows["series"], actors)[0]
    rows["actions"] = bulk(ActionFactory, count, agreement=agreements, series=series)
    one, other = pairs(rows["actions"], actors)
    rows["action_participants"] = bulk(ActionParticipantFactory, count, action=one, actor=other)
    ties = dict.fromkeys(zip(*pairs(rows["actions"], rows["places"]), strict=True))
    models.ActionPlace.objects.bulk_create(models.ActionPlace(action=a, place=b) for a, b in ties)
    one, other = pairs(rows["actions"], commitments)
    rows["bearings"] = bulk(BearingFactory, count, action=one, commitment=other)
    rows["assessments"] = bulk(AssessmentFactory, count, commitment=pairs(commitments, actors)[0])


def _fill_citations(rows, count):
    """Every target in turn, half of them the first row of its table, from sources that credit the first one."""
    tables = ("agreements", "agreement_names", "agreement_relations", "clauses", "commitments", "actions")
    targets = [
        {target: rows[table][0 if number % 4 < 2 else number % len(rows[table])]}
        for number in range(-(-count // len(tables)))
        for target, table in zip(TARGETS, tables, strict=True)
    ][:count]
    sources, actors = rows["sources"], rows["actors"]
    rows["citations"] = models.Citation.objects.bulk_create(
        CitationFactory.build(
            source=sources[0] if number % 2 else sources[number % len(sources)],
            number=number + 1,
            origin=sources[0] if not number % 2 and number % len(sources) else None,
            speaker=actors[number % len(actors)],
            attributed_to=actors[-1],
            **target,
        )
        for number, target in enumerate(targets)
    )
    rows["resolutions"] = bulk(ResolutionFactory, count, action=pairs(rows["actions"], actors)[0])
    rows["disagreements"] = bulk(DisagreementFactory, count)
    one, other = pairs(rows["disagreements"], rows["citations"])
    ties = dict.fromkeys(zip(one, other, strict=True))
    rows["disagreement_sides"] = bulk(
        DisagreementSideFactory, len(ties), disagreement=[a for a, _ in ties], citation=[b for _, b in ties]
    )
