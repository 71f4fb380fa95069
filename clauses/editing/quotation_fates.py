"""What becomes of the quotations of a source when another text of it is stored, said without a word of the text."""

from dataclasses import dataclass
from functools import cached_property

from ..articles.quotations import Article, Location, head_and_paragraphs
from ..models import Citation
from ..vocabularies import QuotationLock

ASKED = "Is it the place that is meant?"


def _paragraph(found: Location | None) -> int | None:
    """The paragraph in which a quotation is locked; None where it is not."""
    return found.place.paragraph if found is not None and found.place is not None else None


@dataclass(frozen=True)
class Fate:
    """What becomes of one quotation. `before` is where it was in the text stored until then, if there was one."""

    citation: Citation
    before: Location | None
    now: Location

    @property
    def was_locked(self) -> bool:
        return self.before is not None and self.before.lock == QuotationLock.LOCKED

    @property
    def is_displaced(self) -> bool:
        return self.now.lock == QuotationLock.DISPLACED

    @property
    def moved(self) -> bool:
        """Whether it is in another paragraph than given, or than before, or may be another place altogether."""
        return self.is_displaced or (
            self.now.place is not None
            and (self.now.moved or (self.was_locked and _paragraph(self.before) != _paragraph(self.now)))
        )

    @property
    def words(self) -> str:
        """What an editor has to know of it, without any word of the text."""
        before = f" It stood in paragraph {_paragraph(self.before)} before." if self.was_locked else ""
        if self.now.lock == QuotationLock.BROKEN:
            across = f" Its words run over the end of paragraph {self.now.across}: quote from one."
            return f"does not stand in the text.{across if self.now.across else ''}{before}"
        if self.now.lock == QuotationLock.AMBIGUOUS:
            return f"stands {len(self.now.places)} times, and nothing tells which is meant.{before}"
        if self.is_displaced:
            return self._words_of_displaced(before)
        here = f"stands in paragraph {_paragraph(self.now)}"
        return f"{here}.{before}" if before else f"{here}; {self.now.locator or 'none'} is given."

    def _words_of_displaced(self, before: str) -> str:
        places = self.now.places
        here = f"in paragraph {places[0].paragraph}" if len(places) == 1 else f"{len(places)} times"
        if self.was_locked:
            return f"no longer stands where it stood: its words stand {here}, now between other words.{before} {ASKED}"
        return f"stands {here}, but between other words than it gives.{before} {ASKED}"


@dataclass(frozen=True)
class Report:
    """How a text is read, and what becomes of the quotations of its source, in the order of their numbers."""

    text: str
    article: Article
    fates: tuple[Fate, ...]

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The lines that are not counted: title, byline and dateline."""
        return head_and_paragraphs(self.text)[0]

    def with_lock(self, lock: QuotationLock) -> list[Fate]:
        return [fate for fate in self.fates if fate.now.lock == lock]

    @property
    def locked(self) -> list[Fate]:
        return self.with_lock(QuotationLock.LOCKED)

    @property
    def ambiguous(self) -> list[Fate]:
        return self.with_lock(QuotationLock.AMBIGUOUS)

    @property
    def displaced(self) -> list[Fate]:
        return self.with_lock(QuotationLock.DISPLACED)

    @property
    def broken(self) -> list[Fate]:
        return self.with_lock(QuotationLock.BROKEN)

    @property
    def moved(self) -> list[Fate]:
        return [fate for fate in self.fates if fate.moved]

    @property
    def summary(self) -> str:
        """How many quotations stand and how many do not, such as “31 stand in it, 4 do not”; empty without any."""
        counts = (
            (len(self.locked), "stand in it"),
            (len(self.ambiguous), "stand in it several times, and nothing tells which place is meant"),
            (len(self.displaced), "stand in it between other words, so that somebody has to look"),
            (len(self.broken), "do not stand in it"),
        )
        return ", ".join(f"{count} {words}" for count, words in counts if count)

    @property
    def to_look_at(self) -> list[Fate]:
        """What does not stand, or not where it stood: worst first."""
        moved = [fate for fate in self.moved if not fate.is_displaced]
        return [*self.broken, *self.displaced, *self.ambiguous, *moved]
