"""Actions by year, newest first, the editions of a series as one entry."""

import pytest
from django.template.loader import render_to_string

from clauses import known_on
from clauses.models import Action
from clauses.public.sections.series import by_year, entries_of

from ...support.rows.factories import ActionFactory, CitationFactory, SeriesFactory, SourceFactory

pytestmark = pytest.mark.django_db


def loaded():
    """The actions of the test, not those of the shipped dataset."""
    own = Action.objects.published().filter(agreement__slug__startswith="test-agreement")
    return own.select_related("agreement").newest_first()


def told(years):
    return [(year.number, [[action.slug for action in entry.actions] for entry in year.entries]) for year in years]


def test_actions_stand_under_their_years_newest_first_and_undated_ones_last():
    for slug, date in (("b", "2021-05-01"), ("a", "2021-05-01"), ("old", "2020"), ("once", "[2021-12-01..2022-01-10]")):
        ActionFactory(slug=slug, date=date)
    ActionFactory(slug="undated", date="")
    expected = [(2022, [["once"]]), (2021, [["a"], ["b"]]), (2020, [["old"]]), (None, [["undated"]])]
    assert told(by_year(loaded())) == expected
    assert told(by_year(reversed(loaded()))) == expected


def test_an_undated_action_stands_under_the_year_of_its_first_report():
    CitationFactory(action=ActionFactory(slug="undated", date=""), source=SourceFactory(published="2022-02-05"))
    years = by_year(loaded())
    assert told(years) == [(2022, [["undated"]])]
    html = render_to_string("public/parts/actions/years.html", {"years": years})
    assert "undated, first reported 5 February 2022" in html


def test_the_editions_of_a_series_are_one_entry_under_the_newest():
    drill = SeriesFactory(title="Brotherhood")
    for year in (2021, 2025, 2022):
        ActionFactory(slug=f"drill-{year}", date=f"{year}-10-05", series=drill)
    ActionFactory(slug="talk", date="2022-01-01")
    years = by_year(loaded())
    assert told(years) == [(2025, [["drill-2025", "drill-2022", "drill-2021"]]), (2022, [["talk"]])]
    words = " ".join(render_to_string("public/parts/actions/years.html", {"years": years}).split())
    assert "2021 to 2025" in words
    assert "Brotherhood: 3 editions" in words
    assert "Also in 2022: an edition of Brotherhood (listed under 2025)." in words


def test_a_single_edition_and_those_of_a_series_that_is_not_public_stand_alone():
    hidden = SeriesFactory(state="draft", title="Canary")
    alone = ActionFactory(series=SeriesFactory(), date="2023")
    some = [ActionFactory(series=hidden, date="2022"), ActionFactory(series=hidden, date="2021")]
    assert [(entry.series, entry.actions) for entry in entries_of(loaded())] == [
        (None, (one,)) for one in (alone, *some)
    ]


def test_a_past_day_counts_the_editions_that_were_reported_by_then():
    drill = SeriesFactory()
    for year in (2021, 2022, 2023):
        edition = ActionFactory(date=str(year), series=drill)
        CitationFactory(action=edition, field="date", value=str(year), source=SourceFactory(published=f"{year}-12-01"))
    with known_on.override(edition.date_earliest):
        ((_, (editions,)),) = told(by_year(loaded()))
    assert len(editions) == 2


def test_older_years_are_folded_once_enough_is_open():
    for number in range(5):
        ActionFactory(date=f"{2025 - number}-01-01")
    assert [year.is_open for year in by_year(loaded(), shown_open=3)] == [True, True, True, False, False]
    assert [year.is_open for year in by_year(loaded(), shown_open=0)] == [True, False, False, False, False]
    html = render_to_string("public/parts/actions/years.html", {"years": by_year(loaded(), shown_open=3)})
    assert html.count("<details") == 2


def test_many_series_take_as_many_queries_as_one(django_assert_num_queries):
    for _ in range(6):
        ActionFactory.create_batch(2, series=SeriesFactory())
    rows = list(loaded())
    with django_assert_num_queries(1):
        by_year(rows)
