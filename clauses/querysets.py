"""Questions to the tables in the field's language, built from each other.

`published()` is the only way out to the public. Where a day is asked for (see `known_on`), it lets out what was known
then, as it was then reported.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, CharField, DateField, F, Max, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable

from . import known_on
from .dates import GUESSED
from .folding import fold, search_words
from .known_on import measures, then
from .known_on.as_reported import renew
from .known_on.kept_sql import Kept, Outer, for_the_day
from .known_on.rows import tell
from .ordering import Order, in_order
from .published import all_published, is_untouched, published_q
from .search_index import upkeep
from .search_index.layout import tables as searched_tables
from .tables import Declared, column_of, model_at, table_of, written_over
from .vocabularies import ActionRelation, Rank, Stance

R = TypeVar("R", bound=Declared, covariant=True)
CHUNK = 500  # rows that are in memory, or asked for by their numbers, at a time


def default_order(model: type[models.Model]) -> tuple[Order, ...]:
    """The order of the table; by the dates of actions as they were reported on the day asked for."""
    ordering = tuple(model._meta.ordering or ())
    if known_on.day() and table_of(model) in ("action", *then.TIES):
        by_date = F(f"{then.PREFIX}date_sort").desc(nulls_last=True)
        ordering = (by_date, *(("slug",) if table_of(model) == "action" else ("action__slug", *ordering[1:])))
    return ordering


@for_the_day
def first_report(action: type[models.Model]) -> tuple[Kept, Kept]:
    """When the earliest source that reports an action was published, in words and to sort by."""
    reports: CitationQuerySet[Any] = CitationQuerySet(model_at(action, "citations")).published().believed()
    told = reports.filter(action=Outer("pk")).exclude(source__published="")
    first = told.order_by("source__published_sort", "source__slug")
    kinds: dict[str, models.Field] = {"source__published": CharField(), "source__published_sort": DateField()}
    words, to_sort = (Kept(Subquery(first.values(name)[:1]), ("pk",), kind) for name, kind in kinds.items())
    return words, to_sort


class RowQuerySet(models.QuerySet[R]):
    """What every table can be asked."""

    def get_by_natural_key(self, *values: object) -> R:
        return self.get(**dict(zip(self.model.natural_key_paths(), values, strict=True)))

    def update(self, **values: Any) -> int:
        """Also works out anew what the index of the search has of the rows, see `search_index`."""
        table = table_of(self.model)
        if table not in searched_tables():
            return super().update(**values)
        keys = set(self.order_by().values_list("pk", flat=True))
        before = upkeep.parts_of(table, keys, self.db)
        changed = super().update(**values)
        upkeep.renew(table, keys, self.db)
        upkeep.renew_all(before, self.db)
        return changed

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[R]:
        rows, table = list(objs), table_of(self.model)
        before = upkeep.parts_of(table, written_over(rows, options), self.db)
        made = super().bulk_create(rows, *args, **options)
        upkeep.renew(table, {row.pk for row in made} - {None}, self.db)
        upkeep.renew_all(before, self.db)
        return made

    def order_by(self, *names: Order) -> Self:
        """The same on every database; see `ordering`."""
        return super().order_by(*(names if self.query.combinator else in_order(self.model, names)))

    def in_default_order(self) -> Self:
        """The order of lists that nobody asked to be sorted: the same each time."""
        return self.in_file_order()

    def in_file_order(self) -> Self:
        """The order of every file."""
        return self.as_then("date_sort").order_by(*default_order(self.model), "pk")

    def as_then(self, *names: str) -> Self:
        """Adds those of the columns that were other on the day asked for; ask them by `known_on.then.column`."""
        day = known_on.day()
        columns = then.columns(self.model, names, day) if day else {}
        return self if columns.keys() <= self.query.annotations.keys() else self.annotate(**columns)

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        day = known_on.day()
        if fresh and day and issubclass(self._iterable_class, ModelIterable):
            tell(self._result_cache or (), day)

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[R]:
        rows = super()._iterator(use_chunked_fetch, chunk_size)  # type: ignore[misc]  # private in Django
        day = known_on.day()
        if day is None or not issubclass(self._iterable_class, ModelIterable):
            yield from rows
            return
        while some := list(islice(rows, chunk_size or CHUNK)):
            tell(some, day)
            yield from some

    def published(self) -> Self:
        """Rows that the public may see."""
        if not is_untouched(self.query):
            return self.filter(published_q(self.model))
        found = self.all()
        found.query = all_published(self.model).chain()
        return found

    def search(self, text: str) -> Self:
        """Rows that hold every word of `text`, folded, in their own columns or in those of `search_also`.

        The labels of `search_choices` are words of a row as well: de-mining finds what is of that type. Words beyond
        `MOST_WORDS` are left out, and said to be by `search_words`.
        """
        found = self.as_then(*self.model.search_choices)
        terms, _ = search_words(text)
        return found.filter(self._hold(terms)) if terms else found

    def _hold(self, terms: list[str]) -> Q:
        """What is asked of a past day, which is dear, is asked once for all words."""
        labels = [self._labelled(term) for term in terms]
        wholly = [Q(search_text__contains=term) | label for term, label in zip(terms, labels, strict=True)]
        settled = then.settled(self.model, known_on.day())
        if settled is None:
            return self._here_or_beside(terms, wholly)
        shown = [then.shown_holds(term) | label for term, label in zip(terms, labels, strict=True)]
        return settled & self._here_or_beside(terms, wholly) | self._here_or_beside(terms, shown)

    def _here_or_beside(self, terms: list[str], here: list[Q]) -> Q:
        """That each word is in the row, which `here` asks word by word, or in a public row along `search_also`."""
        condition = Q(*here)
        for name in self.model.search_also:
            related = model_at(self.model, name)
            beside = [Q(**{f"{name}__search_text__contains": term}) for term in terms]
            tied = published_q(related, f"{name}__") & then.was_at(self.model, name, known_on.day())
            rows = type(self)(self.model).as_then(*self.model.search_choices).filter(tied, reduce(or_, beside))
            found = (Case(When(own | other, then=1), default=0) for own, other in zip(here, beside, strict=True))
            named = {f"word_{number}": Max(each) for number, each in enumerate(found)}
            rows = rows.order_by().values("pk").annotate(**named).filter(**dict.fromkeys(named, 1))
            condition |= Q(pk__in=rows.values("pk"))
        return condition

    def _labelled(self, term: str) -> Q:
        condition = Q(pk__in=[])
        for name in self.model.search_choices:
            choices = column_of(self.model, name).flatchoices
            column = then.column(self.model, name, known_on.day())
            condition |= Q(**{f"{column}__in": [value for value, label in choices if term in fold(label)]})
        return condition


class CommitmentQuerySet(RowQuerySet[R]):
    def of_agreement(self, agreement: Declared) -> Self:
        return self.filter(clause__agreement=agreement)

    def of_clause(self, clause: Any) -> Self:  # a Clause, whose table knows this question
        """Commitments whose main clause this is, and those also found in it."""
        return self.filter(Q(clause=clause) | Q(pk__in=clause.further_commitments.values("pk")))

    def overdue(self, on: date) -> Self:
        """Commitments whose deadline had wholly passed on the day `on`."""
        return self.filter(deadline_latest__lt=on)


class ActionQuerySet(RowQuerySet[R]):
    IMPLEMENTING = (ActionRelation.FOLLOW_UP,)

    def implementing(self) -> Self:
        """Actions that may count as implementation; baselines, reactions and context never do."""
        return self.filter(relation__in=self.IMPLEMENTING)

    def with_first_report(self) -> Self:
        """Adds, to actions without a date, when the earliest source was published: `first_report` and its day."""
        published, published_sort = first_report(self.model)
        sort = then.column(self.model, "date_sort", known_on.day())
        undated = {f"{sort}__isnull": True}
        return self.as_then("date_sort").annotate(
            first_report=Case(When(**undated, then=published)),
            day=Coalesce(sort, published_sort, output_field=DateField()),
        )

    def sure_of_day(self) -> Self:
        """Without those whose day is marked as doubtful."""
        date = then.column(self.model, "date", known_on.day())
        guessed = (Q(**{f"{date}__contains": mark}) for mark in GUESSED)
        return self.as_then("date").exclude(reduce(or_, guessed))

    def newest_first(self) -> Self:
        """By date; those without a date stand where they were first reported."""
        return self.with_first_report().order_by(models.F("day").desc(nulls_last=True), "slug")

    def in_time_order(self) -> Self:
        return self.with_first_report().order_by(models.F("day").asc(nulls_last=True), "slug")

    def in_default_order(self) -> Self:
        return self.newest_first()


class CitationQuerySet(RowQuerySet[R]):
    def update(self, **values: Any) -> int:
        """Also works out what reports say of the actions; see `known_on.as_reported`."""
        before = dict(self.order_by().values_list("pk", "action"))
        changed = super().update(**values)
        after = self.model._base_manager.filter(pk__in=before).values_list("action", flat=True)
        renew({*before.values(), *after} - {None}, self.db)
        return changed

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[R]:
        rows = list(objs)
        before = self.model._base_manager.filter(pk__in=written_over(rows, options)).values_list("action", flat=True)
        actions, made = set(before), super().bulk_create(rows, *args, **options)
        renew((actions | {vars(row)["action_id"] for row in made}) - {None}, self.db)
        return made

    def supporting(self) -> Self:
        return self.filter(stance=Stance.SUPPORTS)

    def believed(self) -> Self:
        """Citations that support their record and are not held for errors; nobody knows since when these are."""
        return self.supporting() if known_on.day() else self.supporting().exclude(rank=Rank.DEPRECATED)

    def sides(self) -> Self:
        """Those that state a value, or deny one, and are not held for an error."""
        taking_one = self.filter(stance__in=(Stance.SUPPORTS, Stance.CONTRADICTS)).exclude(value="")
        return taking_one if known_on.day() else taking_one.exclude(rank=Rank.DEPRECATED)

    def telling(self) -> Self:
        """Without figures about a promise, which say nothing of the promise itself, see `Citation.measures`."""
        return self.exclude(measures())

    def stating(self) -> Self:
        """Those of them that state a value of a single field."""
        return self.believed().exclude(value="")
