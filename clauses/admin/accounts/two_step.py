"""Two-step sign-in: after the password a code from an app on the telephone, or one of ten codes that are good once."""

import re
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import now
from django_otp import login as remember_device
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from ..mixins import AnyUser, user_of

RECOVERY_CODES = 10
OPEN = {"two_step", "logout", "password_change", "password_change_done", "jsi18n"}  # to whoever must still turn it on


def app_of(user: AnyUser) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def has_passed(request: Any) -> bool:
    """Whether this session has given its code, or needs none."""
    if getattr(request.user, "otp_device", None):
        return True
    if not hasattr(request, "two_step_is_on"):  # asked for several times on a page
        request.two_step_is_on = app_of(request.user) is not None
    if request.two_step_is_on:
        return False
    return not settings.REQUIRE_TWO_STEP_SIGN_IN or getattr(request.resolver_match, "url_name", "") in OPEN


def typed(code: str) -> str:
    """The code without the spaces and hyphens that make it legible."""
    return re.sub(r"[\s-]", "", code).lower()


def device_for(user: AnyUser, code: str) -> Device | None:
    """Digits come from the app, all else from the recovery codes; a slip at one does not slow the other."""
    kind = TOTPDevice if code.isdecimal() else StaticDevice
    return kind.objects.filter(user=user, confirmed=True).first()


def seconds_to_wait(device: Any) -> int:
    """How long no code is looked at after wrong ones: 1, 2, 4, 8 … seconds."""
    allowed, reasons = device.verify_is_allowed()
    return 0 if allowed else max(1, round((reasons["locked_until"] - now()).total_seconds()))


def accepted(user: AnyUser, device: Device | None, code: str) -> Device | None:
    """The device if the code is right and was not used before, else None. A wrong code makes the next one wait."""
    return verify_token(user, device.persistent_id, code) if device else None


def begin(user: AnyUser) -> TOTPDevice:
    """A new secret, which nothing is worth until a code shows that the app has it."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="App", confirmed=False)


@transaction.atomic
def turn_on(request: HttpRequest, device: TOTPDevice) -> list[str]:
    """The recovery codes. Sessions elsewhere are asked for a code from now on."""
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    remember_device(request, device)
    record(user_of(request), user_of(request), "Two-step sign-in turned on.")
    return new_recovery_codes(request.user)


@transaction.atomic
def new_recovery_codes(user: AnyUser) -> list[str]:
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "Recovery codes"})
    device.token_set.all().delete()
    codes: list[str] = []
    while len(codes) < RECOVERY_CODES:
        code = StaticToken.random_token()
        if not code.isdecimal():  # or it would be taken for one of the app
            codes.append(code)
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def turn_off(user: User, by: User) -> None:
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).delete()
    record(user, by, "Two-step sign-in turned off." if user == by else "Two-step sign-in removed.")


def codes_left(user: AnyUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def record(user: User, by: User, words: str) -> None:
    account = get_user_model().objects.filter(pk=user.pk)
    LogEntry.objects.log_actions(by.pk, account, CHANGE, change_message=words, single_object=True)
