"""Downloads: any table as CSV, whole or the rows of any list."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from .. import known_on
from ..dataset import BY_NAME, TABLES, Table
from ..dataset.derived import PUBLIC_TABLES, WORKED_OUT
from ..exchange.csvfile import MARK, lines, pieces
from ..exchange.guard import guard
from ..exchange.package.write import package_in_pieces
from ..filters import FILTERSETS, Question, Selection
from ..known_on.asked_day import carried
from .pages import page

CSV = "text/csv; charset=utf-8"
LINES_AT_ONCE = 100


def in_blocks(rows: Iterable[str]) -> Iterator[str]:
    """Several lines at a time: a server sends each piece on its own."""
    coming = iter(rows)
    while block := list(islice(coming, LINES_AT_ONCE)):
        yield "".join(block)


def tables_of_an_agreement() -> list[Table]:
    """The tables whose rows can be asked for by agreement."""
    return [table for table in TABLES if "agreement" in FILTERSETS[table.name].base_filters]


@page
def data(request: HttpRequest) -> HttpResponse:
    tables = [(table, table.count()) for table in PUBLIC_TABLES]
    return render(request, "public/data.html", {"tables": tables})


@page
def csv_file(request: HttpRequest, table: str) -> StreamingHttpResponse:
    """The rows of a list, all its pages, in the order of that list."""
    worked_out = {one.name: one for one in WORKED_OUT}
    question: Question | Selection
    if table in BY_NAME:
        question = Question(BY_NAME[table], request.GET)
    elif table in worked_out:
        question = Selection(worked_out[table], request.GET)
    else:
        raise Http404
    is_whole = isinstance(question, Question) and _asks_for_all(request)
    rows = BY_NAME[table].model.objects.in_default_order() if is_whole else question.rows
    return csv_download((text for _, text in pieces(question.table, rows, is_whole=is_whole)), table)


def _asks_for_all(request: HttpRequest) -> bool:
    """Whether all that is public is asked for. Then the file looks row by row what is, and begins sooner."""
    return known_on.day() is None and not any(text for _, texts in request.GET.lists() for text in texts)


def kept_list(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> StreamingHttpResponse:
    """A list that is kept beside the data, as CSV that no spreadsheet runs."""
    guarded = (list(map(guard, row)) for row in rows)
    return csv_download(in_blocks(lines(chain([list(header)], guarded))), name)


def csv_download(blocks: Iterator[str], name: str) -> StreamingHttpResponse:
    """Lines in blocks as a file. The first rows are made before the answer begins: what fails then can still be said.

    A byte order mark leads them: without it a spreadsheet that opens the file takes UTF-8 for something else.
    """
    first = "".join([MARK, *islice(blocks, 2)])  # the header is a block of its own
    return download((block.encode() for block in chain([first], blocks)), CSV, name, "csv")


def download(pieces: Iterable[bytes], kind: str, name: str, ending: str) -> StreamingHttpResponse:
    """A file that is streamed as of the day that is asked for, and has that day in its name."""
    response = StreamingHttpResponse(carried(pieces), content_type=kind)
    day = known_on.day()
    stem = f"{name}-known-on-{day.isoformat()}" if day else name
    response["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return response


@page
def package(request: HttpRequest) -> StreamingHttpResponse:
    """Every table with the codebook and the licence in one archive."""
    return download(package_in_pieces(), "application/zip", "treatytracker", "zip")
