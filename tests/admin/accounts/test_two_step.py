"""Two-step sign-in: a password alone opens nothing where its owner, or the site, asks for a code as well."""

import json
import logging
import re

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from treatytracker.logs import JSONLines

from ...support.pages.accounts import CAFE, CODE, PASSWORD, TWO_STEP, code_of, is_in, sign_in, turn_on
from ...support.pages.policy import holds_the_policy

pytestmark = pytest.mark.pages


def test_an_account_turns_it_on_with_a_code_and_sees_ten_recovery_codes_once(client, ada, codes):
    assert len(set(codes)) == 10
    assert is_in(client)
    assert not any(code in client.get(TWO_STEP).text for code in codes)
    assert "10 recovery codes left" in client.get(TWO_STEP).text


def test_the_secret_is_shown_as_text_and_as_a_picture_until_it_is_confirmed(client, ada):
    client.force_login(ada)
    assert "Off." in client.get(TWO_STEP).text
    client.post(TWO_STEP, {"step": "begin"})
    page = client.get(TWO_STEP)
    secret = re.search('class="secret">(.*?)<', page.text)[1]
    assert re.fullmatch("([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret)
    assert 'src="data:image/svg+xml' in page.text
    assert {"private", "no-store"} <= set(page.headers["Cache-Control"].split(", "))
    holds_the_policy(page)
    holds_the_policy(client.post(TWO_STEP, {"step": "confirm", "code": code_of(ada, confirmed=False)}))
    assert secret not in client.get(TWO_STEP).text


def test_a_wrong_code_turns_nothing_on(client, ada):
    client.force_login(ada)
    client.post(TWO_STEP, {"step": "begin"})
    wrong = f"{(int(code_of(ada, confirmed=False)) + 500_000) % 1_000_000:06}"
    assert "This code is wrong" in client.post(TWO_STEP, {"step": "confirm", "code": wrong}).text
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert not StaticToken.objects.exists()


def test_the_password_alone_opens_nothing(ada, codes):
    client = Client()
    response = sign_in(client)
    assert response.headers["Location"] == CODE
    assert "_auth_user_id" not in client.session
    assert not is_in(client)


def test_password_and_code_lead_to_the_page_that_was_asked_for(ada, codes):
    client = Client()
    data = {"username": "ada", "password": PASSWORD, "next": "/admin/clauses/actor/"}
    client.post("/admin/login/", data)
    holds_the_policy(client.get(CODE))
    code = code_of(ada)
    assert client.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).headers["Location"] == "/admin/clauses/actor/"
    assert is_in(client)


def test_no_address_of_another_site_is_led_to(ada, codes):
    client = Client()
    data = {"username": "ada", "password": PASSWORD, "next": "https://elsewhere.example/"}
    client.post("/admin/login/", data)
    assert client.post(CODE, {"code": code_of(ada)}).headers["Location"] == "/admin/"


def test_a_code_is_good_once(ada, codes):
    client = Client()
    sign_in(client)
    code = code_of(ada)
    client.post(CODE, {"code": code})
    client.logout()
    sign_in(client)
    assert "was used already" in client.post(CODE, {"code": code}).text
    assert not is_in(client)


def test_a_recovery_code_opens_once_with_or_without_its_hyphen(ada, codes):
    client = Client()
    sign_in(client)
    client.post(CODE, {"code": codes[0].replace("-", "").upper()})
    assert is_in(client)
    assert "9 recovery codes left" in client.get(TWO_STEP).text
    client.logout()
    sign_in(client)
    client.post(CODE, {"code": codes[0]})
    assert not is_in(client)


def test_wrong_codes_wait_and_five_close_the_door(ada, codes):
    client = Client()
    sign_in(client)
    assert "This code is wrong" in client.post(CODE, {"code": "000000x"}, REMOTE_ADDR=CAFE).text
    assert "has to wait" in client.post(CODE, {"code": codes[0]}, REMOTE_ADDR=CAFE).text
    assert AccessAttempt.objects.get().failures_since_start == 1
    for _ in range(4):
        StaticDevice.objects.update(throttling_failure_timestamp=None)
        response = client.post(CODE, {"code": "000000x"}, REMOTE_ADDR=CAFE)
    assert response.status_code == 429
    assert client.post(CODE, {"code": code_of(ada)}, REMOTE_ADDR=CAFE).status_code == 429
    assert not is_in(client)


def test_the_password_does_not_forget_wrong_codes(ada, codes):
    client = Client()
    for _ in range(5):
        sign_in(client)
        StaticDevice.objects.update(throttling_failure_timestamp=None)
        response = client.post(CODE, {"code": "000000x"}, REMOTE_ADDR="192.0.2.7")
    assert response.status_code == 429


@pytest.mark.parametrize("change", ["later", "new password", "deactivated", "nobody"])
def test_a_code_is_asked_for_after_a_password_of_late_only(ada, codes, change):
    client = Client()
    sign_in(client)
    code = code_of(ada)
    if change == "later":
        session = client.session
        session["awaits_code"] |= {"since": session["awaits_code"]["since"] - 601}
        session.save()
    elif change == "new password":
        ada.set_password("another-long-password")
        ada.save()
    elif change == "deactivated":
        get_user_model().objects.update(is_active=False)
    else:
        client = Client()
    assert client.post(CODE, {"code": code}).headers["Location"] == "/admin/login/"
    assert not is_in(client)


def test_a_session_elsewhere_is_asked_for_the_code_once_it_is_on(client, ada):
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(ada)
    turn_on(client, ada)
    response = elsewhere.get("/admin/clauses/actor/", follow=True)
    assert response.redirect_chain[-1][0] == CODE
    assert elsewhere.post(TWO_STEP, {"step": "off", "password": PASSWORD, "code": code_of(ada)}).status_code == 302
    assert TOTPDevice.objects.exists()
    assert elsewhere.post(CODE, {"code": code_of(ada)}).headers["Location"] == "/admin/clauses/actor/"
    assert is_in(elsewhere)


def test_another_account_in_the_same_session_cannot_use_the_code_of_the_first(ada, codes):
    get_user_model().objects.create_superuser("eve", password=PASSWORD)
    eve = Client()
    sign_in(eve, name="eve")
    turn_on(eve, get_user_model().objects.get(username="eve"))
    thief = Client()
    sign_in(thief)
    assert thief.post(CODE, {"code": code_of(get_user_model().objects.get(username="eve"))}).status_code == 200
    assert not is_in(thief)


class TestWhereTheSiteAsksForIt:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.REQUIRE_TWO_STEP_SIGN_IN = True

    @pytest.mark.parametrize("address", ["", "clauses/actor/", "auth/user/", "clauses/actor/export/", "read-date/"])
    def test_an_account_without_it_reaches_the_page_to_set_it_up_only(self, client, ada, address):
        sign_in(client)
        response = client.get(f"/admin/{address}", follow=True)
        assert response.redirect_chain[-1][0] == TWO_STEP
        assert "Turn it on to go on" in response.text
        holds_the_policy(response)

    def test_such_an_account_changes_nothing(self, client, ada):
        sign_in(client)
        client.post("/admin/auth/group/add/", {"name": "Editors"})
        assert not get_user_model().groups.rel.model.objects.filter(name="Editors").exists()

    def test_it_may_change_its_password_and_leave(self, client, ada):
        sign_in(client)
        assert client.get("/admin/password_change/").status_code == 200
        assert client.post("/admin/logout/").status_code == 200

    def test_everything_is_open_once_it_is_on(self, client, ada):
        sign_in(client)
        turn_on(client, ada)
        assert is_in(client)

    def test_readers_are_asked_for_nothing(self, client, db):
        assert client.get("/").status_code == 200


def test_no_page_of_the_admin_shows_a_secret(client, ada, codes):
    device = TOTPDevice.objects.get()
    shown = "".join(client.get(f"/admin/{page}").text for page in ("", "two-step/", f"auth/user/{ada.pk}/change/"))
    assert "otp_totp" not in shown
    assert device.key not in shown
    assert device.config_url.partition("secret=")[2][:32] not in shown
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404


def test_no_log_holds_a_secret_or_a_code(client, ada, caplog):
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JSONLines())
    client.force_login(ada)
    codes = turn_on(client, ada)
    device, entries = TOTPDevice.objects.get(), json.dumps(list(LogEntry.objects.values_list("change_message")))
    assert "Two-step sign-in turned on." in entries
    for secret in [device.key, *codes, *(code.replace("-", "") for code in codes)]:
        assert secret not in caplog.text + entries
