"""What a role may do to a single row. What it may do to a table is said by its permissions."""

from ...editing.authors import writers
from ...editing.edits import owner, stored
from ...editing.review import FROZEN, may, why_frozen
from ...vocabularies import ReviewState

STATE_COLUMNS = ("state", "withdrawn_reason")


def is_frozen(user, row) -> bool:
    """Whether the record that `row` belongs to waits for a reviewer, or is withdrawn: nobody writes in it then."""
    record = owner(row)
    return record is not None and record.state in FROZEN and not user.is_superuser


def why_not_written(user, row) -> str:
    """Why `user` may not save `row` as it is now: a form of one record can name another, which is frozen."""
    return "" if user.is_superuser else why_frozen(row, stored(row))


def why_not_taken_away(user, row) -> str:
    """Why `user` may not delete `row` on the page of a record. Of a published one its rows are proposed to go."""
    return why_not_deleted(user, row) if hasattr(row, "state") else why_not_written(user, row)


def why_not_deleted(user, row) -> str:
    """Why `user` may not delete `row`; empty where nothing but its permissions stands in the way."""
    record = owner(row)
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


class Roles:
    """Mixin of the admin classes and inlines of rows. `obj` is the row, on an inline the record that it belongs to."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, *self._of_inline(obj)) and not self._is_frozen(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._is_frozen(request, obj)

    def has_delete_permission(self, request, obj=None):
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None or not isinstance(obj, self.model):
            return not self._is_frozen(request, obj)
        return not why_not_deleted(request.user, obj)

    def get_readonly_fields(self, request, obj=None):
        """The state is moved by the buttons of the review; a superuser may set it in the form, too."""
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser or not any(each.name == "state" for each in self.model._meta.fields):
            return fields
        return (*fields, *STATE_COLUMNS)

    def _is_frozen(self, request, obj) -> bool:
        return obj is not None and is_frozen(request.user, obj)

    def _of_inline(self, obj) -> tuple:
        return (obj,) if hasattr(self, "parent_model") else ()


def may_see_private(request, model) -> bool:
    """Whether the user sees the columns of `model` that are never published: those who may write in it."""
    return may(request.user, "change", model)
