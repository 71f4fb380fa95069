"""What has become of a promise: one word by one rule, the same in lists, files, trees and on past days."""

from datetime import date
from itertools import product

import pytest

from clauses import known_on
from clauses.dataset.derived import STATES
from clauses.evidence.states import STATE, states_of, with_states
from clauses.models import Commitment
from clauses.vocabularies import ActionRelation, ActionStatus

from ..support.pages.reading import csv_rows, html_of, page
from ..support.rows.factories import (
    ActionFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from ..support.rows.promises import bearing

pytestmark = pytest.mark.django_db
THEN = date(2021, 12, 31)


def state(promise) -> str:
    return states_of([promise])[promise.pk].state


def counts(promise) -> tuple[int, ...]:
    return tuple(states_of([promise])[promise.pk].counts.values())


# --- The rule


def test_what_was_only_mentioned_answered_or_there_before_is_nothing_reported():
    promise = CommitmentFactory()
    CitationFactory(commitment=promise)
    for relation in set(ActionRelation.values) - {"follow_up"}:
        bearing(promise, relation=relation, status="completed")
    assert state(promise) == "nothing_reported"
    assert counts(promise) == (0, 0, 0)


@pytest.mark.parametrize("status", ["suspended", "unknown"])
def test_where_nobody_says_how_far_it_got_that_is_said(status):
    promise = CommitmentFactory()
    bearing(promise, status=status)
    assert state(promise) == "unclear"
    bearing(promise, status="planned")
    assert state(promise) == "announced_only"


@pytest.mark.parametrize("status", ["announced", "planned", "postponed", "cancelled", "missed"])
def test_what_is_not_reported_as_begun_or_done_is_announced_only(status):
    promise = CommitmentFactory()
    bearing(promise, status=status)
    assert state(promise) == "announced_only"


def test_an_announcement_that_was_made_is_nothing_done():
    promise = CommitmentFactory()
    bearing(promise, type="announcement", status="completed")
    assert state(promise) == "announced_only"
    bearing(promise, type="meeting", status="ongoing")
    assert state(promise) == "reported"
    assert counts(promise) == (1, 1, 0)


def test_where_the_thing_itself_was_not_seen_there_are_related_steps_only():
    promise = CommitmentFactory(itself_not_seen=True)
    assert state(promise) == "nothing_reported"
    bearing(promise, status="completed")
    assert state(promise) == "related_only"


def test_a_condition_of_which_nothing_is_reported_was_not_triggered():
    promise = CommitmentFactory(conditional=True, condition="An attack.", recurrence="contingent")
    assert state(promise) == "not_triggered"
    bearing(promise, status="completed")
    assert state(promise) == "reported"


@pytest.mark.parametrize("hidden", ["action", "agreement"])
def test_what_is_not_public_counts_for_nothing(hidden):
    promise = CommitmentFactory()
    action = bearing(promise, status="completed")
    row = action if hidden == "action" else action.agreement
    type(row).objects.filter(pk=row.pk).update(state="draft")
    if hidden == "action":
        assert state(promise) == "nothing_reported"
    else:
        assert states_of([promise]) == {}


def test_in_any_world_the_database_and_the_counts_say_the_same():
    """All kinds of follow-ups together: what the database says of each promise follows from the numbers beside it."""
    kinds = [("follow_up", "meeting", one) for one in ActionStatus.values]
    kinds += [("follow_up", "announcement", "completed"), ("context", "meeting", "completed")]
    for number, (first, second) in enumerate(product(kinds, kinds)):
        contingent = {"conditional": True, "condition": "x", "recurrence": "contingent"} if number % 3 == 0 else {}
        promise = CommitmentFactory(itself_not_seen=number % 4 == 0, **contingent)
        for relation, of_type, status in (first, second):
            action = ActionFactory(relation=relation, type=of_type, status=status)
            BearingFactory(commitment=promise, action=action)
    for one in states_of(Commitment.objects.all()).values():
        reported, announced, unclear = one.counts.values()
        expected = "announced_only" if announced else "unclear"
        if not reported + announced + unclear:
            expected = "not_triggered" if one.commitment.conditional else "nothing_reported"
        elif one.commitment.itself_not_seen:
            expected = "related_only"
        elif reported:
            expected = "reported"
        assert one.state == expected


# --- Beside the word


def test_links_of_sources_and_of_the_editors_are_counted_apart():
    promise = CommitmentFactory()
    for basis in ("stated_by_source", "inferred_by_analyst", "inferred_by_analyst"):
        BearingFactory(commitment=promise, action=ActionFactory(status="completed"), basis=basis)
    BearingFactory(commitment=promise, action=ActionFactory(status="planned"))
    one = states_of([promise])[promise.pk]
    assert (one.stated, one.inferred, one.follow_ups) == (1, 2, 4)


def test_the_newest_deed_is_no_announcement_and_the_newest_mention_no_deed():
    promise = CommitmentFactory()
    deed = bearing(promise, "2022-03-01", status="completed", date="2022-02-01")
    bearing(promise, "2022-04-01", status="completed", date="2021-02-01")
    bearing(promise, "2023-01-01", status="planned", date="2023-02-01")
    CitationFactory(commitment=promise, source=SourceFactory(slug="a-mention", published="2023-05-01"))
    one = states_of([promise])[promise.pk]
    assert one.newest_deed == deed
    assert (one.newest_mention.code, one.newest_mention.published) == ("a-mention", "2023-05-01")


def test_a_judgement_stands_beside_the_state_and_a_sample_does_not():
    promise = CommitmentFactory()
    AssessmentFactory(commitment=promise, level=3, assessed_on="2022-05-01", is_sample=True)
    assert states_of([promise])[promise.pk].judged is None
    AssessmentFactory(commitment=promise, level=1, assessed_on="2022-01-01", analyst="ana", is_sample=False)
    one = states_of([promise])[promise.pk]
    assert (one.state, one.judged.level, one.judged.analyst) == ("nothing_reported", 1, "ana")


def test_on_a_past_day_it_is_what_was_reported_by_then():
    promise = CommitmentFactory(itself_not_seen=True)
    CitationFactory(commitment=promise, source=SourceFactory(published="2021-06-16"))
    early = bearing(promise, "2021-10-01", status="announced")
    CitationFactory(action=early, source=SourceFactory(published="2022-02-01"), field="status", value="completed")
    bearing(promise, "2022-03-01", status="completed")
    type(early).objects.filter(pk=early.pk).update(status="completed")
    assert (state(promise), counts(promise)) == ("related_only", (2, 0, 0))
    with known_on.override(THEN):
        assert (state(promise), counts(promise)) == (
            "related_only",
            (0, 1, 0),
        )  # not seen in all sources, so in no part of them
    with known_on.override(date(2021, 7, 1)):
        assert state(promise) == "nothing_reported"


def test_it_takes_as_many_queries_for_many_as_for_one(django_assert_max_num_queries):
    for number in range(1, 4):
        promise = CommitmentFactory()
        for _ in range(number):
            bearing(promise, status="completed")
    with django_assert_max_num_queries(6):
        assert len(states_of(Commitment.objects.all())) == 3


# --- Where it is shown


@pytest.fixture
def promises():
    """One that was carried out twice, one announced, one of which nothing is reported."""
    done, announced, nothing = (CommitmentFactory(title=title) for title in ("Done", "Announced", "Nothing"))
    for _ in range(2):
        bearing(done, status="completed", date="2022-02-01")
    bearing(announced, status="planned")
    return done, announced, nothing


def test_the_list_says_it_counts_it_and_is_narrowed_and_sorted_by_it(client, promises):
    done, announced, nothing = promises
    html = html_of(client, "/commitments/")
    for words in ("2 reported", "announced only", "nothing reported", "newest deed 1 February 2022"):
        assert words in page(client, "/commitments/")
    assert "?state=nothing_reported" in html
    for asked, rows in (
        ("state=nothing_reported", [nothing]),
        ("state=reported&state=announced_only", [announced, done]),
        ("sort=state", [done, announced, nothing]),
        ("sort=-state", [nothing, announced, done]),
    ):
        found = [row["slug"] for row in csv_rows(client.get(f"/data/commitments.csv?{asked}"))]
        expected = [row.slug for row in rows]
        assert found == expected if "sort" in asked else sorted(found) == sorted(expected), asked


def test_a_state_that_there_is_not_is_refused_with_those_there_are(client):
    response = client.get("/commitments/?state=fulfilled")
    assert response.status_code == 400
    assert "nothing_reported" in response.content.decode()


def test_clause_trees_clauses_domains_actors_and_searches_say_it(client, promises):
    done, domain = promises[0], DomainFactory()
    done.domains.add(domain)
    actor = CommitmentActorFactory(commitment=done).actor
    for record in (done.clause.agreement, done.clause, domain, actor):
        assert "2 reported" in page(client, record.get_absolute_url()), record
    assert "2 reported" in page(client, "/search/?q=done")


def test_the_file_has_a_row_for_each_commitment_and_is_narrowed_by_state(client, promises):
    assert [row["commitment"] for row in csv_rows(client.get("/data/states.csv?state=announced_only"))] == [
        promises[1].slug
    ]
    rows = {row["commitment"]: row for row in csv_rows(client.get("/data/states.csv"))}
    assert STATES.count() == len(rows) == 3
    row = rows[promises[0].slug]
    assert [row[name] for name in ("state", "follow_ups", "reported", "stated_links")] == ["reported", "2", "2", "2"]
    assert row["newest_deed_on"] == "2022-02-01"


def test_the_file_has_the_order_of_every_file(client):
    clause = CommitmentFactory(slug="the-last").clause
    for slug in ("the-first", "the-middle"):
        CommitmentFactory(slug=slug, clause=clause)
    files = [csv_rows(client.get(f"/data/{name}.csv")) for name in ("states", "staleness")]
    orders = [[row["commitment"] for row in rows] for rows in files]
    assert orders[0] == orders[1] == ["the-first", "the-last", "the-middle"]


def test_statements_that_set_no_duty_are_told_apart(client):
    CommitmentFactory(slug="promise", modality="obligation")
    CommitmentFactory(slug="statement", modality="declaratory")
    found = {row["commitment"]: row["sets_duty"] for row in csv_rows(client.get("/data/states.csv"))}
    assert found == {"promise": "yes", "statement": "no"}


def test_the_column_is_added_once():
    rows = with_states(with_states(Commitment.objects.all()))
    assert list(rows.query.annotations) == [STATE, f"{STATE}_place"]
