"""Signing in: the password, then a code where the account asks for one. Before both nobody is signed in at all."""

import time
from functools import update_wrapper
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model, login
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ..forms import kept_text, typed
from ..forms.typed import Typed
from ..mixins import AnyUser, user_of
from . import lockout, two_step
from .code_form import CodeForm
from .invitations import SetPassword, incomplete
from .two_step_pages import two_step_page

PATIENCE = 600  # seconds between the password and the code
AWAITED = "awaits_code"
PASSWORDS = "django.contrib.auth.backends.ModelBackend"
LATE = "Sign in once more: more than ten minutes have passed since your password, or your account was changed since."
FIRST = "Sign in with your name and password first; then you are asked for a code."
set_password = require_http_methods(["GET", "HEAD", "POST"])(SetPassword.as_view())
no_invitation = require_http_methods(["GET", "HEAD", "POST"])(incomplete)


class Credentials(AdminAuthenticationForm):
    """Of a name that is longer than any, only the beginning is looked at and shown again."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        longest, name = cast(forms.CharField, self.fields["username"]).max_length or 0, self.data.get("username", "")
        if len(name) > longest:
            sent = cast(QueryDict, self.data).copy()
            sent["username"] = name[: longest + 1]
            self.data = sent


class SignIn(LoginView):
    authentication_form = Credentials
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form: Any) -> HttpResponse:
        user, kept = form.get_user(), typed.read(self.request.POST.get(typed.TYPED, ""))
        if kept is None and self.request.POST.get(typed.TYPED):
            messages.warning(self.request, typed.TOO_OLD)
        if two_step.app_of(user) is not None:
            return ask_for_code(self.request, user, self.get_success_url(), kept)
        return welcome(self.request, user, kept, super().form_valid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what was typed before: a wrong password does not lose it."""
        kept = typed.read(self.request.POST.get(typed.TYPED, ""))
        return super().get_context_data(**{"typed": kept} | kwargs)


def welcome(request: HttpRequest, user: AnyUser, kept: Typed | None, answer: HttpResponse) -> HttpResponse:
    """`answer`, or what `user` had typed when the session ended. Nobody else sees it."""
    if kept is None:
        return answer
    if typed.may_see(user, kept):
        return typed.page(request, kept, typed.SIGNED_OUT)
    messages.warning(request, "What was typed in this browser by another account was left out.")
    return answer


def ask_for_code(request: HttpRequest, user: AbstractBaseUser, onward: str, kept: Typed | None = None) -> HttpResponse:
    request.session[typed.TYPED] = str(kept) if kept else ""
    request.session[AWAITED] = {
        "account": user.pk,
        "hash": user.get_session_auth_hash(),
        "since": int(time.time()),
        "next": onward,
    }
    return redirect("admin:sign_in_code")


def awaited(request: HttpRequest) -> tuple[User | None, str]:
    """Whose code is awaited and where to go then; None if nobody gave a password here of late."""
    kept = request.session.get(AWAITED)
    if not kept or time.time() - kept["since"] > PATIENCE:
        return None, ""
    user = get_user_model().objects.filter(pk=kept["account"], is_active=True, is_staff=True).first()
    same = user is not None and constant_time_compare(kept["hash"], user.get_session_auth_hash())
    return (user, kept["next"]) if same else (None, "")


class TwoStepSite(AdminSite):
    """Mixin of the admin site: its one question, whether somebody may be here, includes the second step."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and two_step.has_passed(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("login/code/", self.sign_in_code, name="sign_in_code"),
            path("invitation/<str:uidb64>/<str:token>/", set_password, name="invitation"),
            path("invitation/", no_invitation, name="invitation_incomplete"),
            path("invitation/<path:token>", no_invitation, name="invitation_incomplete"),
            path("two-step/", self.admin_view(two_step_page), name="two_step"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method == "GET" and super().has_permission(request):
            return self.continue_sign_in(request)
        context = self.each_context(request) | {"title": "Log in", "subtitle": None}
        context |= {"app_path": request.get_full_path(), "username": request.user.get_username()}
        if "next" not in request.GET and "next" not in request.POST:
            context["next"] = reverse("admin:index")
        return SignIn.as_view(extra_context=context | (extra_context or {}))(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Whoever has to sign in first does not lose what was typed."""
        inner = super().admin_view(view, cacheable)

        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not self.has_permission(request):
                kept = typed.after_the_session(request)
                if kept is not None:
                    return self.sign_in_with(request, kept)
            return kept_text.answered(request, inner, *args, **kwargs)

        return update_wrapper(asked, inner)

    def sign_in_with(self, request: HttpRequest, kept: Typed) -> HttpResponse:
        """The page for signing in, with `kept`, to be seen by the same person afterwards."""
        if request.user.is_authenticated:
            if not typed.may_see(request.user, kept) or not getattr(request, "two_step_is_on", False):
                return redirect("admin:login")
            return ask_for_code(request, user_of(request), reverse("admin:index"), kept)
        context = self.each_context(request) | {"title": "Log in", "subtitle": None, "typed": kept}
        context |= {"app_path": reverse("admin:login"), "next": reverse("admin:index")}
        view = SignIn()
        view.setup(request)
        answer = view.render_to_response(view.get_context_data(form=AdminAuthenticationForm(request), **context))
        add_never_cache_headers(answer)
        return answer

    def continue_sign_in(self, request: HttpRequest) -> HttpResponse:
        """For whoever has a session and was sent here: to the step that is left, or in."""
        if two_step.has_passed(request):
            return redirect("admin:index")
        if not getattr(request, "two_step_is_on", False):
            return redirect("admin:two_step")
        view = SignIn(next_page="admin:index")
        view.setup(request)
        return ask_for_code(request, user_of(request), view.get_success_url())

    @method_decorator([never_cache, csrf_protect, sensitive_post_parameters()])
    def sign_in_code(self, request: HttpRequest) -> HttpResponse:
        user, onward = awaited(request)
        if user is None:
            messages.warning(request, LATE if AWAITED in request.session else FIRST)
            return redirect("admin:login")
        if lockout.is_closed(request, user):
            return lockout.too_many(request, None, {"username": user.get_username()})
        form = CodeForm(request, user, request.POST or None)
        if form.is_valid():
            del request.session[AWAITED]
            user.otp_device = form.device  # type: ignore[attr-defined]  # where the library looks for it
            kept = typed.read(request.session.pop(typed.TYPED, ""))
            login(request, user, backend=PASSWORDS)
            return welcome(request, user, kept, HttpResponseRedirect(onward))
        context = self.each_context(request) | {"title": "Your code", "subtitle": None, "form": form}
        return TemplateResponse(request, "admin/two_step/code.html", context)
