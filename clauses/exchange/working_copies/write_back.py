"""What was done on copies of tables, checked against what others wrote meanwhile, and written back. See `beside`."""

from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

from ...models import Proposal, Row
from ...querysets import CHUNK
from .temporary_tables import Copied, columns, note_of, references

MOST_NAMED = 5  # rows of each table that somebody else has written meanwhile
ADDED, CHANGED = "+", "~"


class NumbersTakenError(Exception):
    """Somebody else was given the same numbers meanwhile; `wanted` says how many each table needs."""

    def __init__(self, wanted: dict[str, int]) -> None:
        super().__init__("The numbers of new rows are taken.")
        self.wanted = wanted


class Copies(Copied):
    """Copies that can be written back."""

    stories: dict[type[Row], list[tuple[int, str, int]]]  # what the work did to the rows of each table

    # --- Whether others have written meanwhile

    def changed_meanwhile(self) -> list[str]:
        """The rows that this work writes or builds on and that others have written since, in words; holds the rest.

        Call it in the transaction that writes. NumbersTakenError where only numbers of new rows are in the way.
        """
        with self.connection.cursor() as cursor:
            self.stories = {model: story for model in self.rows if (story := self._story(cursor, model))}
            keys = [(model, key) for model in self.stories for key in self._not_as_seen(cursor, model)]
            keys += [each for model in self.stories for each in self._builds_on_other(cursor, model)]
            if not keys:
                self._refuse_taken_numbers(cursor)
        return [in_words(model, key) for model, key in dict.fromkeys(keys)]

    def _story(self, cursor: CursorWrapper, model: type[Row]) -> list[tuple[int, str, int]]:
        """What the work did to rows of `model`, in its order: number, kind as the history has it, version."""
        key = self._key(model)
        kept = self._copy(model.history.model)
        cursor.execute(f"SELECT {key}, history_type, version FROM {kept} ORDER BY history_id")
        return cursor.fetchall()

    def _first(self, model: type[Row]) -> dict[int, tuple[str, int]]:
        return {key: (kind, version) for key, kind, version in reversed(self.stories[model])}

    def _not_as_seen(self, cursor: CursorWrapper, model: type[Row]) -> list[int]:
        first = self._first(model)
        seen = {key: version - (kind == CHANGED) for key, (kind, version) in first.items() if kind != ADDED}
        stored = self._versions(cursor, model, list(seen), lock="" if self.is_sqlite else " FOR UPDATE")
        return [key for key, version in seen.items() if stored.get(key) != version][:MOST_NAMED]

    def _versions(self, cursor: CursorWrapper, model: type[Row], keys: list[int], lock: str = "") -> dict[int, int]:
        found: dict[int, int] = {}
        key = self._key(model)
        for start in range(0, len(keys), CHUNK):
            chunk = sorted(keys)[start : start + CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            query = f"SELECT {key}, version FROM {self._real(model)} WHERE {key} IN ({marks}) ORDER BY {key}{lock}"
            cursor.execute(query, chunk)
            found |= dict(cursor.fetchall())
        return found

    def _builds_on_other(self, cursor: CursorWrapper, model: type[Row]) -> list[tuple[type[Row], int]]:
        """Rows that written rows of `model` refer to and that are gone, or in another state of review, meanwhile."""
        found: list[tuple[type[Row], int]] = []
        for other in (*self.rows, *self.noted):
            for field in references(model, other):
                cursor.execute(self._other_states(model, field, other))
                found += [(other, key) for (key,) in cursor.fetchall()]
        return found

    def _other_states(self, model: type[Row], field: Field, other: type[Row]) -> str:
        key, there = self._key(model), self._key(other)
        differs = " OR now.state <> seen.state" if hasattr(other, "state") else ""
        return (
            f"SELECT DISTINCT seen.{there} FROM {self._copy(model)} AS written "
            f"JOIN {self._seen(other)} AS seen ON seen.{there} = written.{self._column(field)} "
            f"LEFT JOIN {self._real(other)} AS now ON now.{there} = seen.{there} "
            f"WHERE written.{key} IN (SELECT {key} FROM {self._copy(model.history.model)}) "
            f"{self._untouched(other)} "
            f"AND (now.{there} IS NULL{differs}) LIMIT {MOST_NAMED}"
        )

    def _seen(self, other: type[Row]) -> str:
        return self._quoted(note_of(other)) if other in self.noted else self._copy(other)

    def _untouched(self, other: type[Row]) -> str:
        """What the work wrote itself is looked at as such; it wrote nothing where there is no copy."""
        if other in self.noted:
            return ""
        key = self._key(other)
        return f"AND seen.{key} NOT IN (SELECT {key} FROM {self._copy(other.history.model)})"

    def _refuse_taken_numbers(self, cursor: CursorWrapper) -> None:
        wanted, is_taken = {}, False
        for model in self.stories:
            new = [key for key, (kind, _) in self._first(model).items() if kind == ADDED]
            if new:
                wanted[model._meta.db_table] = len(new)
                is_taken = is_taken or bool(self._versions(cursor, model, new))
        if is_taken:
            raise NumbersTakenError(wanted)

    # --- Writing them back

    def written(self) -> dict[type[Model], set[int]]:
        """The numbers of the rows that the work has written, by table."""
        return {model: {key for key, _, _ in story} for model, story in self.stories.items()}

    def write(self) -> None:
        """Writes what differs into the real tables, with its history: three statements for each table."""
        with self.connection.cursor() as cursor:
            for model in reversed(self.stories):
                cursor.execute(self._deletion(model))
            for model in self.stories:
                cursor.execute(self._writing(model))
                cursor.execute(self._appending(model.history.model))
            cursor.execute(self._appending(Proposal))

    def _deletion(self, model: type[Row]) -> str:
        key = self._key(model)
        touched = f"SELECT {key} FROM {self._copy(model.history.model)}"
        left = f"SELECT {key} FROM {self._copy(model)}"
        return f"DELETE FROM {self._real(model)} WHERE {key} IN ({touched}) AND {key} NOT IN ({left})"

    def _writing(self, model: type[Row]) -> str:
        """Rows in the order in which the work wrote them, as one may take a code that another one gave up."""
        key, names = self._key(model), [self._column(each) for each in columns(model)]
        last = f"SELECT {key} AS number, MAX(history_id) AS place FROM {self._copy(model.history.model)} GROUP BY {key}"
        return (
            f"INSERT INTO {self._real(model)} ({', '.join(names)}) "
            f"SELECT {', '.join(f'copied.{name}' for name in names)} FROM {self._copy(model)} AS copied "
            f"JOIN ({last}) AS touched ON touched.number = copied.{key} WHERE TRUE ORDER BY touched.place "
            f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
        )

    def _appending(self, model: type[Model]) -> str:
        """All rows of a table whose copy began empty, under numbers that the real table gives them."""
        key = self._key(model)
        names = ", ".join(self._column(each) for each in columns(model) if not each.primary_key)
        return f"INSERT INTO {self._real(model)} ({names}) SELECT {names} FROM {self._copy(model)} ORDER BY {key}"


def in_words(model: type[Row], key: int) -> str:
    row = model._base_manager.filter(pk=key).first()
    return f"{model._meta.verbose_name} “{row.code}”" if row is not None else f"a {model._meta.verbose_name}"
