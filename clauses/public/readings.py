"""What second readers found: for the page of coverage, and as the file that is kept."""

from dataclasses import dataclass

from django.http import HttpRequest, StreamingHttpResponse

from ..filters import UnclearError
from ..proofreading.readings import COLUMNS, Round, readings, rounds
from .data import kept_list
from .pages import page

MOST_ROUNDS = 10


@dataclass(frozen=True)
class Total:
    """All readings together; a record that was read twice counts twice."""

    rounds: int
    records: int
    errors: int


def read_again() -> dict[str, object]:
    """The newest reading, those before it, and all of them together; without `last` where nothing was read."""
    found = rounds()
    total = Total(len(found), sum(one.records for one in found), sum(one.errors for one in found))
    last: Round | None = found[0] if found else None
    return {"last": last, "rounds": found[:MOST_ROUNDS], "total": total}


@page
def readings_file(request: HttpRequest) -> StreamingHttpResponse:
    """Every line, newest first, with the columns of the list that is kept."""
    if request.GET:
        raise UnclearError(["This file takes no parameters."])
    return kept_list("readings", COLUMNS, ([row[name] for name in COLUMNS] for row in readings()))
