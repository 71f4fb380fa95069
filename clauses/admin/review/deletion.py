"""What a deletion would take with it, table by table, in as many queries for many rows as for few."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, Q, QuerySet, RestrictedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from ...editing.holding import hold
from ...editing.review import why_still_needed
from ...evidence.last_citation import keeping_citations
from ...models import Citation, Row, SourceText
from ...models.stated import CODED
from ..lists.labels import label, named
from ..mixins import RowPart
from .deleted_along import collected, why_not_gone
from .permissions import why_not_deleted

MOST_NAMED = 20  # rows of one table; the others are counted
MEANWHILE = "Nothing was deleted: somebody else wrote something meanwhile that needs one of these rows. Look once more."


def _naming_by_code(deleted: dict) -> set[int]:
    """The citations that name one of the rows by its code in their value, which no key of the database guards."""
    condition = Q(pk__in=[])
    for field, model in CODED.items():
        rows: Any = model._base_manager
        codes = rows.filter(pk__in=deleted.get(model, ())).values("slug")
        condition |= Q(field=field, value__in=codes)
    gone = deleted.get(Citation, ())
    return set(Citation._base_manager.filter(condition).exclude(pk__in=gone).values_list("pk", flat=True))


@contextmanager
def _going_together(rows: list) -> Iterator[None]:
    """All that goes with these rows is held first, as everywhere, and no public record loses its last citation."""
    with transaction.atomic():
        going = collected(rows)[0]
        hold({model: [row.pk for row in found] for model, found in going.items() if issubclass(model, Row)})
        with keeping_citations(row for found in going.values() for row in found):
            yield


class CountedDeletion(RowPart):
    """Mixin of an admin class: the pages on which a deletion is confirmed."""

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        objs = list(objs)
        going, holding = collected(objs)
        deleted, protected = (
            {model: {row.pk for row in rows} for model, rows in each.items()} for each in (going, holding)
        )
        named_by = _naming_by_code(deleted)
        if named_by:
            protected.setdefault(Citation, set()).update(named_by)
        lacking = {
            str(model._meta.verbose_name) for model in (*deleted, *protected) if not self._may_delete(request, model)
        }
        kept = [*filter(None, (why_not_deleted(request.user, row) for row in objs))]
        kept += why_not_gone(request.user, going, objs)
        kept += why_still_needed(row for rows in going.values() for row in rows)
        counts = {str(model._meta.verbose_name_plural): len(keys) for model, keys in deleted.items()}
        return self._listed(deleted), counts, lacking, [*kept, *self._listed(protected)]

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        with _going_together([obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with _going_together(list(queryset)):
            super().delete_queryset(request, queryset)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._or_told(request, super().delete_view, object_id, extra_context)

    def response_action(  # type: ignore[override]  # as in OnlyWhatWasOffered
        self, request: HttpRequest, queryset: QuerySet[Any], **options: Any
    ) -> HttpResponse | None:
        return self._or_told(request, super().response_action, queryset, **options)

    def _or_told(self, request: HttpRequest, view: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """What `view` answers; where somebody else was quicker, the same page once more, which says so."""
        try:
            return view(request, *args, **options)
        except (ProtectedError, RestrictedError, IntegrityError):
            said = [MEANWHILE]
        except ValidationError as error:
            said = error.messages
        for sentence in said:
            messages.error(request, sentence)
        return HttpResponseRedirect(request.get_full_path())

    def _may_delete(self, request: HttpRequest, model: type[Row]) -> bool:
        """What the site works out of a row has no pages, and goes with it; a private text goes with its article."""
        if not self.admin_site.is_registered(model):
            return True
        pages = self.admin_site.get_model_admin(model)
        goes_along = model is SourceText and self.model is not model
        return pages.has_change_permission(request) if goes_along else pages.has_delete_permission(request)

    def _listed(self, tables: Mapping[type[Row], Collection[int]]) -> list:
        """Headings, and after each the list of what is under it, as the filter unordered_list has them."""
        lines = []
        for model, keys in tables.items():
            rows = named(model) if issubclass(model, Row) else model._base_manager.all()
            rows = rows.filter(pk__in=sorted(keys)[:MOST_NAMED])
            names = [self._link(row) for row in rows]
            if len(keys) > MOST_NAMED:
                names.append(f"… and {len(keys) - MOST_NAMED} more")
            lines += [capfirst(model._meta.verbose_name_plural), names]
        return lines

    def _link(self, row: models.Model) -> str:
        if not self.admin_site.is_registered(type(row)):
            return str(row)
        name = f"{self.admin_site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), label(row))
