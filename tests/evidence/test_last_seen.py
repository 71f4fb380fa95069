"""What was under way when last reported says so, with the day, wherever its status is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.evidence.last_seen import tell_under_way
from clauses.models import Action

from ..support.pages.reading import page
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
    SeriesFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
UNDER_WAY = "under way when last reported, 5 September 2022"
DRILL = "TurAz Eagle drill"


@pytest.fixture
def drill():
    """A drill that two reports have as under way, tied to a promise, a domain and a participant."""
    agreement = AgreementFactory(slug="pact")
    promise = CommitmentFactory(clause__agreement=agreement, domains=[DomainFactory(slug="drilling")])
    action = ActionFactory(
        slug="drill", title=DRILL, type="joint_exercise", agreement=agreement, status="ongoing", date="2022-09"
    )
    for day in ("2022-09-02", "2022-09-05"):
        source = SourceFactory(published=day)
        CitationFactory(action=action, source=source)
        CitationFactory(action=action, source=source, field="status", value="ongoing")
        CitationFactory(commitment=promise, source=source)
        CitationFactory(agreement=agreement, source=source)
    BearingFactory(action=action, commitment=promise)
    ActionParticipantFactory(action=action, actor=ActorFactory(slug="army"))
    return action


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/",
            "/actions/",
            "/actions/?sort=title",
            "/search/?q=eagle",
            "/actions/drill/",
            "/agreements/pact/timeline/",
        ),
        *("/actors/army/", "/domains/drilling/", "/commitments/{promise}/"),
    ],
)
def test_every_page_that_shows_it_says_when_it_was_last_reported(client, drill, address):
    promise = drill.bearings.get().commitment.slug
    words = page(client, address.format(promise=promise))
    assert UNDER_WAY in words
    assert words.count(DRILL) > 0


def test_on_a_past_day_the_last_report_is_that_of_the_day(client, drill):
    for address in ("/actions/", "/actions/drill/", "/agreements/pact/timeline/", "/search/?q=eagle"):
        joint = "&" if "?" in address else "?"
        words = page(client, f"{address}{joint}known_on=2022-09-03")
        assert "under way when last reported, 2 September 2022" in words, address
        assert UNDER_WAY not in words, address


def test_a_report_held_for_an_error_keeps_nothing_under_way_but_counts_on_a_past_day(client, drill):
    late = SourceFactory(published="2022-10-01")
    CitationFactory(action=drill, source=late, rank="deprecated", rank_reason="Another drill.")
    for address in ("/actions/", "/actions/drill/"):
        assert UNDER_WAY in page(client, address)
        assert "last reported, 1 October 2022" in page(client, f"{address}?known_on=2022-10-02"), address


def test_without_a_dated_report_it_is_not_said_to_go_on(client):
    action = ActionFactory(status="ongoing", date="")
    CitationFactory(action=action, source=SourceFactory(published=""))
    assert "under way when last reported, no report has a date" in page(client, "/actions/")
    assert "under way when last reported, no report has a date" in page(client, action.get_absolute_url())


def test_an_edition_among_others_says_it_too(client, drill):
    series = SeriesFactory()
    promise = drill.bearings.get().commitment
    other = ActionFactory(agreement=drill.agreement, status="completed", date="2021-09", series=series)
    Action.objects.filter(pk=drill.pk).update(series=series)
    BearingFactory(action=other, commitment=promise)
    CitationFactory(action=other)
    assert UNDER_WAY in page(client, "/domains/drilling/")
    assert UNDER_WAY in page(client, promise.get_absolute_url())


def test_many_rows_are_told_in_one_query_and_those_that_are_over_in_none(drill):
    for number in range(20):
        CitationFactory(
            action=ActionFactory(status="ongoing"), source=SourceFactory(published=f"2022-01-{number + 1:02}")
        )
    over = [ActionFactory(status="completed"), ActionFactory(status="announced")]
    rows = list(Action.objects.all())
    with CaptureQueriesContext(connection) as asked:
        told = tell_under_way(rows)
        tell_under_way(rows)
    assert len(asked) == 1
    assert sum(hasattr(one, "standing") for one in told) == 21
    with CaptureQueriesContext(connection) as asked:
        tell_under_way(over)
    assert len(asked) == 0


def test_no_list_of_the_shipped_record_calls_anything_ongoing(client, wider):
    assert Action.objects.filter(status="ongoing").exists()
    for address in ("/actions/?status=ongoing", "/agreements/shusha-declaration-2021-06-15/timeline/"):
        html = client.get(address).content.decode()
        assert "when last reported" in html
        assert ">ongoing</span>" not in html, address
