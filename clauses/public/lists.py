"""The lists: one for each kind of record that has pages of its own."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..dataset import BY_NAME, Table
from ..evidence.last_seen import tell_under_way
from ..evidence.states import tell_states
from ..evidence.weights import evidence_of
from ..filters import Question, Selection, UnclearError
from ..models import Action, AgreementParty, CommitmentActor, Domain, Place, Row
from ..published import published_q
from ..while_unchanged import ORDERS, while_unchanged
from .days import undated_apart
from .facets import asked, chosen, facets_of, narrowed_by, periods_of
from .pages import View, page
from .sections.claims import stated_values

Rows = TypeVar("Rows", bound=QuerySet)
A_PAGE = 50


@dataclass(frozen=True)
class Listing:
    """How a table is listed: the orders offered (name → words) and what each row shows beyond its own columns.

    `prefetched` is asked anew for each page, because what is public depends on the day that is asked for.
    `counted` is a relation whose public rows are counted, `annotated` a question of the queryset that adds columns,
    `cited_as` the citation's key to the rows, where they show what stands behind them, `with_states`
    whether rows, commitments, show what has become of them. `by_day` names, for orders by time, the attribute of
    the rows under whose years they stand.
    """

    table: Table
    sorts: dict[str, str]
    related: tuple[str, ...] = ()
    prefetched: Callable[[], tuple[Prefetch, ...]] = tuple
    counted: str = ""
    annotated: str = ""
    cited_as: str = ""
    with_states: bool = False
    by_day: dict[str, str] = field(default_factory=dict)

    def noun(self, count: int) -> str:
        """What so many of its rows are called."""
        meta = self.table.model._meta
        return str(meta.verbose_name if count == 1 else meta.verbose_name_plural)

    @property
    def row_template(self) -> str:
        return f"public/rows/{self.table.name}.html"

    def load(self, rows: Rows) -> Rows:
        rows = rows.select_related(*self.related) if self.related else rows
        if self.counted:
            model = rows.model._meta.get_field(self.counted).related_model
            public = published_q(model, f"{self.counted}__")
            rows = rows.annotate(rows=Count(self.counted, filter=public, distinct=True))
        rows = getattr(rows, self.annotated)() if self.annotated else rows
        return rows.prefetch_related(*self.prefetched())

    def rows_of(self, keys: Iterable[int]) -> list[Any]:
        """The public rows with these numbers, loaded, in their order."""
        places = {key: place for place, key in enumerate(keys)}
        rows = self.table.model.objects.published().filter(pk__in=places).order_by()
        return sorted(self.load(rows), key=lambda row: places[row.pk])

    def shown(self, rows: Iterable[Any]) -> list[Any]:
        """Loaded rows as they are shown, each with its `evidence`, in as many queries for many rows as for few."""
        shown: list[Any] = tell_under_way(rows) if self.table.model is Action else list(rows)
        weights = evidence_of(self.cited_as, [row.pk for row in shown]) if self.cited_as and shown else {}
        if self.with_states:
            tell_states(shown)
        for row in shown:
            row.evidence = weights.get(row.pk)
        return shown

    def under_years(self, rows: Iterable[Row], sort: str) -> list[tuple[int | None, list[Row]]]:
        """Rows in an order by time as (year or None, its rows); nothing in any other order."""
        if sort not in self.by_day:
            return []
        days = ((getattr(row, self.by_day[sort]), row) for row in rows)
        groups = groupby(days, key=lambda pair: pair[0].year if pair[0] else None)
        return [(year, [row for _, row in some]) for year, some in groups]


def public(path: str, model: type[Row], *related: str) -> Prefetch:
    rows = model.objects.published()
    return Prefetch(path, rows.select_related(*related) if related else rows)


LISTS = {
    listing.table.name: listing
    for listing in (
        Listing(
            BY_NAME["agreements"],
            {"": "title"},
            prefetched=lambda: (public("parties", AgreementParty, "actor", "agreement"),),
            cited_as="agreement",
        ),
        Listing(
            BY_NAME["clauses"],
            {"": "place in the text", "heading": "subject"},
            related=("agreement",),
            counted="commitments",
            cited_as="clause",
        ),
        Listing(
            BY_NAME["commitments"],
            {"": "place in the text", "title": "title", "state": "state"},
            related=("clause__agreement",),
            prefetched=lambda: (
                public("domains", Domain),
                public("actors", CommitmentActor, "actor", "commitment__clause__agreement"),
            ),
            cited_as="commitment",
            with_states=True,
        ),
        Listing(
            BY_NAME["actions"],
            {"": "newest first", "date": "oldest first", "title": "title"},
            related=("agreement",),
            prefetched=lambda: (public("places", Place), stated_values()),
            annotated="with_first_report",
            cited_as="action",
            by_day={"": "day", "date": "date_sort", "-date": "date_sort"},
        ),
        Listing(
            BY_NAME["sources"],
            {"": "newest first", "published": "oldest first", "title": "title"},
            related=("publisher",),
            counted="citations",
            by_day=dict.fromkeys(("", "published", "-published"), "published_sort"),
        ),
        Listing(BY_NAME["domains"], {"": "order of the list", "label": "name"}, counted="commitments"),
        Listing(BY_NAME["actors"], {"": "name", "-name": "name, from the end"}, related=("country",)),
        Listing(BY_NAME["places"], {"": "name", "-name": "name, from the end"}, related=("parent",)),
    )
}


def page_number(text: str, last: int) -> int:
    """The page asked for. UnclearError where there is none."""
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= last:
        return int(text)
    pages = "1 page" if last == 1 else f"{last} pages"
    raise UnclearError([f"There is no page “{text[:20]}” here: the list has {pages}."])


def list_of(name: str) -> View:
    """The view of a list."""
    listing = LISTS[name]

    @page
    def view(request: HttpRequest) -> HttpResponse:
        question = Question(listing.table, request.GET, also=("page",), shortens=True)
        narrowing = narrowing_of(question)
        paginator = Paginator(keys_of(question), A_PAGE)
        here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
        here.object_list = listing.shown(listing.rows_of(here.object_list))
        context = {
            "listing": listing,
            "table": listing.table,
            "question": question,
            "page": here,
            "years": listing.under_years(here.object_list, question.sort),
            "in_short": in_short(listing, question, paginator.count),
            "noun": listing.noun(paginator.count),
            "links": links(question, here),
            "kept": [(name, value) for name, value in asked(question) if name not in ("q", "sort")],
            **narrowing,
            "undated": undated_apart().select_related("publisher") if name == "sources" and here.number == 1 else (),
        }
        return render(request, "public/list.html", context)

    return view


def keys_of(question: Question) -> Sequence[int]:
    """The numbers of the rows in their order, which are kept, so that the last page costs what the first does."""
    key = ("order", question.table.name, question.sort, *narrowed_by(question))
    return while_unchanged(key, lambda: array("q", question.rows.values_list("pk", flat=True)), ORDERS)


def in_short(listing: Listing, question: Question, count: int) -> str:
    """The first sentence of a list: how many there are, or how many of them match what is asked."""
    is_narrowed = any(name != "sort" for name, _ in asked(question))
    said = f"{count:,}" if count else "No" if is_narrowed else "No public"
    matching = ("matches" if count == 1 else "match") if is_narrowed else f"{'is' if count == 1 else 'are'} recorded"
    what = " what is asked" if is_narrowed else ""
    return f"{said} {listing.noun(count)} {matching}{what}."


LONGEST_NARROWED = 2000  # characters


def narrowing_of(question: Question) -> dict[str, list[Any]]:
    """What the list is narrowed by and could be. Each link of it holds the whole question: a long one has none."""
    pairs = asked(question)
    if len(urlencode(pairs)) > LONGEST_NARROWED:
        return {"facets": [], "periods": [], "narrowed": [("By", f"{len(pairs)} values", "?")]}
    return {"facets": facets_of(question), "periods": periods_of(question), "narrowed": chosen(question)}


def links(question: Question | Selection, here: Page) -> dict[str, str]:
    """The addresses of the pages beside this one and of the file with the same rows."""
    pairs = asked(question)
    return {"csv": urlencode(pairs), **beside(here, pairs)}


def beside(here: Page, pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The questions for the pages before and after this one, with what else was asked."""
    found = {}
    if here.has_previous():
        found["previous"] = urlencode([*pairs, ("page", here.previous_page_number())])
    if here.has_next():
        found["next"] = urlencode([*pairs, ("page", here.next_page_number())])
    return found
