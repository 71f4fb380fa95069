"""The years and months of days are taken from their letters."""

from datetime import date

import pytest
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear, Trunc

from clauses.models import Action
from tests.support.rows.factories import ActionFactory

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
DAYS = ["0001-01-01", "0999-12-31", "1900-03-01", "2000-02-29", "2021-06-15", "2021-12-31", "9999-12-31"]


@pytest.mark.parametrize("day", DAYS)
def test_a_year_and_a_month_are_those_of_the_day(day):
    ActionFactory(date=day)
    asked = {**PARTS, **{f"first_{kind}": Trunc("date_sort", kind) for kind in ("year", "month", "day")}}
    here = date.fromisoformat(day)
    assert Action.objects.annotate(**asked).values(*asked).get() == {
        "year": here.year,
        "month": here.month,
        "of_month": here.day,
        "first_year": here.replace(month=1, day=1),
        "first_month": here.replace(day=1),
        "first_day": here,
    }


PARTS = {"year": ExtractYear("date_sort"), "month": ExtractMonth("date_sort"), "of_month": ExtractDay("date_sort")}


def test_no_day_has_no_year():
    ActionFactory(date="")
    rows = Action.objects.annotate(in_year=ExtractYear("date_sort"), begins=Trunc("date_sort", "year"))
    assert rows.values_list("in_year", "begins").get() == (None, None)
    assert list(Action.objects.dates("date_sort", "year")) == []


def test_no_row_of_a_day_calls_python(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        list(Action.objects.filter(date_sort__year__lt=ExtractYear("date_latest")).dates("date_sort", "month"))
    assert "django_date" not in asked[0]["sql"]
