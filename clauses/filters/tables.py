"""The filters of a table, generated from its declaration in the dataset."""

from typing import Any

import django_filters
from django.db import models
from django.db.models import Q

from .. import known_on
from ..dataset import NO, TABLES, YES, Column, Table
from ..dates import certainly_in, in_no_year, possibly_in
from ..evidence.states import PLACE, STATE, with_states
from ..fields import UncertainDateField
from ..folding import LONGEST_SEARCH
from ..known_on.then import column as asked_column
from ..known_on.then import was_at
from ..models import Action, Actor, Agreement, Citation, Clause, Commitment, Domain, Row, row_at
from ..published import published_q
from ..querysets import ActionQuerySet, RowQuerySet
from ..search.find import answering
from ..search_index.layout import KINDS
from ..tables import column_of, paths_to, table_of
from ..vocabularies import PromiseState
from .life import by_life
from .values import (
    CERTAINLY,
    NO_YEAR,
    NOT_RECORDED,
    NOTHING,
    CodesField,
    Period,
    PeriodField,
    TextsField,
    ValuesField,
    YearsField,
)

Target = tuple[type[Row], tuple[str, ...]]  # a table, and the paths that lead to it
# What a table can be narrowed by beyond its own columns: the record at the end of any of these paths.
REACHED: dict[str, dict[str, Target]] = {
    "agreements": {
        "party": (Actor, ("parties__actor",)),
        "domain": (Domain, ("clauses__commitments__domains",)),
    },
    "commitments": {
        "clause": (Clause, ("clause", "also_in")),
        "actor": (Actor, ("actors__actor",)),
        "action": (Action, ("bearings__action",)),
    },
    "actions": {
        "commitment": (Commitment, ("bearings__commitment",)),
        "domain": (Domain, ("bearings__commitment__domains",)),
        "actor": (Actor, ("participants__actor",)),
    },
    "sources": {"agreement": (Agreement, tuple(f"citations__{path}" for path in paths_to(Citation, Agreement)))},
    "disagreements": {
        "agreement": (Agreement, tuple(f"sides__citation__{path}" for path in paths_to(Citation, Agreement)))
    },
}


def reached(table: Table) -> dict[str, Target]:
    own: dict[str, Target] = (
        {"agreement": (Agreement, paths)} if (paths := tuple(paths_to(table.model, Agreement))) else {}
    )
    found = own | REACHED.get(table.name, {})
    return {name: target for name, target in found.items() if name not in table.filters}


def to_check(model: type[Row], path: str) -> tuple[str, ...]:
    """The steps of `path` whose rows must be asked whether they are public.

    The last need not: its rows were looked up among the public ones. Nor need a step that its public row depends on.
    """
    here, prefix = model, ""
    found: list[str] = []
    for name in path.split("__")[:-1]:
        covered = name in here.public_with
        here, prefix = row_at(here, name), f"{prefix}{name}__"
        found += [] if covered else [prefix]
    return tuple(found)


def ends_at(model: type[Row], paths: tuple[str, ...], rows: list[Row]) -> Q:
    """Public rows of `model` from which one of `paths` leads to one of `rows`, over public rows only."""
    leading: dict[tuple[str, ...], Q] = {}
    for path in paths:
        steps = to_check(model, path)
        leading[steps] = leading.get(steps, Q()) | Q(**{f"{path}__in": rows})
    condition = Q()
    for steps, leads in leading.items():
        public = [published_q(row_at(model, prefix), prefix) for prefix in steps]
        # A query of its own, because a row with several such paths would come several times.
        tied = was_at(model, paths[0], known_on.day())
        condition |= Q(pk__in=model._base_manager.filter(leads, tied, *public).values("pk"))
    return condition


class OneOf(django_filters.Filter):
    """The column holds one of the values; where it may be empty, NOTHING asks for that."""

    def filter(self, queryset: RowQuerySet, value: list[str] | None) -> RowQuerySet:
        if not value:
            return queryset
        words = {YES: True, NO: False}
        name = asked_column(queryset.model, self.field_name, known_on.day())
        condition = Q(**{f"{name}__in": [words.get(text, text) for text in value if text != NOTHING]})
        if NOTHING in value:
            empty = {f"{name}__isnull": True} if column_of(queryset.model, self.field_name).null else {name: ""}
            condition |= Q(**empty)
        return queryset.as_then(self.field_name).filter(condition)


def ends_nowhere(model: type[Row], name: str) -> Q:
    """Rows of `model` that are tied to no public row at their relation `name`."""
    tied = published_q(row_at(model, name), f"{name}__") & was_at(model, name, known_on.day())
    return ~Q(pk__in=model._base_manager.filter(tied, **{f"{name}__isnull": False}).values("pk"))


class Reaching(django_filters.Filter):
    """One of the paths leads to one of the records; of a column of several codes NOTHING asks for what has none."""

    field_class = CodesField

    def __init__(self, paths: tuple[str, ...], **kwargs: Any) -> None:
        self.paths = paths
        super().__init__(**kwargs)

    def filter(self, queryset: RowQuerySet, value: list[Row | str] | None) -> RowQuerySet:
        if not value:
            return queryset
        rows = [each for each in value if isinstance(each, Row)]
        condition = ends_at(queryset.model, self.paths, rows) if rows else Q(pk__in=[])
        if NOTHING in value:
            condition |= ends_nowhere(queryset.model, self.paths[0])
        return queryset.filter(condition)


class During(django_filters.Filter):
    """The uncertain date lies possibly, or certainly, in the period."""

    field_class = PeriodField

    def filter(self, queryset: RowQuerySet, value: Period | None) -> RowQuerySet:
        if value is None:
            return queryset
        first, last, match = value
        name = asked_column(queryset.model, self.field_name, known_on.day())
        rows = queryset.as_then(*(f"{self.field_name}{part}" for part in ("", "_earliest", "_latest")))
        if match == NO_YEAR:
            return rows.filter(in_no_year(name))
        lies = certainly_in if match == CERTAINLY else possibly_in
        return rows.filter(lies(name, first, last))


class InYear(django_filters.Filter):
    """The row is under one of the years: by its date or, without one, by its first report; NOTHING asks for neither."""

    field_class = YearsField

    def filter(self, queryset: ActionQuerySet, value: list[str] | None) -> ActionQuerySet:
        if not value:
            return queryset
        # The day is worked out for each row: it is asked once, however many years are.
        lies = Q(day__year__in=[int(year) for year in value if year != NOTHING])
        return queryset.with_first_report().filter(lies | Q(day__isnull=True) if NOTHING in value else lies)


class InState(django_filters.Filter):
    """The promise is in one of the states."""

    field_class = ValuesField

    def filter(self, queryset: RowQuerySet, value: list[str] | None) -> RowQuerySet:
        return with_states(queryset).filter(**{f"{STATE}__in": value}) if value else queryset


class Search(django_filters.CharFilter):
    """What the search finds."""

    def filter(self, queryset: RowQuerySet, value: str | None) -> RowQuerySet:
        return found_by(queryset, value) if value else queryset


def found_by(rows: RowQuerySet, text: str) -> RowQuerySet:
    """Those of some public rows that answer `text`; by every word of it in tables without pages of their own."""
    return answering(rows, text) if table_of(rows.model) in KINDS else rows.search(text)


def filter_of(column: Column) -> django_filters.Filter:
    field, label = column.field, column.heading
    if column.related_model:
        said = {"model": column.related_model, "label": label, "may_be_none": bool(field.many_to_many)}
        return Reaching((column.name,), field_name=column.name, **said)
    if isinstance(field, UncertainDateField):
        return During(field_name=column.name, label=label)
    choices = field.choices
    if isinstance(field, models.BooleanField):
        choices = [(YES, YES), (NO, NO)]
    elif choices and field.blank:
        choices = [*choices, (NOTHING, NOT_RECORDED)]
    one_of = type("OneOfValues", (OneOf,), {"field_class": ValuesField if choices else TextsField})
    return one_of(field_name=column.name, label=label, **({"choices": choices} if choices else {}))


def _filterset(table: Table) -> type[django_filters.FilterSet]:
    """The FilterSet generated from the table's declaration."""
    by_year = hasattr(table.model.objects.none(), "with_first_report")
    filters = {"year": InYear(label="Year")} if by_year else {}
    if table.model is Commitment:
        filters["state"] = InState(label="State", choices=PromiseState.choices)
    if table.model is Agreement:
        filters |= by_life()
    filters |= {name: filter_of(table.column(name)) for name in table.filters}
    for name, (model, paths) in reached(table).items():
        filters[name] = Reaching(paths, model=model, label=name.capitalize())
    if hasattr(table.model, "search_text"):
        too_long = f"Search for at most {LONGEST_SEARCH} characters."
        filters["q"] = Search(label="Search", max_length=LONGEST_SEARCH)
        filters["q"].extra["error_messages"] = {"max_length": too_long}
    return type(f"{table.model.__name__}FilterSet", (django_filters.FilterSet,), filters)


def _sorts(table: Table) -> dict[str, str]:
    """What the table can be sorted by: the name of a column → the database column."""
    found = {"state": PLACE} if table.model is Commitment else {}
    for column in table.columns:
        field = column.field
        if isinstance(field, UncertainDateField):
            found[column.name] = f"{column.name}_sort"
        elif not (field.is_relation or column.is_derived or isinstance(field, models.TextField)):
            found[column.name] = column.name
    return found


FILTERSETS = {table.name: _filterset(table) for table in TABLES}
SORTS = {table.name: _sorts(table) for table in TABLES}
