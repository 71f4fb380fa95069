"""A list that is asked for by a filter that cannot be says which, why, and how it is written instead."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib import admin

from clauses.models import Action

from ...support.rows.factories import ActionFactory, AgreementFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db
ACTIONS = "/admin/clauses/action/"


@pytest.fixture
def ada():
    return person("editor", "ada")


def faults(response):
    """Of each refused filter what the page says, without the link."""
    assert response.status_code == 400
    lines = re.findall(r"<li><strong>.*?</li>", response.content.decode(), re.S)
    return [" ".join(re.sub(r"<a .*|<[^>]*>", "", line, flags=re.S).split()) for line in lines]


A_DAY = "A day is written as 2021-06-15, a month as 2021-06, a year as 2021."
BY_YEAR = "This list is narrowed by year, with the filter beside it."


@pytest.mark.parametrize(
    ("name", "given", "beginning", "end"),
    [
        (
            "date__gte",
            "32 June",
            "Date (date__gte), given as “32 June”: “32 June” is no date.",
            BY_YEAR,
        ),
        ("date__gte", "2021-06-15", f"Date (date__gte), given as “2021-06-15”: {A_DAY}", BY_YEAR),
        (
            "date",
            "15 June 2021",
            "Date (date), given as “15 June 2021”: “15 June 2021” is written as 2021-06-15",
            BY_YEAR,
        ),
        ("date_year", "x", "Filter (date_year), given as “x”: It takes a year, as in 2021", "without a date."),
        ("status__exact", "done", "Status (status__exact), given as “done”: It is none of its values", "."),
        ("status__in", "a", "Status (status__in), given as “a”: This list is not narrowed so.", "beside it."),
        ("agreement__id__exact", "x", "Agreement (agreement__id__exact), given as “x”: It takes the number", "list."),
        (
            "agreement__id__exact",
            "9" * 99,
            "Agreement (agreement__id__exact), given as “" + "9" * 60 + "…”: It",
            "list.",
        ),
        ("colour", "red", "Filter (colour), given as “red”: This list has no such filter.", "beside it."),
        ("work", "sleep", "Filter (work), given as “sleep”: It is no work of yours in this list.", "."),
        ("", "", "Filter (), given as “”: This list has no such filter.", "beside it."),
    ],
)
def test_it_says_which_filter_what_was_given_and_how_it_is_written(ada, name, given, beginning, end):
    (said,) = faults(ada.get(f"{ACTIONS}?{urlencode({name: given})}"))
    assert said.startswith(beginning)
    assert said.endswith(end)


def test_each_leads_to_the_list_without_it_and_what_is_right_is_not_named(ada):
    response = ada.get(f"{ACTIONS}?q=road&date__gte=32+June&colour=red&p=2&relation__exact=follow_up")
    assert [line.partition(",")[0] for line in faults(response)] == ["Date (date__gte)", "Filter (colour)"]
    page = response.content.decode()
    assert f'href="{ACTIONS}?q=road&amp;colour=red&amp;relation__exact=follow_up"' in page
    assert f'href="{ACTIONS}?q=road&amp;date__gte=32+June&amp;relation__exact=follow_up"' in page
    assert f'<a href="{ACTIONS}">All actions</a>' in page


def test_lists_that_are_not_of_the_dataset_say_it_too(ada, admin_client):
    assert faults(ada.get("/admin/clauses/proposal/?created__gte=32+June"))[0].startswith("Created (created__gte)")
    assert "Active (is_active__exact)" in faults(admin_client.get("/admin/auth/user/?is_active__exact=x"))[0]


def test_a_filter_with_one_value_narrows_as_well(ada):
    """Django leaves a filter out that has nothing to choose between, and then showed all rows."""
    ActionFactory(agreement=AgreementFactory())
    other = AgreementFactory()
    assert ada.get(f"{ACTIONS}?agreement__id__exact={other.pk}").context["cl"].result_count == 0
    assert ada.get("/admin/clauses/proposal/?author__id__exact=77").context["cl"].result_count == 0


def test_a_page_that_there_is_no_more_leads_to_the_first(ada, monkeypatch):
    monkeypatch.setattr(admin.site.get_model_admin(Action), "list_per_page", 1)
    for _ in range(2):
        ActionFactory(relation="follow_up")
    response = ada.get(f"{ACTIONS}?relation__exact=follow_up&p=99", follow=True)
    assert response.redirect_chain == [(f"{ACTIONS}?relation__exact=follow_up", 302)]
    assert "This list has no page “99” (any more): this is its first page." in response.content.decode()


@pytest.mark.parametrize("address", ["/admin/bulk/action/", "/admin/clauses/action/export/"])
def test_what_begins_at_a_list_refuses_what_it_refuses_and_says_which(admin_client, address):
    ActionFactory()
    response = admin_client.get(f"{address}?date__gte=32+June", follow=True)
    assert "date__gte" in response.content.decode()
    assert "“32 June” is no date" in response.content.decode()


def test_a_filter_that_cannot_be_is_not_saved_and_it_is_said_which(ada):
    response = ada.post(
        "/admin/saved-filters/action/save/", {"name": "Mine", "query": "date__gte=32 June"}, follow=True
    )
    assert "date__gte, given as “32 June”" in response.content.decode()


@pytest.mark.parametrize("query", ["%FF=%FF", "&".join(f"x{n}=1" for n in range(200)), "x" * 900 + "=1", "_to_field=x"])
def test_nonsense_is_answered(ada, query):
    assert ada.get(f"{ACTIONS}?{query}").status_code == 400
    assert len(ada.get(f"{ACTIONS}?{query}").content) < 100_000
