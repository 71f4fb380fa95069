"""The address of a preview that is not there (any more) says why, and leads to the list to begin anew."""

import re

import pytest

from clauses.models import Action, BulkWork

from ...support.rows.factories import ActionFactory
from ...support.rows.people import person

pytestmark = pytest.mark.pages
LIST = "/admin/clauses/action/?status__exact=planned"
BEGIN = "/admin/bulk/action/?status__exact=planned&_column=status"


@pytest.fixture
def ada(db):
    ActionFactory(state="draft", status="planned")
    return person("editor", "ada")


@pytest.fixture
def address(ada):
    return ada.post(BEGIN, {"act": "change", "value": "completed"}).headers["Location"]


def told(answer, *links):
    assert answer.status_code == 404
    for words, where in links:
        assert f'<a href="{where}">{words}</a>' in answer.text
    return answer.text


AS_FILTERED = ("Actions, as they were filtered", LIST)


def test_one_that_was_ended_leads_to_the_list_as_it_was_filtered(ada, address):
    ada.post(address, {"step": "stop"})
    assert "you ended it without writing anything. Begin anew at the list." in told(ada.get(address), AS_FILTERED)


def test_one_that_is_older_than_a_day_says_that(ada, address):
    BulkWork.objects.update(created="2021-06-15T00:00Z")
    assert "is older than a day, so it is no longer kept" in told(ada.get(address), AS_FILTERED)
    BulkWork.objects.all().delete()
    assert "it was ended, is older than a day, or made room for newer ones" in told(ada.get(address), AS_FILTERED)


def test_one_of_somebody_else_says_that_and_nothing_of_it(address):
    page = told(person("editor", "bob").get(address), ("Actions", "/admin/clauses/action/"))
    assert "This preview is somebody else" in page
    assert "planned" not in page


def test_an_unknown_one_says_that(ada):
    assert "or its address is incomplete" in told(ada.get("/admin/bulk/work/nonsense/"))


def test_the_reason_that_was_typed_is_shown_with_the_cause(ada, address):
    form = ada.get(address).text
    typed_by = form.partition('name="typed_by" value="')[2].partition('"')[0]
    BulkWork.objects.update(created="2021-06-15T00:00Z")
    page = told(ada.post(address, {"step": "write", "text": "Held at last", "typed_by": typed_by}), AS_FILTERED)
    assert "is older than a day" in page
    assert "So nothing is saved. Copy what you need." in page
    assert "Held at last" in page
    assert Action.objects.get().status == "planned"


def test_an_unknown_column_is_said(ada):
    for answer in (
        ada.get("/admin/bulk/action/?_column=colour"),
        ada.post("/admin/bulk/action/?_column=colour", {"act": "change", "value": "red"}),
    ):
        assert "This list has no such column that is changed for many rows. Choose one of these." in answer.text


def test_the_label_of_a_tick_stands_after_it_and_ends_in_no_colon(ada):
    page = ada.get("/admin/bulk/action/?_column=series").text
    assert re.search(r'<input type="checkbox"[^>]*><label [^>]*>Empty it instead</label>', page)
