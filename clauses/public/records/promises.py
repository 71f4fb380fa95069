"""The promises of an agreement, each with what became of it year by year: as a page, a drawing and a file."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ... import known_on
from ...dataset.columns import text_of
from ...models import Agreement, Commitment, Domain
from ..data import kept_list
from ..lists import public
from ..pages import page, public_or_404
from ..sections.drawing import Drawing
from ..sections.matrix import Matrix, matrix_of

HEADER = ("commitment", "clause", "title", "state", "sets_duty", "year", "reported", "announced", "unclear")


def _promises_of(slug: str) -> tuple[Agreement, Matrix]:
    agreement = public_or_404(Agreement.objects.all(), slug=slug)
    rows = Commitment.objects.published().of_agreement(agreement).in_default_order()
    rows = rows.select_related("clause__agreement").prefetch_related(public("domains", Domain))
    return agreement, matrix_of(list(rows), [("agreement", agreement.slug)])


@page
def promises(request: HttpRequest, slug: str) -> HttpResponse:
    agreement, matrix = _promises_of(slug)
    return render(request, "public/promises/page.html", {"agreement": agreement, "matrix": matrix})


@page
def promises_drawing(request: HttpRequest, slug: str) -> HttpResponse:
    """For reuse: it stands alone, says what it shows and where it is from, and asks for nothing else."""
    agreement, matrix = _promises_of(slug)
    context = {
        "agreement": agreement,
        "drawing": Drawing.of(matrix),
        "matrix": matrix,
        "address": request.build_absolute_uri(agreement.get_absolute_url()),
        "day": known_on.day(),
    }
    return render(request, "public/promises/drawing.svg", context, content_type="image/svg+xml")


@page
def promises_file(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    agreement, matrix = _promises_of(slug)
    return kept_list(f"{agreement.slug}-promises", HEADER, _rows(matrix))


def _rows(matrix: Matrix) -> Iterator[list[str]]:
    """A row for each promise and column; one without a year for a promise of which nothing is reported."""
    for line in matrix.lines:
        one = line.commitment
        became = line.became.state.value, text_of(line.became.sets_duty)
        start = [one.slug, one.clause.code, one.title, *became]
        filled = [(column, cell) for column, cell in line.marked if cell]
        for column, cell in filled:
            yield [*start, column.heading, *map(str, cell.counts)]
        if not filled:
            yield [*start, "", "0", "0", "0"]
