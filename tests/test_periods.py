"""Uncertain dates in a period: possibly, certainly or not at all."""

from datetime import date

import pytest

from clauses import dates
from clauses.models import Action
from tests.support.rows.factories import ActionFactory

# text, start, end, possibly in, certainly in
PERIODS = [
    ("2021-06-15", "2021-06-15", "2021-06-15", True, True),
    ("2021-06-15", "2021-06-16", "2021-06-30", False, False),
    ("2021-06-15", None, "2021-06-14", False, False),
    ("2021-06-15", None, None, True, True),
    ("2021-06", "2021-06-15", "2021-07-15", True, False),
    ("2021", "2021-01-01", "2021-12-31", True, True),
    ("2021-06-15?", "2021-06-01", "2021-06-30", True, False),
    ("2021-06-15~", "2021-06-01", "2021-06-30", True, False),
    ("2021-06-15%", None, None, True, False),
    ("2021-10-05/2021-10-08?", "2021-10-01", "2021-10-31", True, False),
    ("2021-10-05/2021-10-08", "2021-10-08", "2021-10-31", True, False),
    ("2021-10-05/2021-10-08", "2021-10-01", "2021-10-31", True, True),
    ("[2022-01-31..2022-02-06]", "2022-02-01", "2022-02-28", True, False),
    ("[2022-01-31..2022-02-06]", "2022-01-31", "2022-02-06", True, True),
    ("[..2022-02-20]", "2022-01-01", "2022-02-20", True, False),
    ("[..2022-02-20]", None, "2022-02-20", True, True),
    ("[..2022-02-20]", "2022-02-21", None, False, False),
    ("[2022-01-10..]", "2030-01-01", None, True, False),
    ("[2022-01-10..]", "2022-01-10", None, True, True),
    ("2021-10-05/..", None, "2021-10-04", False, False),
    ("2021-10-05/..", "2021-10-05", "2022-01-01", True, False),
    ("../2021-10-08", "2021-10-08", None, True, False),
    ("", None, None, False, False),
    ("", "2021-01-01", "2021-12-31", False, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "start", "end", "possibly", "certainly"), PERIODS)
def test_a_date_is_possibly_or_certainly_in_a_period(text, start, end, possibly, certainly):
    rows = Action.objects.filter(pk=ActionFactory(date=text).pk)
    period = [day and date.fromisoformat(day) for day in (start, end)]
    assert rows.filter(dates.possibly_in("date", *period)).exists() is possibly
    assert rows.filter(dates.certainly_in("date", *period)).exists() is certainly
    assert rows.exclude(dates.possibly_in("date", *period)).exists() is not possibly
    assert rows.exclude(dates.certainly_in("date", *period)).exists() is not certainly
