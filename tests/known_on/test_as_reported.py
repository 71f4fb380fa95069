"""`?known_on=`: the status, the date and the words of an action on a past day are those that were reported by then."""

from datetime import date

import pytest

from ..support.pages.reading import body
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    BearingFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.known_on import asked, report, then

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


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
