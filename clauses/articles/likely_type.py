"""The type of action that a passage speaks of: by words that tell one, or else by the words of its definition."""

import re

from ..vocabularies import ActionType
from .suggestions.markers import LANGUAGES
from .suggestions.words import stems_of, tokens_of

LABEL_COUNTS = 3  # times what a word of the definition does
ANY_END = "*"


def _told_by() -> dict[str, re.Pattern[str]]:
    """The words of all languages that tell a type, as one pattern for each type."""
    words: dict[str, list[str]] = {}
    for one in LANGUAGES.values():
        for kind, text in one.acts.items():
            words.setdefault(kind, []).extend(text.split())
    return {kind: re.compile("|".join(map(_pattern, some))) for kind, some in words.items()}


def _pattern(word: str) -> str:
    return re.escape(word.rstrip(ANY_END)) + (r"\w*" if word.endswith(ANY_END) else "")


TOLD_BY = _told_by()


def likely_type(passage: str, sentence: str) -> str:
    """What the first telling word of the passage says, or else of the sentence around it: “met”, “visited”, “drill”.

    Without one it is the type whose name and definition have most words of the sentence; empty where none has, or two.
    """
    return _told(passage) or _told(sentence) or _defined_alike(sentence)


def _told(text: str) -> str:
    found = (kind for token in tokens_of(text) for kind, words in TOLD_BY.items() if words.fullmatch(token))
    return next(found, "")


def _defined_alike(sentence: str) -> str:
    said = set(stems_of(sentence))
    scores = {
        each: LABEL_COUNTS * len(said & set(stems_of(str(each.label)))) + len(said & set(stems_of(each.definition)))
        for each in ActionType
    }
    best, second = sorted(scores.values(), reverse=True)[:2]
    return next(each.value for each in ActionType if scores[each] == best) if best > second else ""
