"""What tells a quotation, its place and the words around it from what they were when it was last looked for."""

import hashlib

from ..models import Citation
from .quotations import Article, Finding
from .spans import Span, last_words


def words_digest(citation: Citation) -> str:
    """What tells a quotation, with what it gives of its place, from what it was before a person changed it."""
    parts = (str(citation.locator), citation.prefix, citation.quote, citation.suffix)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def around_digest(article: Article, place: Span, citation: Citation) -> str:
    """What tells the words around `place`, on those sides of which the citation itself gives none.

    They are those of the paragraph; around a whole paragraph, those of the paragraphs beside it.
    """
    found = article.passage(place)
    before, after = found.prefix, found.suffix
    if not before and not after:
        beside = ["", *article.paragraphs, ""]
        before = last_words(beside[place.paragraph - 1], 30)
        after = last_words(beside[place.paragraph + 1][::-1], 30)[::-1]
    sides = ("" if citation.prefix else before, "" if citation.suffix else after)
    return hashlib.sha256("\x1f".join(sides).encode()).hexdigest()


def digest(citation: Citation, sha256: str | None = None) -> str:
    """What is kept of a quotation that was looked for: its words and place, and the text with this digest, which is
    the one that its source states where none is given."""
    sha256 = citation.source.sha256 if sha256 is None else sha256
    parts = (sha256, str(citation.locator), citation.prefix, citation.quote, citation.suffix)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find_by_digest(citation: Citation) -> Finding:
    """What can be said of a quotation without its article: whether it is still the one that was found."""
    if not citation.checked_digest:
        return Finding.NEVER_CHECKED
    return Finding.STANDS_BY_DIGEST if citation.checked_digest == digest(citation) else Finding.CHANGED
