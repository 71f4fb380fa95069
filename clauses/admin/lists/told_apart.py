"""What a choice says of a row beside its name, so that rows of like names are told apart: kind, state, day, agreement,
code, and whether readers see it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator

from ... import dates
from ...dataset import BY_MODEL
from ...models import Action, Actor, Agreement, Clause, Commitment, Domain, Place, Row, Source
from ...vocabularies import ReviewState
from .labels import label, name_paths

LONGEST = 60  # characters of the name of another record
# What to load with the rows of a page, so that their choices need no further query.
ALONG: dict[Any, tuple[str, ...]] = {
    Actor: ("country",),
    Action: ("agreement",),
    Clause: ("agreement",),
    Commitment: ("clause__agreement",),
    Domain: ("parent",),
    Place: ("parent",),
    Source: ("publisher",),
}
SAID: dict[Any, Callable[[Any], tuple[Any, ...]]] = {
    Actor: lambda row: (row.get_kind_display(), row.iso3 or _name(row.country)),
    Action: lambda row: (row.get_type_display(), dates.words(row.date), _name(row.agreement)),
    Agreement: lambda row: (row.get_instrument_type_display(),),
    Clause: lambda row: (_name(row.agreement),),
    Commitment: lambda row: (row.clause.label, _name(row.clause.agreement)),
    Domain: lambda row: (_name(row.parent) and f"in {_name(row.parent)}",),
    Place: lambda row: (row.get_kind_display(), _name(row.parent) and f"in {_name(row.parent)}", row.iso3),
    Source: lambda row: (_name(row.publisher), dates.words(row.published)),
}


def with_what_tells_apart(rows: QuerySet[Any]) -> QuerySet[Any]:
    paths = dict.fromkeys((*name_paths(rows.model), *ALONG.get(rows.model, ())))
    return rows.select_related(*paths) if paths else rows


def told_apart(row: Any) -> str:
    """The name of a row as a choice says it, as in: Ministry of Defence · body · Azerbaijan · mod-aze · draft."""
    if not isinstance(row, Row):
        return label(row)
    return " · ".join(dict.fromkeys(filter(None, _parts(row))))


def _parts(row: Any) -> Iterator[str]:
    yield str(row)
    yield from SAID.get(type(row), lambda _: ())(row)
    if type(row) in BY_MODEL:
        yield row.code
    state = getattr(row, "state", ReviewState.PUBLISHED)
    if state != ReviewState.PUBLISHED:
        yield ReviewState(state).label


def _name(row: Row | None) -> str:
    return Truncator(str(row)).chars(LONGEST) if row is not None else ""
