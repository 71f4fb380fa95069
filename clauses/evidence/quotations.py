"""Finding quotations in the texts they are taken from.

Paragraphs. Every non-empty line of a text is a block. The blocks at its head that do not end like a sentence are title,
byline and dateline and are not counted; all blocks after them are paragraphs, counted from 1, sub-headings included.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

SENTENCE_ENDS = (".", "!", "?", "…", '."', ".”", "?”", "!”", ".’", "”", '"')


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an article in order; paragraph n is at index n - 1."""
    blocks = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    blocks = [block for block in blocks if block]
    head = next((number for number, block in enumerate(blocks) if block.endswith(SENTENCE_ENDS)), len(blocks))
    return tuple(blocks[head:])


class Finding(Enum):
    """What became of one quotation; the value is a sentence for people."""

    STANDS = "stands in the text"
    STANDS_BY_DIGEST = "unchanged since it was last found in the text"
    NOT_FOUND = "does not stand in the text"
    OTHER_PARAGRAPH = "stands in the text, but not in the paragraph given"
    AMBIGUOUS = "stands several times in the paragraph; prefix and suffix do not decide"
    NO_PARAGRAPH = "gives no paragraph"
    NO_TEXT = "its article is not in the folder"
    CHANGED = "changed since it was last found in the text"
    NEVER_CHECKED = "never found in a text"


STANDING = (Finding.STANDS, Finding.STANDS_BY_DIGEST)


@dataclass(frozen=True)
class Article:
    """The text of one source, as far as quotations need it."""

    text: str

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        return paragraphs(self.text)

    @cached_property
    def sha256(self) -> str:
        """The digest of the paragraphs, one to a line: blank lines and what stands above them do not change it."""
        return hashlib.sha256("\n".join(self.paragraphs).encode()).hexdigest()

    def find(self, citation) -> Finding:
        """Whether the quotation of `citation` stands in the paragraph that it gives, and only once."""
        if not citation.locator:
            return Finding.NO_PARAGRAPH
        quote = " ".join(citation.quote.split())
        within = self.paragraphs[citation.locator - 1 : citation.locator]
        count = within[0].count(quote) if within else 0
        if count > 1:
            count = within[0].count(citation.prefix + quote + citation.suffix)
            return Finding.STANDS if count == 1 else Finding.AMBIGUOUS
        if count == 1:
            return Finding.STANDS
        elsewhere = any(quote in paragraph for paragraph in self.paragraphs)
        return Finding.OTHER_PARAGRAPH if elsewhere else Finding.NOT_FOUND


def digest(citation) -> str:
    """What `checked_digest` holds for a quotation that was found in its article."""
    parts = (citation.source.sha256, str(citation.locator), citation.prefix, citation.quote, citation.suffix)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find_by_digest(citation) -> Finding:
    """What can be said of a quotation without its article: whether it is still the one that was found."""
    if not citation.checked_digest:
        return Finding.NEVER_CHECKED
    return Finding.STANDS_BY_DIGEST if citation.checked_digest == digest(citation) else Finding.CHANGED
