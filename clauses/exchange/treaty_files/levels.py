"""What a part of a text is called and does in the database, and the way back."""

from ...models import Clause
from ...vocabularies import ClauseFunction, ClauseLevel
from ..treaty_text import Kind

FUNCTIONS = {
    Kind.NAME: ClauseFunction.TITLE,
    Kind.PREAMBLE: ClauseFunction.RECITAL,
    Kind.ANNEX: ClauseFunction.ANNEX,
    Kind.CLOSING: ClauseFunction.TESTIMONIUM,
    Kind.RECITAL: ClauseFunction.RECITAL,
    Kind.FORMULA: ClauseFunction.RECITAL,
}
LEVELS = {
    Kind.NAME: ClauseLevel.NAME,
    Kind.PREAMBLE: ClauseLevel.PREAMBLE,
    Kind.RECITAL: ClauseLevel.RECITAL,
    Kind.FORMULA: ClauseLevel.FORMULA,
    Kind.ANNEX: ClauseLevel.ANNEX,
    Kind.PART: ClauseLevel.PART,
    Kind.TITLE: ClauseLevel.TITLE,
    Kind.CHAPTER: ClauseLevel.CHAPTER,
    Kind.SECTION: ClauseLevel.SECTION,
    Kind.GROUP: ClauseLevel.GROUP,
    Kind.ARTICLE: ClauseLevel.ARTICLE,
    Kind.PARAGRAPH: ClauseLevel.PARAGRAPH,
    Kind.ITEM: ClauseLevel.POINT,
    Kind.CLOSING: ClauseLevel.CLOSING,
}
KINDS: dict[str, Kind] = {level: kind for kind, level in LEVELS.items()}
OF_FUNCTION: dict[str, Kind] = {
    function: kind for kind, function in FUNCTIONS.items() if kind not in (Kind.PREAMBLE, Kind.FORMULA)
}


def kind_of(clause: Clause) -> Kind:
    """By its level, or where nobody said one by what it does."""
    return KINDS.get(clause.level) or OF_FUNCTION.get(clause.function, Kind.PARAGRAPH)
