"""What a role may do to a single row. What it may do to a table is said by its permissions."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.http import HttpRequest

from ...editing.authors import writers
from ...editing.edits import owner, stored
from ...editing.review import FROZEN, may, why_frozen
from ...models import Row
from ...vocabularies import ReviewState
from ..mixins import AnyUser

STATE_COLUMNS = ("state", "withdrawn_reason")


def is_frozen(user: AnyUser, row: Row) -> bool:
    """Whether the record that `row` belongs to waits for a reviewer, or is withdrawn: nobody writes in it then."""
    record: Any = owner(row)
    return record is not None and record.state in FROZEN and not user.is_superuser


def why_not_written(user: AnyUser, row: Row) -> str:
    """Why `user` may not save `row` as it is now: a form of one record can name another, which is frozen."""
    return "" if user.is_superuser else why_frozen(row, stored(row))


def why_not_taken_away(user: AnyUser, row: Row) -> str:
    """Why `user` may not delete `row` on the page of a record. Of a published one its rows are proposed to go."""
    return why_not_deleted(user, row) if hasattr(row, "state") else why_not_written(user, row)


def why_not_deleted(user: AnyUser, row: Any) -> str:
    """Why `user` may not delete `row`; empty where nothing but its permissions stands in the way."""
    record: Any = owner(row)
    if user.is_superuser or record is None:
        return ""
    if record.state != ReviewState.DRAFT:
        return f"“{row}” has been sent to review or published. Withdraw it instead, with a reason for readers."
    if hasattr(row, "state"):
        if row.history.filter(state=ReviewState.PUBLISHED).exists():
            return f"“{row}” was public once. Withdraw it instead, so that its address says why."
        if writers(row) - {user.pk}:
            return f"Somebody else wrote in “{row}”. Ask them, or a manager."
    return ""


class RowPermissions(BaseModelAdmin):
    """Mixin of the admin classes and inlines of rows. `obj` is the row, on an inline the record that it belongs to."""

    def has_add_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        may_add: Callable[..., bool] = super().has_add_permission  # of an inline it asks for the record, too
        return may_add(request, *self._of_inline(obj)) and not self._is_frozen(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_frozen(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None or not isinstance(obj, self.model):
            return not self._is_frozen(request, obj)
        return not why_not_deleted(request.user, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """The state is moved by the buttons of the review; a superuser may set it in the form, too."""
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser or not any(each.name == "state" for each in self.model._meta.fields):
            return fields
        return (*fields, *STATE_COLUMNS)

    def _is_frozen(self, request: HttpRequest, obj: Row | None) -> bool:
        return obj is not None and is_frozen(request.user, obj)

    def _of_inline(self, obj: Row | None) -> tuple:
        return (obj,) if hasattr(self, "parent_model") else ()


def may_see_private(request: HttpRequest, model: type[Row]) -> bool:
    """Whether the user sees the columns of `model` that are never published: those who may write in it."""
    return may(request.user, "change", model)
