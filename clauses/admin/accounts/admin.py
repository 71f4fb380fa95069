"""Accounts. Who has changed something is deactivated and never deleted, so that the history says who it was."""

from typing import Any

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from simple_history.models import HistoricalChanges

from ..forms.all_or_nothing import SafeSaving
from ..forms.hostile_input import OnlyWhatWasOffered
from ..mixins import AnyUser
from . import invitations, two_step, two_step_pages
from .lockout import FailureAdmin
from .roles import RoleForm, enters_admin, give, role_in_words, roles_of

LINK_FOLLOWS = "Saved, the account has a link by which its owner sets the password. Nobody else needs to know it."
OWN_ROLE = "Nobody but a superuser changes the role of their own account."
KEPT = (
    "The history of what the account changed. Do not delete the account but untick “Active” in it: it can no longer "
    "sign in, and the history keeps its name."
)


def has_changed_something(users: Any) -> bool:
    histories = (model for model in apps.get_models() if issubclass(model, HistoricalChanges))
    changed = any(model._base_manager.filter(history_user__in=users).exists() for model in histories)
    return changed or LogEntry.objects.filter(user__in=users).exists()


def may_give_role(request: HttpRequest, account: User) -> bool:
    return request.user.is_superuser or account != request.user


def is_beyond(user: AnyUser, account: User | None) -> bool:
    return account is not None and account.is_superuser and not user.is_superuser


class AccountAdmin(SafeSaving, OnlyWhatWasOffered, UserAdmin):
    """A manager keeps the accounts and makes nobody a superuser, not even through the account of one."""

    form = add_form = RoleForm
    add_form_template = None
    readonly_fields = ["two_step_sign_in", "invitation", "last_login", "date_joined"]
    list_display = ("username", "role", "is_active", "last_login")
    list_filter = ("is_active", "groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_beyond(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_beyond(request.user, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("groups")

    # --- The form

    @property
    def media(self) -> Media:
        return super().media + Media(css={"all": ["treatytracker/two_step.css"]})

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return [(None, {"fields": ["username", "role"], "description": LINK_FOLLOWS})]
        of_role = {} if may_give_role(request, obj) else {"description": OWN_ROLE}
        fieldsets: list[Any] = [
            (None, {"fields": ["username", "role", "is_active"]} | of_role),
            ("Sign-in", {"fields": ["invitation", "two_step_sign_in", "last_login", "date_joined"]}),
            ("Name", {"fields": ["first_name", "last_name", "email"], "classes": ["collapse"]}),
        ]
        if request.user.is_superuser:
            rights = ["is_superuser", "groups", "user_permissions"]
            fieldsets.append(("Rights beside the role", {"fields": rights, "classes": ["collapse"]}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """What a form must not have at all is named here: the role of one's own account."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or may_give_role(request, obj) else [*fields, "role"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        role = form.chosen()
        obj.is_staff = enters_admin(obj, role)
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = roles_of(form.instance) if change else []
        super().save_related(request, form, formsets, change)
        form.instance.groups.add(*Group.objects.filter(name__in=before))  # the form has the further groups only
        give(form.instance, form.chosen())

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        is_new = bool(kwargs.get("add"))
        context |= {"show_save_and_add_another": False, "title": "Add an account" if is_new else "Account"}
        context |= {"show_save_and_continue": False} if is_new else {}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        """The link to the new account is shown at once: it is in this answer and in no address."""
        return invitations.show(request, obj, invitations.make(request, obj))

    def get_urls(self) -> list[URLPattern]:
        removal = self.admin_site.admin_view(two_step_pages.remove)
        own = [
            path("<int:key>/two-step/", removal, name="two_step_remove"),
            path("<str:key>/invitation/", self.admin_site.admin_view(self.invite), name="invitation_make"),
        ]
        return [*own, *super().get_urls()]

    def invite(self, request: HttpRequest, key: str) -> HttpResponse:
        return invitations.invite(request, self, key)

    # --- What is shown

    @admin.display(description="Role")
    def role(self, account: User) -> str:
        return role_in_words(account)

    @admin.display(description="Password")
    def invitation(self, account: User) -> str:
        address = reverse("admin:invitation_make", args=[account.pk])
        stands = "It is set." if account.has_usable_password() else "Not set yet."
        return format_html('{} <a href="{}">Make an invitation link</a> by which its owner sets one.', stands, address)

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


# Django calls them users, and their part of the admin after its workings; here, as everywhere else, they are accounts.
get_user_model()._meta.verbose_name = "account"
get_user_model()._meta.verbose_name_plural = "accounts"
apps.get_app_config("auth").verbose_name = "Accounts and groups"

# The library's own pages show secrets and recovery codes.
admin.site.unregister([get_user_model(), Group, TOTPDevice, StaticDevice])
admin.site.register(get_user_model(), AccountAdmin)
admin.site.register(Group, AccountGroupAdmin)
admin.site.register(AccessAttempt, FailureAdmin)
