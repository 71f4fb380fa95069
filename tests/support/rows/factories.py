"""Rows for tests: one factory per table, published unless the test says otherwise; many of each are made by `filling`.

ActionFactory(title="Drill", places=[shusha])
CitationFactory(commitment=promise, quote="will hold")    # any one target; an action where none is given
"""

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


class AboutFactory(RecordFactory):
    """Of a record about any one target: an action where the test names none."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not any(kwargs.get(target) for target in TARGETS):
            kwargs["action"] = ActionFactory()
        return super()._create(model_class, *args, **kwargs)


class CitationFactory(AboutFactory):
    class Meta:
        model = models.Citation

    source = factory.SubFactory(SourceFactory)
    number = factory.Sequence(lambda number: number % 30000 + 1)
    quote = "words of the test"
    locator = 1


class DecisionFactory(AboutFactory):
    class Meta:
        model = models.Decision

    slug = factory.Sequence("test-decision-{}".format)
    field = "date"
    reason = "The later report corrects the earlier one."
    decided_on = "2022-03-01"
    decided_by = "editor-one"


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
