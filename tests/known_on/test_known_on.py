"""`?known_on=`: the pages and files of a past day hold what the sources that were certainly out by then support."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from clauses import dates, known_on
from clauses.models import Action, Citation

from ..support.pages.reading import body
from ..support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    AssessmentFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    SeriesFactory,
    SourceFactory,
)
from ..support.rows.filling import fill
from ..support.rows.known_on import DAY, ON_DAY, asked, report, then

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


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
