"""The maintenance switch: everybody reads that the site is being worked on, until it is turned off."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from ...support.pages.policy import holds_the_policy


@pytest.fixture
def switch(settings, tmp_path, capsys):
    """switch("on"): what the command says."""
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"

    def turn(*words):
        call_command("maintenance", *words)
        return capsys.readouterr().out.strip()

    return turn


def test_the_switch_says_how_it_stands_and_may_be_turned_twice(switch):
    assert switch() == switch("off") == switch("off") == "Maintenance is off."
    assert switch("on") == switch("on") == switch("status") == "Maintenance is on."


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/actions/", "/nothing-there", "/admin/", "/admin/login/"])
def test_every_page_says_that_the_site_is_worked_on(switch, client, address):
    switch("on")
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "600"
    assert response.headers["Cache-Control"] == "no-store"
    assert "We are working on the site" in response.text
    assert "public.css" in response.text
    holds_the_policy(response)


@pytest.mark.django_db
def test_the_page_costs_no_question_to_the_database(switch, client, django_assert_num_queries):
    switch("on")
    with django_assert_num_queries(0):
        assert client.get("/").status_code == 503


def test_the_site_is_back_at_once_for_every_process(switch, client, shipped):
    switch("on")
    assert client.get("/").status_code == 503
    switch("off")
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_health_and_files_are_answered(switch, client):
    switch("on")
    assert client.get("/healthz").status_code == 200
    response = client.get("/static/treatytracker/public.css")
    response.close()
    assert response.status_code == 200


def test_superusers_who_are_signed_in_go_on_and_editors_do_not(switch, admin_client):
    editor = Client()
    editor.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    switch("on")
    assert admin_client.get("/admin/").status_code == 200
    assert editor.get("/admin/").status_code == 503


def test_a_database_that_is_away_does_not_break_the_page(switch, admin_client, monkeypatch):
    def refuse(*args):
        raise OperationalError

    switch("on")
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore._get_session_from_db", refuse)
    assert admin_client.get("/").status_code == 503


@pytest.mark.django_db
def test_a_start_says_that_the_switch_was_forgotten(switch, admin_user, capsys, shipped):
    switch("on")
    call_command("start", "--no-serve")
    assert "Maintenance is on: readers see no page" in capsys.readouterr().out


@pytest.mark.django_db
def test_files_that_are_being_exchanged_do_not_break_the_page(switch, client, monkeypatch):
    def lack(*args):
        raise ValueError("Missing staticfiles manifest entry")

    switch("on")
    monkeypatch.setattr("treatytracker.requests.maintenance.render_to_string", lack)
    response = client.get("/")
    assert (response.status_code, "We are working on the site" in response.text) == (503, True)
