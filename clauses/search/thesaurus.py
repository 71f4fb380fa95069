"""Words of the press and of other languages, with the words that records use instead.

A reader who asks for one is told what is looked for. The terms of the vocabularies stay; this is how people find them.
"""

from functools import cache

from ..search_index.words import split, stems

# The words of records, each with what it is also called.
ALSO_CALLED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("approval by parliament",): ("ratified", "ratification", "ratify", "onay", "ratifikasiya", "ратификация"),
    ("drill", "exercise"): (
        *("drill", "exercise", "war game", "manoeuvre", "maneuver"),
        *("tatbikat", "tatbikatı", "tatbikatlar", "təlim", "təlimi", "təlimlər", "учение", "учения"),
    ),
    ("de-mining", "mine"): ("mine clearance", "minesweeping", "разминирование", "minatəmizləmə", "mayın temizleme"),
    ("mine",): ("mayın", "mayınlar", "mina", "minalar", "мина", "мины"),
    ("corridor",): ("koridor", "koridoru", "dəhliz", "dəhlizi", "коридор"),
    ("railway",): ("railroad", "demiryolu", "dəmir yolu", "железная дорога"),
    ("pipeline",): ("boru hattı", "kəmər", "kəməri", "газопровод"),
    ("parliament",): ("parlamento", "parlament", "парламент"),
    ("agreement",): ("anlaşma", "antlaşma", "müqavilə", "договор", "соглашение"),
    ("declaration",): ("beyanname", "beyannamesi", "bəyannamə", "bəyannaməsi", "декларация"),
    ("memorandum of understanding",): ("mou",),
}


@cache
def _entries() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {tuple(split(word)): ours for ours, others in ALSO_CALLED.items() for word in others}


def ours(words: tuple[str, ...]) -> tuple[str, ...]:
    """What records call it, beside the word itself; empty where nothing is known of it."""
    for stem in stems(words[-1]):
        called = _entries().get((*words[:-1], stem))
        if called:
            return tuple(term for term in called if split(term) != [*words[:-1], stem])
    return ()


LONGEST = max(len(split(word)) for words in ALSO_CALLED.values() for word in words)
