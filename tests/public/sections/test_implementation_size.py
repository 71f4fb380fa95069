"""The page of a commitment stays small and takes as few queries, whatever bears on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.public.sections.implementation import story_of

from ...support.rows.factories import (
    ActionFactory,
    BearingFactory,
    CitationFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.promises import bearing, plain

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_many_bearings_take_as_many_queries_as_few(promise):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            story_of(promise)
        return len(captured)

    def more(count):
        for number in range(count):
            action = bearing(promise, status=("completed", "announced")[number % 2])
            CitationFactory(action=action, field="date", value=f"2022-01-{number % 27 + 1:02}", quote="")
            CitationFactory(action=action, field="date", value="2021", quote="")
            for about in ({"action": action}, {"commitment": promise}):
                DisagreementSideFactory(disagreement=noted, citation=CitationFactory(**about))

    noted = DisagreementFactory()
    more(2)
    few = queries()
    more(8)
    assert queries() == few


def test_a_page_of_three_hundred_actions_stays_small_and_says_what_it_leaves_out(client, promise):
    actions = bulk(
        ActionFactory,
        300,
        agreement=promise.clause.agreement,
        title="A meeting of the two ministers of something or other on what comes next",
        status=["announced", "completed", "completed", "completed"],
        relation=["follow_up", "follow_up", "follow_up", "follow_up", "baseline"],
    )
    bulk(BearingFactory, 300, commitment=promise, action=actions, note="The article names the Declaration in passing.")
    source = SourceFactory()
    notes = [f"What a reader should know of passage {number}." for number in range(100)]
    bulk(CitationFactory, 100, commitment=promise, source=source, number=list(range(1, 101)), note=notes)
    response = client.get(promise.get_absolute_url())
    assert len(response.content) < 100_000
    assert "Listed here are the newest 60 of 180." in plain(response.content.decode())
