"""Accounts. Who has changed something is deactivated and never deleted, so that the history says who it was."""

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from simple_history.models import HistoricalChanges

from .locks import FailureAdmin
from .sent import OnlyWhatWasOffered

KEPT = (
    "The history of what the account changed. Do not delete the account but untick “Active” in it: it can no longer "
    "sign in, and the history keeps its name."
)


def has_changed_something(users) -> bool:
    histories = (model for model in apps.get_models() if issubclass(model, HistoricalChanges))
    changed = any(model._base_manager.filter(history_user__in=users).exists() for model in histories)
    return changed or LogEntry.objects.filter(user__in=users).exists()


class AccountAdmin(OnlyWhatWasOffered, UserAdmin):
    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, [*protected, KEPT] if has_changed_something(objs) else protected


class AccountGroupAdmin(OnlyWhatWasOffered, GroupAdmin):
    """The groups of accounts."""


admin.site.unregister([get_user_model(), Group])
admin.site.register(get_user_model(), AccountAdmin)
admin.site.register(Group, AccountGroupAdmin)
admin.site.register(AccessAttempt, FailureAdmin)
