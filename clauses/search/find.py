"""The answer to a question: one list, the best first, and how many there are of each kind.

A record whose name or code is asked for stands first; then those that hold all words in their title, in another name,
anywhere; then those that only begin so or sound so. Equals stand by kind and then by day, the newest first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.db.models import Q
from django.db.models.expressions import RawSQL

from .. import known_on
from ..known_on import then
from ..known_on.reports import model_of
from ..models import AgreementName, ClauseText, Row, SearchName
from ..querysets import RowQuerySet
from ..search_index.asked import TEXTS, Asked
from ..search_index.engine import engine
from ..search_index.entries import heard, told_by
from ..search_index.indexes import PUBLIC, Index
from ..search_index.layout import KINDS, TABLES
from ..search_index.words import split
from ..tables import table_of
from .names import later, with_names
from .question import Question, read
from .ranking import ranked

NAMES = TEXTS[:1]
BEFORE_SOURCES = tuple(kind for kind in KINDS if kind != "source")
AHEAD = 4  # times as many as are wanted are looked at where a past day hides some


@dataclass(frozen=True)
class Hit:
    table: str
    record: int


@dataclass(frozen=True)
class Found:
    question: Question
    also: list[str] = field(default_factory=list)  # other names that were looked for
    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def find(text: str, limit: int, kind: str = "") -> Found:
    """The first `limit` records that answer `text`, of one kind or all, and how many of each kind do."""
    question, also = with_names(read(text))
    if not question:
        return Found(question)
    counts = counted(question)
    hits: dict[Hit, None] = {}
    for places in _tiers(question, limit, kind):
        hits.update(dict.fromkeys(_seen(question, places)))
        if len(hits) >= limit:
            break
    return Found(question, also, list(hits)[:limit], counts)


def _tiers(question: Question, limit: int, kind: str) -> Iterator[list[int]]:
    """Places of entries, tier by tier; later ones repeat earlier ones."""
    wanted = limit * AHEAD if known_on.day() else limit
    ask, kinds = engine().newest, (kind,) if kind else BEFORE_SOURCES
    if not question.period and not question.without:
        words = " ".join(split(question.text))
        names = SearchName.objects.filter(kind__in=[KINDS[one].number for one in ((kind,) if kind else KINDS)])
        for exact in ({"words": words}, {"heard": heard(split(question.text))}):
            yield list(names.filter(**exact).order_by("entry").values_list("entry", flat=True).distinct()[:wanted])
    narrow, wide = question.asked(wide=False), question.asked(wide=True)
    if question.period:
        yield ask(replace(narrow, wholly=True), wanted, kinds)
    if not question.parts:
        yield ask(narrow, wanted, (kind,) if kind else tuple(KINDS))
        return
    looked_at = wanted * AHEAD
    in_names = ask(replace(narrow, columns=NAMES), looked_at, kinds)
    yield ranked(question, in_names)[:wanted]
    yield ask(replace(wide, columns=NAMES), wanted, kinds)
    anywhere = ask(narrow, looked_at, kinds)
    yield ranked(question, set(anywhere) - set(in_names))[:wanted]
    if not kind:
        yield ask(replace(narrow, columns=NAMES), wanted, ("source",))
        yield ask(narrow, wanted, ("source",))
    yield ask(wide, wanted, (kind,) if kind else tuple(KINDS))


def _seen(question: Question, places: list[int]) -> list[Hit]:
    """The records at these places that are to be seen, on the day asked for."""
    hits = [Hit(TABLES[kind], record) for kind, record in map(told_by, places)]
    if not known_on.day():
        return hits
    seen = set()
    for table in {hit.table for hit in hits}:
        keys = [hit.record for hit in hits if hit.table == table]
        rows = holding(_public(table), question).filter(pk__in=keys)
        seen |= {Hit(table, key) for key in rows.values_list("pk", flat=True)}
    return [hit for hit in hits if hit in seen]


def answering(rows: RowQuerySet, text: str) -> RowQuerySet:
    """Those of some rows of one table, all of which are public, that answer `text`; all where it asks for nothing."""
    question, _ = with_names(read(text))
    return holding(rows, question) if question else rows


def counted(question: Question) -> dict[str, int]:
    """How many records of each kind answer it, as on the day asked for."""
    if not known_on.day():
        return engine().counts(question.asked(wide=True))
    rows = {table: holding(_public(table), question) for table in KINDS}
    return {table: count for table, some in rows.items() if (count := some.order_by().count())}


def how_many(question: Question) -> int:
    """How many records answer it, by any of the names of what it names."""
    return sum(counted(with_names(question)[0]).values())


def _public(table: str) -> RowQuerySet[Any]:
    return cast(type[Row], model_of(table)).objects.published()


def holding(rows: RowQuerySet, question: Question) -> RowQuerySet:
    """Those of the public rows of one table that answer the question, as on the day asked for."""
    table, day = table_of(rows.model), known_on.day()
    everywhere = among(question.asked(wide=True), table)
    if day and table == "agreement":
        by_title = rows.search(question.text).order_by().values("pk")
        return rows.filter(~Q(names__in=later(AgreementName)) & everywhere | Q(pk__in=by_title))
    settled = ~Q(texts__in=later(ClauseText)) if day and table == "clause" else then.settled(rows.model, day)
    if settled is None:
        return rows.filter(everywhere)
    return rows.filter(settled & everywhere | among(replace(question.asked(wide=True), columns=NAMES), table))


def among(asked: Asked, table: str, indexes: Sequence[Index] = (PUBLIC,)) -> Q:
    """Rows of one kind of which one of the indexes holds it."""
    found = [engine(index=index).records(asked, table) for index in indexes]
    sql, values = " UNION ALL ".join(sql for sql, _ in found), [value for _, some in found for value in some]
    return Q(pk__in=RawSQL(sql, values))
