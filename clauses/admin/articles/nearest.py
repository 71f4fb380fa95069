"""What became of a quotation, on the page of its citation, and the passages of the text that a person may take."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from ...articles.quotation_checks import locate, lock_of
from ...articles.quotations import Article
from ...articles.spans import Passage, Span
from ...editing.review import may
from ...models import Citation, QuotationCheck, Row, SourceText
from ...vocabularies import QuotationLock
from ..mixins import RowPart

TAKEN = "passage"  # in the address: paragraph, start and end of the passage that fills the form
PLACE = re.compile(r"(\d{1,5})-(\d{1,7})-(\d{1,7})", re.ASCII)
NOT_LOOKED_FOR = "It was not looked for since it or the text of its article changed. Saving it does so."
NEAREST = "The passages most like it. Choose one only if it is what the citation means:"
OTHERS = "Its words stand here. Choose the place if it is what the citation means; otherwise change the quotation:"
ACROSS = "Its words run over the end of paragraph {}. Quote from one paragraph."
PLACES = "It stands in these places. Choose the one that the citation means:"
WIDTHS = (30, 60, 98)  # code points on each side that tell a place from others; the column holds 100


@dataclass(frozen=True)
class Shown:
    """What the page says of a quotation."""

    label: str
    words: str
    offer: str = ""
    passages: tuple[Passage, ...] = ()
    may_take: bool = False
    taken: Passage | None = None
    asked: str = ""  # the rest of the address, which says where saving leads


class QuotationPage(RowPart):
    """Mixin of the admin class of citations. What the text says is shown to those who may see texts."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Row | None:
        """The citation; where a passage of its text was chosen, with that filled in for the person to save."""
        row: Any = super().get_object(request, object_id, from_field)
        article = _article(row) if row is not None and _place_in(request) else None
        taken = self._taken(request, row, article) if article is not None else None
        if taken is not None:
            row.quote, row.prefix, row.suffix = taken.quote, taken.prefix, taken.suffix
            row.locator = taken.place.paragraph
        return row

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return super().page_context(request, obj) | {"quotation": self._quotation(request, obj)}

    def _taken(self, request: HttpRequest, row: Citation, article: Article) -> Passage | None:
        """The passage that was chosen, for who may save it."""
        place = _place_in(request)
        return _passage(article, place) if place is not None and self._may_take(request, row) else None

    def _may_take(self, request: HttpRequest, row: Row) -> bool:
        return may(request.user, "view", SourceText) and self.has_change_permission(request, row)

    def _quotation(self, request: HttpRequest, obj: Row) -> Shown | None:
        row = Citation.objects.select_related("check_in_text").get(pk=obj.pk)  # as stored, whatever was typed
        article = _article(row) if row.quote else None
        if article is None:
            return None
        check = lock_of(row)
        if check is None:
            return Shown("not looked for", NOT_LOOKED_FOR)
        lock = QuotationLock(check.lock)
        sees = may(request.user, "view", SourceText)
        offer, passages = _offered(row, article) if sees else ("", ())
        may_take, taken = self._may_take(request, row), self._taken(request, row, article)
        return Shown(lock.label, _words(row, check, article), offer, passages, may_take, taken, _rest_of(request))


def _place_in(request: HttpRequest) -> Span | None:
    """The place of the passage that the address of a form names."""
    named = PLACE.fullmatch(request.GET.get(TAKEN, "")) if request.method == "GET" else None
    return Span(*map(int, named.groups())) if named is not None else None


def _rest_of(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop(TAKEN, None)
    return f"{asked.urlencode()}&" if asked else ""


def _words(row: Citation, check: QuotationCheck, article: Article) -> str:
    definition = QuotationLock(check.lock).definition
    across = locate(row, article).across if check.lock == QuotationLock.BROKEN else None
    if across:
        return f"{definition} {ACROSS.format(across)}"
    if check.lock != QuotationLock.LOCKED:
        return definition
    where = f"It stands in paragraph {check.paragraph}, from sign {(check.start or 0) + 1} on."
    return where if row.locator in (None, check.paragraph) else f"{where} Paragraph {row.locator} is given: mend it."


def _offered(row: Citation, article: Article) -> tuple[str, tuple[Passage, ...]]:
    found = locate(row, article)
    if found.lock == QuotationLock.BROKEN:
        passages = (_telling(article, each) for each in article.nearest(row.quote))
        return NEAREST, tuple(passages)
    if found.lock == QuotationLock.DISPLACED:
        return OTHERS, tuple(_telling(article, article.passage(place)) for place in found.places)
    places = found.places if found.lock == QuotationLock.AMBIGUOUS else []
    if found.moved and found.place is not None:
        places = [found.place]
    return PLACES, tuple(_telling(article, article.passage(place)) for place in places)


def _article(row: Citation) -> Article | None:
    text = SourceText.objects.filter(source=row.source_id).values_list("text", flat=True).first()
    return Article(text) if text is not None else None


def _passage(article: Article, place: Span) -> Passage | None:
    """The passage at `place`; None where the text has no such place (any more)."""
    if not 1 <= place.paragraph <= len(article.paragraphs):
        return None
    if not place.start < place.end <= len(article.paragraphs[place.paragraph - 1]):
        return None
    return _telling(article, article.passage(place))


def _telling(article: Article, passage: Passage) -> Passage:
    """The passage with as many words around it as tell its place from others, if so many are allowed."""
    for width in WIDTHS:
        found = article.passage(passage.place, around=width, likeness=passage.likeness)
        if article.locate(found.quote, found.prefix, found.suffix, found.place.paragraph).place == passage.place:
            break
    return found
