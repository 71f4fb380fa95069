"""The page of what was corrected in the record, and the file with the same lines."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render

from .. import dates
from ..fields import LanguageField, UncertainDateField
from ..filters import UnclearError
from ..folding import LONGEST_SEARCH, fold
from ..models import Row, Source
from ..proofreading.corrections import ADDED, COLUMNS, CORRECTED, KEPT, Correction, corrections
from ..proofreading.named import records_named, table_of
from .data import kept_list
from .lists import beside, page_number
from .pages import page
from .wording import language

A_PAGE = 40
YEAR = re.compile("[0-9]{4}", re.ASCII)
WHOLE = 400  # characters of a text that stand open; longer ones are cut, and whole in the file


@dataclass(frozen=True)
class Shown:
    """A correction with what it links to, the record on whose page its own stands and its public sources."""

    one: Correction
    page: Row | None
    sources: list[Source]
    heading: str
    before: str
    after: str

    @property
    def table(self) -> str:
        """The table of a record that has no page, or is none."""
        table = table_of(self.one.record)
        return table.title if table else "This site"


@dataclass(frozen=True)
class Asked:
    """The record that is asked for, or a part of its name, and the year; nothing where all are."""

    record: str
    year: str

    @classmethod
    def of(cls, data: QueryDict, *also: str) -> "Asked":
        """UnclearError where the question cannot be read."""
        found, years = data.getlist("record"), data.getlist("year")
        is_long = any(len(text) > LONGEST_SEARCH for text in found)
        if set(data) - {"record", "year", *also} or len(found) > 1 or len(years) > 1 or is_long:
            what = "record, the name of a record such as actions/three-brothers-2021, and year, as in 2026"
            raise UnclearError([f"This page takes {what}."])
        year = years[0] if years else ""
        if year and not YEAR.fullmatch(year):
            raise UnclearError([f"year: “{year[:80]}” is no year. Write it with four digits: 2026."])
        return cls(found[0].strip() if found else "", year)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in (("record", self.record), ("year", self.year)) if value]

    @property
    def found(self) -> list[Correction]:
        """The corrections of that year, of records whose name holds what is asked for."""
        wanted = fold(self.record)
        rows = (one for one in corrections() if wanted in fold(one.record))
        return [one for one in rows if not self.year or one.day.year == int(self.year)]


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
            _in_words(one, one.before),
            _in_words(one, one.after),
        )
        for one in some
    ]


def _heading(one: Correction) -> str:
    """The field as the codebook calls it, where it is a column."""
    table = table_of(one.record)
    return table.column(one.field).heading.lower() if table and one.field in table.header else one.field


def _in_words(one: Correction, text: str) -> str:
    """A value as pages say it: a date, a value of a closed list or a language in words, all else as it is."""
    table = table_of(one.record)
    if table is None or one.field not in table.header:
        return text
    field = table.column(one.field).field
    if isinstance(field, UncertainDateField):
        try:
            return dates.words(text)
        except dates.DateError:
            return text
    if isinstance(field, LanguageField):
        return language(text)
    return dict(field.flatchoices or ()).get(text, text)


@page
def corrections_page(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request.GET, "page")
    found = asked.found
    paginator = Paginator(found, A_PAGE)
    here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
    counts = Counter(one.kind for one in found)
    context = {
        "contact": settings.CONTACT_ADDRESS,
        "named": asked.record,
        "year": asked.year,
        "newest": found[0].day if found else None,
        "page": here,
        "counts": {kind: counts[kind] for kind in (CORRECTED, KEPT, ADDED)},
        "days": [(day, list(some)) for day, some in groupby(shown(here.object_list), key=lambda each: each.one.day)],
        "whole": WHOLE,
        "links": {"csv": urlencode(asked.pairs), **beside(here, asked.pairs)},
    }
    return render(request, "public/corrections.html", context)


@page
def corrections_file(request: HttpRequest) -> StreamingHttpResponse:
    """The same lines as the page, all of them, with the columns of the list that is kept."""
    cells = (
        [one.number, one.record, one.field, one.before, one.after, one.why, "; ".join(one.sources), str(one.day)]
        for one in Asked.of(request.GET).found
    )
    return kept_list("corrections", COLUMNS, cells)
