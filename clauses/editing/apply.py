"""Carrying out edits that were made some time ago: on the rows as they are now, or not at all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max, ProtectedError, RestrictedError

from ..evidence.last_citation import keeping_citations
from ..models import Merge, Record, Row, row_at
from ..one_moment import one_step
from ..tables import table_of
from ..vocabularies import ReviewState
from .editors import Editor, sign
from .edits import ABOUT_REVIEW, Edit, What, called, column, fill, last_recorded, values
from .holding import Held, hold
from .requote import after_saving
from .swaps import step_aside, unique_columns

ORDER = [What.DELETED, What.CHANGED, What.ADDED]
THEIRS, OURS = "stored", "proposed"
WHOLE = ""  # stands for a row where a clash is not about one column


@dataclass(frozen=True)
class Clash:
    """What somebody else wrote meanwhile, where the edit would write something else. `at` is the edit's place."""

    at: int
    name: str
    seen: object
    stored: object
    proposed: object

    @property
    def key(self) -> str:
        return f"choice-{self.at}-{self.name}"


class ClashError(Exception):
    """The rows have been changed since; `clashes` says where, and somebody has to choose."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__("The rows have been changed since.")
        self.clashes = clashes


def keys_of(edits: Iterable[Edit]) -> defaultdict[type[Row], set[int | None]]:
    """The numbers of the rows that the edits speak of, by table."""
    found: defaultdict[type[Row], set[int | None]] = defaultdict(set)
    for edit in edits:
        found[edit.model].add(edit.row)
    return found


def rows_of(edits: Iterable[Edit], *, lock: bool) -> Held:
    """The stored rows that the edits speak of, by table and number."""
    if lock:
        return hold(keys_of(edits))
    return {
        (table_of(model), row.pk): row
        for model, keys in keys_of(edits).items()
        for row in model._base_manager.filter(pk__in=keys - {None}).order_by("pk")
    }


def clashes(edits: list[Edit], rows: Held) -> list[Clash]:
    """Where the stored rows no longer hold what the edits saw, and what the edits want is not there either.

    An added row that has a number was deleted once. Where it is there again, nothing of it was seen.
    """
    found: list[Clash] = []
    for at, edit in enumerate(edits):
        row = rows.get((edit.table, edit.row))
        if row is None and edit.what == What.CHANGED:
            found.append(Clash(at, WHOLE, edit.old, None, edit.new or None))
        elif row is not None and edit.what == What.DELETED:
            if row.version != edit.version:
                found.append(Clash(at, WHOLE, edit.old, values(row), None))
        elif row is not None:
            now = values(row)
            for name, wanted in _wanted(edit, row).items():
                if now[name] not in ((edit.old[name], wanted) if name in edit.old else (wanted,)):
                    found.append(Clash(at, name, edit.old.get(name), now[name], wanted))
    return found


def _wanted(edit: Edit, row: Row | None) -> dict[str, Any]:
    """What the row is to hold. The state of a record is moved by its review alone; a new one is a draft."""
    wanted = edit.old | edit.new if row is None else edit.new
    return {name: value for name, value in wanted.items() if name not in ABOUT_REVIEW}


@one_step()
def carry_out(edits: list[Edit], *, user: Editor, reason: str, choices: dict[str, str] | None = None) -> list[Row]:
    """Writes the edits in one transaction, each row checked, locked and recorded; returns the rows written.

    ClashError where rows have changed since and `choices` (`Clash.key` → THEIRS or OURS) does not settle it.
    ValidationError where a row breaks a rule, names what is gone, or is needed by others.
    """
    with transaction.atomic():
        rows = rows_of(edits, lock=True)
        found, choices = clashes(edits, rows), choices or {}
        if any(choices.get(clash.key) not in (THEIRS, OURS) for clash in found):
            raise ClashError(found)
        kept = {(clash.at, clash.name) for clash in found if choices[clash.key] == THEIRS}
        steps = sorted(enumerate(edits), key=lambda step: ORDER.index(step[1].what))
        with keeping_citations(rows.values()):
            _step_aside([edit for at, edit in steps if (at, WHOLE) not in kept], rows)
            written = (_write(edit, rows.get((edit.table, edit.row)), at, kept, user, reason) for at, edit in steps)
            done = [row for row in written if row is not None]
        after_saving(done)
    return done


def _step_aside(edits: list[Edit], rows: Held) -> None:
    """Rows that exchange what must be unique make room for each other."""
    moving: dict[type[models.Model], list[int]] = {}
    for edit in edits:
        is_stored = edit.what == What.CHANGED and (edit.table, edit.row) in rows
        if edit.row is not None and is_stored and edit.new.keys() & unique_columns(edit.model):
            moving.setdefault(edit.model, []).append(edit.row)
    for model, keys in moving.items():
        step_aside(model, keys)


def _write(edit: Edit, row: Row | None, at: int, kept: set[tuple[int, str]], user: Editor, reason: str) -> Row | None:
    if (at, WHOLE) in kept or (edit.what == What.DELETED and row is None):
        return None
    wanted = {name: value for name, value in _wanted(edit, row).items() if (at, name) not in kept}
    if row is not None and edit.what != What.DELETED and wanted.items() <= values(row).items():
        return None  # it holds all of it already
    is_new = row is None
    row = _once_more(edit) if row is None else row
    sign(row, user, reason)
    try:
        with transaction.atomic():
            if edit.what == What.DELETED:
                row.delete()
            else:
                _save(row, wanted, is_new)
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        raise ValidationError(f"“{called(row)}” cannot be {edit.what}: other rows hold on to it.") from error
    return row


def _once_more(edit: Edit) -> Row:
    """The row that is not there, or not any more; one that comes back goes on counting and is reviewed anew."""
    last = last_recorded(edit.model, edit.row)
    row = last if last is not None and edit.what == What.CHANGED else edit.made(edit.row)
    row.version = max(edit.version, last.version if last is not None else 0)
    if isinstance(row, Record):
        row.state, row.withdrawn_reason = ReviewState.DRAFT, ""
    return row


def _save(row: Row, wanted: dict[str, Any], is_new: bool) -> None:
    """ValidationError, in words that name the row, where it breaks a rule."""
    fill(row, wanted)
    gone = what_is_gone(type(row), values(row) if is_new else wanted)
    if gone:
        raise ValidationError([f"{row._meta.verbose_name} “{called(row)}”, {said}" for said in gone])
    try:
        give_number(row)
        row.full_clean(exclude=["id"] if is_new else None)
        row.save(force_insert=is_new)
    except ValidationError as error:
        raise ValidationError(in_words(row, error)) from error


def what_is_gone(model: type[models.Model], held: dict[str, Any]) -> list[str]:
    """A sentence for each column that names a row which is not there; says what became of a merged one."""
    said = []
    for name, value in held.items():
        field = column(model, name)
        if value is None or not field.is_relation:
            continue
        related = row_at(model, field.name)
        if related._base_manager.filter(pk=value).exists():
            continue
        noun, now = related._meta.verbose_name, _what_became(related, value)
        told = f"was the same thing as “{now}”: name that one" if now is not None else "is gone: name another one"
        said.append(f"{field.verbose_name}: the {noun} no. {value} {told}.")
    return said


def _what_became(model: type[Row], pk: int) -> Row | None:
    merge = Merge.objects.standing().filter(table=table_of(model), old_row=pk).first()
    return Merge.objects.leading_from(model, merge.old_code) if merge is not None else None


def in_words(row: models.Model, error: ValidationError) -> list[str]:
    """The errors of a row as sentences that name it and the column."""
    found: dict[str, list[ValidationError]] = error.update_error_dict({})
    said = []
    for name, errors in found.items():
        names = {each.name: each.verbose_name for each in row._meta.fields}
        where = f"{row._meta.verbose_name} “{called(row)}”" + (f", {names[name]}" if name in names else "")
        said += [f"{where}: {' '.join(each.messages)}" for each in errors]
    return said


def give_number(row: Row) -> None:
    """The next free number, where rows of this table count within another and this one has none yet."""
    if getattr(row, "number", 1) is not None:
        return
    within = next(name for name in row.natural_key_fields if name != "number")
    rows = type(row)._base_manager.filter(**{within: getattr(row, within)})
    cast(Any, row).number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
