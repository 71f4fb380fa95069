"""`?known_on=`: the pages and files of a past day hold what the sources that were certainly out by then support."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from clauses import dates, known_on
from clauses.dataset import TABLES
from clauses.models import Action, Citation
from clauses.public.lists import LISTS

from ..support.factories import (
    ActionFactory,
    ActionParticipantFactory,
    AgreementFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    PlaceFactory,
    SeriesFactory,
    SourceFactory,
    fill,
)
from ..support.known_on import DAY, ON_DAY, asked, losing_the_day
from ..support.reading import body

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def report(published: str, action, **more):
    return CitationFactory(source=SourceFactory(published=published), action=action, **more)


def then(action, day: date = ON_DAY) -> Action:
    """The action as the pages of a day show it."""
    with known_on.override(day):
        return Action.objects.published().get(pk=action.pk)


# --- How the day is asked for


@pytest.mark.parametrize(
    "query", ["known_on=", "known_on=2022", "known_on=2022-2-1", "known_on=2022-02-30", "known_on=1899-12-31"]
)
def test_what_is_no_day_is_refused_with_a_remedy(client, query):
    response = client.get(f"/actions/?{query}")
    assert response.status_code == 400
    assert "known_on=2022-02-10" in body(response)


def test_two_days_are_refused(client):
    assert client.get("/?known_on=2022-02-10&known_on=2022-02-11").status_code == 400


@pytest.mark.parametrize("address", ["/", "/actions/", "/sources/?kind=news", "/data/citations.csv", "/search/?q=test"])
def test_the_page_of_today_or_later_is_the_page_without_a_day(get, address):
    fill(6)
    plain, today = body(get(address)), timezone.now().date()
    for days in (0, 1, 4000):
        assert body(get(asked(address, (today + timedelta(days=days)).isoformat()))) == plain, days


def test_the_list_hints_at_the_name_of_the_parameter(client):
    assert "Did you mean “known_on”?" in body(client.get("/actions/?known_onn=2022-02-10"))


# --- What was known


def test_a_record_is_known_from_the_day_of_its_first_report_on(client):
    action = ActionFactory()
    report("2021-10-06", action)
    assert client.get(asked(action.get_absolute_url(), "2021-10-05")).status_code == 404
    assert client.get(asked(action.get_absolute_url(), "2021-10-06")).status_code == 200


def test_the_page_of_what_nobody_had_reported_leads_to_today_and_names_nothing(client):
    action = ActionFactory(title="Later drill")
    report("2022-02-01", action)
    response = client.get(asked(action.get_absolute_url()))
    assert response.status_code == 404
    assert "Nothing was reported of this by 31 December 2021" in body(response)
    assert f'<a data-day="leaves" href="{action.get_absolute_url()}">' in body(response)
    assert "Later drill" not in body(response)


@pytest.mark.parametrize(
    "published",
    ["", "2021-12/..", "2021-12-30/2022-01-01", "[2021-12-30..2022-01-01]", "2021-10-06?", "2021-10~", "2021%"],
)
def test_a_source_that_was_not_certainly_out_does_not_count(published):
    action = ActionFactory()
    report(published, action)
    with known_on.override(ON_DAY):
        assert not Action.objects.published().filter(pk=action.pk).exists()


def test_only_a_report_makes_an_action_known_not_a_denial_or_a_mention():
    action = ActionFactory()
    report("2021-10-06", action, stance="contradicts")
    report("2021-10-06", action, stance="mentions")
    with known_on.override(ON_DAY):
        assert not Action.objects.published().filter(pk=action.pk).exists()
        assert not Citation.objects.published().filter(action=action).exists()


@pytest.mark.parametrize("published", ["2021-10-06?", "2021-10~"])
def test_r15_what_a_source_of_an_uncertain_day_says_settles_nothing_and_stands_apart(client, published):
    action = ActionFactory(title="A drill", description="Zqcanary, by the editors.", status="completed")
    report("2021-10-06", action)
    cited = report(published, action, field="status", value="completed")
    assert (then(action).status, then(action).description) == ("unknown", "")
    html = body(client.get(asked(action.get_absolute_url())))
    assert "without a date by which they were out" in html
    assert str(cited.source) in html
    assert not cited.source.was_out(ON_DAY)


def test_r18_no_page_leads_to_a_day_that_is_refused(client):
    action = ActionFactory()
    for published in ("1899-05-01", "1899-05-01?", "1900-01-01", "2021-05-01", "2021-06-01?"):
        report(published, action)
    for address in (action.agreement.get_absolute_url(), "/actions/"):
        html = body(client.get(asked(address)))
        linked = set(re.findall(r"known_on=(\d{4}-\d{2}-\d{2})", html)) - {DAY}
        assert linked
        assert all(client.get(f"/sources/?known_on={day}").status_code == 200 for day in linked)
        assert "2021-06-01" not in linked


DOUBTS = [
    ("2021?", "2021-10-05"),
    ("2021%", "2021-01-01/2021-12-31"),
    ("2021?", "[2021-01-01..2021-12-31]"),
    ("2021-10-05?", "2021"),
    ("2021-10-05?", "2021-10-05~"),
    ("2021-10-05?/..", "2021-10-05/"),
    ("2021-10-05?/..", "2021/2021-11"),
    ("2021?/2021-11", "2021-10-05/2021-11"),
    ("2021-10~", "[2021-09-20..2021-10-05]"),
    ("../2021-11", "2021?"),
]


@pytest.mark.parametrize("stated", DOUBTS, ids=" and ".join)
def test_r17_the_filter_and_the_row_of_a_day_agree_on_what_is_in_doubt(client, stated):
    action = ActionFactory(date="")
    for value in stated:
        report("2021-10-20", action, field="date", value=value)
    report("2022-11-20", action)
    row = then(action)
    assert row.date
    ends = {row.date_earliest and row.date_earliest.year, row.date_latest and row.date_latest.year}
    certain = ends == {2021} and not dates.is_in_doubt(row.date)
    certainly = "date_from=2021&date_to=2021&date_match=certainly"
    for query, holds in ((certainly, certain), ("date_match=no_year", not certain)):
        html = body(client.get(asked(f"/actions/?{query}&agreement={action.agreement.slug}")))
        assert (action.get_absolute_url() in html) == holds, query


def test_r25_what_is_newest_on_a_day_is_sure_of_the_day_as_it_was_then_reported():
    guessed, mended = ActionFactory(date="2021-10-05"), ActionFactory(date="2021-10-05?")
    for action, value in ((guessed, "2021?"), (mended, "2021-10-04")):
        report("2021-10-20", action, field="date", value=value)
        report("2022-10-20", action)
    actions = Action.objects.filter(pk__in=[guessed.pk, mended.pk])
    assert list(actions.sure_of_day()) == [guessed]
    with known_on.override(ON_DAY):
        assert list(actions.sure_of_day().newest_first()) == [mended]


SPELT = [
    ("Visit  of   the      minister", "visit"),
    ("S\u0327us\u0327c\u0327g\u0306u\u0308o\u0308s\u0327i go\u0308ru\u0308s\u0327u\u0308", "susc"),
    ("Talks on the Stra\u00dfe", "strasse"),
    ("Ceremony\u2026 at \u00c6on, \u00bd of it, e\ufb00ort", "effort"),
    ("Soft\u00ad\u00ad\u00ad\u00ad\u00ad\u00ad hyphens", "hyphens"),
]


@pytest.mark.parametrize(("title", "word"), SPELT, ids=[word for _, word in SPELT])
def test_r14_search_on_a_day_finds_what_is_shown_and_not_what_is_withheld(title, word):
    action = ActionFactory(title=title, description="zzsecret")
    row = AgreementFactory(title=title, summary="zzsecret")
    for about in ({"action": action}, {"agreement": row}):
        for published in ("2021-10-06", "2022-10-06"):
            CitationFactory(source=SourceFactory(published=published), **about)
    series = SeriesFactory(title=title, description="zzsecret")
    report("2021-10-06", ActionFactory(series=series))
    with known_on.override(ON_DAY):
        for one in (action, row, series):
            rows = type(one).objects.published()
            assert one in rows.search(word), one
            assert one not in rows.search("zzsec"), one
    assert action in Action.objects.published().search("zzsec")


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_text_of_a_source_that_is_not_public_withholds_nothing_on_a_day(state):
    row = AgreementFactory(summary="What it says.")
    CitationFactory(source=SourceFactory(published="2021-10-06"), agreement=row)
    later = SourceFactory(published="2022-10-06", state=state, withdrawn_reason="A copy." if state != "draft" else "")
    text = {"clause": ClauseFactory(agreement=row), "status": "reported_paraphrase"}
    ClauseTextFactory(source=later, **text)
    with known_on.override(ON_DAY):
        assert type(row).objects.published().get(pk=row.pk).summary == "What it says."
    ClauseTextFactory(source=SourceFactory(published="2022-10-06"), **text)
    with known_on.override(ON_DAY):
        assert not type(row).objects.published().get(pk=row.pk).summary


@pytest.mark.parametrize("stated", [("2021-10-05/..", "../2021-10-01"), ("2021/2021-03", "2021-06/")])
def test_r13_spans_that_contradict_each_other_leave_no_date_and_no_page_fails(get, stated):
    action = ActionFactory(date="")
    for value in stated:
        report("2021-10-20", action, field="date", value=value)
    report("2022-11-20", action)
    assert then(action).date == ""
    for address in ("/", "/actions/", action.get_absolute_url(), action.agreement.get_absolute_url()):
        assert get(asked(address)).status_code == 200
    assert action.slug in body(get(asked("/data/actions.csv")))
    assert "Sources disagree: date" in body(get(action.get_absolute_url()))


def test_a_rank_given_at_an_unknown_time_counts_for_nothing():
    action = ActionFactory()
    citation = report("2021-10-06", action, rank="deprecated", rank_reason="A misprint.", credibility="5")
    with known_on.override(ON_DAY):
        shown = Citation.objects.published().believed().get(pk=citation.pk)
    assert (shown.rank, shown.rank_reason, shown.credibility) == ("normal", "", "6")


def test_judgements_are_those_made_by_the_day(client):
    commitment = CommitmentFactory()
    CitationFactory(commitment=commitment, source=SourceFactory(published="2021-10-06"))
    AssessmentFactory(commitment=commitment, assessed_on="2021-11-01", rationale="Judged early.")
    AssessmentFactory(commitment=commitment, assessed_on="2022-11-01", rationale="Judged late.")
    html = body(client.get(asked(commitment.get_absolute_url())))
    assert "Judged early." in html
    assert "Judged late." not in html


# --- As then reported


def test_the_status_is_that_of_the_latest_report_by_then():
    action = ActionFactory(status="completed")
    report("2021-10-01", action, field="status", value="announced")
    report("2021-11-01", action, field="status", value="postponed")
    report("2022-02-01", action, field="status", value="completed")
    assert then(action, date(2021, 10, 31)).status == "announced"
    assert then(action).status == "postponed"
    assert then(action, date(2022, 2, 1)).status == "completed"


def test_without_a_reported_status_it_is_unknown():
    action = ActionFactory(status="completed")
    report("2021-10-01", action)
    report("2022-02-01", action)
    assert then(action).status == "unknown"


def test_the_date_is_what_all_reports_allow():
    action = ActionFactory(date="2021-10-05/2021-10-08")
    for value in ("2021-10-05/2021-10-08", "2021-10", "[2021-10-01..2021-10-20]"):
        report("2021-10-06", action, field="date", value=value)
    report("2022-02-01", action)
    shown = then(action)
    assert (shown.date, shown.date_earliest, shown.date_latest) == (
        "2021-10-05/2021-10-08",
        date(2021, 10, 5),
        date(2021, 10, 8),
    )


def test_dates_without_a_common_day_make_it_undated_and_disputed(client):
    action = ActionFactory(date="2021-10-05")
    for value in ("2021-10-05", "2021-10-07"):
        report("2021-10-06", action, field="date", value=value)
    report("2022-02-01", action)
    assert then(action).date == ""
    html = body(client.get(asked(action.get_absolute_url())))
    assert "Undated" in html
    assert "Sources disagree" in html


def test_where_all_reports_were_out_the_editors_columns_stand():
    action = ActionFactory(status="completed", date="2021-10-05", description="All of it.")
    report("2021-10-06", action)
    shown = then(action)
    assert (shown.status, shown.date, shown.description, shown.is_withheld) == (
        "completed",
        "2021-10-05",
        "All of it.",
        False,
    )


def test_what_the_editors_wrote_from_later_sources_is_withheld_and_the_page_says_so(client):
    action = ActionFactory(
        description="Written later.", places=[PlaceFactory(name="Told place"), PlaceFactory(name="Untold")]
    )
    told = action.places.get(name="Told place")
    bearing = BearingFactory(action=action, note="Written later.")
    CitationFactory(commitment=bearing.commitment, source=SourceFactory(published="2021-10-06"))
    report("2021-10-06", action, field="place", value=told.slug)
    report("2022-02-01", action)
    addresses = [f"/actions/?q={action.slug}", action.get_absolute_url(), bearing.commitment.get_absolute_url()]
    row, page, other = (body(client.get(asked(address))) for address in addresses)
    for html in (row, page, other):
        assert "Written later." not in html
        assert "Untold" not in html
    assert "Told place" in row
    assert "is left out here" in page


def test_under_which_name_a_participant_was_reported_is_withheld_with_the_rest(client):
    action = ActionFactory()
    part = ActionParticipantFactory(action=action, name_as_reported="Named so later")
    report("2021-10-06", action, field="participant", value=part.actor.slug)
    report("2022-02-01", action)
    for address in (action.get_absolute_url(), "/data/action_participants.csv"):
        assert "Named so later" not in body(client.get(asked(address))), address
        assert "Named so later" in body(client.get(asked(address, "2022-02-01"))), address


def test_lists_are_filtered_sorted_and_counted_by_what_was_reported_then(client):
    agreement = ActionFactory(status="completed", date="2020-01-01").agreement
    early, late = (ActionFactory(agreement=agreement, status="completed", date="2020-01-01") for _ in range(2))
    for action, day, status in ((early, "2021-03-01", "planned"), (late, "2021-06-01", "ongoing")):
        report("2021-07-01", action, field="date", value=day)
        report("2021-07-01", action, field="status", value=status)
        report("2022-07-01", action)
    here = f"/actions/?agreement={agreement.slug}"
    assert codes(client, f"{here}&sort=-date") == [late.slug, early.slug]
    assert codes(client, f"{here}&sort=date") == [early.slug, late.slug]
    assert codes(client, f"{here}&status=planned") == [early.slug]
    assert codes(client, f"{here}&status=completed") == []
    assert codes(client, f"{here}&date_from=2021-05") == [late.slug]
    assert codes(client, f"{here}&date_to=2020-12") == []
    html = body(client.get(asked(here)))
    assert "status=planned" in html
    assert "status=completed" not in html


def codes(client, address: str) -> list[str]:
    lines = body(client.get(asked(address.replace("/actions/", "/data/actions.csv")))).splitlines()[1:]
    return [line.split(",")[0] for line in lines]


def test_the_file_and_the_database_say_the_same_of_dates(client):
    action = ActionFactory(date="")
    report("2021-07-01", action, field="date", value="[2021-03-01..2021-06-30]")
    report("2021-07-01", action, field="date", value="[2021-05-01..]")
    report("2022-07-01", action)
    line = body(client.get(asked(f"/data/actions.csv?agreement={action.agreement.slug}"))).splitlines()[1]
    assert "[2021-05-01..2021-06-30],2021-05-01,2021-06-30" in line


# --- Undated sources


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


# --- The page


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
        "/agreements/shusha-declaration-2021-06-15/",
        "/actions/?type=meeting&date_from=2021",
        "/actors/azerbaijan/",
    ]
    for address in pages:
        assert losing_the_day(get(asked(address, day)).content.decode()) == [], address


def test_the_agreement_offers_the_days_on_which_something_was_reported(client, shipped):
    html = body(client.get(asked("/agreements/shusha-declaration-2021-06-15/", "2022-02-10")))
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
