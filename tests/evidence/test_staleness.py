"""How fresh what is known of a commitment is: one definition for pages, lists, files and the admin."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.dataset.derived import STALENESS
from clauses.evidence.staleness import freshness_of
from clauses.evidence.worklists import never_looked_at, overdue
from clauses.models import Assessment, Commitment

from ..support.pages.reading import page, rows, rows_of
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    SourceFactory,
)
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
TODAY = date(2023, 6, 1)
COUNCILS = "security-councils-meetings"


def fresh(commitment):
    return freshness_of([commitment])[commitment.pk]


def reported(commitment, published, **action):
    """A report, of that day, of a follow-up action that bears on the commitment."""
    bearing = BearingFactory(commitment=commitment, action=ActionFactory(**action))
    CitationFactory(action=bearing.action, source=SourceFactory(published=published))
    return bearing.action


def test_the_last_report_is_the_newest_of_it_or_of_a_follow_up_action():
    promise = CommitmentFactory()
    assert fresh(promise).last_report is None
    assert fresh(promise).days_since(TODAY) is None
    CitationFactory(commitment=promise, source=SourceFactory(published="2022-05-01"))
    CitationFactory(commitment=promise, source=SourceFactory(published=""))
    assert fresh(promise).last_report.action is None
    action = reported(promise, "2023-05-22", status="announced")
    CitationFactory(action=action, source=SourceFactory(published="2023-05-30"), state="draft")
    assert (fresh(promise).last_report.action, fresh(promise).days_since(TODAY)) == (action, 10)
    assert fresh(promise).last_carried_out is None


def test_what_was_only_announced_or_called_off_puts_off_nothing_that_is_overdue():
    promise = CommitmentFactory(recurrence="recurring", expected_interval_months=6)
    held = reported(promise, "2022-01-01")
    reported(promise, "2023-05-01", status="cancelled")
    reported(promise, "2023-05-01", type="announcement", status="completed")
    found = fresh(promise)
    assert ([one.action for one in found.occurrences], found.last_carried_out) == ([held], date(2022, 1, 1))
    assert found.timeliness(TODAY) == "overdue"
    assert promise in overdue(TODAY)


TERMS = {
    "in time": ({"recurrence": "recurring", "expected_interval_months": 12}, "2022-06-20", "in_time"),
    "overdue": ({"recurrence": "recurring", "expected_interval_months": 6}, "2022-11-30", "overdue"),
    "never reported": ({"recurrence": "recurring", "expected_interval_months": 6}, "", "never_reported"),
    "regular": ({"recurrence": "recurring"}, "2020", "no_interval"),
    "deadline passed": ({"recurrence": "one_off", "deadline": "2023-05"}, "", "deadline_passed"),
    "deadline to come": ({"recurrence": "one_off", "deadline": "2023-06"}, "", "not_due_yet"),
    "done": ({"recurrence": "one_off", "deadline": "2022"}, "2021", "reported"),
    "continuous": ({"recurrence": "continuous"}, "", "no_time"),
    "contingent": ({"recurrence": "contingent", "conditional": True, "condition": "If."}, "", "contingent"),
}


@pytest.mark.parametrize("case", TERMS)
def test_whether_it_is_late_is_said_only_where_something_says_so(case):
    terms, published, expected = TERMS[case]
    promise = CommitmentFactory(**terms)
    if published:
        reported(promise, published)
    assert fresh(promise).timeliness(TODAY) == expected
    assert (promise in overdue(TODAY)) == (expected == "overdue")


def test_occurrences_stand_in_the_order_of_time_with_the_months_between_them():
    promise = CommitmentFactory(recurrence="recurring")
    third = reported(promise, "2023-01-01", date="2022-12-14")
    first = reported(promise, "2023-01-02", date="2021-10-05/2021-10-08")
    second = reported(promise, "2023-01-03", date="2022-05")
    reported(promise, "2023-01-04", date="2022-07-01", status="announced")
    reported(promise, "2023-01-05", date="2022-08-01", relation="baseline")
    found = fresh(promise)
    assert [one.action for one in found.occurrences] == [first, second, third]
    assert [months for _, _, months in found.intervals] == [6, 7]
    assert found.longest_interval == (second, third, 7)


def test_who_is_to_carry_it_out_is_missed_where_none_of_them_took_part():
    promise, council = CommitmentFactory(recurrence="recurring"), ActorFactory(name="Council")
    CommitmentActorFactory(commitment=promise, actor=council, role="implementer")
    assert fresh(promise).absent == []
    action = reported(promise, "2023-01-01")
    ActionParticipantFactory(action=action)
    assert fresh(promise).absent == [council]
    ActionParticipantFactory(action=action, actor=council)
    assert fresh(promise).absent == []


def test_who_looked_where_and_until_when_is_told_and_samples_are_nobodys_look():
    promise = CommitmentFactory()
    AssessmentFactory(commitment=promise, is_sample=True)
    assert fresh(promise).never_looked_at
    assert promise in never_looked_at()
    AssessmentFactory(
        commitment=promise,
        is_sample=False,
        level=None,
        state_of_evidence="no_evidence_found",
        searched_where="two gazettes, in Turkish",
        searched_until="2022-05-31",
        analyst="analyst-7",
    )
    newer = AssessmentFactory(commitment=promise, is_sample=False, assessed_on="2022-07-01")
    found = fresh(promise)
    assert (found.last_judgement, [one.analyst for one in found.found_nothing]) == (newer, ["analyst-7"])
    assert promise not in never_looked_at()


def test_two_hundred_commitments_take_as_many_queries_as_two():
    def queries(commitments):
        with CaptureQueriesContext(connection) as captured:
            freshness_of(commitments)
        return len(captured)

    made = CommitmentFactory.create_batch(20, recurrence="recurring")
    for promise in made:
        CitationFactory(commitment=promise)
        ActionParticipantFactory(action=reported(promise, "2022"))
        AssessmentFactory(commitment=promise, is_sample=False)
        CommitmentActorFactory(commitment=promise, role="implementer")
    assert queries(made) == queries(made[:2]) <= 8


def test_the_security_councils_were_to_meet_regularly_and_only_their_secretaries_are_reported(client, shipped):
    found = fresh(Commitment.objects.get(slug=COUNCILS))
    assert [one.action.slug for one in found.occurrences] == ["security-service-meeting-2022-05-12"]
    assert found.timeliness(TODAY) == "no_interval"
    assert {actor.slug for actor in found.absent} == {
        "azerbaijan-security-council",
        "turkiye-national-security-council",
    }
    told = page(client, f"/commitments/{COUNCILS}/")
    for words in (
        "Recurring, no interval named",
        "1 follow-up action",
        "none is reported to have taken part: National Security Council of Türkiye , Security Council of Azerbaijan",
        "By no analyst yet",
    ):
        assert words in told


def test_a_page_counts_the_days_to_the_day_that_is_asked_for(client, shipped):
    told = page(client, f"/commitments/{COUNCILS}/?known_on=2022-05-23")
    assert "10 days before 23 May 2022" in told
    before = page(client, f"/commitments/{COUNCILS}/?known_on=2022-05-11")
    assert "security-service-meeting" not in before
    assert "No follow-up action" in before


def test_the_file_tells_it_without_a_clock(client, shipped):
    (row,) = rows(client, "staleness", commitment=COUNCILS)
    assert (row["last_report"], row["occurrences"], row["last_looked_at"]) == ("2022-05-13", "1", "")
    assert len(rows_of(STALENESS)) == STALENESS.count() == Commitment.objects.published().count()


def test_lists_and_the_admin_tell_it_too(client, shipped):
    assert "newest mention once between 12 and 13 May 2022" in page(client, f"/commitments/?q={COUNCILS}")
    viewer = person("viewer")
    promise = Commitment.objects.get(slug=COUNCILS)
    told = page(viewer, f"/admin/clauses/commitment/{promise.pk}/change/")
    assert "Never looked at by an analyst" in told
    assert promise.title in page(viewer, "/admin/clauses/commitment/?work=unjudged")
    assert not Assessment.objects.filter(is_sample=False).exists()


def test_the_last_report_is_of_the_promise_itself_else_of_the_action_whose_code_comes_last():
    promise, source = CommitmentFactory(), SourceFactory(published="2022-05-01")
    for slug in ("test-b", "test-c", "test-a"):
        CitationFactory(source=source, action=BearingFactory(commitment=promise, action__slug=slug).action)
    assert freshness_of([promise])[promise.pk].last_report.action.slug == "test-c"
    CitationFactory(source=source, commitment=promise)
    assert freshness_of([promise])[promise.pk].last_report.action is None
