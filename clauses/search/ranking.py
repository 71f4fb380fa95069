"""Which of the records that hold all words answers best: the one with more of them in its names, side by side."""

from collections.abc import Iterable

from ..models import SearchEntry
from ..search_index.engine import Term
from .question import Question


def ranked(question: Question, places: Iterable[int]) -> list[int]:
    """Places of entries in the order of how well they answer; equals stay in their own order."""
    names = SearchEntry.objects.filter(pk__in=set(places)).values_list("pk", "kind", "names")
    return [rank[-1] for rank in sorted(_rank(question, *entry) for entry in names)]


def _rank(question: Question, place: int, kind: int, names: str) -> tuple[int, ...]:
    """How many words are not in its names; whether they stand side by side there; its kind; whether it begins so."""
    found = [_found(part.narrow, f" {names} ") for part in question.parts]
    apart = len(found) > 1 and f" {' '.join(question.words)} " not in f" {names} "
    return found.count(0), apart, kind, found[:1] != [1], place


def _found(term: Term, names: str) -> int:
    """Where the first of these stands in the names, counted from 1; 0 where none does."""
    found = [names.find(f" {' '.join(one.words)} ") for one in term if not one.heard and not one.begins]
    return min((place + 1 for place in found if place >= 0), default=0)
