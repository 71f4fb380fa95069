"""Accounts. Who has changed something is deactivated and never deleted, so that the history says who it was."""

from typing import Any

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from simple_history.models import HistoricalChanges

from ..forms.all_or_nothing import SafeSaving
from ..forms.hostile_input import OnlyWhatWasOffered
from ..mixins import AnyUser
from . import two_step, two_step_pages
from .lockout import FailureAdmin

KEPT = (
    "The history of what the account changed. Do not delete the account but untick “Active” in it: it can no longer "
    "sign in, and the history keeps its name."
)


def has_changed_something(users: Any) -> bool:
    histories = (model for model in apps.get_models() if issubclass(model, HistoricalChanges))
    changed = any(model._base_manager.filter(history_user__in=users).exists() for model in histories)
    return changed or LogEntry.objects.filter(user__in=users).exists()


def is_beyond(user: AnyUser, account: User | None) -> bool:
    return account is not None and account.is_superuser and not user.is_superuser


class AccountAdmin(SafeSaving, OnlyWhatWasOffered, UserAdmin):
    """A manager keeps the accounts and makes nobody a superuser, not even through the account of one."""

    readonly_fields = ["two_step_sign_in"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_beyond(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_beyond(request.user, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj is None else [*fieldsets, ("Sign-in", {"fields": ["two_step_sign_in"]})]

    def get_urls(self) -> list[URLPattern]:
        removal = self.admin_site.admin_view(two_step_pages.remove)
        return [path("<int:key>/two-step/", removal, name="two_step_remove"), *super().get_urls()]

    @admin.display(description="Two-step sign-in")
    def two_step_sign_in(self, account: User) -> str:
        if two_step.app_of(account) is None:
            return "Off. Its owner turns it on, at the top of every page of the admin."
        address = reverse("admin:two_step_remove", args=[account.pk])
        return format_html('On. <a href="{}">Remove it</a> if the telephone is lost (superusers only).', address)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, [*protected, KEPT] if has_changed_something(objs) else protected


class AccountGroupAdmin(SafeSaving, OnlyWhatWasOffered, GroupAdmin):
    """The groups of accounts."""


# The library's own pages show secrets and recovery codes.
admin.site.unregister([get_user_model(), Group, TOTPDevice, StaticDevice])
admin.site.register(get_user_model(), AccountAdmin)
admin.site.register(Group, AccountGroupAdmin)
admin.site.register(AccessAttempt, FailureAdmin)
