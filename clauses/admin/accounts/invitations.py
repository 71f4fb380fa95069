"""An invitation: a link by which the owner of an account sets its password, so that nobody types one for somebody else.

It is good once and for a few days (`PASSWORD_RESET_TIMEOUT`), is shown once, and is stored nowhere: it is signed over
the password as it is stored. So it ends when a password is set, and when another one is made, which stores anew that
there is no password yet.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.cache import add_never_cache_headers
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.views.decorators.cache import never_cache

from ..forms.hostile_input import is_key
from ..mixins import user_of

DAY = 24 * 3600  # seconds
NO_LONGER = "This invitation is not valid (any more)"
INACTIVE = "The account is not active. Tick “Active” in it and save, then make an invitation link."
OWN = "This is your own account: change your password at the top of the page."


class Invitations(PasswordResetTokenGenerator):
    """Django's tokens for a password; one that was made for an account is none for what a superuser made of it."""

    key_salt = "clauses.admin.accounts.invitations"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_superuser}{user.is_active}"


invitations = Invitations()


def days() -> int:
    """For how many days a link is good."""
    return settings.PASSWORD_RESET_TIMEOUT // DAY


def make(request: HttpRequest, account: User) -> str:
    """A new link for an account, which ends its password and every link before; the history says who made it."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    accounts = get_user_model().objects.filter(pk=account.pk)
    words = "Invitation link made."
    LogEntry.objects.log_actions(user_of(request).pk, accounts, CHANGE, change_message=words, single_object=True)
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return request.build_absolute_uri(reverse("admin:invitation", args=[key, invitations.make_token(account)]))


def show(request: HttpRequest, account: User, link: str = "") -> TemplateResponse:
    """The page with the link, the only time that it is shown; or, before there is one, what making it would do."""
    request.current_app = admin.site.name
    title = "Invitation link" if link else "Make an invitation link"
    context = admin.site.each_context(request) | {"title": title, "subtitle": account.get_username()}
    context |= {"account": account, "link": link, "days": days(), "has_password": account.has_usable_password()}
    answer = TemplateResponse(request, "admin/accounts/invitation.html", context)
    add_never_cache_headers(answer)
    return answer


def refusal(request: HttpRequest, account: User) -> str:
    """Why whoever asks makes no link for this account; empty where nothing is against it."""
    if account == request.user:
        return OWN
    return "" if account.is_active else INACTIVE


@transaction.atomic
def invite(request: HttpRequest, accounts: ModelAdmin, key: str) -> HttpResponse:
    """Makes a link for an account that is there: for who keeps accounts, and for a superuser's only another one."""
    account = get_user_model().objects.select_for_update().filter(pk=key).first() if is_key(key) else None
    if not accounts.has_change_permission(request, account):
        raise PermissionDenied
    if account is None:
        raise Http404("There is no such account.")
    problem = refusal(request, account)
    if problem:
        messages.error(request, problem)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[account.pk]))
    return show(request, account, make(request, account) if request.method == "POST" else "")


@never_cache
def incomplete(request: HttpRequest, token: str = "") -> HttpResponseBase:
    """An address that is not whole, or has more than that: it says so, where nobody is asked to sign in."""
    parts = token.split("/")
    if len(parts) == 2 and all(parts):  # only the slash at the end is missing
        return HttpResponseRedirect(reverse("admin:invitation", args=parts))
    return SetPassword.as_view()(request, uidb64="", token="")


class SetPassword(PasswordResetConfirmView):
    """Where a link leads to. Of one that is no longer valid it says nothing, not even whether there is an account."""

    token_generator = invitations
    template_name = "admin/accounts/set_password.html"
    success_url = reverse_lazy("admin:login")
    title = "Set your password"

    @transaction.atomic
    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever is first sets it: the account is held from here on."""
        return super().dispatch(*args, **kwargs)

    def get_user(self, uidb64: str) -> User | None:
        try:
            key = urlsafe_base64_decode(uidb64).decode()
        except ValueError:
            return None
        accounts = get_user_model().objects.filter(is_active=True)
        accounts = accounts.select_for_update() if self.request.method == "POST" else accounts
        return accounts.filter(pk=key).first() if is_key(key) else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = admin.site.each_context(self.request) | super().get_context_data(**kwargs) | {"subtitle": None}
        return context | ({} if self.validlink else {"title": NO_LONGER, "days": days()})

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.validlink else 404, **options)

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Your password is set. Sign in with it.")
        return super().form_valid(form)
