"""The form that asks for a code of two-step sign-in, when one signs in and on the pages of the account."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django_otp.models import Device

from ..mixins import AnyUser
from . import lockout, two_step

CODE = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class CodeForm(forms.Form):
    """A code from the app of `user`, or a recovery code. `device` is what accepted it."""

    code = forms.CharField(max_length=20, widget=forms.TextInput(attrs=CODE))

    def __init__(self, request: HttpRequest, user: AnyUser, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user, self.device = request, user, None

    def clean_code(self) -> str:
        code = two_step.typed(self.cleaned_data["code"])
        device = self.asked_device(code)
        wait = two_step.seconds_to_wait(device) if device else 0
        if wait:
            raise forms.ValidationError(f"After a wrong code the next one has to wait: {wait} seconds.")
        self.device = two_step.accepted(self.user, device, code)
        if not self.device:
            lockout.count_failure(self.request, self.user)
            raise forms.ValidationError("This code is wrong, or was used already. Take the one that is shown now.")
        return code

    def asked_device(self, code: str) -> Device | None:
        return two_step.device_for(self.user, code)
