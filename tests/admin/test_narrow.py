"""On a telephone tables have no columns: each cell of a list and of a record's rows says its heading."""

import re

import pytest
from django.contrib.admin import site
from django.urls import reverse

from clauses.dataset import TABLES

from ..support.pages.forms import change_address
from ..support.pages.reading import body
from ..support.rows.factories import ActionFactory, ActionParticipantFactory, AgreementFactory, AgreementPartyFactory
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
MODELS = [table.model for table in TABLES if site.is_registered(table.model)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_every_cell_of_a_list_but_the_name_and_the_box_has_the_heading_of_its_column(admin_client, wider, model):
    html = body(admin_client.get(reverse(f"admin:clauses_{model._meta.model_name}_changelist")))
    table = html.partition('<table id="result_list">')[2].partition("</table>")[0]
    headings = [text.strip() for text in re.findall(r'<div class="text">\s*<(?:a|span)[^>]*>(.*?)</(?:a|span)>', table)]
    rows = re.findall(r"<tr><td class=\"action-checkbox\">.*?</tr>", table, re.DOTALL)
    for row in rows:
        labels = re.findall(r'<td data-label="([^"]*)"', row)
        assert labels == headings[-len(labels) :]
        assert row.count("<td") == len(labels) + 1
        assert row.count("<th") == 1
        assert len(labels) + 2 == len(headings)


def test_a_cell_without_a_value_is_marked_and_one_with_a_value_is_not(admin_client):
    ActionFactory(title="Drill", date="")
    ActionFactory(title="A - B", date="2021-06-15")
    html = body(admin_client.get("/admin/clauses/action/"))
    cells = re.findall(r'<td data-label="Date"( data-empty="")? class="field-date[^>]*>([^<]*)', html)
    assert sorted(cells) == [("", "15 June 2021"), (' data-empty=""', "–")]


def test_every_cell_of_the_rows_of_a_record_has_a_label_that_is_the_field_s(admin_client):
    party = AgreementPartyFactory(agreement=AgreementFactory(state="draft"))
    html = body(admin_client.get(change_address(party.agreement)))
    row = html.partition('id="parties-0"')[2].partition("</tr>")[0]
    labels = dict(re.findall(r'<label[^>]* for="id_parties-0-(\w+)"[^>]*>([^<]*)</label>', row))
    assert labels == {"actor": "Actor", "role": "Role", "DELETE": "Delete this row"}
    assert set(re.findall(r'name="parties-0-(actor|role|DELETE)"', row)) == set(labels)


def test_who_only_reads_is_told_what_each_cell_is_too():
    participant = ActionParticipantFactory()
    html = body(person("viewer").get(change_address(participant.action)))
    row = html.partition('id="participants-0"')[2].partition("</tr>")[0]
    for name in ("Actor", "Role", "Name as reported"):
        assert re.search(rf'<span class="cell-label">\s*{name}\s*</span>', row), name
