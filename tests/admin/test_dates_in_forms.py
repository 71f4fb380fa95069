"""Dates and days in the forms of the admin: how they are read, shown and refused."""

import re
from html import unescape

import pytest
from django.contrib.admin import site
from django.forms import DateField

from clauses.admin.forms.days import DayField, ReadBack, UncertainDate
from clauses.admin.work.log_page import LogForm
from clauses.fields import UncertainDateField
from clauses.models import Action, Source

from ..support.pages.forms import change_address, filled, saved
from ..support.pages.reading import text
from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.pages
EXAMPLE = "2021-06-15, 2021-06, 2021, 2021-10-05/2021-10-08, [2022-01-31..2022-02-06]"


def refusal(client, row, **changes):
    response = client.post(change_address(row), filled(client, row, **changes))
    assert response.status_code == 200
    return response


def test_a_date_is_said_in_words_below_its_input(admin_client):
    action = ActionFactory(date="[2022-01-31..2022-02-06]")
    assert "Read as: once between 31 January and 6 February 2022" in text(admin_client.get(change_address(action)))


def test_a_date_that_cannot_be_read_is_refused_with_an_example(admin_client):
    action = ActionFactory(date="2021-06-15")
    response = refusal(admin_client, action, date="last week")
    assert "“last week” cannot be read as a date" in text(response)
    assert EXAMPLE in text(response)
    assert Action.objects.get(pk=action.pk).date == "2021-06-15"


def test_a_day_with_two_readings_is_refused_with_both(admin_client):
    for row, name in ((SourceFactory(), "accessed_on"), (SourceFactory(), "published")):
        told = text(refusal(admin_client, row, **{name: "06/07/2021", f"{name}-read": "2021-07-06"}))
        assert "6 July 2021 (then write 2021-07-06) or 7 June 2021 (then write 2021-06-07)" in told


@pytest.mark.parametrize(
    ("name", "typed", "edtf", "words"),
    [
        ("accessed_on", "15 June 2021", "2021-06-15", "15 June 2021"),
        ("published", "15.6.2021", "2021-06-15", "15 June 2021"),
        ("published", "between 31 January and 6 February 2022", "[2022-01-31..2022-02-06]", "once between 31 January"),
    ],
)
def test_a_day_as_people_write_it_is_read_back_before_it_is_saved(admin_client, name, typed, edtf, words):
    source = SourceFactory(state="draft")
    before = getattr(source, name)
    response = refusal(admin_client, source, **{name: typed})
    assert f"This is read as {words}" in text(response)
    assert f"({edtf}). Nothing is saved yet" in text(response)
    assert f'name="{name}-read" value="{edtf}"' in response.content.decode()
    assert f'value="{typed}"' in response.content.decode(), "it is there as it was typed"
    assert getattr(Source.objects.get(pk=source.pk), name) == before
    stored = saved(admin_client, source, **{name: typed, f"{name}-read": edtf})
    assert str(getattr(stored, name)) == edtf


def test_a_reading_of_something_else_does_not_count_as_shown(admin_client):
    action = ActionFactory(date="2020")
    refusal(admin_client, action, date="15 June 2021", **{"date-read": "2021-06-14"})
    assert Action.objects.get(pk=action.pk).date == "2020"


def test_a_day_of_a_row_that_belongs_to_the_record_is_read_back_too(admin_client):
    citation = CitationFactory(action=ActionFactory(state="draft"), state="draft")
    typed = {"citations-0-as_of": "June 2021"}
    assert "This is read as June 2021 (2021-06)" in text(refusal(admin_client, citation.action, **typed))
    saved(admin_client, citation.action, **typed, **{"citations-0-as_of-read": "2021-06"})
    citation.refresh_from_db()
    assert citation.as_of == "2021-06"


def test_what_is_stored_and_typed_in_other_words_is_no_change(admin_client):
    action = ActionFactory(date="2021-06-15", state="draft")
    after = saved(admin_client, action, date="15 June 2021", **{"date-read": "2021-06-15"})
    assert after.version == action.version


def test_every_uncertain_date_in_a_form_of_the_admin_is_read_back(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    found = 0
    for model, editing in site._registry.items():
        for column in model._meta.fields:
            if isinstance(column, UncertainDateField) and column.editable:
                field = editing.formfield_for_dbfield(column, request)
                assert isinstance(field, UncertainDate), column
                assert isinstance(field.widget, ReadBack), column
                found += 1
    assert found >= 5


@pytest.mark.parametrize(
    ("typed", "words", "problem"),
    [
        ("15 June 2021", "15 June 2021", ""),
        ("06/07/2021", "", "can be read in two ways"),
        ("[..2022-02-20]", "on or before 20 February 2022", ""),
        (" 2021-06 ", "June 2021", ""),
        ("", "", ""),
        ("2021-06-99", "", "June 2021 has no day 99"),
        ("x" * 5000, "", "is not a year, a month or a day"),
    ],
)
def test_a_date_is_read_while_it_is_typed(admin_client, typed, words, problem):
    answer = admin_client.get("/admin/read-date/", {"text": typed}).json()
    assert answer["words"] == words
    assert problem in answer["problem"]


def test_where_one_day_is_wanted_only_a_day_is_read(admin_client):
    asked = {"text": "June 2021", "only": "day"}
    assert "is no day of the calendar" in admin_client.get("/admin/read-date/", asked).json()["problem"]
    answer = admin_client.get("/admin/read-date/", asked | {"text": "6.7.2021"}).json()
    assert answer == {"words": "6 July 2021", "edtf": "2021-07-06", "problem": ""}


def test_only_editors_may_ask_how_a_date_is_read(client, db):
    assert client.get("/admin/read-date/?text=2021").status_code == 302


def test_a_date_has_an_example_before_anything_is_typed(admin_client):
    assert f"For example {EXAMPLE}" in text(admin_client.get("/admin/clauses/action/add/"))


@pytest.mark.parametrize(
    "written", ["June 2021", "20/11/26", "about 7 July 2021", "2021-02-30", "٢٠٢١-٠٧-٠٦", "20210706"]
)
def test_what_is_no_single_day_is_refused_with_how_to_write_one(admin_client, written):
    source = SourceFactory(accessed_on="2021-05-05")
    response = refusal(admin_client, source, accessed_on=written)
    words = text(response)
    assert f"“{written}” is no day of the calendar. Write year, month and day, as in 2021-07-06." in words
    assert Source.objects.get(pk=source.pk).accessed_on.isoformat() == "2021-05-05"


def test_a_day_is_shown_as_it_is_written(admin_client):
    source = saved(admin_client, SourceFactory(state="draft"), accessed_on=" 2021-07-06 ")
    html = admin_client.get(change_address(source)).content.decode()
    assert 'value="2021-07-06"' in html
    assert "Write year, month and day, as in 2021-07-06." in unescape(html)
    formats = admin_client.get("/admin/jsi18n/").content.decode()
    assert re.search(r'"DATE_INPUT_FORMATS": \[\s*"%Y-%m-%d"\s*\]', formats)  # what the calendar beside it writes


def test_every_day_in_a_form_of_the_admin_is_written_in_this_way(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    forms = {LogForm: LogForm.base_fields}
    for model, editing in site._registry.items():
        forms[model] = editing.get_form(request).base_fields if model._meta.app_label == "clauses" else {}
        for inline in editing.get_inline_instances(request) if forms[model] else ():
            forms[type(inline)] = inline.get_formset(request).form.base_fields
    days = [each for fields in forms.values() for each in fields.values() if isinstance(each, DateField)]
    assert len(days) >= 5
    assert all(isinstance(each, DayField) for each in days)
