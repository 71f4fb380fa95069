"""What a list can be narrowed by, with the number of rows behind each value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Count, Model
from django.db.models.functions import ExtractYear
from django.http import QueryDict

from .. import dates, known_on
from ..dataset import NO, YES
from ..evidence.states import STATE, with_states
from ..filters import Question, Selection
from ..filters.life import InForce, SignedIn
from ..filters.tables import During, InState, InYear, OneOf, Reaching, Search
from ..filters.values import CERTAINLY, NO_YEAR, NOT_RECORDED, NOTHING, POSSIBLY, PeriodWidget
from ..known_on import then
from ..models import Domain, Row
from ..published import published_q
from ..querysets import ActionQuerySet
from ..tables import column_of
from ..vocabularies import PromiseState
from ..while_unchanged import while_unchanged
from .plain_words import heading_of, value_of
from .wording import titled

MOST_RECORDS = 12  # related records may be thousands; the others are asked for by their codes
MOST_TERMS = 100
TERMS = (Domain,)  # tables that are closed lists: offered whole
AT_ONCE = 8


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True)
class Facet:
    """One heading with its choices, the most frequent first.

    `hidden` is how many more there are; they are asked for by their codes in a form that keeps `kept` of the question.
    """

    name: str
    heading: str
    choices: list[Choice] = field(default_factory=list)
    hidden: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)

    @property
    def first(self) -> list[Choice]:
        return self.choices[:AT_ONCE]

    @property
    def more(self) -> list[Choice]:
        return self.choices[AT_ONCE:]

    @property
    def is_open(self) -> bool:
        return any(choice.chosen for choice in self.more)


def toggled(data: QueryDict, name: str, value: str) -> str:
    """The address of the same list with a value chosen, or no longer chosen; always its first page."""
    data = data.copy()
    data.pop("page", None)
    values = data.getlist(name)
    data.setlist(name, [one for one in values if one != value] if value in values else [*values, value])
    return f"?{data.urlencode()}"


def facets_of(question: Question) -> list[Facet]:
    facets = []
    key = ("facets", question.table.name, *narrowed_by(question))
    counts = while_unchanged(key, lambda: {name: _counts(question, name) for name in question.filterset.filters})
    for name, one in question.filterset.filters.items():
        counted, hidden = counts[name]
        chosen = question.data.getlist(name)
        choices = [
            Choice(value, label, count, value in chosen, toggled(question.data, name, value))
            for value, label, count in counted
        ]
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            heading = heading_of(question.table.name, name, str(one.label))
            facets.append(Facet(name, heading, choices, hidden, asked(question) if hidden else []))
    return facets


def _counts(question: Question, name: str) -> tuple[list[tuple[str, str, int]], int]:
    """The values behind a filter as (value, label, number of rows), and how many more there are."""
    one = question.filterset.filters[name]
    count = next((each for kind, each in COUNTED.items() if isinstance(one, kind)), None)
    return (list(count(question, name)), 0) if count else _records(question, name)


def _values(question: Question, name: str) -> Iterator[tuple[str, str, int]]:
    """The values of a column of the table: one query."""
    column = question.table.column(name)
    asked = then.column(question.table.model, name, known_on.day())
    rows = question.without(name).as_then(name).values_list(asked).annotate(rows=Count("pk")).order_by("-rows", asked)
    for value, count in rows:
        text = {True: YES, False: NO}.get(value, str(value)) if isinstance(value, bool) else str(value)
        yield (text, value_of(column.field, text), count) if text else (NOTHING, NOT_RECORDED, count)


def _years(question: Question, name: str) -> Iterator[tuple[str, str, int]]:
    """The years that rows are under, the newest first: one query."""
    rows = (
        cast(ActionQuerySet, question.without(name))
        .with_first_report()
        .filter(day__isnull=False)
        .annotate(in_year=ExtractYear("day"))
    )
    for year, count in rows.values_list("in_year").annotate(rows=Count("pk")).order_by("-in_year"):
        yield f"{year:04}", str(year), count


def _states(question: Question, name: str) -> Iterator[tuple[str, str, int]]:
    """The states that promises are in, in the order of the vocabulary: one query."""
    rows = with_states(question.without(name)).values_list(STATE).annotate(rows=Count("pk")).order_by()
    counts = dict(rows)
    for value, label in PromiseState.choices:
        if value in counts:
            yield value, label, counts[value]


COUNTED: dict[type, Callable[[Question, str], Iterator[tuple[str, str, int]]]] = {
    OneOf: _values,
    InYear: _years,
    InState: _states,
    SignedIn: lambda question, name: SignedIn.counts(question.without(name)),
    InForce: lambda question, name: InForce.counts(question.without(name)),
}


def _records(question: Question, name: str) -> tuple[list[tuple[str, str, int]], int]:
    """The records that a column of codes points to, the most frequent first, and how many more: two queries.

    The counting stays in the table that is listed: joined the other way round, 30,000 rows took a minute on SQLite.
    """
    is_code = isinstance(question.filterset.filters[name], Reaching) and name in question.table.filters
    related = question.table.column(name).related_model if is_code else None
    if related is None:
        return [], 0
    tied = published_q(related, f"{name}__") & then.was_at(question.table.model, name, known_on.day())
    rows = question.without(name).filter(tied, **{f"{name}__isnull": False})
    is_many = bool(column_of(question.table.model, name).many_to_many)
    number = Count("pk", distinct=is_many)  # where each row has one, to count is quicker than to tell them apart
    numbers = rows.order_by().values_list(name).annotate(rows=number).order_by("-rows", name)
    counted = list(numbers)
    most = counted[: MOST_TERMS if related in TERMS else MOST_RECORDS]
    paths = [path for path in (*related.public_with, "publisher") if path in _relations(related)]
    named = related._base_manager.select_related(*paths) if paths else related._base_manager.all()
    found = named.in_bulk([pk for pk, _ in most])
    return [(found[pk].code, titled(found[pk]), count) for pk, count in most], len(counted) - len(most)


def _relations(model: type[Model]) -> set[str]:
    return {one.name for one in model._meta.concrete_fields if one.is_relation}


def chosen(question: Question) -> list[tuple[str, str, str]]:
    """Every narrowing of the list as (heading, value in words, address of the list without it)."""
    found = []
    for name, one in question.filterset.filters.items():
        value = question.filterset.form.cleaned_data[name]
        if not value or isinstance(one, Search):
            continue
        if isinstance(one, During):
            found.append((one.label, _period_in_words(question, name), without_period(question.data, name)))
            continue
        labels = {NOTHING: NOT_RECORDED} | dict(getattr(one.field, "choices", ()))
        if isinstance(one, OneOf):
            field = question.table.column(name).field
            labels |= {item: value_of(field, item) for item in value if item != NOTHING}
        heading = heading_of(question.table.name, name, str(one.label))
        for item in value:
            code = getattr(item, "code", item)
            label = titled(item) if isinstance(item, Row) else labels.get(item, item)
            found.append((heading, label, toggled(question.data, name, code)))
    return found


def _period_in_words(question: Question, name: str) -> str:
    start, end, match = (question.data.get(f"{name}_{part}", "") for part in PeriodWidget.suffixes)
    if match == NO_YEAR:
        return "certainly in no single year"
    period = " to ".join(dates.words(bound) for bound in dict.fromkeys((start, end)) if bound)
    open_end = "" if start and end else "from " if start else "until "
    return f"{match or POSSIBLY} {open_end}{period}"


def without_period(data: QueryDict, name: str) -> str:
    data = data.copy()
    for part in ("page", *(f"{name}_{suffix}" for suffix in PeriodWidget.suffixes)):
        data.pop(part, None)
    return f"?{data.urlencode()}"


def asked(question: Question | Selection) -> list[tuple[str, str]]:
    """What was asked, without the page, as pairs for addresses and hidden fields."""
    return [(name, value) for name, values in question.data.lists() for value in values if value and name != "page"]


def narrowed_by(question: Question) -> tuple[tuple[str, str], ...]:
    """What was asked but for the page and the order: two lists with the same have the same rows."""
    return tuple(sorted(pair for pair in asked(question) if pair[0] != "sort"))


def periods_of(question: Question) -> list[dict[str, Any]]:
    """The forms for a period: what is in them, and what else of the question they keep."""
    found = []
    for name, one in question.filterset.filters.items():
        if isinstance(one, During):
            own = [f"{name}_{suffix}" for suffix in PeriodWidget.suffixes]
            start, end, match = (question.data.get(part, "") for part in own)
            kept = [(key, value) for key, value in asked(question) if key not in own]
            period = {"start": start, "end": end, "certainly": match == CERTAINLY, "kept": kept}
            found.append({"name": name, "heading": one.label} | period)
    return found
