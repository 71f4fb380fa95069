"""Two-step sign-in is turned off or begun anew by its owner, and removed for whoever has lost the telephone."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from ...support.pages.accounts import PASSWORD, TWO_STEP, code_of, is_in, sign_in
from ...support.pages.policy import holds_the_policy

pytestmark = pytest.mark.pages
WITHOUT = {
    "no password": {"password": "", "code": None},
    "a wrong password": {"password": "wrong", "code": None},
    "no code": {"password": PASSWORD, "code": ""},
    "a wrong code": {"password": PASSWORD, "code": "aaaa-aaaa"},
}


@pytest.mark.parametrize("step", ["off", "renew"])
@pytest.mark.parametrize("data", WITHOUT.values(), ids=WITHOUT)
def test_to_weaken_it_takes_password_and_code(client, ada, codes, step, data):
    code = code_of(ada) if data["code"] is None else data["code"]
    assert client.post(TWO_STEP, data | {"step": step, "code": code}).status_code == 200
    assert TOTPDevice.objects.filter(confirmed=True).exists()
    assert set(StaticToken.objects.values_list("token", flat=True)) == {code.replace("-", "") for code in codes}


def test_it_is_turned_off_with_password_and_code(client, ada, codes):
    client.post(TWO_STEP, {"step": "off", "password": PASSWORD, "code": code_of(ada)})
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert sign_in(Client()).headers["Location"] == "/admin/"


def test_new_recovery_codes_take_the_place_of_the_old(client, ada, codes):
    response = client.post(TWO_STEP, {"step": "renew", "password": PASSWORD, "code": code_of(ada)})
    new = re.findall(r"<code>(.{9})</code>", response.text)
    assert len(new) == 10
    assert not set(new) & set(codes)
    assert is_in(client)


def test_a_page_left_open_does_not_begin_anew_what_is_on(client, ada, codes):
    for step in ("begin", "confirm", "nonsense", None):
        client.post(TWO_STEP, {"step": step} if step else {})
    assert TOTPDevice.objects.get().confirmed


def test_a_superuser_removes_it_for_who_has_lost_the_telephone_and_the_log_says_so(admin_client, ada, codes):
    account = f"/admin/auth/user/{ada.pk}/"
    assert f'href="{account}two-step/"' in admin_client.get(f"{account}change/").text
    page = admin_client.get(f"{account}two-step/")
    holds_the_policy(page)
    assert TOTPDevice.objects.exists()
    admin_client.post(f"{account}two-step/")
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    entry = LogEntry.objects.latest("pk")
    assert (entry.user.username, entry.object_id) == ("admin", str(ada.pk))
    assert entry.get_change_message() == "Two-step sign-in removed."


def test_nobody_else_removes_it_and_not_even_a_superuser_ones_own(client, ada, codes):
    manager = get_user_model().objects.create_user("manager", is_staff=True)
    manager.user_permissions.set(manager.user_permissions.model.objects.filter(codename__endswith="_user"))
    other = Client()
    other.force_login(manager)
    assert other.post(f"/admin/auth/user/{ada.pk}/two-step/").status_code == 403
    assert client.post(f"/admin/auth/user/{ada.pk}/two-step/").headers["Location"] == TWO_STEP
    assert client.post("/admin/auth/user/0/two-step/").status_code == 404
    assert TOTPDevice.objects.exists()


def test_the_server_helps_the_only_administrator(ada, codes, capsys):
    call_command("two_step_off", "ada")
    assert not TOTPDevice.objects.exists()
    assert sign_in(Client()).headers["Location"] == "/admin/"
    with pytest.raises(CommandError, match="no account “nobody”"):
        call_command("two_step_off", "nobody")
