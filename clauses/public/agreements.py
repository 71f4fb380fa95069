"""The page of an agreement."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.shortcuts import render

from ..dataset import BY_NAME
from ..filters import Question
from ..models import (
    Action,
    ActionParticipant,
    Agreement,
    AgreementIdentifier,
    AgreementName,
    AgreementParty,
    AgreementRelation,
    Assessment,
    Bearing,
    Citation,
    Clause,
    Commitment,
    CommitmentActor,
    Domain,
    Source,
)
from ..vocabularies import ClauseFunction
from .claims import by_source, claims_of, party_ids, said
from .data import tables_of_an_agreement
from .days import days_of
from .lists import LISTS, public
from .pages import page, public_or_404
from .timeline import Timeline

MOST_ACTIONS = 200
MOST_SOURCES = 100
# The headings of the parts of a text, where the word for one clause would not do for all.
PARTS = {
    ClauseFunction.RECITAL: "Preamble",
    ClauseFunction.OPERATIVE: "Operative paragraphs",
    ClauseFunction.FINAL: "Final clauses",
}


@dataclass
class Branch:
    """A clause with its commitments and the clauses below it."""

    clause: Clause
    commitments: list[Commitment]
    below: list["Branch"] = field(default_factory=list)


def clause_tree(agreement: Agreement, commitments: list[Commitment]) -> list[tuple[str, list[Branch]]]:
    """The clauses in the order of the document, by the part of the text that they stand in."""
    by_clause: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        by_clause.setdefault(commitment.clause_id, []).append(commitment)
    clauses = Clause.objects.published().filter(agreement=agreement).select_related("agreement")
    branches = {clause.pk: Branch(clause, by_clause.get(clause.pk, [])) for clause in clauses}
    parts: dict[str, list[Branch]] = {}
    for branch in branches.values():
        above = branches.get(branch.clause.parent_id)
        if above and above is not branch:
            above.below.append(branch)
        else:
            parts.setdefault(branch.clause.function, []).append(branch)
    return [
        (PARTS.get(function, ClauseFunction(function).label.capitalize()), some) for function, some in parts.items()
    ]


@dataclass
class Glance:
    """One domain: how many promises, how many reported actions bear on them, what analysts judged."""

    domain: Domain
    commitments: set[int] = field(default_factory=set)
    actions: set[int] = field(default_factory=set)
    judgements: dict[str, int] = field(default_factory=dict)


def at_a_glance(commitments: list[Commitment], actions: list[Action]) -> list[Glance]:
    rows: dict[int, Glance] = {}
    for commitment in commitments:
        bearing = {bearing.action_id for bearing in commitment.bearings.all()}
        for domain in commitment.domains.all():
            row = rows.setdefault(domain.pk, Glance(domain))
            row.commitments.add(commitment.pk)
            row.actions |= bearing & {action.pk for action in actions}
            for assessment in commitment.assessments.all():
                words = assessment.get_level_display() or assessment.get_state_of_evidence_display()
                words += " (sample)" if assessment.is_sample else ""
                row.judgements[words] = row.judgements.get(words, 0) + 1
    return sorted(rows.values(), key=lambda row: (row.domain.position, row.domain.slug))


def commitments_of(agreement: Agreement) -> list[Commitment]:
    rows = Commitment.objects.published().of_agreement(agreement).select_related("clause__agreement")
    return list(
        rows.prefetch_related(
            public("domains", Domain),
            public("bearings", Bearing),
            public("assessments", Assessment),
            public("actors", CommitmentActor, "actor", "commitment__clause__agreement"),
        )
    )


def actions_of(agreement: Agreement) -> list[Action]:
    rows = LISTS["actions"].load(Action.objects.published().filter(agreement=agreement).in_time_order())
    return list(rows.prefetch_related(public("participants", ActionParticipant, "actor", "action")))


def with_citations(rows: QuerySet, target: str) -> list[tuple]:
    """The rows, each with the passages that cite it by source: one query for the citations of all of them."""
    rows = list(rows)
    cited: dict[int, list[Citation]] = {}
    for citation in said(**{f"{target}__in": rows}):
        cited.setdefault(getattr(citation, f"{target}_id"), []).append(citation)
    return [(row, by_source(cited.get(row.pk, []))) for row in rows]


def relations_of(agreement: Agreement) -> QuerySet:
    """What it says of other agreements, and they of it."""
    rows = AgreementRelation.objects.published().filter(Q(subject=agreement) | Q(object=agreement))
    return rows.select_related("subject", "object", "clause__agreement")


def sources_of(agreement: Agreement) -> dict[str, list[Source]]:
    """The sources cited for anything of the agreement: those read, and those known only through others."""
    question = Question(BY_NAME["sources"], QueryDict(f"agreement={agreement.slug}"))
    rows = list(LISTS["sources"].load(question.rows)[:MOST_SOURCES])
    if not rows:
        return {}
    return {"read": [row for row in rows if not row.is_stub], "unseen": [row for row in rows if row.is_stub]}


@page
def agreement(request: HttpRequest, slug: str):
    row = public_or_404(Agreement.objects, slug=slug)
    commitments, actions = commitments_of(row), actions_of(row)
    implementing = [action for action in actions if action.relation == "follow_up"]
    context = {
        "agreement": row,
        "parties": AgreementParty.objects.published().filter(agreement=row).select_related("actor", "agreement"),
        "identifiers": AgreementIdentifier.objects.published().filter(agreement=row).select_related("agreement"),
        "names": with_citations(AgreementName.objects.published().filter(agreement=row), "name"),
        "life": [action for action in actions if action.relation == "life_cycle"],
        "glance": at_a_glance(commitments, implementing),
        "commitments": len(commitments),
        "judged": any(a for c in commitments for a in c.assessments.all()),
        "parts": clause_tree(row, commitments),
        "timeline": Timeline.of(actions[:MOST_ACTIONS], commitments),
        "actions": actions[:MOST_ACTIONS],
        "relations": with_citations(relations_of(row), "relation"),
        "claims": claims_of(party_ids(row), agreement=row),
        "sources": sources_of(row),
        "days": days_of(row),
        "downloads": tables_of_an_agreement(),
    }
    return render(request, "public/agreement.html", context)
