"""The page on which an account turns two-step sign-in on and off, and the one on which it is removed for somebody."""

from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from ..mixins import user_of
from . import lockout, two_step
from .code_form import CodeForm

PASSWORD = {"autocomplete": "current-password"}


class FirstCodeForm(CodeForm):
    """A code that shows that the app has the new secret."""

    def asked_device(self, code: str) -> Device | None:
        return TOTPDevice.objects.filter(user=self.user, confirmed=False).first()


class ProofForm(CodeForm):
    """Password and code: an open computer is not enough to weaken the account of whoever left it."""

    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs=PASSWORD))
    field_order = ["password", "code"]

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if authenticate(self.request, username=self.user.get_username(), password=password) != self.user:
            raise forms.ValidationError("This is not your password.")
        return password

    def clean_code(self) -> str:
        return super().clean_code() if "password" in self.cleaned_data else ""


def begin(request: HttpRequest) -> HttpResponse:
    two_step.begin(request.user)
    return redirect("admin:two_step")


def confirm(request: HttpRequest) -> HttpResponse:
    form = FirstCodeForm(request, request.user, request.POST)
    if not form.is_valid():
        return page(request, form)
    return show_codes(request, two_step.turn_on(request, form.device), "Two-step sign-in is on")


def renew(request: HttpRequest) -> HttpResponse:
    form = ProofForm(request, request.user, request.POST)
    if not form.is_valid():
        return page(request, form)
    return show_codes(request, two_step.new_recovery_codes(request.user), "New recovery codes")


def turn_off(request: HttpRequest) -> HttpResponse:
    form = ProofForm(request, request.user, request.POST)
    if not form.is_valid():
        return page(request, form)
    two_step.turn_off(user_of(request), user_of(request))
    messages.success(request, "Two-step sign-in is off.")
    return redirect("admin:two_step")


STEPS = {"begin": begin, "confirm": confirm, "renew": renew, "off": turn_off}
WHEN_ON = {"renew", "off"}


@sensitive_post_parameters()
def two_step_page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    step = request.POST.get("step")
    if step not in STEPS or (step in WHEN_ON) != (two_step.app_of(request.user) is not None):
        return redirect("admin:two_step")  # a page that was left open while things changed elsewhere
    if lockout.is_closed(request, request.user):
        return lockout.too_many(request, None, {"username": request.user.get_username()})
    return STEPS[step](request)


def page(request: HttpRequest, form: Any = None) -> HttpResponse:
    """How it stands, and what can be done next."""
    app = two_step.app_of(request.user)
    begun = None if app else TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    blank = ProofForm if app else FirstCodeForm
    context = {"app": app, "begun": begun, "form": form or blank(request, request.user)}
    context["required"] = settings.REQUIRE_TWO_STEP_SIGN_IN
    if begun:
        context |= {"picture": picture(begun), "secret": legible_secret(begun)}
    if app:
        context["codes_left"] = two_step.codes_left(request.user)
    return answer(request, "page", "Two-step sign-in", context)


def show_codes(request: HttpRequest, codes: list[str], title: str) -> HttpResponse:
    """The only time that the recovery codes are shown: they are in this answer and in no address."""
    return answer(request, "codes", title, {"codes": [f"{code[:4]}-{code[4:]}" for code in codes]})


def answer(request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    shared = admin.site.each_context(request) | {"title": title, "is_nav_sidebar_enabled": False}
    return TemplateResponse(request, f"admin/two_step/{template}.html", shared | context)


def picture(device: TOTPDevice) -> str:
    """The secret as a picture for a camera, dark on light whatever the page is."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4, light="#fff")


def legible_secret(device: TOTPDevice) -> str:
    """The secret for whoever has to type it, in groups of four."""
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def remove(request: HttpRequest, key: int) -> HttpResponse:
    """For somebody who has lost telephone and recovery codes: a superuser takes the second step away."""
    if not request.user.is_superuser:
        raise PermissionDenied
    account = get_user_model().objects.filter(pk=key).first()
    if account is None:
        raise Http404
    if account == request.user:
        return redirect("admin:two_step")
    if request.method == "POST":
        two_step.turn_off(account, user_of(request))
        messages.success(request, f"Two-step sign-in was removed from the account {account.get_username()}.")
        return redirect("admin:auth_user_change", account.pk)
    return answer(request, "remove", "Remove two-step sign-in", {"account": account})
