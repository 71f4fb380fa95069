"""The page of an agreement."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...evidence.states import tell_states
from ...models import (
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
    Domain,
    Row,
    Source,
)
from ...vocabularies import ActionRelation, ClauseFunction
from ..data import tables_of_an_agreement
from ..days import days_of
from ..lists import LISTS, public
from ..pages import page, public_or_404
from ..sections.claims import Passage, by_source, claims_of, party_ids, said
from ..sections.series import Year, by_year, newest_first, sure_of_day, year_of
from ..sections.summary import at_a_glance, disputed, read_for
from ..sections.tally import Tally
from ..sections.timeline import Timeline

R = TypeVar("R", bound=Row)
NEWEST = 6
OPEN_YEARS = 2
MOST_LISTED = 45  # entries below the drawing
MOST_CITING = 6  # sources of a name or a relation
# The headings of the parts of a text, where the word for one clause would not do for all.
PARTS: dict[str, str] = {
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


def clause_tree(clauses: list[Clause], commitments: list[Commitment]) -> list[tuple[str, list[Branch]]]:
    """The clauses in the order of the document, by the part of the text that they are in."""
    by_clause: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        by_clause.setdefault(commitment.clause_id, []).append(commitment)
    branches: dict[int | None, Branch] = {clause.pk: Branch(clause, by_clause.get(clause.pk, [])) for clause in clauses}
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


def commitments_of(agreement: Agreement) -> list[Commitment]:
    rows = Commitment.objects.published().of_agreement(agreement).select_related("clause__agreement")
    return list(
        rows.prefetch_related(
            public("domains", Domain),
            public("bearings", Bearing),
            public("assessments", Assessment),
        )
    )


def actions_of(agreement: Agreement) -> list[Action]:
    rows = Action.objects.published().filter(agreement=agreement).in_time_order()
    return tell_under_way(LISTS["actions"].load(rows))


def life_of(actions: list[Action]) -> list[Action]:
    """The steps of the agreement's own life, with who took part."""
    steps = [action for action in actions if action.relation == ActionRelation.LIFE_CYCLE]
    prefetch_related_objects(steps, public("participants", ActionParticipant, "actor", "action"))
    return steps


def newest_of(actions: list[Action]) -> list[Action]:
    return LISTS["actions"].shown(newest_first(sure_of_day(actions))[:NEWEST])


def with_citations(rows: Iterable[R], target: str) -> list[tuple[R, list[tuple[Source, list[Passage]]]]]:
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


def citing(rows: Iterable[tuple]) -> list[tuple]:
    """The same with the first sources of each row, and how many more there are."""
    return [(row, groups[:MOST_CITING], len(groups[MOST_CITING:])) for row, groups in rows]


@dataclass(frozen=True)
class Followed:
    """What followed an agreement, year by year: years that are listed, and those that are one link with a number."""

    listed: list[Year]
    linked: list[tuple[int | None, int]]
    total: int

    @classmethod
    def of(cls, actions: list[Action]) -> "Followed":
        """The newest years are open. A year that would make the page too large is one link to its list."""
        years, room = by_year(actions), MOST_LISTED
        listed: list[Year] = []
        for number, year in enumerate(years):
            room -= len(year.entries)
            if room < 0 and listed:
                break
            listed.append(replace(year, entries=year.entries[:MOST_LISTED], is_open=number < OPEN_YEARS))
        shown = {action.pk for year in listed for entry in year.entries for action in entry.actions}
        left = {year_of(action) for action in actions if action.pk not in shown}
        counts = Counter(map(year_of, actions))
        linked = [(year, counts[year]) for year in sorted(left, key=lambda year: year or 0, reverse=True)]
        return cls(listed, linked, len(actions))


@page
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Agreement.objects.all(), slug=slug)
    commitments, actions = tell_states(commitments_of(row)), actions_of(row)
    implementing = [action for action in actions if action.relation == ActionRelation.FOLLOW_UP]
    names = list(AgreementName.objects.published().filter(agreement=row))
    clauses = list(Clause.objects.published().filter(agreement=row).select_related("agreement"))
    cited: dict[str, list[Any]] = {
        "agreement": [row],
        "name": names,
        "clause": clauses,
        "commitment": commitments,
        "action": actions,
    }
    context = {
        "agreement": row,
        "parties": AgreementParty.objects.published().filter(agreement=row).select_related("actor", "agreement"),
        "identifiers": AgreementIdentifier.objects.published().filter(agreement=row).select_related("agreement"),
        "names": citing(with_citations(names, "name")),
        "life": life_of(actions),
        "glance": at_a_glance(commitments, implementing),
        "commitments": len(commitments),
        "tally": Tally(tuple(vars(one)["became"] for one in commitments), (("agreement", row.slug),)),
        "implementing": len(implementing),
        "judged": any(a for c in commitments for a in c.assessments.all()),
        "disputed": disputed(cited),
        "newest": newest_of(implementing),
        "parts": clause_tree(clauses, commitments),
        "timeline": Timeline.of(actions, commitments),
        "followed": Followed.of(actions),
        "relations": citing(with_citations(relations_of(row), "relation")),
        "claims": claims_of(party_ids(row), agreement=row),
        "read": read_for(row),
        "days": days_of(row),
        "downloads": tables_of_an_agreement(),
    }
    return render(request, "public/agreement.html", context)
