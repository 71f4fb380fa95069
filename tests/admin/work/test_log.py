"""The log of all tables: who changed what, when and why, newest first, as far as one may see it."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.admin.work.log import LOGGED
from clauses.models import Action

from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)
from ...support.rows.filling import fill
from ...support.rows.people import person

pytestmark = pytest.mark.django_db
LOG = "/admin/log/"
SAVED = datetime(2031, 5, 4, 12, tzinfo=UTC)


def log(client, **query) -> list:
    response = client.get(LOG, query)
    assert response.status_code == 200
    return response.context["entries"]


def lines(client, **query) -> list[tuple[str, str]]:
    return [(entry.step.kind, entry.name) for entry in log(client, **query)]


def save(row, user=None, reason="", **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row._history_user, row._change_reason = user, reason
    row.save()
    return row


def at(row, when=SAVED):
    """Sets the time of the latest save of `row`."""
    last = row.history.order_by("history_id").last()
    row.history.filter(pk=last.pk).update(history_date=when)
    return row


def test_a_change_is_told_with_who_why_and_old_and_new(admin_client, admin_user):
    action = ActionFactory(title="Drill", status="planned")
    save(action, admin_user, "the ministry says so", status="completed")
    newest = log(admin_client)[0]
    assert (newest.step.who, newest.step.reason) == ("admin", "the ministry says so")
    assert [(each.heading, each.old, each.new) for each in newest.step.changes] == [("Status", "planned", "completed")]
    assert (newest.name, newest.address) == ("Drill", f"/admin/clauses/action/{action.pk}/change/")


def test_a_change_is_held_against_the_save_before_it_however_long_ago(admin_client):
    action = ActionFactory(title="First")
    save(action, title="Second")
    for number in range(60):
        save(AgreementFactory(), summary=f"{number}")
    save(action, title="Third")
    change = log(admin_client)[0].step.changes[0]
    assert (change.old, change.new) == ("Second", "Third")


def test_a_row_that_is_gone_is_named_and_not_linked(admin_client, admin_user):
    place = PlaceFactory(name="Entered twice")
    place._history_user = admin_user
    place.delete()
    deleted, added = log(admin_client)[:2]
    assert (deleted.step.kind, deleted.name, deleted.address) == ("deleted", "Entered twice", "")
    assert (added.step.kind, added.name, added.address) == ("added", "Entered twice", "")
    assert "deleted since" in admin_client.get(LOG).content.decode()


def test_rows_that_are_part_of_a_record_are_told_too(admin_client):
    name = AgreementNameFactory(name="Shusha Pact")
    assert log(admin_client)[0].name.startswith(str(name))


@pytest.fixture
def saves(admin_user):
    """Three saves in a year of their own."""
    editor = person("editor").user
    first = at(save(ActionFactory.build(title="One", agreement=None), editor, "from the gazette"))
    at(save(ActorFactory.build(name="Two"), admin_user, "from the ministry"), SAVED + timedelta(days=1))
    at(save(first, None, "", title="One, corrected"), SAVED + timedelta(days=2))
    return editor


QUESTIONS = {
    "table and words": ({"table": "actor", "words": "ministry"}, [("added", "Two")]),
    "table": ({"table": "action"}, [("changed", "One, corrected"), ("added", "One, corrected")]),
    "kind": ({"kind": "~"}, [("changed", "One, corrected")]),
    "words": ({"words": "Gazette from"}, [("added", "One, corrected")]),
    "from": ({"since": "2031-05-05"}, [("changed", "One, corrected"), ("added", "Two")]),
    "to": ({"until": "2031-05-04"}, [("added", "One, corrected")]),
    "one day": ({"since": "2031-05-05", "until": "2031-05-05"}, [("added", "Two")]),
    "nobody": ({"user": "none"}, [("changed", "One, corrected")]),
    "nothing": ({"kind": "-"}, []),
}


@pytest.mark.parametrize(("asked", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_the_log_is_narrowed(admin_client, saves, asked, expected):
    assert lines(admin_client, **{"since": "2031-01-01"} | asked) == expected


def test_the_log_is_narrowed_to_what_one_user_did(admin_client, saves):
    assert lines(admin_client, user=saves.pk) == [("added", "One, corrected")]


def test_the_pages_hold_every_save_once_though_others_are_saved_meanwhile(admin_client):
    actors = [at(ActorFactory(name=f"Actor {number}")) for number in range(60)]
    sources = [at(SourceFactory(title=f"Source {number}", publisher=None)) for number in range(60)]
    query, found = "?since=2031-01-01", []
    while query:
        response = admin_client.get(LOG + query)
        found += [entry.name for entry in response.context["entries"]]
        query = response.context["older"]
        at(ActorFactory(name="Meanwhile"), SAVED + timedelta(days=1))
    assert sorted(found) == sorted([str(row) for row in (*actors, *sources)])
    assert "since=2031-01-01" in response.context["newest"]


def test_a_save_is_told_to_who_may_see_its_table(client, django_user_model, shipped):
    from django.contrib.auth.models import Permission

    ActionFactory(title="canary")
    user = django_user_model.objects.create_user("half", is_staff=True)
    client.force_login(user)
    assert client.get(LOG).status_code == 403
    user.user_permissions.set(Permission.objects.filter(codename="view_place"))
    assert {entry.step.what for entry in log(client)} == {"place"}
    assert "canary" not in client.get(LOG, {"table": "action"}).content.decode()
    assert log(client, table="action") == []


def test_private_tables_and_columns_are_told_to_who_may_write_in_them(db):
    viewer, editor = person("viewer"), person("editor")
    save(SourceTextFactory(text="before"), text="canary of a text")
    save(CitationFactory(prefix="before"), prefix="canary of a prefix")
    seen = {client: client.get(LOG).content.decode() for client in (viewer, editor)}
    for canary in ("canary of a text", "canary of a prefix"):
        assert canary in seen[editor]
        assert canary not in seen[viewer]
    assert "sourcetext" not in seen[viewer]


def test_reasons_are_for_who_may_read_comments(db):
    viewer, editor = person("viewer"), person("editor")
    save(ActionFactory(), reason="canary of a reviewer", title="Another title")
    assert "canary" in editor.get(LOG).content.decode()
    assert "canary" not in viewer.get(LOG).content.decode()
    assert log(viewer, words="canary") == log(viewer)
    assert len(log(editor, words="canary")) == 1


NONSENSE = ["x", "-1", "0", "9" * 5000, "٣", "2031-13-01", "0001-01-01", "9999-12-31", "'--", "~", "%"]


def test_nonsense_is_an_answer_and_no_error(admin_client, subtests):
    for name, value in product(["user", "table", "kind", "since", "until", "words", "before", "p"], NONSENSE):
        with subtests.test(name=name, value=value[:12]):
            assert admin_client.get(LOG, {name: value}).status_code == 200


@pytest.mark.parametrize(
    "place",
    [
        "20310504T120000000000-action-" + "9" * 18,
        "20319904T120000000000-action-1",
        "20310504T120000000000-user-1",
        "00000000T000000000000-action-1",
        "00010101T000000000000-action-1",
    ],
)
def test_a_place_that_is_none_is_an_answer_and_no_error(admin_client, place):
    assert admin_client.get(LOG, {"before": place}).status_code == 200


def test_a_day_that_cannot_be_read_is_said_at_its_field(admin_client):
    response = admin_client.get(LOG, {"since": "yesterday"})
    assert response.context["form"].errors["since"]
    assert "Mend what is marked above." in response.content.decode()


def test_every_table_with_a_history_is_in_the_log():
    from django.apps import apps

    kept = {model for model in apps.get_app_config("clauses").get_models() if hasattr(model, "history")}
    assert set(LOGGED) == kept


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert len(log(client, table="action")) > 1
        assert client.get(LOG).status_code == 200
    return len(captured)


def test_the_log_takes_no_more_queries_for_many_saves_than_for_few(admin_client):
    fill(3)
    rows = [ActionFactory() for _ in range(2)]
    few = queries(admin_client)
    rows += [ActionFactory() for _ in range(20)]
    for row in rows:
        save(row, title=f"{row.title}, corrected", agreement=AgreementFactory())
    assert Action.history.count() > 40
    assert queries(admin_client) <= few + 2  # the rows before, and what related rows are called
