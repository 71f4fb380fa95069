"""Proposals for a person who reads an article: which passages look like a follow-up action or a commitment, and which
records they are likeliest about. Transparent rules (`rankings`, `passages`), fused by place; nothing learned, nothing
fetched, nothing stored. A proposal is for a person to accept, change or reject.

    candidates_for("The drill was held in Nakhchivan.")     # -> [Candidate(record, score, reasons), ...]
    suggest(source, text)                                   # -> [Suggestion(paragraph, start, end, quote, ...), ...]
"""

from dataclasses import dataclass
from datetime import date

from django.db import models

from ...models import Source, target_of
from ..quotations import paragraphs, plain
from .days import named_days
from .doubts import doubt_of
from .passages import Found, found_in, is_promise, passage_digest, reasons, stretch
from .pool import asked_with
from .rankings import Passage, Rankings
from .records import entries_for

__all__ = ["Candidate", "Suggestion", "candidates_for", "passage_digest", "suggest"]


@dataclass(frozen=True)
class Candidate:
    """A record that a passage may be about; `score` only says which of two is likelier, `reasons` are for people.

    `doubt` says why it is not to be chosen beforehand, where it is not.
    """

    record: models.Model
    score: float
    reasons: tuple[str, ...]
    doubt: str = ""

    @property
    def kind(self) -> str:
        """The name of the citation's key to it: agreement, name, relation, clause, commitment or action."""
        return target_of(type(self.record)) or ""


@dataclass(frozen=True)
class Suggestion:
    """A passage that may be worth citing.

    `start` and `end` are code points in the paragraph (`articles.quotations.paragraphs`), which is counted from 1;
    `quote` are the words between them, fifteen at most. `kind` is "action" or "commitment".
    """

    paragraph: int
    start: int
    end: int
    quote: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    candidates: list[Candidate]


def candidates_for(text: str, *, limit: int = 10, source: Source | None = None) -> list[Candidate]:
    """The records that `text`, a passage with the sentence around it, is likeliest about, the likeliest first.

    They are agreements, names, relations, clauses, commitments and actions in any state but withdrawn. `source` is the
    article that the passage is in: dates without a year are read by its own.
    """
    published = source.published_latest if source else None
    days = named_days(text, published)
    asked = asked_with(text, days)
    rankings = Rankings(entries_for(asked), asked.rarity)
    passage = Passage.of(asked.words, asked.entities, days, source)
    found = rankings.ranked(passage, limit)
    doubts = [doubt_of(one.entry, passage, days, asked.common, published) for one in found]
    return [
        Candidate(one.entry.record, one.score, one.reasons, doubt) for one, doubt in zip(found, doubts, strict=True)
    ]


def suggest(source: Source, text: str, *, limit: int = 30, candidates: int = 10) -> list[Suggestion]:
    """The passages of `text`, the article of `source`, that look like an action or a commitment, the likeliest first.

    Left out are those that were rejected before or that a citation of the source holds already.
    """
    numbered = dict(enumerate(paragraphs(text), 1))
    cited = list(source.citations.exclude(quote="").values_list("locator", "quote"))
    rejected = set(source.rejected_passages.values_list("sha256", flat=True))
    made = []
    for found in found_in(source, text, limit=limit, records=candidates):
        one = _suggestion(found, numbered[found.sentence.paragraph], source.published_latest)
        if passage_digest(one.quote) not in rejected and not _is_cited(one, numbered[one.paragraph], cited):
            made.append(one)
    return made[:limit]


def _suggestion(found: Found, paragraph: str, published: date | None) -> Suggestion:
    start, end = stretch(found)
    days = named_days(paragraph[start:end], published) or found.passage.days
    records = [
        Candidate(
            one.entry.record,
            one.score,
            one.reasons,
            doubt_of(one.entry, found.passage, days, found.common, published),
        )
        for one in found.ranked
    ]
    kind = "commitment" if is_promise(found) else "action"
    place = (found.sentence.paragraph, start, end, paragraph[start:end])
    return Suggestion(*place, kind, found.score, reasons(found), records)


def _is_cited(one: Suggestion, paragraph: str, cited: list[tuple[int | None, str]]) -> bool:
    """Whether a quotation of the source is in the passage or reaches into it."""
    for number, quote in cited:
        start = paragraph.find(plain(quote)) if number == one.paragraph else -1
        if 0 <= start < one.end and one.start < start + len(plain(quote)):
            return True
    return False
