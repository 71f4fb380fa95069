"""`?known_on=`: pages and files say which day they are of, and every way from them keeps it."""

import re
from datetime import date

import pytest

from clauses import known_on
from clauses.dataset import TABLES
from clauses.public.lists import LISTS

from ..support.pages.reading import body
from ..support.rows.factories import ActionFactory, SeriesFactory
from ..support.rows.known_on import DAY, ON_DAY, asked, losing_the_day, report

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def test_the_notice_the_title_and_the_robots_say_which_day_it_is(client, shipped):
    response = client.get(asked("/commitments/?q=military"))
    html = body(response)
    assert "From our sources, known by 31 December 2021</h2>" in html
    assert re.search(r"<title>[^<]* – known by 31 December 2021</title>", html)
    assert '<meta name="robots" content="noindex">' in html
    assert response["X-Robots-Tag"] == "noindex"
    assert '<a data-day="leaves" href="?q=military">' in html


@pytest.mark.heavy
@pytest.mark.parametrize("day", [DAY, "1950-01-01"])
def test_every_link_and_form_of_every_page_keeps_the_day(get, shipped, day):
    """Of the shipped record; those of made-up records are looked at in `test_known_worlds` where they are drawn."""
    pages = [f"/{name}/" for name in LISTS] + ["/", "/data/", "/method/", "/codebook/", "/search/?q=drill"]
    with known_on.override(date.fromisoformat(day)):
        pages += [table.model.objects.published().first() for table in TABLES if table.name in LISTS]
        pages = [page if isinstance(page, str) else page.get_absolute_url() for page in pages if page is not None]
    pages += [
        *(
            f"/agreements/shusha-declaration-2021-06-15/{tab}"
            for tab in ("", "timeline/", "text/", "sources/", "data/")
        ),
        "/actions/?type=meeting&date_from=2021",
        "/actors/azerbaijan/",
    ]
    for address in pages:
        assert losing_the_day(get(asked(address, day)).content.decode()) == [], address


def test_the_agreement_offers_the_days_on_which_something_was_reported(client, shipped):
    html = body(client.get(asked("/agreements/shusha-declaration-2021-06-15/timeline/", "2022-02-10")))
    steps = html.partition('class="steps"')[2].partition("</nav>")[0]
    assert "Step back to 7 February 2022" in steps
    assert "Step on to 13 February 2022" in steps
    assert losing_the_day(html) == []


def test_a_file_says_its_day_in_its_name(client):
    """And the archive in its README, where it is read for words of later in `test_known_worlds`."""
    response = client.get(asked("/data/actions.csv"))
    assert "actions-known-on-2021-12-31.csv" in response["Content-Disposition"]
    assert b"".join(response.streaming_content)
    assert known_on.day() is None


def test_nothing_that_is_read_as_of_a_day_can_be_saved():
    action = ActionFactory()
    with known_on.override(ON_DAY), pytest.raises(RuntimeError):
        action.save()


def test_what_editors_wrote_of_a_series_from_later_editions_is_not_told_on_an_earlier_day(client):
    series = SeriesFactory(description="Held in 2021 and in 2023.")
    report("2021-10-06", ActionFactory(series=series))
    assert "Held in 2021" in body(client.get("/data/series.csv"))
    then = body(client.get(asked("/data/series.csv")))
    assert series.slug in then
    assert "Held in 2021" not in then


def test_sources_without_a_date_stand_apart_and_what_they_say_is_not_shown(client):
    action = ActionFactory()
    report("2021-10-06", action)
    undated = report("", action, quote="said at an unknown time").source
    html = body(client.get(asked(action.get_absolute_url())))
    assert undated.title in html
    assert "said at an unknown time" not in html
    assert undated.title in body(client.get(asked("/sources/"))).partition('id="undated"')[2]
    page = client.get(asked(undated.get_absolute_url()))
    assert page.status_code == 200
    assert "Nothing says by which day it was out" in body(page)
    assert "said at an unknown time" not in body(page)
    assert undated.slug not in body(client.get(asked("/data/sources.csv")))


def test_a_source_without_a_date_that_nothing_known_leads_to_is_not_named(client):
    undated = report("", ActionFactory()).source
    assert undated.title not in body(client.get(asked("/sources/")))
    assert client.get(asked(undated.get_absolute_url())).status_code == 404
