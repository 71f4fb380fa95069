"""What was read: sources by language and kind, each number with the list of just as many."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ...filters.values import NOTHING
from ...vocabularies import SourceKind
from ..coverage import Number, Scope, scope_of
from ..data import kept_list
from ..pages import page
from ..sections.counting import in_a_row, in_figures
from ..wording import language
from .frame import Picture

MOST_LANGUAGES = 30  # rows; the others are in the file
NAMED = 3
PICTURE = Picture("languages", "Sources by language and kind", "No source")
HEADER = ("language", "name", "kind", "sources")
Lots = Counter[tuple[str, str]]  # sources by the codes of their language and kind


def lots_of(scope: Scope) -> Lots:
    """One query."""
    rows = scope.rows("sources").order_by().values_list("language", "kind").annotate(Count("pk", distinct=True))
    return Counter({(spoken, kind): number for spoken, kind, number in rows})


def by(lots: Lots, axis: int) -> list[tuple[str, int]]:
    """The languages (0) or kinds (1) with their sources, most first; what has no language comes last."""
    counts: Counter[str] = Counter()
    for key, number in lots.items():
        counts[key[axis]] += number
    return sorted(counts.items(), key=lambda one: (not one[0], -one[1], one[0]))


def sentence(lots: Lots) -> str:
    """As in “Of 537 sources 324 are in English and 26 in Russian; of 187 the language is not recorded.”"""
    total = lots.total()
    if not total:
        return ""
    spoken = [(code, number) for code, number in by(lots, 0) if code]
    named = [f"{number:,} {'are' if number != 1 else 'is'} in {language(code)}" for code, number in spoken[:1]]
    named += [f"{number:,} in {language(code)}" for code, number in spoken[1:NAMED]]
    others = len(spoken) - NAMED
    more = f", the others in {in_figures(others, 'more language')}" if others > 0 else ""
    unknown = total - sum(number for _, number in spoken)
    silent = f"of {unknown:,} the language is not recorded" if unknown else ""
    if not named:
        return f"{in_figures(total, 'source')}, in no language that is recorded."
    return f"Of {in_figures(total, 'source')} {in_a_row(named)}{more}{'; ' if silent else ''}{silent}."


@dataclass(frozen=True)
class Line:
    """One language: its sources in all and by kind, and its share of the largest in percent."""

    label: str
    all: Number
    kinds: list[Number]
    percent: int


def lines_of(scope: Scope, lots: Lots) -> list[Line]:
    kinds = [kind for kind, _ in by(lots, 1)]
    rows = by(lots, 0)
    largest = max((number for _, number in rows), default=1)
    found = []
    for code, number in rows[:MOST_LANGUAGES]:
        label, asked = _label(code), {"language": code or NOTHING}
        numbers = [
            scope.number(f"{label}, {_kind(kind)}", lots[code, kind], "sources", **asked, kind=kind) for kind in kinds
        ]
        found.append(
            Line(label, scope.number(label, number, "sources", **asked), numbers, max(1, number * 100 // largest))
        )
    return found


def _label(code: str) -> str:
    return language(code) if code else "not recorded"


def _kind(code: str) -> str:
    return str(SourceKind(code).label)


@page
def read(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.GET)
    lots = lots_of(scope)
    context: dict[str, Any] = {
        **PICTURE.frame(scope, sentence(lots)),
        "kinds": [scope.number(_kind(code), number, "sources", kind=code) for code, number in by(lots, 1)],
        "lines": lines_of(scope, lots),
        "further": max(0, len(by(lots, 0)) - MOST_LANGUAGES),
        "total": scope.number("all sources", lots.total(), "sources"),
        "asked_so": scope.asked_so,
    }
    return render(request, "public/pictures/read.html", context)


@page
def read_file(request: HttpRequest) -> StreamingHttpResponse:
    return kept_list("sources-by-language", HEADER, _rows(lots_of(scope_of(request.GET))))


def _rows(lots: Lots) -> Iterator[list[str]]:
    for (code, kind), number in sorted(lots.items()):
        yield [code, language(code) if code else "", kind, str(number)]
