"""How long after an event its reports came out: by hand, case by case."""

from datetime import date

import pytest

from clauses.public.pictures.delays import KINDS, MOST_DOTS, Report, by_year, reports_of, scatter_of, sentence

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.factories import ActionFactory, ActorFactory, AgreementFactory, CitationFactory, SourceFactory
from ...support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def report(event: str, published: str, **columns):
    action = ActionFactory(date=event, **columns)
    CitationFactory(action=action, source=SourceFactory(published=published))
    return action


@pytest.mark.parametrize(
    ("event", "published", "kind"),
    [
        ("2021-06-15", "2021-06-14", "before it"),
        ("2021-06-15", "2021-06-15", "within a week"),
        ("2021-06-15", "2021-06-22", "within a week"),
        ("2021-06-15", "2021-06-23", "within a month"),
        ("2021-06-15", "2021-07-17", "within a year"),
        ("2021-06-15", "2022-06-17", "later"),
        ("2021-06-15", "2021-06", "not certain"),
        ("2021-06-15", "2022-01", "within a year"),
        ("2021-06", "2021-06-30", "not certain"),
        ("2021-06-05/2021-06-08", "2021-06-07", "within a week"),
        ("2021-06-15", "2021-05", "before it"),
    ],
)
def test_a_report_is_placed_only_as_far_as_both_dates_allow(event, published, kind):
    report(event, published)
    (found,) = reports_of()
    assert found.kind == kind


@pytest.mark.parametrize(
    ("event", "published"),
    [("2021-06-15?", "2021-06-16"), ("2021-06-15", "2021-06~"), ("", "2021-06-16"), ("2021-06-15", "")],
)
def test_what_has_no_date_or_one_in_doubt_is_left_out(client, event, published):
    report(event, published)
    assert reports_of() == []
    assert "No report with a date of an action with a date is recorded." in page(client, "/known/")


def test_a_source_counts_once_for_an_action_and_drafts_and_denials_not(client):
    action = report("2021-06-15", "2021-06-16")
    source = action.citations.get().source
    CitationFactory(action=action, source=source, number=2)
    CitationFactory(action=action, source=SourceFactory(published="2021-06-17", state="draft"))
    CitationFactory(action=action, source=SourceFactory(published="2021-06-18"), stance="contradicts")
    assert len(reports_of()) == 1
    assert "1 report with certain days is recorded, too few to say." in page(client, "/known/")


def made(*days: int) -> list[Report]:
    event = date(2021, 6, 15)
    return [Report((event, event), (on, on)) for on in (date.fromordinal(event.toordinal() + one) for one in days)]


def test_the_sentence_says_how_soon_half_came_and_how_many_before_and_late():
    assert sentence(made(0, 1, 3, 9)) == (
        "Of 4 reports with certain days none came out before the event and half of the others within 1 day of it."
    )
    assert sentence(made(-5, 2, 2, 400, 500)) == (
        "Of 5 reports with certain days 1 came out before the event and half of the others within 2 days of it; "
        "2 came more than a year later."
    )
    assert sentence(made(-1, -1, -1, -1)) == "Of 4 reports with certain days 4 came out before the event."
    assert sentence(made(1, 2)) == "2 reports with certain days are recorded, too few to say."


def test_the_table_has_every_report_once():
    lines = by_year([*made(-1, 0, 400), Report((date(2020, 1, 1), date(2021, 1, 1)), (date(2022, 1, 1),) * 2)])
    assert KINDS == ("before it", "within a week", "within a month", "within a year", "later", "not certain")
    assert lines == [("2021", [1, 1, 0, 0, 1, 0], 3), ("over several years", [0, 0, 0, 0, 0, 1], 1)]


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("asked", ["", "known_on=2021-12-31", "agreement=shusha-declaration-2021-06-15"])
def test_page_and_file_of_the_shipped_record_count_the_same_reports(client, asked):
    total = sum(int(row["reports"]) for row in csv_rows(client.get(f"/known.csv?{asked}")))
    html = html_of(client, f"/known/?{asked}")
    lines = html.partition('<table class="delays">')[2].partition("</tbody>")[0].split("</tr>")[1:-1]
    assert sum(int(line.rpartition('"number">')[2].partition("<")[0]) for line in lines) == total
    assert total > 50
    assert 'role="img" aria-label="Reports by month of publication over month of the event. Of ' in html


def test_a_past_day_has_the_reports_that_were_out(client):
    action = ActionFactory(date="2021-06-15")
    for published in ("2021-06-16", "2023-01-01"):
        CitationFactory(action=action, field="date", value="2021-06-15", source=SourceFactory(published=published))
    now, then = (csv_rows(client.get(f"/known.csv{day}")) for day in ("", "?known_on=2021-12-31"))
    assert [(row["event"], row["published"]) for row in now] == [("2021-06", "2021-06"), ("2021-06", "2023-01")]
    assert [(row["event"], row["published"]) for row in then] == [("2021-06", "2021-06")]


def test_a_long_record_is_drawn_within_bounds(client):
    agreement, outlet = AgreementFactory(), ActorFactory()
    days = [f"{2000 + number % 24}-{number % 12 + 1:02}-{number % 27 + 1:02}" for number in range(300)]

    def add(count: int, first: int) -> None:
        slugs = [f"one-{first}-{number}" for number in range(count)]
        actions = bulk(ActionFactory, count, agreement=agreement, date=days, slug=slugs)
        sources = bulk(
            SourceFactory, count, publisher=outlet, published=days[::-1], slug=[f"of-{slug}" for slug in slugs]
        )
        bulk(CitationFactory, count, action=actions, source=sources, number=1)

    add(5, 1)
    few = queries(client, "/known/")
    add(295, 2)
    assert queries(client, "/known/") <= few
    assert len(html_of(client, "/known/").encode()) < LARGEST
    assert len(scatter_of(reports_of()).dots) <= MOST_DOTS
    assert page(client, "/known/").count(" to 20") == 1


def test_other_questions_are_refused(client):
    for address in ("/known/?x=1", "/known.csv?agreement=none-such", "/known/?page=2"):
        assert client.get(address).status_code == 400
