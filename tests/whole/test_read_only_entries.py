"""Every table, every door: a role without the permission changes nothing, and nobody deletes what is public."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clauses.dataset import BY_MODEL, TABLES
from clauses.exchange.fixtures.files import contents
from clauses.exchange.previews import keep
from clauses.models import Action, Actor, Citation, Comment, Domain, DomainMapping, ImportPreview, Proposal
from clauses.published import has_state

from ..support.pages.asking import Site
from ..support.pages.forms import change_address, filled
from ..support.pages.import_pages import confirm, preview, sheet
from ..support.pages.reading import text
from ..support.pages.review import sent
from ..support.rows.every_row import EVERY, ROWS, row_of
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
STATE_MOVES = ("send_to_review", "publish", "back_to_draft")


def stored() -> tuple:
    """All of the dataset, byte for byte, and how much else there is."""
    others = [model.objects.count() for model in (Comment, Proposal, ImportPreview)]
    return dict(contents()), [model.history.count() for model in EVERY], others


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def through_every_door(client, row, data) -> None:
    """Sends what would change, move or delete `row`, or add another, wherever something can be sent."""
    model, site = type(row), Site()

    def send(where: str, typed) -> None:
        site.ask(client, where, typed, "POST", draw=False)

    for query in ("", "?_popup=1"):
        send(change_address(row) + query, data)
        send(address(model, "add") + query, data)
    send(address(model, "delete", row.pk), {"post": "yes"})
    for action in ("delete_selected", *STATE_MOVES):
        send(address(model, "changelist"), {"action": action, "_selected_action": row.pk, "post": "yes"})
    send(address(model, "restore", row.pk), {"moment": row.history.last().history_date.isoformat()})
    if has_state(model):
        for step in ("sent", "published", "returned", "withdrawn", "remark"):
            send(address(model, "review", row.pk), {"step": step, "text": "Because", "seen": row.version})
    if model in BY_MODEL:
        file = SimpleUploadedFile("rows.csv", ",".join(BY_MODEL[model].header).encode())
        send(address(model, "import"), {"import_file": file})
        send(address(model, "process_import"), {"token": "x", "format": "csv", "name": "rows.csv"})


def test_a_viewer_changes_nothing(db):
    viewer, superuser = person("viewer"), person("superuser")
    rows = [row_of(model, "draft") for model in EVERY]
    typed = [filled(superuser, row) for row in rows]
    before = stored()
    for row, data in zip(rows, typed, strict=True):
        through_every_door(viewer, row, data)
    assert stored() == before


@pytest.mark.parametrize("model", [Domain, DomainMapping], ids=lambda model: model.__name__)
def test_an_editor_changes_no_domain(model, db):
    row = row_of(model, "draft")
    data, before = filled(person("superuser"), row), stored()
    through_every_door(person("editor"), row, data)
    through_every_door(person("reviewer"), row, data)
    held = stored()
    assert (held[0], held[1]) == (before[0], before[1])


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.__name__)
def test_what_is_public_is_not_deleted_by_anybody_but_a_superuser(model, db):
    row = row_of(model)
    for role in ("editor", "reviewer", "manager"):
        client = person(role)
        for where, typed in (
            (address(model, "delete", row.pk), {"post": "yes"}),
            (address(model, "changelist"), sent([row], "delete_selected") | {"post": "yes"}),
        ):
            Site().ask(client, where, typed, "POST", draw=False)
        assert model.objects.filter(pk=row.pk).exists(), role


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("state", ["in_review", "withdrawn"])
def test_a_row_of_a_frozen_record_is_shown_and_not_written(model, state, db):
    row = row_of(model, state)
    data = filled(person("superuser"), row)
    for role in ("editor", "reviewer", "manager"):
        assert Site().ask(person(role), change_address(row), data, "POST", draw=False).status_code == 403
    shown = person("manager", "who looks").get(change_address(row))  # of the three, who sees the most
    assert shown.status_code == 200
    assert "seen_version" not in text(shown)


# --- Import


def test_an_import_changes_nothing_that_is_public_or_frozen(db):
    manager, public_one, frozen = person("manager"), row_of(Actor), row_of(Actor, "in_review")
    names = {public_one: "Changed", frozen: "Smuggled"}
    for row, name in names.items():
        shown = preview(manager, sheet({"slug": row.slug, "name": name, "kind": "body"}))
        if "confirm_form" in shown.context:
            confirm(manager, shown)
        assert Actor.objects.get(pk=row.pk).name == row.name
    assert Proposal.objects.count() == 1


def test_a_preview_is_confirmed_by_nobody_but_who_made_it(db):
    row = row_of(Actor, "draft")
    content = sheet({"slug": row.slug, "name": "Mine", "kind": "body"})
    token = keep(content, user=person("manager").user, table="actors")
    other = person("manager", "another")
    other.post("/admin/clauses/actor/process_import/", {"token": token, "format": "csv", "name": "actors.csv"})
    assert Actor.objects.get(pk=row.pk).name == row.name
    assert ImportPreview.objects.filter(token=token).exists()


# --- Choices


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_who_may_not_see_a_table_is_offered_none_of_its_rows(db, table):
    client = Client()
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    for column in (each for each in table.model._meta.fields if each.is_relation):
        asked = {"app_label": "clauses", "model_name": table.model._meta.model_name, "field_name": column.name}
        assert client.get("/admin/autocomplete/", asked).status_code == 403


@pytest.mark.parametrize("role", ["viewer", "editor", "reviewer"])
def test_no_choice_leads_to_the_accounts(role, db):
    client = person(role)
    for model in ("comment", "proposal", "merge", "savedfilter"):
        field = "user" if model == "savedfilter" else "author"
        asked = {"app_label": "clauses", "model_name": model, "field_name": field}
        assert client.get("/admin/autocomplete/", asked).status_code == 403, model


# --- Private columns


def test_a_viewer_is_shown_no_private_column_and_sends_none(db):
    row = row_of(Citation, "draft", action=row_of(Action, "draft"), prefix="Before it")
    shown = text(person("viewer").get(change_address(row)))
    assert "Private: never published" not in shown
    assert "Before it" not in shown
    person("viewer", "second").post(change_address(row), filled(person("superuser"), row, prefix="Other"))
    assert Citation.objects.get(pk=row.pk).prefix == "Before it"


@pytest.mark.parametrize("role", ["editor", "reviewer", "manager"])
def test_what_is_worked_out_is_not_written_whatever_is_sent(role, db):
    row = row_of(Citation, "draft", action=row_of(Action, "draft"), checked_digest="")
    client = person(role)
    sent_too = {"checked_digest": "f" * 64, "as_of_earliest": "1999-01-01", "id": "1", "version": "77"}
    assert client.post(change_address(row), filled(client, row, note="Typed", **sent_too)).status_code == 302
    row.refresh_from_db()
    assert (row.note, row.checked_digest, row.as_of_earliest) == ("Typed", "", None)
    assert row.version < 77
