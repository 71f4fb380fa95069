"""The addresses of years, what they refuse, and how large their pages become."""

import re

import pytest

from clauses.public.sections.some import MOST_PROMISES
from clauses.public.years.in_year import MOST_DISPUTED
from clauses.public.years.pages import MOST_YEARS

from ...support.pages.page_costs import LARGEST, counted
from ...support.pages.reading import html_of, page
from ...support.rows.conflicts import says
from ...support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def promise():
    row = CommitmentFactory(title="Meet once a year", modality="obligation")
    what = {"type": "signature", "relation": "life_cycle", "date": "2021-06-15"}
    ActionFactory(agreement=row.clause.agreement, **what)
    return row


# --- Addresses


@pytest.mark.parametrize("year", ["1900", "0000", "2100"])
def test_a_year_of_which_nothing_is_known_is_not_found(client, year):
    ActionFactory(date="2021-05-01")
    assert client.get(f"/years/{year}/").status_code == 404


@pytest.mark.parametrize("year", ["21", "20210", "x", "²021", "2021-05"])
def test_what_is_no_year_of_four_digits_is_no_address(client, year):
    ActionFactory(date="2021-05-01")
    assert client.get(f"/years/{year}/").status_code == 404


def test_a_year_is_found_on_a_day_once_something_of_it_was_reported(client):
    CitationFactory(action=ActionFactory(date="2021-05-01"), source=SourceFactory(published="2022-03-01"))
    assert client.get("/years/2021/?known_on=2022-02-28").status_code == 404
    assert client.get("/years/2021/?known_on=2022-03-01").status_code == 200


def test_drafts_make_no_year(client):
    ActionFactory(date="2021-05-01", state="draft")
    SourceFactory(published="2021-05-01", state="draft")
    assert client.get("/years/2021/").status_code == 404


@pytest.mark.parametrize("question", ["domain=x", "agreement=none-such", "agreement=a&agreement=b", "page=2"])
def test_another_question_is_refused(client, question):
    ActionFactory(date="2021-05-01")
    for address in ("/years/", "/years/2021/"):
        assert client.get(f"{address}?{question}").status_code == 400


def test_the_years_before_and_after_are_those_of_which_something_is_known(client):
    for year in (1994, 2021, 2025):
        ActionFactory(date=f"{year}-05-01")
    html = html_of(client, "/years/2021/")
    assert re.findall(r'rel="(prev|next)" href="/years/(\d+)/"', html) == [("prev", "1994"), ("next", "2025")]


@pytest.mark.parametrize("day", ["", "2025-12-30"])
def test_the_years_beside_are_asked_of_the_same_agreement_and_day(client, promise, day):
    for year in (2022, 2023):
        bearing(promise, published=f"{year}-07-01", date=f"{year}-05-01")
    known = f"&known_on={day}" if day else ""
    html = html_of(client, f"/years/2022/?agreement={promise.clause.agreement.slug}{known}")
    links = re.findall(r'rel="(?:prev|next)" href="(/years/[^"]+)"', html)
    asked = f"agreement={promise.clause.agreement.slug}{known}".replace("&", "&amp;")
    assert links == [f"/years/{year}/?{asked}" for year in (2021, 2023) if not day or year == 2023]
    assert f'href="/years/?{asked}"' in html


# --- Size


def test_a_year_takes_as_many_queries_for_many_rows_as_for_few_and_stays_small(client, promise):
    first = bearing(promise, date="2021-07-01")
    for value in ("2021-07-01", "2021-08-01"):
        says(first, value)
    few = {address: counted(client.get, address)[1] for address in ("/years/", "/years/2021/")}
    clause = ClauseFactory(agreement=promise.clause.agreement)
    rows = bulk(CommitmentFactory, 200, clause=clause, modality="obligation", title="A promise of " + "words " * 20)
    actions = bulk(ActionFactory, 200, agreement=clause.agreement, date="2021-07-01", title="Deeds " + "words " * 20)
    bulk(BearingFactory, 200, action=actions, commitment=rows)
    for value in ("2021-07-01", "2021-08-01"):
        bulk(CitationFactory, 200, action=actions, source=SourceFactory(), field="date", value=value)
    for address, number in few.items():
        html, asked = counted(client.get, address)
        assert asked <= number
        assert len(html.encode()) < LARGEST
    html = html_of(client, "/years/2021/")
    assert html.count('<span class="aside">differ on: date') == MOST_DISPUTED
    assert f"and {201 - MOST_PROMISES} more" in page(client, "/years/2021/")


def test_of_very_many_years_the_newest_are_listed(client):
    bulk(ActionFactory, 150, agreement=AgreementFactory(), date=[f"{year}-05-01" for year in range(1870, 2020)])
    html = html_of(client, "/years/")
    assert html.count('<th scope="row">') == MOST_YEARS
    assert f"The newest {MOST_YEARS} years are listed." in page(client, "/years/")
    assert len(html.encode()) < LARGEST
