"""Signing in by the form, with a password and with a second step."""

import re

from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

LOGIN = "/admin/login/"
PASSWORD = "a-long-password-of-the-test"
OFFICE, CAFE = "192.0.2.7", "198.51.100.9"
TWO_STEP, CODE = "/admin/two-step/", "/admin/login/code/"


def sign_in(client, name="ada", password=PASSWORD, address=OFFICE, **more):
    """The answer to the form of the login page, sent from this address."""
    data = {"username": name, "password": password, "next": "/admin/"}
    return client.post(LOGIN, data, REMOTE_ADDR=address, **more)


def fail(client, times, **who) -> list[int]:
    """The statuses of so many attempts, each with another wrong password."""
    return [sign_in(client, password=f"wrong-{number}", **who).status_code for number in range(times)]


def code_of(user, confirmed=True) -> str:
    """What the app shows now; a code that was used already counts as new, so that no test waits for the next one."""
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    TOTPDevice.objects.update(last_t=-1, throttling_failure_timestamp=None)
    return f"{totp(device.bin_key):06}"


def turn_on(client, user) -> list[str]:
    """Turns the second step on; the recovery codes."""
    client.post(TWO_STEP, {"step": "begin"})
    response = client.post(TWO_STEP, {"step": "confirm", "code": code_of(user, confirmed=False)})
    return re.findall(r"<code>([a-z2-7]{4}-[a-z2-7]{4})</code>", response.text)


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200
