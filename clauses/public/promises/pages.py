"""Promises, each with what became of it year by year: those of an agreement, in a domain, or of an actor.

Each as a page, a drawing and a file.
"""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render

from ... import known_on
from ...dataset.columns import text_of
from ...dataset.derived.base import in_portions
from ...evidence.states import ANNOUNCED, REPORTED, UNCLEAR, StateOf, states_of
from ...filters import UnclearError
from ...models import Actor, Agreement, Domain
from ..agreements.frame import frame
from ..data import kept_list
from ..lists import beside
from ..pages import View, page, public_or_404
from ..wording import public_name
from .drawing import Drawing
from .groups import matrix_for
from .matrix import Column, follow_ups_by_year
from .scope import Scope

Subject = type[Agreement] | type[Domain] | type[Actor]
HEADER = ("commitment", "clause", "title", "state", "sets_duty", "year", "reported", "announced", "unclear")


def scope_of(model: Subject, slug: str, asked: QueryDict, *also: str) -> Scope:
    """Whose promises are asked for. UnclearError where the question cannot be read."""
    scope = Scope.of(cast(Agreement | Domain | Actor, public_or_404(model.objects.all(), slug=slug)))
    names = (scope.by, *also)
    if set(asked) - set(names) or any(len(values) > 1 for _, values in asked.lists()):
        pages = " and page, a number" if also else ""
        raise UnclearError([f"This page takes {scope.by}, the code of one {scope.by} or none{pages}."])
    code = asked.get(scope.by, "")
    return scope.only(code) if code else scope


def heading_of(scope: Scope) -> str:
    """As on the page: that of an agreement stands below its title."""
    name, part = public_name(scope.record), public_name(scope.part) if scope.part else "without a domain"
    heading = "What became of each promise" if scope.kind == "agreement" else f"{name}: what became of each promise"
    heading += " it has a part in" if scope.kind == "actor" else ""
    return f"{heading} – {part}" if scope.code else heading


def title_of(scope: Scope) -> str:
    """As it is cited, wherever it stands."""
    heading = heading_of(scope)
    return f"{public_name(scope.record)}: {heading[0].lower()}{heading[1:]}" if scope.kind == "agreement" else heading


def promises_of(model: Subject) -> View:
    """The page."""

    @page
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        scope = scope_of(model, slug, request.GET, "page")
        matrix = matrix_for(scope, request.GET.get("page") or "1")
        kept = [(scope.by, scope.code)] if scope.code else []
        context = {
            **(frame(scope.record, "promises") if isinstance(scope.record, Agreement) else {}),
            "scope": scope,
            "heading": heading_of(scope),
            "title": title_of(scope),
            "matrix": matrix,
            "page": matrix.page,
            "drawing": scope.address("svg", number=matrix.page.number if matrix.page else 1),
            "links": beside(matrix.page, kept) if matrix.page else {},
        }
        return render(request, "public/promises/page.html", context)

    return view


def drawing_of(model: Subject) -> View:
    """For reuse: it stands alone, says what it shows and where it is from, and asks for nothing else."""

    @page
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        scope = scope_of(model, slug, request.GET, "page")
        matrix = matrix_for(scope, request.GET.get("page") or "1")
        context = {
            "title": title_of(scope),
            "drawing": Drawing.of(matrix),
            "matrix": matrix,
            "address": request.build_absolute_uri(scope.address()),
            "day": known_on.day(),
        }
        return render(request, "public/promises/drawing.svg", context, content_type="image/svg+xml")

    return view


def file_of(model: Subject) -> View:
    """Its numbers."""

    @page
    def view(request: HttpRequest, slug: str) -> StreamingHttpResponse:
        scope = scope_of(model, slug, request.GET)
        rows = (row for some in in_portions(scope.rows) for one in states_of(some).values() for row in _rows(one))
        return kept_list(f"{scope.record.slug}-promises", HEADER, rows)

    return view


def _rows(one: StateOf) -> Iterator[list[str]]:
    """A row for each year with follow-ups; one without a year for a promise of which nothing is reported."""
    row = one.commitment
    start = [row.slug, row.clause.code, row.title, str(one.state), text_of(one.sets_duty)]
    by_year = follow_ups_by_year(one)
    for year in sorted(by_year, key=lambda year: (year is None, year or 0)):
        counts = (by_year[year][step] for step in (REPORTED, ANNOUNCED, UNCLEAR))
        yield [*start, Column(year).heading, *map(str, counts)]
    if not by_year:
        yield [*start, "", "0", "0", "0"]
