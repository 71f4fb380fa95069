"""What became of all promises: by domain and agreement, as a page, a drawing and a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from ...filters import UnclearError
from ..data import kept_list
from ..pages import page
from .across import Across, across, counted_for_file, every_promise
from .drawing import DrawnAcross
from .matrix import MOST_LINKS
from .strip import MOST_SQUARES, Strip, strip_for

TITLE = "What became of promises"
HEADER = ("domain", "agreement", "state", "promises")


def refuse_question(request: HttpRequest) -> None:
    if request.GET:
        raise UnclearError(["This page takes no parameter but known_on, a day."])


def strip_beside(found: Across) -> Strip | None:
    """A square for each promise, where a keyboard has not to pass too many links."""
    if 0 < found.totals.count <= min(MOST_SQUARES, MOST_LINKS - found.links):
        return strip_for(every_promise(), ())
    return None


@page
def promises(request: HttpRequest) -> HttpResponse:
    refuse_question(request)
    found = across()
    context = {
        "title": TITLE,
        "across": found,
        "strip": strip_beside(found),
        "drawing": reverse("all_promises_svg"),
        "file": reverse("all_promises_csv"),
    }
    return render(request, "public/promises/all.html", context)


@page
def promises_drawing(request: HttpRequest) -> HttpResponse:
    refuse_question(request)
    found = across()
    context = {
        "title": TITLE,
        "across": found,
        "drawing": DrawnAcross.of(found),
        "address": request.build_absolute_uri(reverse("all_promises")),
    }
    return render(request, "public/promises/all.svg", context, content_type="image/svg+xml")


@page
def promises_file(request: HttpRequest) -> StreamingHttpResponse:
    """A row for each domain, agreement and state; a promise in several domains is in several rows."""
    refuse_question(request)
    return kept_list("promises", HEADER, (list(map(str, row)) for row in counted_for_file()))
