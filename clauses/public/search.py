"""The page of the search: one ranked list, why each record is there, and a way on where nothing is found."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ..evidence.last_seen import tell_under_way
from ..evidence.states import tell_states
from ..filters import Question, UnclearError
from ..folding import LONGEST_SEARCH, fold
from ..models import Clause, ClauseText, Row, Source
from ..querysets import RowQuerySet
from ..search.find import Found, Hit, find
from ..search.most_words import most_words
from ..search.nearest import did_you_mean, fewer_words
from ..search.snippets import Snippet, Wanted, marked, snippet_of
from ..search.suggestions import Named, suggest
from ..search_index.layout import KINDS
from ..search_index.words import split
from .day_links import with_day
from .facets import Facet, facets_of
from .lists import LISTS, Listing
from .pages import page
from .wording import address_of, is_foreign, public_name, title_language, typographic

A_PAGE = 50
FEW_LETTERS = 4  # from five on, the search itself finds the words that begin so
LONGEST_NARROWED = 600  # characters of an address that all links of the facets repeat
LISTINGS: dict[str, Listing] = {str(listing.table.model._meta.model_name): listing for listing in LISTS.values()}


@dataclass(frozen=True)
class Shown:
    """A record in the list: what it is called with the words marked, and why it is there."""

    row: Row
    noun: str
    title: tuple[tuple[str, bool], ...]
    snippet: Snippet | None

    @property
    def when(self) -> str:
        return next((getattr(self.row, name) for name in ("date", "published") if hasattr(self.row, name)), "")

    @property
    def language(self) -> str:
        return language_of(self.row)


@page
def search(request: HttpRequest) -> HttpResponse:
    """The records that answer what is asked, the best first."""
    text, kind = _asked(request)
    found = find(text, A_PAGE, kind)
    context: dict[str, Any] = {
        "text": text,
        "found": found,
        "kinds": _kinds(found, kind),
        "kind": kind,
        "listing": LISTINGS.get(kind),
        "shown": _shown(found),
        "count": found.counts.get(kind, 0) if kind else found.total,
        "left_out": found.question.left_out,
        "facets": _facets(found, kind),
    }
    words = split(text)
    if words and (not found.total or len(words[-1]) <= FEW_LETTERS):
        offers = _offers(text, {hit.row for hit in context["shown"]})
        context["offers"] = [offer for offer in offers if fold(offer.text) != fold(text)]
    if found.question and not found.total:
        question = found.question
        nearest = did_you_mean(question)
        context |= {"nearest": nearest, "fewer": fewer_words(question) or most_words(question)}
        context["guessed"] = _shown(find(nearest[0].text, 5)) if nearest else []
    return render(request, "public/search.html", context)


@page
def suggestions(request: HttpRequest) -> HttpResponse:
    """What is offered while a question is typed, for the script of the fields; /search/ shows the same without it."""
    text = _text(request, "q")
    return JsonResponse({"offers": [vars(offer) for offer in _offers(text)]})


@dataclass(frozen=True)
class Offered:
    """A way on from what is typed: where it leads, in which words and language, what it is, and why it is offered."""

    href: str
    text: str
    language: str
    kind: str
    why: str = ""
    is_record: bool = True


def _offers(text: str, shown: Collection[Row] = ()) -> list[Offered]:
    """All that is offered but for the records that are `shown` already."""
    found = suggest(text)
    records = [_offered(named) for named in found.records if named.row not in shown]
    words = (
        Offered(
            with_day(f"{reverse('search')}?{urlencode({'q': offer.text})}"),
            offer.text,
            "",
            f"{offer.count:,} record{'' if offer.count == 1 else 's'}",
            is_record=False,
        )
        for offer in found.words
    )
    return [*records, *words]


def _offered(named: Named) -> Offered:
    why = f"{'code' if named.is_code else 'also called'} {named.also}" if named.also else ""
    noun = LISTINGS[named.table].noun(1)
    return Offered(with_day(address_of(named.row)), _called(named.row), language_of(named.row), noun, why)


def language_of(row: Row) -> str:
    """Of a title that is not in English."""
    code = title_language(row)
    return code if is_foreign(code) else ""


def _facets(found: Found, kind: str) -> list[Facet]:
    """Those of the list of this kind, for the records that are found: each leads to the list, narrowed by it."""
    asked = urlencode({"q": found.question.asked_for})
    if found.counts.get(kind, 0) < 2 or len(asked) > LONGEST_NARROWED:
        return []
    return facets_of(Question(LISTINGS[kind].table, QueryDict(asked), shortens=True))


def _text(request: HttpRequest, *names: str) -> str:
    texts = request.GET.getlist("q") or [""]
    if set(request.GET) - set(names) or len(texts) > 1 or len(texts[0]) > LONGEST_SEARCH or "\x00" in texts[0]:
        raise UnclearError([f"The search takes one parameter, q, of at most {LONGEST_SEARCH} characters."])
    return texts[0]


def _asked(request: HttpRequest) -> tuple[str, str]:
    text, kinds = _text(request, "q", "kind"), request.GET.getlist("kind") or [""]
    if len(kinds) > 1 or kinds[0] not in ("", *KINDS):
        raise UnclearError([f"kind is one of: {', '.join(KINDS)}."])
    return text, kinds[0]


def _kinds(found: Found, kind: str) -> list[dict[str, Any]]:
    """Each kind with its number and where it leads, those with most records first as they are ranked."""
    return [
        {
            "name": name,
            "noun": LISTINGS[name].noun(count),
            "count": count,
            "is_chosen": name == kind,
            "question": urlencode({"q": found.question.asked_for, "kind": name}),
        }
        for name, count in found.counts.items()
    ]


def _shown(found: Found) -> list[Shown]:
    """The hits as rows of their tables, in as many queries for many as for few."""
    rows: dict[Hit, Row] = {}
    for table in dict.fromkeys(hit.table for hit in found.hits):
        listing = LISTINGS[table]
        some: RowQuerySet[Any] = listing.table.model.objects.published().filter(
            pk__in=[h.record for h in found.hits if h.table == table]
        )
        some = some.select_related(*listing.related) if listing.related else some
        if table == "clause":
            some = some.prefetch_related(Prefetch("texts", ClauseText.objects.published()))
        loaded: list[Any] = list(some)
        if listing.with_states:
            tell_states(loaded)
        if table == "action":
            loaded = tell_under_way(loaded)
        rows |= {Hit(table, row.pk): row for row in loaded}
    wanted = Wanted.by(found.question)
    return [
        Shown(rows[hit], LISTINGS[hit.table].noun(1), marked(wanted, _called(rows[hit])), snippet_of(wanted, rows[hit]))
        for hit in found.hits
        if hit in rows
    ]


def _called(row: Row) -> str:
    name = public_name(row) if not isinstance(row, Clause) else f"{row.label} {row.heading}"
    return name if isinstance(row, Source) else typographic(name)
