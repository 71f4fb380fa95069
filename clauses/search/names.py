"""Names in a question: each name of an actor, place or agreement stands for all its names, however it is spelled."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from .. import known_on
from ..folding import code_of
from ..known_on.reports import model_of
from ..models import AgreementName, DeskName, Row, SearchName
from ..search_index.asked import LAST, Words
from ..search_index.entries import heard, told_by
from ..search_index.layout import KINDS, TABLES
from .question import SHORTEST_BEGINNING, Part, Question

LONGEST_NAME = 6  # words
MOST_BEGINNING = 3  # records
MOST_NAMES = 24  # that are looked for beside those that were typed
STANDING = [kind.number for kind in KINDS.values() if kind.stands_for_others]


Names = type[SearchName] | type[DeskName]
PUBLIC: tuple[Names, ...] = (SearchName,)


def with_names(question: Question, tables: tuple[Names, ...] = PUBLIC) -> tuple[Question, list[str]]:
    """The question with the other names of whatever it names, and these names, for a line that says so."""
    words = [part.name for part in question.parts]
    spans = {
        heard(" ".join(words[start:end]).split()): (start, end)
        for start in range(len(words))
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    }
    spans_of: dict[int, tuple[int, int]] = {}
    whole = _first(tables, Q(heard__in=list(spans)), "entry", "heard")
    if not whole and len(words) == 1 and len(words[0]) >= SHORTEST_BEGINNING:
        whole = _beginning(tables, heard(words))
    for entry, name in whole:
        spans_of[entry] = max(spans_of.get(entry, (0, 0)), spans[name], key=lambda span: span[1] - span[0])
    if known_on.day():
        spans_of = {entry: span for entry, span in spans_of.items() if _is_seen(entry)}
    parts, said = list(question.parts), []
    for entry, written, name in _first(tables, Q(entry__in=spans_of), "entry", "written", "words"):
        start, end = spans_of[entry]
        if name != " ".join(words[start:end]):
            said += [written] if code_of(written) != written else []  # a code is none that people know
            for place in range(start, end):
                parts[place] = _also(parts[place], name)
    return replace(question, parts=tuple(parts)), list(dict.fromkeys(said))


def _first(tables: tuple[Names, ...], condition: Q, *columns: str) -> list[Any]:
    """Columns of the first names of which it holds, of each of the tables."""
    found = [
        names_of(STANDING, table).filter(condition).order_by("entry", "pk").values_list(*columns) for table in tables
    ]
    return [name for names in found for name in names[:MOST_NAMES]]


def names_of(kinds: Sequence[int], table: Names = SearchName) -> QuerySet[Any]:
    """The names of records of these kinds; on a past day without those of an agreement that came later."""
    rows = table._base_manager.filter(kind__in=kinds)
    if not known_on.day():
        return rows
    came_later = later(AgreementName).filter(agreement=OuterRef("entry__record"), name=OuterRef("written"))
    return rows.exclude(Exists(came_later), kind=KINDS["agreement"].number)


def later(model: type[Row]) -> QuerySet[Any]:
    """The rows of a table that are not to be seen on the day asked for."""
    return model._base_manager.exclude(pk__in=model.objects.published().values("pk"))


def _is_seen(entry: int) -> bool:
    """Whether the record was known on the day asked for."""
    kind, record = told_by(entry)
    return cast(type[Row], model_of(TABLES[kind])).objects.published().filter(pk=record).exists()


def _beginning(tables: tuple[Names, ...], span: str) -> list[tuple[int, str]]:
    """The few records of which a name begins so: Zangezur, where the corridor has its name of it."""
    found: set[int] = set()
    for kind in STANDING:  # each by itself is one range of the index
        for table in tables:
            begun = names_of([kind], table).filter(heard__gte=f"{span} ", heard__lt=f"{span} {LAST}")
            found |= set(begun.values_list("entry", flat=True)[: MOST_BEGINNING * MOST_NAMES])
    return [(entry, span) for entry in sorted(found)] if len(found) <= MOST_BEGINNING else []


def _also(part: Part, name: str) -> Part:
    return replace(part, narrow=(*part.narrow, Words(tuple(name.split()))))
