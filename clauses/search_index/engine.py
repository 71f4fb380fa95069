"""The two engines that are asked for words: FTS5 of SQLite, and tsvector of PostgreSQL, with the same answers.

Both hold the same words, made by `words`, so neither folds, stems or leaves out anything. Another engine (tantivy in
the process, OpenSearch beside it) takes their place by doing what `Engine` says.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Protocol

from django.db import DatabaseError, connections, transaction

from ..data_version import read_from
from .asked import LAST, TEXTS, Asked, Term, Words
from .entries import DAY_BITS, ROW_BITS, bounds
from .indexes import PUBLIC, Index
from .layout import COLUMNS, KINDS
from .vectors import WEIGHTS, vector_of

ALL = tuple(KINDS)
VERY_MANY = 1_000  # further words or entries change nothing in what is offered
WRITTEN = "unnest(%s::bigint[], %s::text[]) AS written(id, vector)"


class Engine(Protocol):
    def matching(self, asked: Asked) -> tuple[str, list[Any]]:
        """SQL that selects the places of all entries that hold it, and its values."""

    def unlike_the_entries(self) -> Iterable[int]:
        """The kinds of which the engine holds other words than the entries, where it can be looked at."""

    def mend(self) -> None:
        """Makes anew what the engine holds, from the entries."""

    def vocabulary(self, begins: str = "") -> Iterator[tuple[str, int]]:
        """The words that the index holds, with the number of entries of each."""

    def held_of(self, words: Collection[str]) -> list[str]:
        """Those of these words that any entry holds as it is written."""

    def held_that_begin(self, begins: str) -> list[str]:
        """Words that begin so; of very many some."""


class Common:
    def __init__(self, using: str, index: Index):
        self.connection, self.index = connections[using], index

    def ask(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    def newest(self, asked: Asked, limit: int, kinds: Sequence[str] = ALL) -> list[int]:
        """The first places, in order, where `limit` are wanted; of these kinds, which follow each other."""
        sql, values = self.within(asked, kinds)
        return [place for (place,) in self.ask(f"{sql} ORDER BY 1 LIMIT %s", [*values, limit])]

    def counts(self, asked: Asked) -> dict[str, int]:
        """How many of each kind there are."""
        sql, values = self.within(asked)
        counted = f"SELECT place >> {DAY_BITS + ROW_BITS}, count(*) FROM ({sql}) AS found GROUP BY 1"
        found = dict(self.ask(counted, values))
        return {table: found[kind.number] for table, kind in KINDS.items() if kind.number in found}

    def entries_with(self, words: Collection[str]) -> dict[str, int]:
        """How many entries hold each of a few words; of those that very many hold, that they are very many."""
        found = {}
        for word in words:
            sql, values = self.matching(Asked(((Words((word,)),),)))  # type: ignore[attr-defined]
            rows = self.ask(f"SELECT count(*) FROM ({sql} LIMIT %s) AS found", [*values, VERY_MANY])
            found[word] = rows[0][0]
        return found

    def records(self, asked: Asked, kind: str) -> tuple[str, list[Any]]:
        """SQL that selects the records of one kind, for a condition on their table."""
        sql, values = self.within(asked, [kind])
        return f"SELECT place & {(1 << ROW_BITS) - 1} FROM ({sql}) AS found", values

    def within(self, asked: Asked, kinds: Sequence[str] = ALL) -> tuple[str, list[Any]]:
        sql, values = self.matching(asked)  # type: ignore[attr-defined]
        low, high = bounds(KINDS[kinds[0]].number)[0], bounds(KINDS[kinds[-1]].number)[1]
        return f"SELECT place FROM ({sql}) AS held WHERE place >= %s AND place < %s", [*values, low, high]

    def _of_a_day(self, asked: Asked) -> tuple[str, list[Any]]:
        first, last = asked.first or date.min, asked.last or date.max
        if asked.wholly:
            return "entry.earliest >= %s AND entry.latest <= %s", [first, last]
        return "entry.earliest <= %s AND entry.latest >= %s", [last, first]


class SQLite(Common):
    def matching(self, asked: Asked) -> tuple[str, list[Any]]:
        day, days = self._of_a_day(asked)
        if not asked.terms:
            # With a sign, so that it is found by its days and not read in order.
            return f"SELECT +id AS place FROM {self.index.entry_table} entry WHERE {day}", days
        words = " AND ".join(f"({self._any(term, asked.columns)})" for term in asked.terms)
        for term in asked.without:
            words = f"({words}) NOT ({self._any(term, TEXTS)})"
        table = self.index.words
        held, values = f"{table} MATCH %s", [words]
        if asked.first is None and asked.last is None:
            return f"SELECT rowid AS place FROM {table} WHERE {held}", values
        of_it = f"SELECT +id FROM {self.index.entry_table} entry WHERE {day}"  # once, by the index of days
        return f"SELECT rowid AS place FROM {table} WHERE {held} AND +rowid IN ({of_it})", [*values, *days]

    def _any(self, term: Term, columns: tuple[str, ...]) -> str:
        return " OR ".join(self._words(one, columns) for one in term)

    @staticmethod
    def _words(one: Words, columns: tuple[str, ...]) -> str:
        where = " ".join(f"{name}_heard" if one.heard else name for name in columns)
        phrase = (" + " if one.together else " AND ").join(f'"{word}"' for word in one.words)
        return f"{{{where}}} : ({phrase}{' *' if one.begins else ''})"

    def unlike_the_entries(self) -> Iterable[int]:
        """FTS5 compares its words with those of the table that it is about."""
        try:
            self.ask(f"INSERT INTO {self.index.words}({self.index.words}, rank) VALUES ('integrity-check', 1)", [])
        except DatabaseError:
            return list(range(len(KINDS)))
        return []

    def mend(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {self.index.words}({self.index.words}) VALUES ('rebuild')")

    def vocabulary(self, begins: str = "") -> Iterator[tuple[str, int]]:
        where, values = ("AND term >= %s AND term < %s", [begins, f"{begins}{LAST}"]) if begins else ("", [])
        terms = f"SELECT term, sum(doc) FROM {self.index.terms}"
        words = f"{terms} WHERE col IN ('names', 'text') {where} GROUP BY term"
        yield from self.ask(words, values)

    def held_of(self, words: Collection[str]) -> list[str]:
        marks = ", ".join(["%s"] * len(words))
        terms = f"SELECT DISTINCT term FROM {self.index.terms} WHERE term IN ({marks}) AND col IN ('names', 'text')"
        return sorted(term for (term,) in self.ask(terms, list(words)))

    def held_that_begin(self, begins: str) -> list[str]:
        where = "term >= %s AND term < %s AND col IN ('names', 'text')"
        terms = f"SELECT DISTINCT term FROM {self.index.terms} WHERE {where} LIMIT %s"
        return sorted(term for (term,) in self.ask(terms, [begins, f"{begins}{LAST}", VERY_MANY]))


class PostgreSQL(Common):
    def matching(self, asked: Asked) -> tuple[str, list[Any]]:
        day, days = self._of_a_day(asked)
        words = " & ".join(f"({self._any(term, asked.columns)})" for term in asked.terms)
        for term in asked.without:
            words += f" & !({self._any(term, TEXTS)})"
        conditions, values = [], []
        if asked.terms:
            conditions, values = ["vector @@ %s::tsquery"], [words]
        if not asked.terms or asked.first is not None or asked.last is not None:
            conditions, values = [*conditions, day], [*values, *days]
        return f"SELECT id AS place FROM {self.index.entry_table} entry WHERE {' AND '.join(conditions)}", values

    def _any(self, term: Term, columns: tuple[str, ...]) -> str:
        return " | ".join(self._words(one, columns) for one in term)

    @staticmethod
    def _words(one: Words, columns: tuple[str, ...]) -> str:
        weights = "".join(WEIGHTS[COLUMNS.index(f"{name}_heard" if one.heard else name)] for name in columns)
        *before, last = one.words
        phrase = [f"'{word}':{weights}" for word in before]
        return (
            "("
            + (" <-> " if one.together else " & ").join([*phrase, f"'{last}':{'*' if one.begins else ''}{weights}"])
            + ")"
        )

    def unlike_the_entries(self) -> Iterable[int]:
        (kinds, written), table = self._right(), self.index.entry_table
        other = f"{table}.vector <> written.vector::tsvector"
        found = self.ask(f"SELECT id FROM {table} JOIN {WRITTEN} USING (id) WHERE {other}", written)
        return sorted({kinds[place] for (place,) in found})

    def mend(self) -> None:
        _, written = self._right()
        with self.connection.cursor() as cursor:
            put = f"UPDATE {self.index.entry_table} SET vector = written.vector::tsvector"
            cursor.execute(f"{put} FROM {WRITTEN} WHERE written.id = {self.index.entry_table}.id", written)

    def _right(self) -> tuple[dict[int, int], list[Any]]:
        """The kind of each entry, and for WRITTEN what its vector is to be."""
        rows = self.ask(f"SELECT id, kind, {', '.join(COLUMNS)} FROM {self.index.entry_table}", [])
        kinds = {place: kind for place, kind, *_ in rows}
        return kinds, [list(kinds), [vector_of(columns) for _, _, *columns in rows]]

    def vocabulary(self, begins: str = "") -> Iterator[tuple[str, int]]:
        vectors = f"SELECT vector FROM {self.index.entry_table}"
        rows = self.ask("SELECT word, ndoc FROM ts_stat(%s, 'ab')", [vectors])
        yield from ((word, count) for word, count in rows if word.startswith(begins))

    def held_of(self, words: Collection[str]) -> list[str]:
        held = f"SELECT 1 FROM {self.index.entry_table} WHERE vector @@ asked.query::tsquery"
        asked = "unnest(%s::text[], %s::text[]) AS asked(word, query)"
        values = [list(words), [self._words(Words((word,)), TEXTS) for word in words]]
        with self._by_its_index():
            rows = self.ask(f"SELECT word FROM {asked} WHERE EXISTS ({held} LIMIT 1)", values)
        return sorted(word for (word,) in rows)

    def held_that_begin(self, begins: str) -> list[str]:
        query = self._words(Words((begins,), begins=True), TEXTS).replace("'", "''")
        some = f"SELECT vector FROM {self.index.entry_table} WHERE vector @@ '{query}' LIMIT {VERY_MANY}"
        with self._by_its_index():
            rows = self.ask("SELECT word FROM ts_stat(%s, 'ab') WHERE starts_with(word, %s)", [some, begins])
        return sorted(word for (word,) in rows)

    @contextmanager
    def _by_its_index(self) -> Iterator[None]:
        """Within it rows are looked up by the index, though few could be read as a whole as quickly, once."""
        with transaction.atomic(self.connection.alias):
            self.ask("SELECT set_config('enable_seqscan', 'off', true)", [])
            yield
            self.ask("SELECT set_config('enable_seqscan', 'on', true)", [])


ENGINES: dict[str, type[SQLite] | type[PostgreSQL]] = {"sqlite": SQLite, "postgresql": PostgreSQL}


def engine(using: str | None = None, index: Index = PUBLIC) -> SQLite | PostgreSQL:
    """That of the database `using`; without a name, of what is read now."""
    alias = using or read_from()
    return ENGINES[connections[alias].vendor](alias, index)
