"""The page of a commitment: promised, announced, reported, disputed, not seen; and what counts in none of it."""

import pytest

from clauses.models import Commitment

from ...support.pages.reading import page, rows
from ...support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    SeriesFactory,
    SourceFactory,
)
from ...support.rows.promises import bearing, steps

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_a_promise_of_which_nothing_is_reported_says_so_step_by_step(client, promise):
    told = steps(client, promise)
    assert told["story"] == ("Promised on 15 June 2021; no action reported as done or going on; nothing in dispute.")
    assert "signed 15 June 2021" in told["promised"]
    assert "No announcement is recorded." in told["announced"]
    assert "does not mean that nothing was done" in told["reported"]
    assert told["apart"] == ""


def test_the_story_line_counts_what_each_step_holds(client, promise):
    Commitment.objects.filter(pk=promise.pk).update(not_seen="No joint meeting was found. Looked for in two languages.")
    bearing(promise, status="announced")
    for published in ("2022-05-13", "2025-05-28"):
        action = bearing(promise, published)
    for date in ("2022-05-12", "2022-05-14"):
        CitationFactory(action=action, field="date", value=date, source=SourceFactory(published="2022-06-01"))
    assert steps(client, promise)["story"] == (
        "Promised on 15 June 2021; 1 announcement; 4 reports of 2 actions since, the last dated 28 May 2025; 1 point "
        "in dispute. Not found: No joint meeting was found."
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("announced", "announced when last reported, 1 March 2022"),
        ("planned", "planned until 8 March 2022, not reported since 1 March 2022"),
        ("postponed", "postponed when last reported, 1 March 2022"),
        ("missed", "missed"),
        ("cancelled", "cancelled"),
    ],
)
def test_what_was_announced_stands_apart_from_what_was_done(client, promise, status, words):
    action = bearing(promise, status=status, date="2022-03-05/2022-03-08")
    told = steps(client, promise)
    assert f"{action.title} {words}" in told["announced"]
    assert action.title not in told["reported"]
    assert ("not reported as done: " + action.title in told["not-seen"]) == (status not in ("missed", "cancelled"))


def test_an_announcement_that_was_made_is_nothing_done(client, promise):
    action = bearing(promise, type="announcement", status="completed")
    told = steps(client, promise)
    assert f"{action.title} announced, what came of it is not recorded here" in told["announced"]
    assert "0 follow-up" not in told["not-seen"]
    assert "No follow-up action as done or going on." in told["not-seen"]


def test_what_was_announced_and_then_reported_is_named_in_both_steps_and_counted_in_one(client, promise):
    action = bearing(promise)
    CitationFactory(action=action, field="status", value="planned", source=SourceFactory(published="2022-01-01"))
    told = steps(client, promise)
    assert f"Announced first and reported since, so listed above: {action.title}." in told["announced"]
    assert action.title in told["reported"]
    assert "announcement" not in told["story"]
    assert action.title not in told["not-seen"].partition("Last report")[0]


def test_reported_actions_stand_by_year_with_the_editions_of_a_series_in_one_entry(client, promise):
    drill = SeriesFactory(title="Brotherhood")
    for year in (2022, 2023, 2024):
        bearing(promise, f"{year}-12-01", date=f"{year}-10-05", series=drill, title=f"Drill of {year}")
    alone = bearing(promise, date="2022-02-01", status="ongoing")
    told = steps(client, promise)["reported"]
    assert "2024 2022 to 2024 Brotherhood: 3 editions" in told
    assert told.index("Drill of 2024") < told.index("Drill of 2022") < told.index(alone.title)


def test_how_sure_the_reported_actions_are_is_said_of_all_and_of_each(client, promise):
    bearing(promise)
    copied = bearing(promise)
    CitationFactory(action=copied)
    copied.bearings.update(basis="inferred_by_analyst")
    told = steps(client, promise)["reported"]
    assert "1 is tied to it by an analyst’s inference, and 1 goes back to a single origin." in told
    assert "link inferred by an analyst · 2 reports from 2 separate origins" in told


def test_a_note_that_many_links_share_is_said_once(client, promise):
    for number in range(5):
        bearing(promise).bearings.update(note="It fits." if number else "It differs.")
    told = steps(client, promise)["reported"]
    assert "Of 4 of the links, here and among what was announced, the editors note: “It fits.”" in told
    assert (told.count("It fits."), told.count("It differs.")) == (1, 1)
    bearing(promise, relation="baseline").bearings.update(note="It fits.")
    assert "It fits." in steps(client, promise)["apart"]


def test_what_no_source_calls_done_is_reported_without_being_counted(client, promise):
    action = bearing(promise, status="unknown")
    told = steps(client, promise)
    assert f"Reported, but not as done or going on 5 October 2021 {action.title}" in told["reported"]
    assert "no action reported" in told["story"]


def test_points_in_dispute_name_both_sides(client, promise):
    action = bearing(promise, title="The drill")
    for date, published in (("2021-10-05/2021-10-08", "2021-10-05"), ("2021-09-20/2021-10-11", "2021-10-12")):
        source = SourceFactory(published=published, publisher__name="Paper of " + published)
        CitationFactory(action=action, field="date", value=date, source=source, quote="")
    told = steps(client, promise)["in-dispute"]
    assert "The drill Date: 5 to 8 October 2021 (Paper of 2021-10-05, 5 October 2021); against: 20 September" in told
    assert "Open." in told


def test_what_the_editors_noted_as_a_disagreement_is_a_point_in_dispute(client, promise):
    noted, baseline = DisagreementFactory(title="Two numbers", note="Both cannot be right."), DisagreementFactory()
    held, old = bearing(promise, title="The 17th talks"), bearing(promise, relation="baseline")
    for disagreement, action in ((noted, held), (noted, ActionFactory(title="The 16th talks")), (baseline, old)):
        for note in ("One.", "Other."):
            said = CitationFactory(action=action, note=note)
            DisagreementSideFactory(disagreement=disagreement, citation=said)
    told = steps(client, promise)
    for words in ("Two numbers", "The 17th talks: One.", "The 16th talks: Other.", "Both cannot be right."):
        assert words in told["in-dispute"]
    assert "1 point in dispute" in told["story"]


def test_figures_stand_by_measure_newest_first_and_those_from_before_it_apart(client, promise):
    def figure(value, as_of, measure="turnover"):
        said = {"field": "figure", "value": value, "unit": "billion USD", "measure": measure, "as_of": as_of}
        return CitationFactory(commitment=promise, quote="", **said)

    figure("4.1", "2021-01-01/2021-11-30")
    figure("5.8", "2022")
    figure("0.9", "2022-01-01/2022-02-28")
    figure("2.5", "2022", "exports")
    figure("3.9", "2020")
    figure("9.9", "2023").__class__.objects.filter(value="9.9").update(rank="deprecated", rank_reason="A misprint.")
    told = steps(client, promise)["reported"]
    since, before = told.split("Figures from before it was signed")
    order = ["Exports", "2.5 billion USD", "Turnover", "5.8 billion USD", "0.9 billion USD", "4.1 billion USD"]
    places = [since.index(words) for words in order]
    assert places == sorted(places)
    assert "3.9 billion USD" in before
    assert "3.9 billion USD" not in since
    assert "9.9" not in told
    assert "figures since" in steps(client, promise)["story"]


def test_a_figure_is_no_report_of_the_promise_and_does_not_make_it_known(client):
    promise = CommitmentFactory(clause=ClauseFactory(agreement=AgreementFactory()))
    figure = {"field": "figure", "value": "4.1", "unit": "billion USD", "measure": "turnover", "quote": ""}
    article = SourceFactory(published="2021-12-29", title="Trade of eleven months")
    CitationFactory(commitment=promise, source=article, note="Customs data.", **figure)
    CitationFactory(commitment=promise, source=SourceFactory(published="2022-02-07"))
    address = promise.get_absolute_url()
    words = page(client, address)
    assert "One report, by " in words
    assert words.count("Customs data.") == 1  # in the table of figures alone
    assert client.get(f"{address}?known_on=2022-01-31").status_code == 404
    assert client.get(f"{address}?known_on=2022-02-08").status_code == 200
    (row,) = rows(client, "evidence", code=promise.slug)
    assert row["reports"] == "1"


def test_what_carries_nothing_out_appears_in_no_count(client, promise):
    before = counts(client, promise)
    for kind in ("baseline", "reaction", "context"):
        action = bearing(promise, "2024-01-01", relation=kind, title=f"Not counted {kind}")
        CitationFactory(action=action, field="date", value="2020", source=SourceFactory(published="2024-02-01"))
        CitationFactory(action=action, field="date", value="2021", source=SourceFactory(published="2024-02-01"))
    told = steps(client, promise)
    assert all(f"Not counted {kind}" in told["apart"] for kind in ("baseline", "reaction", "context"))
    assert not any("Not counted" in words for name, words in told.items() if name != "apart")
    assert counts(client, promise) == before


def counts(client, promise):
    """Every count of implementation that a reader sees, by where it stands."""
    agreement = promise.clause.agreement.slug
    home = page(client, "/")
    glance = client.get(f"/agreements/{agreement}/").content.decode()
    chosen = f"agreement={agreement}&amp;domain=zq-help&amp;relation=follow_up"
    (fresh,) = rows(client, "staleness", commitment=promise.slug)
    return {
        "story": steps(client, promise)["story"],
        "home": ("Not counted" in home, home.count("reported since")),
        "glance": glance.count(f'href="/actions/?{chosen}">'),
        "domain": ("Not counted" in page(client, "/domains/zq-help/")),
        "list": page(client, f"/actions/?agreement={agreement}&relation=follow_up").count("Not counted"),
        "commitments": page(client, f"/commitments/?agreement={agreement}").partition("last reported")[2][:30],
        "file": fresh,
    }


def test_a_past_day_tells_the_story_of_then(client, promise):
    Commitment.objects.filter(pk=promise.pk).update(not_seen="No joint meeting was found.")
    action = bearing(promise, "2022-03-01", status="planned", date="2022-04")
    CitationFactory(action=action, field="status", value="completed", source=SourceFactory(published="2022-05-01"))
    type(action).objects.filter(pk=action.pk).update(status="completed")
    bearing(promise, "2023-01-01", title="Later")
    now, then = steps(client, promise), steps(client, promise, "?known_on=2022-04-01")
    assert "3 reports of 2 actions" in now["story"]
    assert then["story"] == (
        "Promised on 15 June 2021; 1 announcement; no action reported as done or going on; nothing in dispute."
    )
    assert action.title in then["announced"]
    assert not any("Later" in words or "joint meeting" in words for words in then.values())
