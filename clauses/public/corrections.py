"""The page of what was corrected in the record, and the file with the same lines."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render

from ..filters import UnclearError
from ..folding import LONGEST_SEARCH, fold
from ..models import Row, Source
from ..proofreading.corrections import ADDED, COLUMNS, CORRECTED, KEPT, Correction, corrections
from ..proofreading.named import records_named, table_of
from .data import kept_list
from .lists import beside, page_number
from .pages import page

A_PAGE = 40
WHOLE = 400  # characters of a text that stand open; longer ones are cut, and whole in the file


@dataclass(frozen=True)
class Shown:
    """A correction with what it links to, the record on whose page its own stands and its public sources."""

    one: Correction
    page: Row | None
    sources: list[Source]
    heading: str


def asked_record(data: QueryDict, *also: str) -> str:
    """The record that is asked for, or a part of its name. UnclearError where the question cannot be read."""
    found = data.getlist("record")
    if set(data) - {"record", *also} or len(found) > 1 or any(len(text) > LONGEST_SEARCH for text in found):
        raise UnclearError(["This page takes record, the name of a record such as actions/three-brothers-2021."])
    return found[0].strip() if found else ""


def about(asked: str) -> list[Correction]:
    """The corrections of records whose name holds what is asked for."""
    found, wanted = corrections(), fold(asked)
    return [one for one in found if wanted in fold(one.record)]


def shown(some: Iterable[Correction]) -> list[Shown]:
    """The corrections with their records and sources, in as many queries for many as for few."""
    some = list(some)
    records = records_named(one.record for one in some)
    codes = {code for one in some for code in one.sources}
    sources = {row.slug: row for row in Source.objects.published().filter(slug__in=codes).select_related("publisher")}
    return [
        Shown(
            one,
            records[one.record].stands_on if one.record in records else None,
            [sources[code] for code in one.sources if code in sources],
            _heading(one),
        )
        for one in some
    ]


def _heading(one: Correction) -> str:
    """The field as the codebook calls it, where it is a column."""
    table = table_of(one.record)
    return table.column(one.field).heading.lower() if table and one.field in table.header else one.field


@page
def corrections_page(request: HttpRequest) -> HttpResponse:
    asked = asked_record(request.GET, "page")
    found = about(asked)
    paginator = Paginator(found, A_PAGE)
    here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
    kept = [("record", asked)] if asked else []
    counts = Counter(one.kind for one in found)
    context = {
        "contact": settings.CONTACT_ADDRESS,
        "named": asked,
        "page": here,
        "counts": {kind: counts[kind] for kind in (CORRECTED, KEPT, ADDED)},
        "days": [(day, list(some)) for day, some in groupby(shown(here.object_list), key=lambda each: each.one.day)],
        "whole": WHOLE,
        "links": {"csv": urlencode(kept), **beside(here, kept)},
    }
    return render(request, "public/corrections.html", context)


@page
def corrections_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same lines as the page, all of them, with the columns of the list that is kept."""
    cells = (
        [one.number, one.record, one.field, one.before, one.after, one.why, "; ".join(one.sources), str(one.day)]
        for one in about(asked_record(request.GET))
    )
    return kept_list("corrections", COLUMNS, cells)
