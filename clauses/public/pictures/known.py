"""What was known by when: reports by their publication against the events that they report."""

from collections import Counter
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ..coverage import scope_of
from ..data import kept_list
from ..pages import page
from .delays import HEIGHT, KINDS, LEFT, WIDTH, Delays, Report, reports_of
from .frame import Picture

PICTURE = Picture(
    "known",
    "What was known by when",
    "No report with a date of an action with a date",
    "The numbers by month",
)
HEADER = ("event", "published", "reports")


@page
def known(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.GET)
    delays = Delays.of(scope.agreement)
    context = {
        **PICTURE.frame(scope, delays.sentence),
        "scatter": delays.scatter,
        "size": {"width": WIDTH, "height": HEIGHT, "left": LEFT},
        "kinds": KINDS,
        "rows": delays.rows,
    }
    return render(request, "public/pictures/known.html", context)


@page
def known_file(request: HttpRequest) -> StreamingHttpResponse:
    """A row for each month of an event and month of publication; an empty month is not certain."""
    return kept_list("known", HEADER, _lines(reports_of(scope_of(request.GET).agreement)))


def _lines(reports: list[Report]) -> Iterator[list[str]]:
    counts = Counter((_month(*one.event), _month(*one.published)) for one in reports)
    for (event, published), number in sorted(counts.items()):
        yield [event, published, str(number)]


def _month(first: object, last: object) -> str:
    begins, ends = str(first)[:7], str(last)[:7]
    return begins if begins == ends else ""
