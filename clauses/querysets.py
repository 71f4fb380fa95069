"""Questions to the tables in the field's language, built from each other.

`published()` is the only way out to the public.
"""

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from .folding import fold
from .vocabularies import ReviewState

LONGEST_SEARCH = 200


def published_q(model: type[models.Model], prefix: str = "") -> Q:
    """What must hold for a row of `model`, reached through `prefix`, to be public.

    Its own state is published, and so is every row that it cannot be understood without (`public_with`).
    """
    if model.never_public:
        return Q(**{f"{prefix}pk__in": []})
    condition = Q(**{f"{prefix}state": ReviewState.PUBLISHED}) if has_state(model) else Q()
    for name in model.public_with:
        field = model._meta.get_field(name)
        inner = published_q(field.related_model, f"{prefix}{name}__")
        condition &= (Q(**{f"{prefix}{name}__isnull": True}) | inner) if field.null else inner
    return condition & model.also_public_q(prefix)


def has_state(model: type[models.Model]) -> bool:
    try:
        return bool(model._meta.get_field("state"))
    except FieldDoesNotExist:
        return False


class RowQuerySet(models.QuerySet):
    """What every table can be asked."""

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.model.natural_key_paths(), values, strict=True)))

    def in_default_order(self):
        """The order of lists that nobody asked to be sorted: the same each time."""
        return self.order_by(*self.model._meta.ordering, "pk")

    def published(self):
        """Rows that the public may see."""
        return self.filter(published_q(self.model))

    def search(self, text: str):
        """Rows that hold every word of `text`, folded, in their own columns or in those of `search_also`.

        The labels of `search_choices` are words of a row as well: de-mining finds what is of that type.
        """
        found = self
        for term in fold(text[:LONGEST_SEARCH]).split():
            found = found.filter(self._holds(term))
        return found

    def _holds(self, term: str) -> Q:
        condition = Q(search_text__contains=term)
        for name in self.model.search_also:
            related = self.model._meta.get_field(name).related_model
            hits = self.model._base_manager.filter(
                published_q(related, f"{name}__"), **{f"{name}__search_text__contains": term}
            )
            condition |= Q(pk__in=hits.values("pk"))
        for name in self.model.search_choices:
            choices = self.model._meta.get_field(name).flatchoices
            condition |= Q(**{f"{name}__in": [value for value, label in choices if term in fold(label)]})
        return condition


class CommitmentQuerySet(RowQuerySet):
    def of_agreement(self, agreement):
        return self.filter(clause__agreement=agreement)

    def of_clause(self, clause):
        """Commitments whose main clause this is, and those also found in it."""
        return self.filter(Q(clause=clause) | Q(pk__in=clause.further_commitments.values("pk")))

    def overdue(self, on):
        """Commitments whose deadline had wholly passed on the day `on`."""
        return self.filter(deadline_latest__lt=on)


class ActionQuerySet(RowQuerySet):
    IMPLEMENTING = ("follow_up",)

    def implementing(self):
        """Actions that may count as implementation; baselines, reactions and context never do."""
        return self.filter(relation__in=self.IMPLEMENTING)

    def with_first_report(self):
        """Adds, to actions without a date, when the earliest source was published: `first_report` and its day."""
        citation = self.model._meta.get_field("citations").related_model
        reports = citation.objects.published().believed().filter(action=OuterRef("pk")).exclude(source__published="")
        first = reports.order_by("source__published_sort", "source__slug")
        undated = {"date_sort__isnull": True}
        return self.annotate(
            first_report=Case(When(**undated, then=Subquery(first.values("source__published")[:1]))),
            day=Coalesce("date_sort", Subquery(first.values("source__published_sort")[:1])),
        )

    def newest_first(self):
        """By date; those without a date stand where they were first reported."""
        return self.with_first_report().order_by(models.F("day").desc(nulls_last=True), "slug")

    def in_time_order(self):
        return self.with_first_report().order_by(models.F("day").asc(nulls_last=True), "slug")

    def in_default_order(self):
        return self.newest_first()


class CitationQuerySet(RowQuerySet):
    def supporting(self):
        return self.filter(stance="supports")

    def believed(self):
        """Citations that support their record and are not held for errors."""
        return self.supporting().exclude(rank="deprecated")


class AboutQuerySet(models.QuerySet):
    """Rows that speak of rows of every table."""

    def about(self, row):
        return self.filter(table=row._meta.model_name, row=row.pk)


class MergeQuerySet(models.QuerySet):
    """Records that were the same thing."""

    def standing(self):
        """Merges that have not been undone."""
        return self.filter(undone__isnull=True)

    def leading_from(self, model: type[models.Model], code: str):
        """The row that a merged record with this code is now, through any number of merges; None where it is none."""
        merges, seen = self.standing().filter(table=model._meta.model_name), set()
        found = merges.filter(old_code=code).first()
        while found is not None and found.pk not in seen:
            seen.add(found.pk)
            following = merges.filter(old_row=found.kept).first()
            if following is None:
                return model._base_manager.filter(pk=found.kept).first()
            found = following
        return None
