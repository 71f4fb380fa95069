"""What a proposal would do, row by row and old → new; and where another open one of its record says otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.text import capfirst

from ...editing import proposals
from ...editing.apply import WHOLE, Clash, clashes, rows_of
from ...editing.edits import Edit, What, column
from ...models import Clause, Proposal, Row
from ..lists.labels import in_words, label, named
from .saves import Names

MOST_BESIDE = 10  # other proposals of one record on the page of one; the list of proposals has all


@dataclass(frozen=True)
class Line:
    """One column of an edit, in words; `clash` where somebody else has written something else there meanwhile."""

    heading: str
    old: str
    new: str
    clash: Clash | None
    stored: str


@dataclass(frozen=True)
class Part:
    """One edited row."""

    what: str
    name: str
    lines: list[Line]
    clash: Clash | None


def parts(edits: list[Edit], *, is_open: bool) -> list[Part]:
    """What a proposal would do, row by row; once it is decided, whatever has become of the rows since."""
    rows = rows_of(edits, lock=False)
    found = {(clash.at, clash.name): clash for clash in clashes(edits, rows)} if is_open else {}
    names = _names(edits, rows)
    return [_part(at, edit, rows.get((edit.table, edit.row or 0)), found, names) for at, edit in enumerate(edits)]


def _part(at: int, edit: Edit, row: Any, found: dict[tuple[int, str], Clash], names: Names) -> Part:
    lines = []
    for name in edit.names:
        each = column(edit.model, name)
        old, new = (_text(each, values.get(name), names) for values in (edit.old, edit.new))
        clash = found.get((at, name))
        stored = _text(each, clash.stored, names) if clash else ""
        if old != new:
            lines.append(Line(capfirst(str(each.verbose_name)), old, new, clash, stored))
    name = label(row) if row is not None else ""
    return Part(f"{edit.model._meta.verbose_name} {edit.what}", name, lines, found.get((at, WHOLE)))


def _text(each: Any, value: Any, names: Names) -> str:
    if value in (None, ""):
        return ""
    return names[each.related_model].get(value, f"no. {value}") if each.is_relation else in_words(each, value)


def _names(edits: list[Edit], rows: dict[tuple[str, int | None], Row]) -> Names:
    """What the related rows are called, one query for each related table."""
    wanted: dict[type[Model], set[int]] = {}
    for edit in edits:
        stored = rows.get((edit.table, edit.row or 0))
        for name in edit.names:
            each: Any = column(edit.model, name)
            if each.is_relation:
                now = getattr(stored, name) if stored is not None else None
                keys: set[Any] = {edit.old.get(name), edit.new.get(name), now}
                wanted.setdefault(each.related_model, set()).update(keys - {None})
    return {model: {row.pk: label(row) for row in named(model).filter(pk__in=keys)} for model, keys in wanted.items()}


# --- Other open proposals of the same


@dataclass(frozen=True)
class Differing:
    """One column of which two proposals say different things."""

    heading: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Beside:
    """Another open proposal of the same record, and where it says something else."""

    proposal: Proposal
    differing: list[Differing]
    is_same: bool  # in all that it says


def beside(proposal: Proposal, edits: list[Edit]) -> list[Beside]:
    """The first other open proposals that speak of the same record or of rows in it, the oldest first."""
    rows = rows_of(edits, lock=False)
    asked = _about_the_same(proposal, edits, rows)
    others = Proposal.objects.filter(asked, status__in=proposals.OPEN).exclude(pk=proposal.pk)
    mine = {(edit.table, edit.row): edit for edit in edits if edit.row is not None}
    about = (proposal.table, proposal.row)
    found = []
    for other in others.select_related("author").order_by("created", "pk")[: 2 * MOST_BESIDE]:
        theirs = proposals.edits_of(other)
        common = [(mine[key], edit) for edit in theirs if (key := (edit.table, edit.row)) in mine]
        if common or (other.table, other.row) == about:
            names = _names([*edits, *theirs], rows)
            differing = [line for pair in common for line in _differing(*pair, about, rows, names)]
            found.append(Beside(other, differing, _content(theirs) == _content(edits)))
    return found[:MOST_BESIDE]


def _about_the_same(proposal: Proposal, edits: list[Edit], rows: dict[tuple[str, int | None], Row]) -> Q:
    """Proposals of the record, of the rows that this one changes, and of an agreement as a whole, from its sheet."""
    asked = Q(table=proposal.table, row=proposal.row) if proposal.row is not None else Q(pk__in=[])
    for table in {edit.table for edit in edits}:
        asked |= Q(table=table, row__in=[edit.row for edit in edits if edit.table == table and edit.row is not None])
    agreements = {row.agreement_id for row in rows.values() if isinstance(row, Clause)}
    return asked | Q(table="agreement", row__in=agreements) if agreements else asked


def _content(edits: list[Edit]) -> list[tuple[Any, ...]]:
    return [(edit.table, edit.row, edit.what, edit.new) for edit in edits]


def _differing(
    mine: Edit,
    theirs: Edit,
    about: tuple[str, int | None],
    rows: dict[tuple[str, int | None], Row],
    names: Names,
) -> Iterator[Differing]:
    """Where two edits of one row differ; a row of the record that the page is `about` is called by its name."""
    row = rows.get((mine.table, mine.row))
    called = f" of {label(row)}" if row is not None and (mine.table, mine.row) != about else ""
    if What.DELETED in (mine.what, theirs.what):
        if mine.what != theirs.what:
            yield Differing(f"The {mine.model._meta.verbose_name}{called}", mine.what.value, theirs.what.value)
        return
    for name in mine.names:
        each = column(mine.model, name)
        if name in mine.new and name in theirs.new and mine.new[name] != theirs.new[name]:
            heading = f"{capfirst(str(each.verbose_name))}{called}"
            yield Differing(heading, *(_text(each, edit.new[name], names) for edit in (mine, theirs)))
