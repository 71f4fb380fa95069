"""Who met whom: a matrix of states and organisations by their meetings, the meetings of two of them, and a file."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from ...filters import UnclearError
from ...models import Action
from ..coverage import Scope, scope_of
from ..data import kept_list
from ..lists import LISTS, beside, page_number
from ..pages import page
from .encounters import MEETINGS, MOST_ROWS, Encounters, encounters_in, newest_first, times
from .frame import Picture

A_PAGE = 50
PICTURE = Picture("meetings", "Who met whom", "No meeting of two states or organisations", "Each two at each meeting")
HEADER = ("one", "other", "action", "type", "date", "title")
REFUSED = "Ask for the meetings of two: actor=CODE&actor=CODE, with the codes of states or organisations that met."


def _asked(data: QueryDict) -> tuple[Scope, list[str]]:
    """What the page is about, and the two whose meetings are asked for, if any."""
    rest = data.copy()
    codes = [code for code in rest.pop("actor", []) if code]
    rest.pop("page", None)
    return scope_of(rest), codes


def _two(found: Encounters, codes: list[str]) -> list[str]:
    if len(set(codes)) != 2 or not set(codes) <= set(found.order):
        raise UnclearError([REFUSED])
    return sorted(codes)


@page
def meetings(request: HttpRequest) -> HttpResponse:
    scope, codes = _asked(request.GET)
    found = encounters_in(scope)
    if codes:
        return _meetings_of_two(request, scope, found, _two(found, codes))
    if "page" in request.GET:
        raise UnclearError([REFUSED])
    shown = found.order[:MOST_ROWS]
    context = {
        **PICTURE.frame(scope, found.sentence),
        "columns": [found.actors[code] for code in shown[:-1]],
        "rows": [_row(scope, found, shown, number) for number in range(1, len(shown))],
        "further": len(found.order) - len(shown),
        "alone": sum(len(some) < 2 for some in found.meetings.values()),
    }
    return render(request, "public/pictures/meetings.html", context)


def _row(scope: Scope, found: Encounters, shown: list[str], number: int) -> dict[str, Any]:
    """One actor with its meetings with each of those before it; each two stand in one cell alone."""
    code, others = shown[number], shown[:number]
    cells = [(found.actors[other], found.between(code, other), _link(scope, code, other)) for other in others]
    return {"actor": found.actors[code], "cells": cells, "empty": range(len(shown) - 1 - number)}


def _link(scope: Scope, *codes: str) -> str:
    return f"{reverse('meetings')}?{urlencode({**scope.asked, 'actor': sorted(codes)}, doseq=True)}"


def _meetings_of_two(request: HttpRequest, scope: Scope, found: Encounters, codes: list[str]) -> HttpResponse:
    keys = newest_first(found.of(codes))
    paginator = Paginator(keys, A_PAGE)
    here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
    rows = LISTS["actions"].load(Action.objects.published().filter(pk__in=list(here.object_list)).newest_first())
    pairs = [*scope.asked.items(), *(("actor", code) for code in codes)]
    context = {
        "scope": scope,
        "two": [found.actors[code] for code in codes],
        "times": times(len(keys)),
        "page": here,
        "rows": LISTS["actions"].shown(rows),
        "links": beside(here, pairs),
        "asked_so": f"?{urlencode(pairs)}",
    }
    return render(request, "public/pictures/meetings_of_two.html", context)


@page
def meetings_file(request: HttpRequest) -> StreamingHttpResponse:
    """A row for each two at each meeting."""
    scope, codes = _asked(request.GET)
    found = encounters_in(scope)
    if "page" in request.GET:
        raise UnclearError(["This file has no pages."])
    return kept_list("meetings", HEADER, _lines(found, _two(found, codes) if codes else []))


def _lines(found: Encounters, codes: list[str]) -> Iterator[list[str]]:
    keys = newest_first(found.of(codes))
    actions = {row.pk: row for row in Action.objects.published().filter(type__in=MEETINGS)}
    for key in keys:
        action = actions[key]
        for one, other in combinations(sorted(found.meetings[key]), 2):
            if not codes or codes == [one, other]:
                yield [one, other, action.slug, action.type, action.date, action.title]
