"""Passages that are proposed to whoever reads an article, in the order of the text, with their likeliest records."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from ...articles.quotations import Article
from ...articles.spans import Span
from ...articles.suggestions import Suggestion, candidates_for, suggest
from ...models import RejectedPassage, Source
from ..lists.labels import named
from .context import Candidate, address, candidate, place_query
from .marks import version, why_not_quoted

MOST_PROPOSED = 20
MOST_SHOWN = 3  # records of one proposal; the form has more


@dataclass(frozen=True)
class Proposed:
    """A passage that somebody accepts, changes or rejects. Until then nothing of it is stored."""

    place: Span
    words: str
    kind: str
    reasons: tuple[str, ...]
    candidates: list[Candidate]
    opens: str  # the address of the form, filled in
    change: str  # the address of the text with the words marked

    @property
    def anchor(self) -> str:
        return f"proposal-{self.place.paragraph}-{self.place.start}"


def proposed(source: Source, article: Article) -> list[Proposed]:
    """What is proposed of the article: neither cited nor rejected yet."""
    found = suggest(source, article.text, limit=MOST_PROPOSED, candidates=MOST_SHOWN)
    found = [each for each in found if not why_not_quoted(article, _place(each))]
    records = loaded(one.record for each in found for one in each.candidates)
    made = [_proposed(source, article, each, records) for each in found]
    return sorted(made, key=lambda each: each.place)


def _place(found: Suggestion) -> Span:
    return Span(found.paragraph, found.start, found.end)


def _proposed(source: Source, article: Article, found: Suggestion, records: dict[tuple, models.Model]) -> Proposed:
    likely = [candidate(records[_key(one.record)], one.reasons) for one in found.candidates]
    query = place_query(_place(found), version(article))
    about = {"about": likely[0].value} if likely else {}
    addresses = address(source, **query, **about), address(source, **query, mark=1)
    return Proposed(_place(found), found.quote, found.kind, found.reasons, likely, *addresses)


def likely_records(source: Source, text: str, limit: int) -> list[Candidate]:
    """The records that a passage, given with the sentence around it, is likeliest about."""
    found = candidates_for(text, limit=limit, source=source)
    records = loaded(one.record for one in found)
    return [candidate(records[_key(one.record)], one.reasons) for one in found]


def loaded(records: Iterable[models.Model]) -> dict[tuple, models.Model]:
    """The records with what their names need, in one query for each table."""
    wanted = defaultdict(set)
    for each in records:
        wanted[type(each)].add(each.pk)
    return {(model, row.pk): row for model, keys in wanted.items() for row in named(model).filter(pk__in=keys)}


def _key(record: models.Model) -> tuple:
    return type(record), record.pk


def how_many_rejected(source: Source) -> int:
    return RejectedPassage.objects.filter(source=source).count()
