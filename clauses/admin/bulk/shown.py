"""What the page of a work says: how many rows become what, why others stay, and row by row old → new."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count

from ...editing.bulk.columns import Change
from ...editing.bulk.rows import model_of
from ...editing.bulk.work import change_of
from ...models import BulkRow, BulkWork, Record
from ...vocabularies import BulkAct, BulkOutcome, BulkStage
from ..addresses import form_of
from ..lists.display import state_badge
from ..lists.labels import in_words, label, named
from .words import list_title

PER_PAGE = 50
MOST_GROUPS = 20
NAMED = 5  # rows of a group
# What the rows are listed by: which outcomes each list has.
LISTS = {
    "going": (BulkOutcome.READY, BulkOutcome.TO_PROPOSE),
    "written": (BulkOutcome.WRITTEN, BulkOutcome.PROPOSED),
    "left_out": (BulkOutcome.LEFT_OUT,),
    "refused": (BulkOutcome.REFUSED,),
    "same": (BulkOutcome.SAME,),
}
MEANWHILE = "It was changed after it was looked at: it will be left out."


@dataclass(frozen=True)
class Named:
    """A row by name, with its page; the name of one that is gone is its number."""

    name: str
    address: str
    state: str = ""


@dataclass(frozen=True)
class Group:
    """Rows with one cause or one warning."""

    said: str
    count: int
    rows: list[Named]
    address: str

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Line:
    """One row of the list."""

    row: Named
    outcome: str
    old: str = ""
    new: str = ""
    along: int = 0
    said: str = ""
    is_change: bool = False


@dataclass(frozen=True)
class Shown:
    """One page of one list of the rows."""

    lists: list[tuple[str, str, int]] = field(default_factory=list)  # key, title, how many
    key: str = ""
    cause: str = ""
    page: Page | None = None
    lines: list[Line] = field(default_factory=list)


def value_in_words(change: Change, value: Any) -> str:
    """A value as it is kept, in words; “nothing” for none."""
    if value in (None, ""):
        return "nothing"
    if change.related is not None:
        row = named(change.related).filter(pk=value).first()
        return label(row) if row is not None else f"no. {value}"
    return in_words(change.field, change.field.to_python(value))


def groups(work: BulkWork, column: str, outcomes: Sequence[str]) -> list[Group]:
    """The largest groups of rows by `cause` or by `warning`, each with its first rows."""
    rows = work.rows.filter(outcome__in=outcomes).exclude(**{column: ""}).order_by()
    counted = list(rows.values_list(column).annotate(count=Count("pk")).order_by("-count", column)[:MOST_GROUPS])
    first = {said: list(rows.filter(**{column: said}).order_by("pk")[:NAMED]) for said, _ in counted}
    names = names_of(work, [row.row for some in first.values() for row in some])
    key = next(key for key, named_by in LISTS.items() if outcomes[0] in named_by)
    return [
        Group(said, count, [names[row.row] for row in first[said]], f"?{urlencode({'show': key, 'said': said})}#rows")
        for said, count in counted
    ]


def names_of(work: BulkWork, keys: Sequence[int]) -> dict[int, Named]:
    """What these rows are called, one query for all."""
    model = model_of(work)
    rows: dict[int, Any] = named(model).in_bulk(keys)
    found = {}
    for key in keys:
        row = rows.get(key)
        if row is None:
            found[key] = Named(f"no. {key}", "")
        else:
            state = state_badge(row.state) if isinstance(row, Record) else ""
            found[key] = Named(label(row), form_of(row), state)
    return found


def shown(work: BulkWork, counts: dict[str, int], asked: Any) -> Shown:
    """The list that is asked for, or else the first that has rows."""
    lists = [
        (key, list_title(work, key, counts), sum(counts.get(outcome, 0) for outcome in outcomes))
        for key, outcomes in LISTS.items()
    ]
    lists = [each for each in lists if each[2]]
    keys = [key for key, _, _ in lists]
    if not keys:
        return Shown()
    key = asked.get("show", "") if asked.get("show") in keys else keys[0]
    said = asked.get("said", "")
    rows = work.rows.filter(outcome__in=LISTS[key]).order_by("pk")
    if said and "\0" not in said:
        rows = rows.filter(**{"warning" if key == "going" else "cause": said})
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    return Shown(lists, key, said, page, lines(work, list(page)))


def lines(work: BulkWork, items: list[BulkRow]) -> list[Line]:
    names = names_of(work, [item.row for item in items])
    change = change_of(work) if work.act == BulkAct.CHANGE and work.stage == BulkStage.READY else None
    told = told_changes(work, change, items) if change is not None else {}
    return [
        Line(
            names[item.row],
            item.get_outcome_display(),
            *told.get(item.row, ("", "")),
            len(item.along.split()),
            item.cause or item.warning,
            item.row in told,
        )
        if item.row in told or change is None or item.outcome == BulkOutcome.REFUSED
        else Line(names[item.row], item.get_outcome_display(), said=MEANWHILE)
        for item in items
    ]


def told_changes(work: BulkWork, change: Change, items: list[BulkRow]) -> dict[int, tuple[str, str]]:
    """Old and new of the rows that still are as they were looked at."""
    versions = {item.row: item.version for item in items if item.outcome != BulkOutcome.REFUSED}
    rows = [row for row in model_of(work)._base_manager.filter(pk__in=versions) if row.version == versions[row.pk]]
    plans = change.planned(rows, work.value)
    keys = {value for plan in plans for value in (plan.old, plan.new)}
    if change.related is not None:
        texts: dict[Any, str] = {row.pk: label(row) for row in named(change.related).filter(pk__in=keys - {None})}
    else:
        texts = {value: in_words(change.field, value) for value in keys if value not in (None, "")}
    return {plan.row.pk: (texts.get(plan.old, ""), texts.get(plan.new, "")) for plan in plans}
