"""Finding quotations in the texts they are taken from.

Paragraphs. Every non-empty line of a text is a block. The blocks at its head that do not end like a sentence are title,
byline and dateline and are not counted; all blocks after them are paragraphs, counted from 1, sub-headings included.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

SENTENCE_ENDS = (".", "!", "?", "…", '."', ".”", "?”", "!”", ".’", "”", '"')


def plain(text: str) -> str:
    """`text` with composed accents and single spaces, as texts and quotations are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an article in order; paragraph n is at index n - 1."""
    blocks = [plain(line) for line in text.splitlines()]
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
        quote = plain(citation.quote)
        within = "".join(self.paragraphs[citation.locator - 1 : citation.locator])
        found = _surroundings(within, quote)
        if len(found) > 1:
            before, after = plain(citation.prefix), plain(citation.suffix)
            found = [(head, tail) for head, tail in found if head.endswith(before) and tail.startswith(after)]
            return Finding.STANDS if len(found) == 1 else Finding.AMBIGUOUS
        if found:
            return Finding.STANDS
        elsewhere = bool(quote) and any(quote in paragraph for paragraph in self.paragraphs)
        return Finding.OTHER_PARAGRAPH if elsewhere else Finding.NOT_FOUND


def _surroundings(paragraph: str, quote: str) -> list[tuple[str, str]]:
    """What stands before and after each place of `quote` in `paragraph`, without the spaces next to it.

    Forms strip the spaces at the ends of a prefix and a suffix, so they cannot be asked for.
    """
    starts = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", paragraph)] if quote else []
    return [(paragraph[:start].rstrip(), paragraph[start + len(quote) :].lstrip()) for start in starts]


def digest(citation) -> str:
    """What `checked_digest` holds for a quotation that was found in its article."""
    parts = (citation.source.sha256, str(citation.locator), citation.prefix, citation.quote, citation.suffix)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find_by_digest(citation) -> Finding:
    """What can be said of a quotation without its article: whether it is still the one that was found."""
    if not citation.checked_digest:
        return Finding.NEVER_CHECKED
    return Finding.STANDS_BY_DIGEST if citation.checked_digest == digest(citation) else Finding.CHANGED
