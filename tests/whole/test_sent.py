"""Whatever the pages of a table can send, every role sends for every table: an answer comes, never an error."""

from contextlib import suppress

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from clauses.dataset import CELLS

from ..support.pages.forms import change_address, filled
from ..support.rows.every_row import EVERY, STATES, row_of
from ..support.rows.factories import CitationFactory
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

ROLES = ("viewer", "editor", "reviewer", "manager", "superuser")
TABLES = [each for each in EVERY if admin.site.is_registered(each) and each not in CELLS]  # with pages of their own


def address_of(model, page: str, *keys) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


@pytest.mark.heavy
@pytest.mark.parametrize("role", ROLES)
def test_every_form_of_every_table_is_answered(role, subtests):
    client, keeper = person(role), person("superuser", "keeper")
    for model in TABLES:
        for state in ("draft", "published"):
            with subtests.test(f"{model.__name__}, {state}"):
                row = row_of(model, state)
                for send in (exporting, importing, acting, deleting, saving):
                    with transaction.atomic():
                        statuses = list(send(client, keeper, row))
                        assert {200, 302, 403, 404} >= set(statuses), send.__name__
                        transaction.set_rollback(True)


def exporting(client, keeper, row):
    for kind in ("csv", "xlsx"):
        answer = client.post(address_of(type(row), "export"), {"format": kind})
        answer.getvalue()  # who has read it to the end has closed its file
        yield answer.status_code


def importing(client, keeper, row):
    """What the keeper exports comes back, as it is and with another row where there was one."""
    for kind in ("csv", "xlsx"):
        content = keeper.post(address_of(type(row), "export"), {"format": kind}).getvalue()
        for is_gone in (False, True):
            if is_gone:
                type(row)._base_manager.filter(pk=row.pk).delete()
            sent = {"import_file": SimpleUploadedFile(f"rows.{kind}", content)}
            shown = client.post(address_of(type(row), "import"), sent)
            yield shown.status_code
            form = (shown.context or {}).get("confirm_form")
            if form is not None:
                yield client.post(address_of(type(row), "process_import"), form.initial).status_code


def acting(client, keeper, row):
    pages = admin.site.get_model_admin(type(row))
    for action in ("delete_selected", *pages.actions):
        for sure in ({}, {"post": "yes"}):
            name = action if isinstance(action, str) else action.__name__
            sent = {"action": name, ACTION_CHECKBOX_NAME: [row.pk], f"seen-{row.pk}": row.version, **sure}
            yield client.post(address_of(type(row), "changelist"), sent).status_code


def deleting(client, keeper, row):
    if hasattr(row, "citations"):
        CitationFactory(state="draft", **{type(row)._meta.get_field("citations").field.name: row})
    for sent in ({}, {"post": "yes"}):
        yield client.post(address_of(type(row), "delete", row.pk), sent).status_code


def saving(client, keeper, row):
    """The form as it stands, twice; and what the review of the record has as buttons."""
    shown = client.get(change_address(row))
    yield shown.status_code
    if "adminform" in (shown.context or {}):
        sent = filled(client, row)
        yield client.post(change_address(row), sent).status_code
        yield client.post(change_address(row), sent).status_code
    with suppress(NoReverseMatch):
        for step in STATES:
            sent = {"step": step, "text": "Look here.", "seen": row.version}
            yield client.post(address_of(type(row), "review", row.pk), sent).status_code
