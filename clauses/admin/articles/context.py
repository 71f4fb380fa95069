"""What the page shows on which an article is read: its paragraphs, what is cited of them, and what could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from ...articles.marking import Piece, pieces
from ...articles.quotation_checks import locate
from ...articles.quotations import Article
from ...articles.spans import Span
from ...articles.sparingly import most_quoted, rule
from ...models import CITABLE, Citation, Source, target_key, target_of
from ...vocabularies import ReviewState
from ..addresses import form_of
from ..lists.labels import label, name_paths
from .form import noun

OPEN = "open"


def address(source: Source, **query: Any) -> str:
    """Where `source` is read."""
    here = reverse("admin:clauses_source_read", args=[source.pk])
    return f"{here}?{urlencode(query)}" if query else here


def place_query(place: Span, version: str) -> dict:
    """A place as the address names it, for one version of the text: the words themselves are private."""
    return {"paragraph": place.paragraph, "start": place.start, "end": place.end, "text": version}


@dataclass(frozen=True)
class Cited:
    """A citation of the article; `place` is None where its words are not found, or in several places."""

    row: Citation
    place: Span | None
    about: str
    kind: str

    @property
    def address(self) -> str:
        return form_of(self.row)

    @property
    def target_address(self) -> str:
        target: Any = self.row.target
        return form_of(target)

    @property
    def draft_target(self) -> bool:
        return getattr(self.row.target, "state", "") == ReviewState.DRAFT


def citations_of(source: Source, article: Article) -> list[Cited]:
    """The citations of the article in the order of their numbers, in one query."""
    paths = [path for name, model in CITABLE.items() for path in (name, *(f"{name}__{p}" for p in name_paths(model)))]
    rows = Citation.objects.filter(source=source).select_related(*paths, "check_in_text").order_by("number")
    return [Cited(row, locate(row, article).place, label(row.target), kind_of(row)) for row in rows]


def kind_of(row: Citation) -> str:
    return noun(target_key(row)[0])


@dataclass(frozen=True)
class Stretch:
    """A stretch of a paragraph that is drawn alike. `href` leads to what is said about it."""

    text: str
    style: str
    href: str = ""


@dataclass(frozen=True)
class Paragraph:
    number: int
    stretches: list[Stretch]
    cited: list[Cited]
    is_here: bool  # where the reading goes on

    @property
    def records(self) -> list[list[Cited]]:
        """The citations of the paragraph, those of one record together."""
        together: dict[tuple[str, int], list[Cited]] = {}
        for each in self.cited:
            target: Any = each.row.target
            together.setdefault((each.kind, target.pk), []).append(each)
        return list(together.values())


class Anchored(Protocol):
    """What is proposed of the article, with the place that its anchor leads to."""

    @property
    def place(self) -> Span: ...

    @property
    def anchor(self) -> str: ...


def lines(
    paragraphs: tuple[str, ...], cited: list[Cited], proposed: Sequence[Anchored], opened: Span | None, here: int
) -> list:
    """The paragraphs, cut where passages begin and end."""
    found = []
    for number, text in enumerate(paragraphs, 1):
        own = [each for each in cited if each.place and each.place.paragraph == number]
        marks: list[tuple[int, int, Any]] = [(each.place.start, each.place.end, each) for each in own if each.place]
        marks += _of(proposed, number)
        if opened and opened.paragraph == number:
            marks.append((opened.start, opened.end, OPEN))
        stretches = [_stretch(piece, number) for piece in pieces(text, marks)]
        found.append(Paragraph(number, stretches, own, number == here))
    return found


def _of(proposed: Sequence[Anchored], number: int) -> list[tuple[int, int, Anchored]]:
    return [(each.place.start, each.place.end, each) for each in proposed if each.place.paragraph == number]


def _stretch(piece: Piece, number: int) -> Stretch:
    cited = [each for each in piece.marks if isinstance(each, Cited)]
    if OPEN in piece.marks:
        return Stretch(piece.text, "open")
    if cited:
        return Stretch(piece.text, "cited", cited[0].address if len(cited) == 1 else f"#cited-{number}")
    if piece.marks:
        return Stretch(piece.text, "proposed", f"#{cast(Anchored, piece.marks[0]).anchor}")
    return Stretch(piece.text, "")


@dataclass(frozen=True)
class Share:
    """How much of the article is quoted, in words."""

    quoted: int
    most: int

    @property
    def rule(self) -> str:
        return rule(self.most)

    @property
    def is_too_much(self) -> bool:
        return self.quoted > self.most


def share(paragraphs: tuple[str, ...], cited: list[Cited]) -> Share:
    quotes = {(each.row.locator, each.row.quote) for each in cited if each.row.state != ReviewState.WITHDRAWN}
    return Share(sum(len(quote.split()) for _, quote in quotes), most_quoted(paragraphs))


@dataclass(frozen=True)
class Candidate:
    """A record that a passage may be about, as one of the choices."""

    value: str
    name: str
    kind: str
    reasons: tuple[str, ...]
    state: str
    doubt: str = ""  # why it is not chosen beforehand


def candidate(record: models.Model, reasons: tuple[str, ...] = (), doubt: str = "") -> Candidate:
    target = target_of(type(record))
    state = getattr(record, "state", ReviewState.PUBLISHED)
    said = "" if state == ReviewState.PUBLISHED else ReviewState(state).label
    return Candidate(f"{target}-{record.pk}", label(record), noun(cast(str, target)), reasons, said, doubt)
