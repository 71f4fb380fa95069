"""Bulk actions on the review state. Each row is checked, saved and recorded in its history like one saved by hand."""

from django.contrib import admin, messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import transaction

from ..vocabularies import ReviewState


def may_publish(user, model) -> bool:
    """Whether `user` may make rows of `model` public: adding and changing them are two permissions, this needs both."""
    names = (get_permission_codename(each, model._meta) for each in ("add", "change"))
    return all(user.has_perm(f"{model._meta.app_label}.{name}") for name in names)


def move(request, rows, state: ReviewState) -> tuple[list, list[str]]:
    """Set the state of `rows`; returns the rows that were moved and a sentence for each that may not be."""
    moved, refused = [], []
    for row in rows:
        row.state = state
        try:
            row.full_clean()
        except ValidationError as error:
            refused.append(f"“{row}” stays as it was: {' '.join(error.messages)}")
            continue
        row._change_reason = f"Set to “{state.label}” in the list"
        row.save()
        moved.append(row)
    return moved, refused


class ReviewActions:
    """Mixin of an admin class whose rows have a state."""

    actions = ("send_to_review", "publish", "back_to_draft")

    @admin.action(description="Send the selected %(verbose_name_plural)s to review", permissions=["change"])
    def send_to_review(self, request, queryset):
        self._move(request, queryset, ReviewState.IN_REVIEW)

    @admin.action(description="Publish the selected %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request, queryset):
        self._move(request, queryset, ReviewState.PUBLISHED)

    @admin.action(description="Set the selected %(verbose_name_plural)s back to draft", permissions=["change"])
    def back_to_draft(self, request, queryset):
        self._move(request, queryset, ReviewState.DRAFT)

    def has_publish_permission(self, request):
        return may_publish(request.user, self.model)

    def _move(self, request, queryset, state):
        with transaction.atomic():
            # Locked where the database can, so that nobody's edit of the same rows is written over.
            rows = self.model._base_manager.select_for_update().filter(pk__in=queryset.values("pk"))
            moved, refused = move(request, rows.exclude(state=state), state)
            for row in moved:
                self.log_change(request, row, [{"changed": {"fields": ["Review state"]}}])
        one = self.opts.verbose_name if len(moved) == 1 else self.opts.verbose_name_plural
        self.message_user(request, f"{len(moved)} {one} set to “{state.label}”.", messages.SUCCESS)
        for sentence in refused:
            self.message_user(request, sentence, messages.ERROR)
