"""The first sentences of an action's page: who did what, where and when, and how strong that is."""

import pytest

from clauses.models import Action, ActionParticipant, Place
from clauses.public.sections.answers import as_text

from ...support.pages.reading import html_of, page
from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def action_of(*parts, places=("Baku",), **values) -> Action:
    """An action with participants as (name, kind, role), reported on 9 October 2021."""
    row = ActionFactory(places=[PlaceFactory(name=name) for name in places], **values)
    for name, kind, role in parts:
        ActionParticipantFactory(action=row, actor=ActorFactory(name=name, kind=kind), role=role)
    CitationFactory(action=row, source=SourceFactory(published="2021-10-09"))
    return row


def answer(client, row: Action) -> str:
    html = html_of(client, row.get_absolute_url())
    return as_text(html.partition('<p class="answer">')[2].partition("</p>")[0])


def strength(client, row: Action) -> str:
    html = html_of(client, row.get_absolute_url())
    said, _, rule = as_text(html.partition('<p class="further-said">')[2].partition("</p>")[0]).partition(COUNTED)
    assert not rule.strip()
    return said.strip()


ORGAN = "a party to the agreement or its organ (the Ministry of One’s own account)"
COUNTED = "How this is counted"
ARMIES = (("Army of One", "body", "participant"), ("Army of Other", "body", "host"))
STATES = (("One", "state", "signatory"), ("United Other", "state", "signatory"))


@pytest.mark.parametrize(
    ("parts", "values", "words"),
    [
        (ARMIES, {"type": "joint_exercise", "date": "2021-10-05/2021-10-08"},
         "The Army of Other (host) and the Army of One held a joint exercise in Baku from 5 to 8 October 2021."),
        (ARMIES, {"type": "meeting", "date": ""},
         "The Army of Other (host) and the Army of One met in Baku, at a time that is not known."),
        (STATES, {"type": "signature", "places": ()}, "One and the United Other signed on 5 October 2021."),
        ((("AK Party", "other", "speaker"), ("NATO", "igo", "host")), {"type": "statement", "date": "2021"},
         "The AK Party made a statement in Baku in 2021, with NATO as host."),
        ((("President", "office", "speaker"),), {"type": "announcement", "status": "announced"},
         "The President made an announcement in Baku on 5 October 2021. What came of it is not recorded here."),
        ((("One", "state", "provider"), ("Ministry", "body", "recipient")), {"type": "delivery"},
         "A delivery took place in Baku on 5 October 2021, given by One and received by the Ministry."),
        ((), {"type": "entry_into_force", "places": ()}, "It took effect on 5 October 2021."),
        ((), {"type": "visit", "places": ("A", "B")}, "A visit took place in A and B on 5 October 2021."),
        (ARMIES, {"type": "joint_exercise", "status": "planned", "date": "2023-10"},
         ("A joint exercise of the Army of Other (host) and the Army of One in Baku was planned for October 2023. "
         "No source recorded here says that it took place.")),
        (ARMIES[:1], {"type": "joint_exercise", "status": "announced", "date": "2023?"},
         ("A joint exercise of the Army of One in Baku was announced. No source recorded here says that it took "
         "place. Its date, as read from the reports: possibly 2023.")),
        (ARMIES[:1], {"type": "joint_exercise", "status": "ongoing"},
         ("A joint exercise of the Army of One in Baku was under way when last reported, on 9 October 2021. "
         "Its date, as read from the reports: 5 October 2021.")),
        ((), {"type": "meeting", "status": "missed", "date": ""}, "A meeting in Baku is reported as not held."),
        ((), {"type": "meeting", "status": "cancelled", "date": ""}, "A meeting in Baku is reported as called off."),
        ((), {"type": "visit", "status": "unknown", "date": "", "places": ()},
         "A visit is reported; no source says how far it got."),
        ((), {"type": "training", "status": "postponed", "date": "", "places": ()},
         ("A training was put off when last reported, on 9 October 2021. No source recorded here says that it took "
         "place.")),
        (tuple((f"S{n}", "state", "participant") for n in range(7)), {"type": "meeting", "places": ()},
         "S0, S1, S2, S3 and three others met on 5 October 2021."),
    ],
)  # fmt: skip
def test_it_says_who_did_what_where_and_when_and_never_more_than_the_status(client, parts, values, words):
    assert answer(client, action_of(*parts, **values)) == words


def test_states_sign_by_those_who_sign_for_them(client):
    row = action_of(places=(), type="signature")
    one, other = ActorFactory(name="One", kind="state"), ActorFactory(name="Other", kind="state")
    for state in (one, other):
        ActionParticipantFactory(action=row, actor=state, role="signatory")
        office = ActorFactory(name=f"President of {state}", kind="office", country=state)
        ActionParticipantFactory(action=row, actor=office, role="signatory")
    assert answer(client, row) == (
        "One and Other, by the President of One and the President of Other, signed on 5 October 2021."
    )


def test_what_one_is_not_in_stands_between_brackets(client):
    row = action_of(places=("Caspian Sea",), type="visit")
    Place.objects.update(kind="other")
    assert answer(client, row) == "A visit took place (the Caspian Sea) on 5 October 2021."


def test_unpublished_participants_are_not_named(client):
    row = action_of(*ARMIES)
    ActionParticipant.objects.get(role="host").actor.__class__.objects.filter(name="Army of Other").update(
        state="draft"
    )
    assert answer(client, row) == "The Army of One met in Baku on 5 October 2021."


def test_it_says_on_what_sources_differ(client):
    row = action_of(places=(), type="visit")
    for value in ("2021-10-05", "2021-10-07"):
        CitationFactory(action=row, field="date", value=value)
    papers = [one.source.publisher.name for one in row.citations.filter(field="date").order_by("value")]
    told = f" Sources differ on: date: 5 October 2021, says {papers[0]}, or 7 October 2021, says {papers[1]}."
    assert answer(client, row).endswith(told)


# --- How strong it is


def test_an_action_that_nothing_supports_says_so(client):
    row = ActionFactory()
    assert strength(client, row) == "No public source supports it."
    assert COUNTED not in page(client, row.get_absolute_url())
    CitationFactory(action=row, rank="deprecated", rank_reason="A misprint.")
    assert strength(client, row) == "No public source supports it."


def test_reports_outlets_and_how_they_were_read_are_counted(client):
    row, outlet = ActionFactory(), ActorFactory(kind="media")
    CitationFactory(action=row, source=SourceFactory(publisher=outlet, extent="whole"))
    assert strength(client, row) == "One report stands behind it, read whole."
    CitationFactory(action=row, source=SourceFactory(publisher=outlet, extent="excerpt"))
    assert strength(client, row) == "Two reports from one outlet stand behind it, one of them read whole."
    CitationFactory(action=row, source=SourceFactory(extent="whole"))
    assert strength(client, row) == "Three reports from two outlets stand behind it, two of them read whole."


def test_one_origin_is_named_and_that_it_is_a_party_is_said(client):
    row, agency = ActionFactory(), SourceFactory(publisher=ActorFactory(name="Ministry of One", kind="body"))
    for _ in range(2):
        CitationFactory(action=row, source=SourceFactory(extent="excerpt"), origin=agency)
    said = "Two reports from two outlets stand behind it, none read whole. All of them go back to one origin, "
    assert strength(client, row) == f"{said}the Ministry of One."
    AgreementPartyFactory(agreement=row.agreement, actor=agency.publisher)
    assert strength(client, row) == f"{said}the Ministry of One, {ORGAN}."
    CitationFactory(action=row, source=SourceFactory(extent="excerpt"))
    assert strength(client, row).endswith(f" They go back to two origins, among them {ORGAN}.")
    AgreementPartyFactory(agreement=row.agreement, actor=row.citations.last().source.publisher)
    assert strength(client, row).endswith(" all of them parties to the agreement or their organs.")


def test_how_strong_it_is_stands_once_on_the_page_with_how_that_is_counted(client):
    row, agency = ActionFactory(), SourceFactory(publisher=ActorFactory(name="One Herald", kind="media"))
    for _ in range(2):
        CitationFactory(action=row, source=SourceFactory(extent="whole"), origin=agency)
    words = page(client, row.get_absolute_url())
    assert "Two reports from two outlets stand behind it" in words
    assert "reports" not in words.partition("Who says so")[2].partition("What is uncertain")[0]
    assert words.count(COUNTED) == 1


# --- The table, and what stands beside it


def test_each_fact_has_a_row_for_each_who_states_it_with_a_word_where_they_differ(client):
    row = ActionFactory()
    for value, day in (("2021-10-05", "2021-10-06"), ("2021-10-07", "2021-10-08")):
        source = SourceFactory(published=day, title="", publisher__name=f"Paper of {day}")
        CitationFactory(action=row, field="date", value=value, source=source, quote="that day", number=3)
    area = {"field": "area_cleared", "value": "13177", "unit": "ha", "qualifier": "over", "quote": ""}
    CitationFactory(action=row, source=SourceFactory(title="", publisher__name="Paper"), **area)
    words = page(client, row.get_absolute_url())
    assert (
        "Date sources differ on the date 5 October 2021 differs Paper of 2021-10-06 6 October 2021 “that day”" in words
    )
    assert "7 October 2021 differs Paper of 2021-10-08 8 October 2021 “that day”" in words
    assert "Area cleared over 13,177 ha that is over 131.77 km² Paper 6 October 2021" in words
    html = html_of(client, row.get_absolute_url())
    assert f'id="{source.slug}-3"' in html


def test_an_area_is_converted_once_where_another_source_has_the_other_unit(client):
    row = ActionFactory()
    CitationFactory(action=row, field="area_cleared", value="132", unit="km2")
    assert "132 km² that is 13,200 ha" in page(client, row.get_absolute_url())
    CitationFactory(action=row, field="area_cleared", value="32600", unit="acres")
    assert "132 km² (32,600 acres) that is 13,200 ha" in page(client, row.get_absolute_url())
    CitationFactory(action=row, field="area_cleared", value="13177", unit="ha")
    words = page(client, row.get_absolute_url())
    assert words.count("13,200 ha") == words.count("131.77 km²") == 1
    assert "that is" not in words


def test_the_promises_stand_beside_it_with_their_state_and_the_editions_of_its_series(client, promise):
    from ...support.rows.factories import SeriesFactory
    from ...support.rows.promises import bearing

    series = SeriesFactory(slug="drill", title="The drill")
    rows = [bearing(promise, date=f"{year}-05-01", title=f"Drill {year}", series=series) for year in (2021, 2022, 2023)]
    words = page(client, rows[1].get_absolute_url())
    assert f"{promise.title} 3 reported link stated by a source" in words
    assert "The edition before Drill 2021 1 May 2021 The edition after Drill 2023 1 May 2023 All 3 editions" in words
    assert "edition before" not in page(client, rows[0].get_absolute_url())
    assert " of <b>3</b>" in html_of(client, "/actions/?series=drill")
    series.__class__.objects.update(state="draft")
    assert "edition" not in page(client, rows[1].get_absolute_url())


def test_the_status_stands_with_its_meaning(client):
    assert "ongoing" not in page(client, ActionFactory(status="missed").get_absolute_url())
    assert "Reported as not held by the date announced." in page(
        client, ActionFactory(status="missed", agreement=AgreementFactory()).get_absolute_url()
    )
