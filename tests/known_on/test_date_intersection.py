"""What several statements about one date leave: the same for a row and for the database."""

from datetime import date

import pytest

from clauses import known_on
from clauses.known_on.date_intersection import intersection
from clauses.models import Action

from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory

DAY = date(2021, 12, 1)
LEFT = [
    (["2021-10-05"], "2021-10-05"),
    (["2021-06", "2021-06-15"], "2021-06-15"),
    (["2022-02-03", "[2022-01-31..2022-02-06]"], "2022-02-03"),
    (["[2021-01-31..2021-02-06]", "[2021-02-02..]"], "[2021-02-02..2021-02-06]"),
    (["[2021-01-31..2021-02-06]", "[2021-02-06..]"], "2021-02-06"),
    (["2022-02-01", "2022-02-02"], ""),
    (["../2021-10-05", "2021-10-04/.."], "2021-10-04/2021-10-05"),
    (["2021-10-05/2021-10-08", "2021-10/.."], "2021-10-05/2021-10-08"),
    (["2021/2021-10", "2021-09/.."], "2021-09/2021-10"),
    (["2021-10-05?/2021-10-08", "2021-10/2021~"], "2021-10-05?/2021-10-08"),
    (["2021-09-20/..", "2021-10-05/2021-10-08"], ""),
    (["2021-09/..", "2021-10-05/2021-10-08"], ""),
    (["../2021-10-31", "2021-10-05/2021-11"], ""),
    (["2021-09-20/..", "2021-10-05/2021-10-08", "2021-10-06"], ""),
    (["2021-10-05/..", "../2021-10-01"], ""),
    (["2021/2021-03", "2021-06/.."], ""),
    (["2021-10-05/", "/2021-10-01"], ""),
    (["2021-10-05/", "2021-10/"], "2021-10-05/"),
    (["2021-10-05/", "2021-10/.."], "2021-10-05/.."),
    (["/2021-10-08", "/2021-10"], "/2021-10-08"),
    (["2021-10-05/", "2021-10-06"], "2021-10-06"),
    (["2021-10-05/2021-10-08", "2021-10-06"], "2021-10-06"),
    (["2021-10-05/2021-10-08", "[2021-10-06..]"], "[2021-10-06..2021-10-08]"),
]


@pytest.mark.parametrize(("stated", "left"), LEFT, ids=[" & ".join(stated) for stated, _ in LEFT])
def test_what_is_left_of_several_statements(stated, left):
    assert intersection(stated) == intersection(reversed(stated)) == left


def test_nothing_is_left_of_no_statement():
    assert intersection([]) == intersection([""]) == ""


@pytest.mark.django_db
def test_the_database_comes_to_the_same_days_as_the_row():
    early, late = SourceFactory(published="2021-11-01"), SourceFactory(published="2022-11-01")
    for stated, _ in LEFT:
        action = ActionFactory(title=" & ".join(stated), date="")
        CitationFactory(source=late, action=action)  # so that the statements are asked, not the editors' column
        for value in stated:
            CitationFactory(source=early, action=action, field="date", value=value)
    with known_on.override(DAY):
        told = Action.objects.published().as_then("date", "date_earliest", "date_latest")
        rows = {row.title: row for row in told}
    for stated, left in LEFT:
        row = rows[" & ".join(stated)]
        assert row.date == left
        assert bool(row.then_date) == bool(left), stated
        assert (row.then_date_earliest, row.then_date_latest) == (row.date_earliest, row.date_latest), stated
