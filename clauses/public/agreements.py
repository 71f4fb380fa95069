"""The page of an agreement."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.shortcuts import render

from ..dataset import BY_NAME
from ..filters import Question
from ..models import (
    Action,
    ActionParticipant,
    Agreement,
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
)
from ..vocabularies import ClauseFunction
from .claims import claims_of, party_ids, said
from .data import tables_of_an_agreement
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


def names_of(agreement: Agreement) -> list[tuple[AgreementName, list[Citation]]]:
    """The names, each with the citations that show who uses it: one query for all of them."""
    by_name: dict[int, list[Citation]] = {}
    for citation in said(name__agreement=agreement):
        by_name.setdefault(citation.name_id, []).append(citation)
    return [(name, by_name.get(name.pk, [])) for name in AgreementName.objects.published().filter(agreement=agreement)]


def relations_of(agreement: Agreement) -> tuple[QuerySet, QuerySet]:
    rows = AgreementRelation.objects.published().select_related("subject", "object", "clause__agreement")
    return rows.filter(subject=agreement), rows.filter(object=agreement)


def sources_of(agreement: Agreement) -> QuerySet:
    """The sources cited for anything of the agreement: the rows of the list of sources that is asked for it."""
    question = Question(BY_NAME["sources"], QueryDict(f"agreement={agreement.slug}"))
    return LISTS["sources"].load(question.rows)


@page
def agreement(request: HttpRequest, slug: str):
    row = public_or_404(Agreement.objects, slug=slug)
    commitments, actions = commitments_of(row), actions_of(row)
    implementing = [action for action in actions if action.relation == "follow_up"]
    relations, relations_to_it = relations_of(row)
    context = {
        "agreement": row,
        "parties": AgreementParty.objects.published().filter(agreement=row).select_related("actor", "agreement"),
        "names": names_of(row),
        "life": [action for action in actions if action.relation == "life_cycle"],
        "glance": at_a_glance(commitments, implementing),
        "commitments": len(commitments),
        "judged": any(a for c in commitments for a in c.assessments.all()),
        "parts": clause_tree(row, commitments),
        "timeline": Timeline.of(actions[:MOST_ACTIONS], commitments),
        "actions": actions[:MOST_ACTIONS],
        "relations": relations,
        "relations_to_it": relations_to_it,
        "claims": claims_of(party_ids(row), agreement=row),
        "sources": sources_of(row)[:MOST_SOURCES],
        "downloads": tables_of_an_agreement(),
    }
    return render(request, "public/agreement.html", context)
