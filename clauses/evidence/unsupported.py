"""What a published record states and no cited source carries, as far as a program can tell.

Each rule finds one kind of it, asks for all rows at once, and says what helps. What no program sees, such as a
description that goes further than its sources, is for a second reader: see `manage.py sample_for_reading`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ..folding import fold
from ..models import (
    Action,
    ActionParticipant,
    ActionPlace,
    Bearing,
    Citation,
    ClauseText,
    Commitment,
    Decision,
    Place,
)
from ..models.conflicts.opposing import dates_differ
from ..models.stated import CODED
from ..vocabularies import ActionStatus, Basis, CitedField, Rank, Stance
from .uncited import Gap, gaps
from .unknowns import rows_of, seen_after_all, unsaid

PASSAGE = ~Q(quote="") | Q(locator__isnull=False)


def _believed() -> QuerySet[Citation]:
    return Citation.objects.published().believed().order_by()


def places() -> Iterator[Gap]:
    """The places of actions that no citation states, nor a place inside them."""
    stated = set(_believed().filter(field=CitedField.PLACE).exclude(action=None).values_list("action", "value"))
    above = dict(Place.objects.order_by().values_list("slug", "parent__slug"))
    reached = {(action, place) for action, value in stated for place in _upwards(value, above)}
    for row in rows_of(ActionPlace).select_related("action", "place"):
        if (row.action_id, row.place.slug) not in reached:
            remedy = "Cite a passage that states it, or take the place back."
            yield Gap(row.action, f"the place {row.place.slug}", "places", remedy)


def _upwards(code: str | None, above: Mapping[str, str | None]) -> Iterator[str]:
    seen = set()
    while code and code not in seen:
        seen.add(code)
        yield code
        code = above.get(code)


def participants() -> Iterator[Gap]:
    """Those who took part in an action by the record, and by no citation: not stated, not speaking, not credited."""
    rows = _believed().exclude(action=None)
    named = set(rows.filter(field=CitedField.PARTICIPANT).values_list("action", "value"))
    for other in ("speaker__slug", "attributed_to__slug"):
        named |= set(rows.exclude(**{other: None}).values_list("action", other))
    for row in rows_of(ActionParticipant).select_related("action", "actor"):
        if (row.action_id, row.actor.slug) not in named:
            remedy = "Cite a passage that names them, or take them back."
            yield Gap(row.action, f"the participant {row.actor.slug}", "participants", remedy)


def deadlines() -> Iterator[Gap]:
    """The deadlines of commitments that no citation of the commitment or of its clause states."""
    due = list(rows_of(Commitment).exclude(deadline=""))
    dated = _believed().filter(field=CitedField.DATE).exclude(value="")
    of_it = _values(dated.filter(commitment__in=due), "commitment")
    of_clause = _values(dated.filter(clause__in=[row.clause_id for row in due]), "clause")
    for row in due:
        stated = [*of_it.get(row.pk, ()), *of_clause.get(row.clause_id, ())]
        if all(dates_differ(row.deadline, value) for value in stated):
            yield Gap(row, f"the deadline {row.deadline}", "deadline", "Cite a passage that states it.")


def _values(rows: QuerySet[Any], key: str, value: str = "value") -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pk, text in rows.values_list(key, value):
        found.setdefault(pk, []).append(text)
    return found


def links() -> Iterator[Gap]:
    """The links between actions and commitments that are called stated by a source and rest on no passage of one."""
    passages = _believed().filter(PASSAGE)
    sources = _believed().filter(action=OuterRef(OuterRef("action"))).values("source")
    on_promise = passages.filter(commitment=OuterRef("commitment"), source__in=Subquery(sources))
    rows = rows_of(Bearing).filter(basis=Basis.STATED_BY_SOURCE)
    for row in rows.filter(~Exists(passages.filter(action=OuterRef("action"))), ~Exists(on_promise)):
        remedy = "Cite the passage, with its words or paragraph, or call the link inferred by an analyst."
        yield Gap(row, "that a source states the link", "basis", remedy)


def wordings() -> Iterator[Gap]:
    """The decisive words of commitments that are in no quotation of them or of their clause, nor in a text of the
    clause that names its source."""
    rows = list(rows_of(Commitment).exclude(wording=""))
    clauses = [row.clause_id for row in rows]
    quoted = _believed().exclude(quote="")
    of_it = _values(quoted.filter(commitment__in=rows), "commitment", "quote")
    of_clause = _values(quoted.filter(clause__in=clauses), "clause", "quote")
    texts = ClauseText.objects.published().order_by().filter(clause__in=clauses, source__isnull=False)
    of_text = _values(texts, "clause", "text")
    for row in rows:
        found = (*of_it.get(row.pk, ()), *of_clause.get(row.clause_id, ()), *of_text.get(row.clause_id, ()))
        if not any(fold(row.wording) in fold(text) for text in found):
            remedy = "Quote a passage that has these words, or take them out."
            yield Gap(row, f"the words “{row.wording}”", "wording", remedy)


def notes() -> Iterator[Gap]:
    """The citations whose own note says that the source is not known to say so, or was not seen though it was."""
    for row in unsaid():
        remedy = "Give the value to the source that has it, or let the citation stand without the value."
        what = f"the {row.get_field_display()} {row.value}" if row.value else "its record"
        told = f"it is cited for {what}, and its note says that the source is not known to have said it"
        yield Gap(row, what, "note", remedy, told)
    for row in seen_after_all():
        seen = f"its note says that nobody saw the source, whose own entry has “{row.source.get_extent_display()}”"
        yield Gap(row, "its note", "note", "Let both say the same of what was seen.", seen)


def denials() -> Iterator[Gap]:
    """The values of actions that a passage denies, while no decision says why they stand."""
    against = Citation.objects.published().filter(stance=Stance.CONTRADICTS).exclude(rank=Rank.DEPRECATED)
    decided = Decision.objects.published().filter(action=OuterRef("action"), field=OuterRef("field"))
    rows = against.filter(~Exists(decided), action__isnull=False).exclude(value="")
    for row in rows.select_related("action", "source").order_by("action__slug", "source__slug", "number"):
        action = cast(Action, row.action)
        own = {str(CitedField.DATE): action.date, str(CitedField.STATUS): action.status}.get(row.field)
        if own and own == row.value:
            remedy = "Mend the record, or decide on the disagreement with a reason."
            yield Gap(action, f"the {row.field} {own} against {row.code}, which denies it", row.field, remedy)


def too_early() -> Iterator[Gap]:
    """The actions that are called completed, though all their sources were out before the first day they can have."""
    reports = _believed().filter(action=OuterRef("pk"))
    after = Q(source__published_latest__isnull=True) | Q(source__published_latest__gte=OuterRef("date_earliest"))
    rows = rows_of(Action).filter(status=ActionStatus.COMPLETED, date_earliest__isnull=False)
    for row in rows.filter(Exists(reports), ~Exists(reports.filter(after))):
        remedy = "Cite a report from afterwards, or call it announced or planned."
        yield Gap(row, "that it came about: all its sources are older", "status", remedy)


def codes() -> Iterator[Gap]:
    """The citations, drafts too, that name a place or an actor by a code that no record has."""
    for field, model in CODED.items():
        rows = Citation.objects.filter(field=field).exclude(value="").exclude(value__in=model.objects.values("slug"))
        for row in rows.select_related("source").order_by("source__slug", "number"):
            told = f"no {model._meta.verbose_name} has the code “{row.value}”, so nobody sees the citation"
            yield Gap(row, row.value, "value", "Write the code of the record that is meant.", told)


# By the name of each kind. The shipped record keeps the rules of the first table; those of the second it breaks still,
# each with the reason. A kind moves up once the record keeps it.
KEPT: dict[str, Callable[[], Iterator[Gap]]] = {
    "citation": gaps,
    "code": codes,
    "deadline": deadlines,
    "denied": denials,
    "early": too_early,
    "note": notes,
    "wording": wordings,
}
WAITING: dict[str, Callable[[], Iterator[Gap]]] = {
    "place": places,  # five places are the editors' own reading
    "participant": participants,  # who took part was coded with the action, and cited by no field of its own
    "link": links,  # of links from sources that were known from working notes only
}
