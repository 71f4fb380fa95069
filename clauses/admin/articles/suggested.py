"""Passages that are proposed to whoever reads an article, in the order of the text, with their likeliest records."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.cache import cache
from django.db import models

from ...articles.quotations import Article
from ...articles.spans import Span
from ...articles.suggestions import Suggestion, candidates_for, suggest
from ...models import RejectedPassage, Source
from ..lists.labels import named
from .context import Candidate, address, candidate, place_query
from .form import noun
from .marks import version, why_not_quoted

MOST_PROPOSED = 20
KEPT_FOR = 24 * 3600  # seconds
MADE_BESIDE = ("action",)  # a new commitment is made in the form: each button more is a stop more for the Tab key
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
    new: tuple[tuple[str, str], ...] = ()  # what could be made for it, with the address of its form

    @property
    def chosen(self) -> str:
        """The record that is chosen beforehand; empty where a person has to choose."""
        first = self.candidates[0] if self.candidates else None
        return first.value if first is not None and not first.doubt else ""

    @property
    def anchor(self) -> str:
        return f"proposal-{self.place.paragraph}-{self.place.start}"


def proposed(source: Source, article: Article, makes: Collection[str] = ()) -> list[Proposed]:
    """What is proposed of the article: neither cited nor rejected yet. `makes` names the kinds of records that may be
    made for it."""
    found = _found(source, article)
    records = loaded(one.record for each in found for one in each.candidates)
    made = [_proposed(source, article, each, records, makes) for each in found]
    return sorted(made, key=lambda each: each.place)


def _found(source: Source, article: Article) -> list[Suggestion]:
    found = suggest(source, article.text, limit=MOST_PROPOSED, candidates=MOST_SHOWN)
    return [each for each in found if not why_not_quoted(article, _place(each))]


def how_many_proposed(source: Source, cited: int, rejected: int, *, known: int | None = None) -> int:
    """How many passages of the text of `source` are proposed, MOST_PROPOSED at most; kept until the text, or how many
    of its passages are cited or rejected, changes. `known` is what the page of the article has just found."""
    place = f"proposed-{source.pk}-{source.text.sha256}-{cited}-{rejected}"
    if known is not None:
        cache.set(place, known, KEPT_FOR)
        return known
    count: Any = cache.get_or_set(place, lambda: len(_found(source, Article(source.text.text))), KEPT_FOR)
    return int(count)


def _place(found: Suggestion) -> Span:
    return Span(found.paragraph, found.start, found.end)


def _proposed(
    source: Source, article: Article, found: Suggestion, records: dict[tuple, models.Model], makes: Collection[str]
) -> Proposed:
    likely = [candidate(records[_key(one.record)], one.reasons, one.doubt) for one in found.candidates]
    likely.sort(key=lambda one: bool(one.doubt))
    query = place_query(_place(found), version(article))
    new = tuple((noun(kind), address(source, **query, about=f"new-{kind}")) for kind in MADE_BESIDE if kind in makes)
    one = Proposed(
        _place(found), found.quote, found.kind, found.reasons, likely, "", address(source, **query, mark=1), new
    )
    about = {"about": one.chosen} if one.chosen else {}
    return replace(one, opens=address(source, **query, **about))


def likely_records(source: Source, text: str, limit: int) -> list[Candidate]:
    """The records that a passage, given with the sentence around it, is likeliest about."""
    found = candidates_for(text, limit=limit, source=source)
    records = loaded(one.record for one in found)
    return [candidate(records[_key(one.record)], one.reasons, one.doubt) for one in found]


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
