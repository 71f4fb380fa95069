"""What a deletion would take with it, table by table, in as many queries for many rows as for few."""

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from ..editing.review import why_still_needed
from ..models import Citation
from ..models.stated import CODED
from .naming import label, named
from .roles import why_not_deleted

MOST_NAMED = 20  # rows of one table; the others are counted


def _naming_by_code(deleted: dict) -> set[int]:
    """The citations that name one of the rows by its code in their value, which no key of the database guards."""
    condition = Q(pk__in=[])
    for field, model in CODED.items():
        codes = model._base_manager.filter(pk__in=deleted.get(model, ())).values("slug")
        condition |= Q(field=field, value__in=codes)
    gone = deleted.get(Citation, ())
    return set(Citation._base_manager.filter(condition).exclude(pk__in=gone).values_list("pk", flat=True))


class CountedDeletion:
    """Mixin of an admin class: the pages on which a deletion is confirmed."""

    def get_deleted_objects(self, objs, request):
        objs = list(objs)
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        deleted = {model: {row.pk for row in rows} for model, rows in collector.model_objs.items()}
        protected = {}
        for row in collector.protected:
            protected.setdefault(type(row), set()).add(row.pk)
        named_by = _naming_by_code(deleted)
        if named_by:
            protected.setdefault(Citation, set()).update(named_by)
        lacking = {model._meta.verbose_name for model in (*deleted, *protected) if not self._may_delete(request, model)}
        kept = list(filter(None, (why_not_deleted(request.user, row) for row in objs))) + why_still_needed(objs)
        counts = {model._meta.verbose_name_plural: len(keys) for model, keys in deleted.items()}
        return self._listed(deleted), counts, lacking, [*kept, *self._listed(protected)]

    def _may_delete(self, request, model) -> bool:
        return self.admin_site.get_model_admin(model).has_delete_permission(request)

    def _listed(self, tables) -> list:
        """Headings, and after each the list of what stands under it, as the filter unordered_list has them."""
        lines = []
        for model, keys in tables.items():
            rows = named(model).filter(pk__in=sorted(keys)[:MOST_NAMED])
            names = [self._link(row) for row in rows]
            if len(keys) > MOST_NAMED:
                names.append(f"… and {len(keys) - MOST_NAMED} more")
            lines += [capfirst(model._meta.verbose_name_plural), names]
        return lines

    def _link(self, row) -> str:
        name = f"{self.admin_site.name}:{row._meta.app_label}_{row._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), label(row))
