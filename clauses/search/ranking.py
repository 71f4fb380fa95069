"""Which of the records that hold all words answers best: the one with more of them in its names, side by side."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from ..models import SearchEntry, SearchName
from ..search_index.asked import Term
from ..search_index.entries import heard
from .question import LITTLE, Question


def ranked(question: Question, places: Iterable[int]) -> list[int]:
    """Places of entries in the order of how well they answer; equals stay in their own order."""
    found = set(places)
    wholly = _named_by(question, found)
    names = SearchEntry.objects.filter(pk__in=found).values_list("pk", "kind", "names")
    return [rank[-1] for rank in sorted(_rank(question, *entry, entry[0] in wholly) for entry in names)]


def _rank(question: Question, place: int, kind: int, names: str, wholly: bool) -> tuple[int, ...]:
    """How many words are not in its names; whether more is in each of them; whether they stand side by side there; ….

    Then its kind; and whether it begins so.
    """
    written, spoken = f" {names} ", f" {heard(names.split())} "
    found = [_found(part.narrow, written, spoken) for part in question.parts]
    words = " ".join(question.words).split()
    apart = len(found) > 1 and f" {heard(words)} " not in spoken
    return found.count(0), not wholly, apart, kind, found[:1] != [1], place


def _found(term: Term, written: str, spoken: str) -> int:
    """Where the first of these stands in the names, counted from 1; 0 where none does."""
    found = [(spoken if one.heard else written).find(f" {' '.join(one.words)} ") for one in term if not one.begins]
    return min((place + 1 for place in found if place >= 0), default=0)


def _named_by(question: Question, places: Collection[int]) -> set[int]:
    """The entries that have a name of which every word is asked for: Turkish president is President of Türkiye."""
    names = defaultdict(list)
    rows = SearchName.objects.filter(entry__in=places).values_list("entry", "words", "heard")
    for place, *name in rows:
        names[tuple(name)].append(place)
    return {place for name, entries in names.items() if _is_asked(question, *name) for place in entries}


def _is_asked(question: Question, written: str, spoken: str) -> bool:
    names = {False: written.split(), True: spoken.split()}
    left = {place for place, word in enumerate(names[False]) if word not in LITTLE}
    if len(left) > sum(max(len(one.words) for one in part.narrow) for part in question.parts):
        return False
    for part in question.parts:
        met = {place for one in part.narrow for place in _places(one.words, names[one.heard])}
        if not met:
            return False
        left -= met
    return not left


def _places(words: tuple[str, ...], name: list[str]) -> Iterator[int]:
    for start in range(len(name) - len(words) + 1):
        if tuple(name[start : start + len(words)]) == words:
            yield from range(start, start + len(words))
