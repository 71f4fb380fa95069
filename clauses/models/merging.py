"""Records that may turn out to be the same thing as another one, and codes that lead to one that has another now."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, ExitStack
from re import Pattern
from typing import Any, Self, cast

from django.apps import apps
from django.db import models, transaction

from ..fields import CODE
from ..tables import column_of
from ..vocabularies import ReviewState
from .base import Row, refuse, row_at
from .editing import Merge

IN_USE = (
    "{count} this {noun} by its code “{code}”: {named}. To give it another code, record it once more under that "
    "and make the two one (“Same as another record”): what names it follows, and the old code leads to the new one."
)
NAMED = 3  # of those that name it
# What goes on around the save of a record that had the one code and gets the other, by those that know who keeps codes.
AROUND_ANOTHER_CODE: list[Callable[[models.Model, str, str], AbstractContextManager[None]]] = []


class Mergeable(models.Model):
    """Mixin of a record with a code of its own. A code that leads to another record is not given away again, and one
    by which citations name the record stays with it."""

    slug: "models.CharField[str, str]"
    _stored_code: str | None

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """A new code of a record changes nothing of what was decided on statements that hold it.

        Whoever is just naming it by the old one is waited for, and ValidationError says so.
        """
        before = self._code_before()
        if before is None or before == self.slug:
            super().save(**kwargs)
        else:
            with transaction.atomic(), ExitStack() as around:
                for keep in AROUND_ANOTHER_CODE:
                    around.enter_context(keep(self, before, self.slug))
                list(type(self)._base_manager.select_for_update(of=("self",)).filter(pk=self.pk).values_list("pk"))
                self._refuse_code_in_use()
                super().save(**kwargs)
        self._stored_code = self.slug

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row._stored_code = vars(row).get("slug")
        return row

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        super().validate_unique(exclude=exclude)
        is_code = cast(Pattern[str], CODE.regex).search(self.slug)  # PostgreSQL cannot be asked for every text
        kept = Merge.objects.leading_from(type(self), self.slug) if is_code else None
        if kept is not None and kept.pk != self.pk:
            refuse(True, f"This was the same thing as “{kept.slug}” and leads there. Use that code.", "slug")
        self._refuse_code_in_use()

    def _refuse_code_in_use(self) -> None:
        before = self._code_before()
        if before in (None, self.slug):
            return
        citation = apps.get_model("clauses", "Citation")
        named_by = citation.naming(type(self), before)
        count = named_by.count()
        if count:
            named = "; ".join(str(row) for row in named_by.select_related("source")[:NAMED])
            said = f"{count} citations name" if count > 1 else "1 citation names"
            noun = self._meta.verbose_name
            refuse(True, IN_USE.format(count=said, noun=noun, code=before, named=named), "slug")

    def _code_before(self) -> str | None:
        """The code that is stored; None where the row is new."""
        if self.pk is None or getattr(self, "_stored_code", None) is not None:
            return getattr(self, "_stored_code", None)
        rows: models.QuerySet[Any] = type(self)._base_manager.filter(pk=self.pk)
        stored: str | None = rows.values_list("slug", flat=True).first()
        return stored


def stood_at(model: type[Row], key: Mapping[str, Any]) -> models.Model | None:
    """The row that was last published under this key, a lookup and value for each of `natural_key_paths`, as it is now.

    It leads through merges. None where no public row ever had the key.
    """
    found = {}
    for name in model.natural_key_fields:
        field = column_of(model, name)
        if field.is_relation:
            inner = {path.removeprefix(f"{name}__"): each for path, each in key.items() if path.startswith(f"{name}__")}
            owners = row_at(model, name)
            above = owners.objects.published().filter(**inner).first() or stood_at(owners, inner)
            if above is None:
                return None
            found[field.attname] = above.pk
        else:
            found[name] = key[name]
    saves = model.history.filter(**found, state=ReviewState.PUBLISHED).order_by("-history_date", "-history_id")
    last = saves.values_list("id", flat=True).first()
    row = model._base_manager.filter(pk=last).first() if last is not None else None
    return Merge.objects.following(model, last) if row is None and last is not None else row
