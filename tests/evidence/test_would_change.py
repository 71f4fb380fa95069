"""What one more passage would change of what an action is reported to be, before it is written."""

import pytest

from clauses.evidence.would_change import would_change
from clauses.models import Citation
from clauses.models.worked_out.as_reported import AsReported

from ..support.rows.factories import ActionFactory, ActorFactory, CitationFactory, PlaceFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    """Announced by a report of May, for the summer; the editors hold it for planned."""
    action = ActionFactory(status="planned", date="2024-07")
    source = SourceFactory(published="2024-05-01")
    CitationFactory(source=source, number=1, action=action, field="status", value="announced")
    CitationFactory(source=source, number=2, action=action, field="date", value="2024-06/2024-08")
    return action


def line(action, field, value, stance="supports", published="2024-06-01"):
    source = SourceFactory(published=published, state="draft")
    (found,) = would_change(action, source, field=field, value=value, stance=stance)
    return found


def test_a_later_report_decides_the_status(action):
    found = line(action, "status", "completed")
    assert (found.name, found.record, found.reported, found.then) == ("Status", "planned", "announced", "completed")
    assert found.changes
    assert found.differs


def test_what_reports_then_say_as_the_record_does_is_no_difference(action):
    found = line(action, "status", "planned")
    assert found.changes
    assert not found.differs


@pytest.mark.parametrize(
    ("value", "stance", "published"),
    [
        ("completed", "supports", "2024-04-01"),
        ("completed", "contradicts", "2024-06-01"),
        ("completed", "supports", ""),
        ("half typed", "supports", "2024-06-01"),
        ("announced", "supports", "2024-06-01"),
    ],
)
def test_an_earlier_report_and_one_that_does_not_say_so_change_nothing(action, value, stance, published):
    assert not line(action, "status", value, stance, published).changes


@pytest.mark.parametrize(
    ("value", "then"),
    [
        ("2024-07", "July 2024"),
        ("2024-11", "no date that all reports allow"),
        ("last week", "June to August 2024"),
    ],
)
def test_the_date_is_what_all_reports_allow(action, value, then):
    found = line(action, "date", value)
    assert (found.record, found.reported, found.then) == ("July 2024", "June to August 2024", then)


def test_places_and_participants_are_added_to_those_that_are_reported(action):
    here, there = PlaceFactory(name="Aville"), PlaceFactory(name="Beville")
    action.places.add(here)
    CitationFactory(source=SourceFactory(published="2024-05-02"), action=action, field="place", value=here.slug)
    found = line(action, "place", there.slug)
    assert (found.record, found.reported, found.then) == ("Aville", "Aville", "Aville, Beville")
    actor = ActorFactory(name="Cecil")
    assert line(action, "participant", actor.slug).then == "Cecil"


def test_without_a_field_all_lines_are_what_is_recorded_now(action):
    found = would_change(action, SourceFactory(), field="", value="", stance="supports")
    assert [one.name for one in found] == ["Status", "Date", "Places", "Participants"]
    assert not any(one.changes for one in found)


def test_it_is_what_comes_of_the_citation_once_it_is_public(action):
    before = list(AsReported.objects.values_list())
    source = SourceFactory(published="2024-06-01")
    found = would_change(action, source, field="status", value="completed", stance="supports")
    assert list(AsReported.objects.values_list()) == before
    assert Citation.objects.count() == 2
    CitationFactory(source=source, action=action, field="status", value="completed")
    last = AsReported.objects.filter(action=action).latest("since")
    assert last.get_status_display() == found[0].then


def test_as_many_queries_for_many_citations_as_for_few(action, django_assert_num_queries):
    source = SourceFactory()
    for number in (2, 20):
        for each in range(3, number + 2):
            CitationFactory(
                source=source, number=each + number, action=action, field="place", value=PlaceFactory().slug
            )
        with django_assert_num_queries(4):
            would_change(action, source, field="", value="", stance="supports")
