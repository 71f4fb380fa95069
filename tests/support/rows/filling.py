"""Many rows of every table at once, tied to one another: fill(200) is {"actors": [...], "actions": [...], ...}."""

from itertools import cycle, islice

from clauses import models
from clauses.models.about import TARGETS

from .factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    ActorIdentifierFactory,
    AgreementFactory,
    AgreementIdentifierFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    AgreementRelationFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DecisionFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    DomainFactory,
    DomainMappingFactory,
    PlaceFactory,
    SeriesFactory,
    SourceFactory,
)


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
    rows["decisions"] = bulk(DecisionFactory, count, action=pairs(rows["actions"], actors)[0])
    rows["disagreements"] = bulk(DisagreementFactory, count)
    one, other = pairs(rows["disagreements"], rows["citations"])
    ties = dict.fromkeys(zip(one, other, strict=True))
    rows["disagreement_sides"] = bulk(
        DisagreementSideFactory, len(ties), disagreement=[a for a, _ in ties], citation=[b for _, b in ties]
    )
