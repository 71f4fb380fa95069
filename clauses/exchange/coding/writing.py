"""The new rows through the checks of every load, in a transaction that is taken back, and from there to fixtures."""

from collections.abc import Callable
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, transaction

from ...models.base import Record
from .. import fixtures
from ..fixture_rows import FixtureError, FixtureRow
from ..loading import Loading
from ..placing import placed
from .base import Rows
from .files import CodingError


def write(rows: Rows, base: Path, folder: Path, inspect: Callable[[], None]) -> None:
    """Loads base and new rows, has them looked at and writes them as fixtures; nothing stays in the database.

    The files of `base` are written anew too: a row that both need stands in both in the same words.
    """
    with transaction.atomic():
        try:
            _load(list(rows.base.values()))
            _load(list(rows.new.values()))
            inspect()
            _write(rows, base, folder)
        except FixtureError as error:
            raise CodingError(str(error)) from error
        finally:
            transaction.set_rollback(True)


def _owner(key: fixtures.Key) -> fixtures.Key | None:
    """The row that a row without a state of its own belongs to, such as the action of a participant."""
    model, values = key
    above = fixtures.relations(model).get(model.natural_key_fields[0])
    if above is None or issubclass(model, Record):
        return None
    return above, values[: len(above.natural_key_paths())]


def _load(found: list[FixtureRow]) -> None:
    Loading(found, using=DEFAULT_DB_ALIAS).run()


def _write(rows: Rows, base: Path, folder: Path) -> None:
    ours = {**rows.base, **rows.new}
    stored = {key: row for key, row in fixtures.stored() if key in ours}
    own = {key for key in stored if key not in rows.base or key in rows.shared or _owner(key) in rows.shared}
    held = {base: set(rows.base), folder: own}
    for place, keys in placed(stored, held).items():
        fixtures.write(place, [(key, row) for key, row in stored.items() if key in keys])
