"""The question as an editor asks it: of what is public and of what only the desk may find.

It is met as it is on public pages, and beside that by its words as they are written: an editor looks for a row that is
known to be there, and 2021 in its title is such a word. While one types, each word may be the beginning of one.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from ..models import DeskName, SearchName
from ..search_index.asked import TEXTS, Asked, Term, Words
from ..search_index.entries import heard
from ..search_index.indexes import INDEXES
from ..search_index.layout import KINDS
from ..search_index.words import split
from ..tables import table_of
from . import find
from .names import with_names
from .question import Part, Question, read

NAMES = (SearchName, DeskName)
Beside = Callable[[Part, Term], Q]  # where else a part of the question may stand, which is met by the term


def is_searched(model: Any) -> bool:
    """Whether the indexes have the rows of a table."""
    return table_of(model) in KINDS


def answering(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those of some rows of one kind, public or not, that answer `text`; all where it asks for nothing."""
    questions = list(_readings(text))
    condition = Q()
    for question in questions:
        condition |= _answers(rows.model, question)
    return rows.filter(condition) if questions else rows


def while_typing(model: Any, text: str, beside: Beside) -> Q | None:
    """The same for a text that is not typed to its end, each thing in the row itself or `beside`; None for nothing."""
    found: Q | None = None
    for question in _readings(text):
        condition = ~_without(model, question) & _on(model, question)
        for part in map(_begun, question.parts):
            term = (*part.narrow, *part.wide)
            condition &= among(model, Asked((term,))) | beside(part, term)
        found = condition if found is None else found | condition
    return found


def sounding(model: Any, text: str) -> Q:
    """Rows of which a whole name sounds as this does."""
    name, kind = heard(split(text)), KINDS[table_of(model)].number
    found = Q(pk__in=[])
    for names in NAMES if name else ():
        found |= Q(pk__in=names._base_manager.filter(heard=name, entry__kind=kind).values("entry__record"))
    return found


def among(model: Any, asked: Asked) -> Q:
    """Rows of one kind of which an index holds it."""
    return find.among(asked, table_of(model), INDEXES)


def _readings(text: str) -> Iterator[Question]:
    """The ways to take it: as it is meant, and plainly where that is another; none where it asks for nothing."""
    meant, plain = read(text), read(text, plainly=True)
    if meant:
        yield with_names(meant, NAMES)[0]
    if plain and (meant.period or meant.words != plain.words):
        yield plain


def _answers(model: Any, question: Question) -> Q:
    asked = replace(question.asked(wide=True), without=())
    return among(model, asked) & ~_without(model, question) if question.without else among(model, asked)


def _without(model: Any, question: Question) -> Q:
    """What holds a word that is left out: of what the desk has another entry of, that one tells."""
    excluded = tuple(one for part in question.without for one in part.narrow)
    return among(model, Asked((excluded,))) if excluded else Q(pk__in=[])


def _on(model: Any, question: Question) -> Q:
    period = question.period
    return among(model, Asked((), (), period.first, period.last, TEXTS)) if period else Q()


def _begun(part: Part) -> Part:
    """A word of it may go on; a phrase in quotation marks may not."""
    word = part.written
    return part if " " in word else replace(part, narrow=(*part.narrow, Words((word,), begins=True)))
