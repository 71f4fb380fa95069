"""The rows of files on their way into the tables: which rows they name, what refuses them, and how they are written.

Imports and the loading of fixtures share this.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any, Protocol, cast

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models

from ..dataset import with_codes
from ..evidence.last_citation import BareError, Keys, refuse_bare
from ..models import Row, as_code
from ..querysets import CHUNK
from ..tables import column_of
from .nearest import nearest
from .problems import Problem

LOADED, IMPORTED = "loaded from", "imported from"  # how the reasons begin of what files brought in


class References:
    """The rows of one table by their natural keys: those in the database, and those that a file adds on its way in.

    `as_key` makes of the values of a natural key what stands for it in the file. `refused` are keys of rows of the file
    that did not come in, each with its line.
    """

    def __init__(self, model: type[Row], using: str, as_key: Callable[[list], Hashable]) -> None:
        self.model = model
        keys = model._base_manager.using(using).values_list("pk", *model.natural_key_paths())
        self.pks: dict[Any, int] = {as_key(key): pk for pk, *key in keys.iterator()}
        self.rows: dict[Any, Row] = {}
        self.refused: dict[Any, int] = {}

    def __len__(self) -> int:
        """How many rows are held in memory."""
        return len(self.rows)

    def load(self, keys: Iterable, stored: models.QuerySet) -> None:
        """Takes those of the rows `stored` that have these `keys`, in few queries however many there are."""
        wanted = {self.pks[key]: key for key in keys if key in self.pks}
        numbers = sorted(wanted)
        for start in range(0, len(numbers), CHUNK):
            chunk = stored.filter(pk__in=numbers[start : start + CHUNK]).order_by("pk")
            self.rows |= {wanted[row.pk]: row for row in chunk}

    def get(self, code: str) -> Row:
        """The row; ValueError names the nearest codes where there is none."""
        if code in self.refused:
            raise ValueError(
                f"“{code}” is the row of line {self.refused[code]}, which is refused. Mend that one first."
            )
        if code not in self.rows:
            self.load([code], with_codes(self.model._base_manager.all()))
        if code not in self.rows:
            hint = nearest(code, self.pks)
            what = self.model._meta.verbose_name
            raise ValueError(f"there is no {what} “{code}”.{hint} Mend the code, or import that {what} first.")
        return self.rows[code]


class Writer:
    """Writes the rows of one file; `user` stands in the history of each."""

    def __init__(
        self, *, user: Any = None, using: str = DEFAULT_DB_ALIAS, as_key: Callable[[list], Hashable] = as_code
    ) -> None:
        self.user, self.using, self.as_key = user, using, as_key
        self.named: dict[type[models.Model], References] = {}

    def references(self, model: type[Row]) -> References:
        """The rows of `model` that the file may name; looked up once."""
        if model not in self.named:
            self.named[model] = References(model, self.using, self.as_key)
        return self.named[model]

    def write(self, row: Row, reason: str) -> None:
        """Saves `row`, which nothing refuses, with its history."""
        self.tell(row, reason)
        row.save(force_insert=row._state.adding, using=self.using)

    def delete(self, row: Row, reason: str) -> None:
        self.tell(row, reason)
        row.delete(using=self.using)

    def tell(self, row: Row, reason: str) -> None:
        """Hands the history what it is to say of the next save."""
        vars(row)["_change_reason"] = reason
        if self.user:
            vars(row)["_history_user"] = self.user


class Proposals(Protocol):
    """Keeps what a user may not write at once, where the import would write it."""

    def begin(self) -> None: ...
    def refusal(self, row: Row) -> str: ...
    def takes(self, row: Row) -> bool: ...
    def write(self, row: Row, reason: str) -> None: ...
    def delete(self, row: Row, reason: str) -> None: ...
    def propose(self, reason: str) -> int: ...


def refusals(row: Row, *, known: Collection[str] = (), constraints: bool = True) -> dict[str, list[str]]:
    """What is wrong with `row`, in the words of the admin, by field; what concerns no single field is under "".

    `known` are relations that hold a row found in this transaction. They are not looked up once more, and neither is
    the natural key: the caller found `row` by it, or found that no row has it. Without `constraints`, those of
    the table, which the database holds by itself, are not asked.
    """
    errors: dict[str, list] = {}
    try:
        row.full_clean(exclude=set(known), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    key = row.natural_key_fields
    _collect(errors, row.validate_unique, exclude={*errors, *(key if len(key) == 1 else ())})
    for constraint in row._meta.constraints if constraints else ():
        if getattr(constraint, "fields", None) != key:
            _collect(errors, constraint.validate, type(row), row, exclude={*errors, *unasked(constraint, row)})
    return {"" if name == "__all__" else name: ValidationError(found).messages for name, found in errors.items()}


class Fellows:
    """The rows of one file by what must be unique beside their key: a preview finds none of them in the table."""

    def __init__(self, model: type[Row]) -> None:
        rules = [rule for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
        self.rules = [rule for rule in rules if rule.fields != model.natural_key_fields]
        self.found: dict[tuple, list[tuple[int, Row]]] = {}

    def refusal(self, row: Row, line: int) -> str:
        """What keeps `row` from standing beside those asked about before it; empty where nothing does."""
        for rule in self.rules:
            values = [getattr(row, column_of(type(row), name).attname) for name in rule.fields]
            same = self.found.setdefault((rule.name, *values), [])
            others = [] if None in values or (same and not _holds_of(rule, row)) else same
            for other, twin in others:
                if _holds_of(rule, twin):
                    names = ", ".join(rule.fields)
                    return f"line {other} has the same {names}, of which there is one row. Delete one of the two."
            same.append((line, row))
        return ""


def _holds_of(rule: models.UniqueConstraint, row: Row) -> bool:
    """Whether a rule that may be of some rows only is of `row`."""
    if rule.condition is None:
        return True
    fields = [column_of(type(row), name) for name in rule.condition.referenced_base_fields]
    return rule.condition.check({each.name: models.Value(getattr(row, each.attname), each) for each in fields})


def bare(held: Keys) -> list[Problem]:
    """The public records among those `held` before a file was written that have no citation any more."""
    try:
        refuse_bare(held)
    except BareError as error:
        return [Problem(0, "", message) for message in error.messages]
    return []


def unasked(constraint: models.BaseConstraint, row: Row) -> set[str]:
    """The fields that a check does not look at: Django would put each of them into the query that asks it."""
    if not isinstance(constraint, models.CheckConstraint):
        return set()
    return {field.name for field in row._meta.concrete_fields} - cast(
        models.Q, constraint.condition
    ).referenced_base_fields


def _collect(errors: dict, check: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    try:
        check(*args, **kwargs)
    except ValidationError as error:
        error.update_error_dict(errors)
