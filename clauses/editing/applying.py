"""Carrying out edits that were made some time ago: on the rows as they are now, or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Max, ProtectedError, RestrictedError

from ..evidence.resting import keeping_citations
from .edits import Edit, What, fill, values
from .exchanging import step_aside, unique_columns
from .quotations import after_saving

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

    def __init__(self, clashes: list[Clash]):
        super().__init__("The rows have been changed since.")
        self.clashes = clashes


def rows_of(edits: Iterable[Edit], *, lock: bool) -> dict[tuple[str, int], models.Model]:
    """The stored rows that the edits speak of, by table and number."""
    found = {}
    for table, model in sorted({edit.table: edit.model for edit in edits}.items()):
        keys = [edit.row for edit in edits if edit.table == table and edit.row]
        rows = model._base_manager.filter(pk__in=keys).order_by("pk")
        found |= {(table, row.pk): row for row in (rows.select_for_update() if lock else rows)}
    return found


def clashes(edits: list[Edit], rows: dict) -> list[Clash]:
    """Where the stored rows no longer hold what the edits saw, and what the edits want is not there either."""
    found = []
    for at, edit in enumerate(edits):
        row = rows.get((edit.table, edit.row))
        if edit.what == What.CHANGED and row is not None:
            now = values(row)
            for name, seen in edit.old.items():
                if now[name] not in (seen, edit.new[name]):
                    found.append(Clash(at, name, seen, now[name], edit.new[name]))
        elif edit.what == What.CHANGED or (edit.what == What.DELETED and row and row.version != edit.version):
            found.append(Clash(at, WHOLE, edit.old, values(row) if row else None, edit.new or None))
    return found


def carry_out(edits: list[Edit], *, user, reason: str, choices: dict[str, str] | None = None) -> list[models.Model]:
    """Writes the edits in one transaction, each row checked, locked and recorded; returns the rows written.

    ClashError where rows have changed since and `choices` (`Clash.key` → THEIRS or OURS) does not settle it.
    ValidationError where a row breaks a rule or is needed by others.
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


def _step_aside(edits: list[Edit], rows: dict) -> None:
    """Rows that exchange what must be unique make room for each other."""
    moving: dict[type[models.Model], list[int]] = {}
    for edit in edits:
        is_stored = edit.what == What.CHANGED and (edit.table, edit.row) in rows
        if is_stored and edit.new.keys() & unique_columns(edit.model):
            moving.setdefault(edit.model, []).append(edit.row)
    for model, keys in moving.items():
        step_aside(model, keys)


def _write(edit: Edit, row, at: int, kept: set, user, reason: str) -> models.Model | None:
    if (at, WHOLE) in kept or (edit.what == What.DELETED and row is None):
        return None
    is_new = row is None
    row = edit.model(pk=edit.row, version=edit.version) if is_new else row  # one that comes back goes on counting
    row._change_reason, row._history_user = reason, user
    try:
        if edit.what == What.DELETED:
            row.delete()
            return row
        wanted = edit.old | edit.new if is_new else edit.new
        fill(row, {name: value for name, value in wanted.items() if (at, name) not in kept})
        give_number(row)
        row.full_clean(exclude=["id"] if is_new else None)
        row.save(force_insert=is_new)
    except ValidationError as error:
        raise ValidationError(in_words(row, error)) from error
    except (ProtectedError, RestrictedError, IntegrityError) as error:
        raise ValidationError(f"“{row}” cannot be {edit.what}: other rows hold on to it.") from error
    return row


def in_words(row: models.Model, error: ValidationError) -> list[str]:
    """The errors of a row as sentences that name it and the column."""
    found = error.update_error_dict({})
    said = []
    for name, errors in found.items():
        names = {each.name: each.verbose_name for each in row._meta.fields}
        where = f"{row._meta.verbose_name} “{row}”" + (f", {names[name]}" if name in names else "")
        said += [f"{where}: {' '.join(each.messages)}" for each in errors]
    return said


def give_number(row: models.Model) -> None:
    """The next free number, where rows of this table count within another and this one has none yet."""
    if getattr(row, "number", 1) is not None:
        return
    within = next(name for name in row.natural_key_fields if name != "number")
    rows = type(row)._base_manager.filter(**{within: getattr(row, within)})
    row.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
