"""Pages stay readable, and small, where a record is long: years, series, lanes, what weighs most."""

import re

import pytest

from clauses.models import Action, Agreement
from clauses.public.agreements.timeline import MOST_LISTED
from clauses.public.sections.timeline import MOST_DRAWN, Timeline

from ..support.pages.page_costs import LARGEST, queries
from ..support.pages.reading import page
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DecisionFactory,
    DomainFactory,
    SeriesFactory,
    SourceFactory,
)
from ..support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
TABS = ("", "promises/", "timeline/", "text/", "sources/", "data/")


def long_record(agreement: Agreement, count: int) -> None:
    """`count` follow-ups over five years, each cited by a source of its own, half of them on either of two promises."""
    promises = [
        CommitmentFactory(clause=ClauseFactory(agreement=agreement), domains=[DomainFactory()]) for _ in range(2)
    ]
    title = "A meeting of both ministers of something on cooperation in several fields"
    dates = [f"20{21 + number % 5}-{number % 12 + 1:02}-{number % 27 + 1:02}" for number in range(count)]
    slugs = [f"meeting-of-the-ministers-of-something-{count}-{number}" for number in range(count)]
    actions = bulk(ActionFactory, count, agreement=agreement, date=dates, title=title, slug=slugs)
    bulk(BearingFactory, count, action=actions, commitment=promises)
    bulk(CitationFactory, count, action=actions, source=bulk(SourceFactory, count, publisher=ActorFactory()), number=1)


def test_an_agreement_with_three_hundred_actions_has_small_pages_of_as_many_queries(client, agreement):
    long_record(agreement, 10)
    addresses = [agreement.get_absolute_url() + tab for tab in TABS]
    few = [queries(client, address) for address in addresses]
    long_record(agreement, 290)
    for address, before in zip(addresses, few, strict=True):
        assert queries(client, address) <= before, address
        assert len(client.get(address).content) < LARGEST, address


def test_years_that_do_not_fit_are_links_to_lists_of_as_many_rows(client, agreement):
    bulk(ActionFactory, MOST_LISTED - 1, agreement=agreement, date="2024-05-01")
    bulk(ActionFactory, 3, agreement=agreement, date="2022-05-01")
    assert "2022 3 actions in the list" in page(client, agreement.get_absolute_url() + "timeline/")
    html = client.get(agreement.get_absolute_url() + "timeline/").content.decode()
    assert 'href="/actions/?agreement=pact&amp;year=2022"' in html
    assert " of <b>3</b>" in client.get("/actions/?agreement=pact&year=2022").content.decode()


def test_the_two_newest_years_are_open_and_older_ones_folded(client, agreement):
    for year in (2021, 2022, 2023, 2024):
        ActionFactory(agreement=agreement, date=str(year))
    html = client.get(agreement.get_absolute_url() + "timeline/").content.decode()
    assert re.findall(r'<h3 class="group">(\d+)', html) == ["2024", "2023"]
    assert re.findall(r'<details class="year"> <summary>(\d+)', html) == ["2022", "2021"]


def test_the_editions_of_a_series_are_one_row_that_leads_to_them(client, agreement):
    drill = SeriesFactory(slug="brotherhood", title="Brotherhood")
    for year in (2021, 2022, 2023):
        ActionFactory(agreement=agreement, date=f"{year}-10-05", series=drill, type="joint_exercise")
    words = page(client, agreement.get_absolute_url() + "timeline/")
    assert "2021 to 2023 Brotherhood 3 editions, the newest 5 October 2023" in words
    assert " of <b>3</b>" in client.get("/actions/?agreement=pact&series=brotherhood").content.decode()


def timeline(agreement) -> Timeline:
    actions = list(agreement.actions.order_by("date_sort"))
    return Timeline.of(actions, list(agreement.clauses.get().commitments.all()))


def test_an_action_is_one_link_with_a_mark_in_each_of_its_lanes(agreement):
    domains = [DomainFactory(label="Trade", position=1), DomainFactory(label="Energy", position=2)]
    promise = CommitmentFactory(clause=ClauseFactory(agreement=agreement), domains=domains)
    BearingFactory(commitment=promise, action=ActionFactory(agreement=agreement))
    drawn = timeline(agreement)
    assert [lane.label for lane in drawn.lanes] == ["Trade", "Energy"]
    ((_, marks),) = drawn.links
    assert len({height for _, height in marks}) == 2


@pytest.mark.parametrize("relation", ["reaction", "context"])
def test_what_carries_nothing_out_stands_in_no_lane_of_a_domain(agreement, relation):
    promise = CommitmentFactory(clause=ClauseFactory(agreement=agreement), domains=[DomainFactory(label="Trade")])
    BearingFactory(commitment=promise, action=ActionFactory(agreement=agreement, relation=relation))
    assert [lane.label for lane in timeline(agreement).lanes] == ["Reactions and context"]


def test_a_baseline_is_not_drawn(agreement):
    CommitmentFactory(clause=ClauseFactory(agreement=agreement))
    ActionFactory(agreement=agreement, relation="baseline", date="2010-09-15")
    assert timeline(agreement) is None


def test_of_too_many_actions_the_newest_are_drawn_and_the_page_says_so(client, agreement):
    bulk(ActionFactory, MOST_DRAWN, agreement=agreement, date="2022-05-01")
    old = ActionFactory(agreement=agreement, date="2021-07-01")
    html = client.get(agreement.get_absolute_url() + "timeline/").content.decode()
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert drawing.count("<a ") == MOST_DRAWN
    assert old.slug not in drawing
    assert 'Not drawn: <a href="/actions/?agreement=pact&amp;sort=date">1</a>' in html


def test_every_year_of_a_long_timeline_is_labelled(agreement):
    CommitmentFactory(clause=ClauseFactory(agreement=agreement))
    for date in ("2021-06-15", "2025-12-02"):
        ActionFactory(agreement=agreement, date=date)
    assert [words for _, words in timeline(agreement).ticks] == ["2021", "2022", "2023", "2024", "2025"]


def test_an_agreement_counts_what_is_disputed_until_it_is_decided(client, agreement):
    CommitmentFactory(clause=ClauseFactory(agreement=agreement))
    action = ActionFactory(agreement=agreement, title="The vote")
    sides = [CitationFactory(action=action, field="date", value=value) for value in ("2022-02-01", "2022-02-03")]
    assert "Sources differ on 1 point ." in page(client, agreement.get_absolute_url())
    decision = DecisionFactory.build(action=action, field="date", follows=sides[0])
    decision.full_clean()
    decision.save()
    assert "Sources differ" not in page(client, agreement.get_absolute_url())


def test_the_first_page_of_an_agreement_loads_no_action_to_count_what_is_disputed(client, agreement, monkeypatch):
    CommitmentFactory(clause=ClauseFactory(agreement=agreement))
    quiet, loud = ActionFactory.create_batch(2, agreement=agreement, relation="follow_up")
    CitationFactory(action=quiet, field="date", value="2022-02-01")
    for value in ("2022-02-01", "2022-02-03"):
        CitationFactory(action=loud, field="date", value=value)
    loaded = []
    from_db = Action.from_db.__func__
    load = classmethod(lambda cls, *row, **how: loaded.append(row) or from_db(cls, *row, **how))
    monkeypatch.setattr(Action, "from_db", load)
    assert "Sources differ on 1 point ." in page(client, agreement.get_absolute_url())
    assert len(loaded) == 0


def test_sources_are_counted_by_how_they_were_read_and_by_language_with_links_to_as_many(client, agreement):
    ways = [("whole", "en"), ("excerpt", "tr"), ("excerpt", "en"), ("", "")]
    for extent, language in ways:
        CitationFactory(agreement=agreement, source=SourceFactory(extent=extent, language=language))
    words = page(client, agreement.get_absolute_url() + "sources/")
    assert "an excerpt 2 not recorded 1 the whole text 1" in words
    assert "English 2 not recorded 1 Turkish 1" in words
    for query, count in (("extent=excerpt", 2), ("language=en", 2), ("extent=none", 1), ("language=none", 1)):
        address = f"/sources/?agreement=pact&{query}"
        assert (
            f'href="{address.replace("&", "&amp;")}"'
            in client.get(agreement.get_absolute_url() + "sources/").content.decode()
        )
        assert f" of <b>{count}</b>" in client.get(address).content.decode()


def test_lists_by_date_stand_under_their_years_and_others_do_not(client, agreement):
    for date in ("2021-05-01", "2023", "2021-06-01", ""):
        ActionFactory(agreement=agreement, date=date)
    found = {
        sort: re.findall(r'<h2 class="group">([^<]+)', client.get(f"/actions/?agreement=pact{sort}").content.decode())
        for sort in ("", "&sort=date", "&sort=title")
    }
    assert found == {
        "": ["2023", "2021", "Without a date"],
        "&sort=date": ["2021", "2023", "Without a date"],
        "&sort=title": [],
    }


def test_an_undated_action_is_found_under_the_year_of_its_first_report(client, agreement):
    action = ActionFactory(agreement=agreement, date="", title="Undated clearing")
    CitationFactory(action=action, source=SourceFactory(published="2022-03-01"))
    ActionFactory(agreement=agreement, date="2021-03-01")
    assert "Undated clearing" in page(client, "/actions/?agreement=pact&year=2022")
    assert "Year 2022 1 2021 1" in page(client, "/actions/?agreement=pact")
    for day, found in (("2022-02-28", False), ("2022-03-01", True)):
        address = f"/actions/?q=undated+clearing&year=2022&known_on={day}"
        assert ("first reported 1 March 2022" in page(client, address)) is found


@pytest.mark.parametrize("year", ["22", "0000", "²022", "2022-01", "x"])
def test_what_is_no_year_is_refused_with_a_remedy(client, year):
    response = client.get("/actions/", {"year": year})
    assert response.status_code == 400
    assert "Write it with four digits" in response.content.decode()


def weightiest(client) -> str:
    return page(client, "/").partition("what weighs most")[2]


def test_home_shows_what_weighs_most_beside_the_newest(client, agreement):
    bulk(ActionFactory, 6, agreement=agreement, date="2025-12-01", type="statement")
    ActionFactory(title="A gas pipeline opens", date="2025-03-01", type="infrastructure")
    ActionFactory(title="Parliament votes", date="2025-02-01", type="parliamentary_approval", relation="life_cycle")
    words = weightiest(client)
    assert words.index("A gas pipeline opens") < words.index("Parliament votes")


@pytest.mark.parametrize(
    "what",
    [{"type": "statement"}, {"status": "announced"}, {"relation": "baseline"}, {"relation": "reaction"}],
    ids=lambda what: next(iter(what.values())),
)
def test_home_weighs_no_statement_no_announcement_and_nothing_that_carries_nothing_out(client, agreement, what):
    bulk(ActionFactory, 6, agreement=agreement, date="2025-12-01", type="statement")
    ActionFactory(title="Zq works", date="2025-03-01", **{"type": "infrastructure"} | what)
    assert "Zq works" not in weightiest(client)
