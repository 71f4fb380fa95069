"""The bar and the strip as one drawing for reuse: all promises, or those of an agreement. Lengths are in pixels."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ...models import Agreement
from ..pages import page, public_or_404
from ..wording import public_name
from .across import every_promise
from .all_pages import TITLE, refuse_question
from .drawing import MARGIN, Key, Part, key_of, parts_of
from .scope import Scope
from .strip import Square, Strip, strip_for

SQUARE, STEP, A_ROW = 24, 30, 30  # the side of a square, from one to the next, and how many are beside each other
WIDTH, TOP, HEADING, FOOT = 2 * MARGIN + STEP * A_ROW, 130, 26, 90


@dataclass(frozen=True)
class DrawnSquare:
    square: Square
    x: int
    y: int


@dataclass(frozen=True)
class DrawnStrip:
    height: int
    squares: tuple[DrawnSquare, ...]
    headings: tuple[tuple[int, str], ...]
    bar: tuple[Part, ...]
    key: Key
    width: int = WIDTH

    @classmethod
    def of(cls, strip: Strip) -> "DrawnStrip":
        y, squares, headings = TOP, [], []
        for heading, row in strip.rows:
            if heading:
                headings.append((y + 16, heading))
                y += HEADING
            for place, square in enumerate(row):
                squares.append(DrawnSquare(square, MARGIN + STEP * (place % A_ROW), y + STEP * (place // A_ROW)))
            y += STEP * -(-len(row) // A_ROW)
        bar = parts_of(strip.shares, MARGIN, WIDTH - 2 * MARGIN)
        return cls(y + FOOT, tuple(squares), tuple(headings), bar, key_of(strip.shares))


def drawn(request: HttpRequest, strip: Strip, title: str, address: str) -> HttpResponse:
    context = {
        "title": title,
        "strip": strip,
        "drawing": DrawnStrip.of(strip),
        "address": request.build_absolute_uri(address),
    }
    return render(request, "public/promises/strip.svg", context, content_type="image/svg+xml")


@page
def all_strip(request: HttpRequest) -> HttpResponse:
    refuse_question(request)
    return drawn(request, strip_for(every_promise(), ()), TITLE, reverse("all_promises"))


@page
def strip_of_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    refuse_question(request)
    scope = Scope.of(public_or_404(Agreement.objects.all(), slug=slug))
    title = f"{public_name(scope.record)}: what became of promises"
    return drawn(request, strip_for(scope.rows, scope.asked), title, scope.address())
