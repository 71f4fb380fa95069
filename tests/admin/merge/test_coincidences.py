"""What is there already under another title: a treaty of one day and parties, an event, an article of one day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.editing.merging.coincidences import FEW
from clauses.editing.merging.groups import tell_all_apart
from clauses.editing.merging.twins import twins_of, twins_of_row
from clauses.models import Action, ActionParticipant, Agreement, AgreementParty, Source

from ...support.pages.forms import filled_at, sent
from ...support.pages.reading import body
from ...support.rows.coincidences import DAY, agreement, event
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    PlaceFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


def keys(rows):
    return ",".join(str(row.pk) for row in rows)


def told(model, **typed):
    return [(each.row, each.reason) for each in twins_of(model, typed)]


# --- While it is typed


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ({}, True),
        ({"signed_on": "15 June 2021"}, True),
        ({"signed_on": "14–16 June 2021"}, True),
        ({"signed_on": "June 2021"}, False),
        ({"signed_on": "2021-06-16"}, False),
        ({"signed_on": ""}, False),
        ({"signed_on": "next week"}, False),
        ({"title": "Protocol on Roads"}, False),  # another type, and called otherwise
        ({"instrument_type": "treaty"}, True),
        ({"parties": ""}, False),
        ({"parties": "x,,99999999999999999999,\0"}, False),
    ],
)
def test_a_treaty_of_the_same_day_and_parties_is_told_whatever_it_is_called(states, typed, is_told):
    one = agreement(states[:2], "Alliance of the Two", state="draft")
    asked = {"title": "A Pact on Roads", "signed_on": DAY, "parties": keys(states[1::-1])} | typed
    assert told(Agreement, **asked) == ([(one, "same day and parties")] if is_told else [])


def test_with_a_third_party_or_only_one_it_is_another_treaty(states):
    agreement(states, "Alliance of Three")
    agreement(states[:1], "Alliance of One")
    for some in (states[:2], states[:1]):
        assert told(Agreement, title="Pact", signed_on=DAY, parties=keys(some)) == []


def test_who_is_only_a_witness_is_no_party(states):
    one = agreement(states[:2], "Alliance of the Two")
    AgreementPartyFactory(agreement=one, actor=states[2], role="witness")
    assert told(Agreement, title="Pact", signed_on=DAY, parties=keys(states[:2])) == [(one, "same day and parties")]


def test_a_twin_by_title_is_named_once_and_first(states):
    one = agreement(states[:2], "Alliance of the Two")
    other = agreement(states[:2], "Roads")
    found = told(Agreement, title="roads", signed_on=DAY, parties=keys(states[:2]))
    assert found == [(other, "same title"), (one, "same day and parties")]


def test_of_many_treaties_of_one_visit_only_those_that_are_called_alike_are_told(states):
    rows = [agreement(states[:2], f"{word} and nothing else") for word in ("Fishing", "Zoology", "Quarries", "Wine")]
    assert len(rows) > FEW
    asked = {"signed_on": DAY, "parties": keys(states[:2])}
    assert told(Agreement, title="Bbb ccc ddd", **asked) == []
    AgreementNameFactory(agreement=rows[1], name="On the keeping of beasts")
    assert told(Agreement, title="The keeping of the beast", **asked) == [(rows[1], "same day and parties")]


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ({}, True),
        ({"type": "visit"}, False),
        ({"type": ""}, False),
        ({"date": "2021-06-16"}, False),
        ({"date": "2021"}, False),
        ({"agreement": "7"}, True),  # of the other one no agreement is known
    ],
)
def test_an_action_of_the_same_type_day_and_participants_is_told(states, typed, is_told):
    one = event(states[:2], "Talks in the mountains")
    AgreementFactory(pk=7)
    asked = {"title": "Ministers meet", "type": "meeting", "date": DAY, "participants": keys(states[:2])} | typed
    assert told(Action, **asked) == ([(one, "same type, day and participants")] if is_told else [])


def test_actions_about_two_agreements_or_at_two_places_are_two(states):
    at = [PlaceFactory() for _ in range(2)]
    one = event(states[:2], "Talks in the mountains", agreement=AgreementFactory(), relation="follow_up", state="draft")
    asked = {"title": "Ministers meet", "type": "meeting", "date": DAY, "participants": keys(states[:2])}
    assert told(Action, **asked, agreement=str(AgreementFactory().pk)) == []
    assert told(Action, **asked, agreement=str(one.agreement_id)) == [(one, "same type, day and participants")]
    here, there = (
        event(states[1:], title, places=[place], state="draft") for title, place in zip("ab", at, strict=True)
    )
    assert twins_of_row(here) == []
    there.places.set(at)
    assert [each.row for each in twins_of_row(here)] == [there]


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ({}, True),
        ({"published": "2021-06-16"}, False),
        ({"published": "2021"}, False),
        ({"title": "Troops leave Shusha for home"}, False),
        ({"language": "az"}, False),
        ({"publisher": ""}, False),
    ],
)
def test_a_source_of_the_same_publisher_and_day_and_nearly_the_same_title_is_told(typed, is_told):
    paper = ActorFactory(kind="media")
    one = SourceFactory(title="Presidents sign declaration in Shusha", publisher=paper, published=DAY, language="en")
    SourceFactory(title=one.title, published=DAY, publisher=ActorFactory(kind="media"), language="en")
    asked = {"title": "Presidents sign the declarations in Shusha", "published": DAY, "publisher": str(paper.pk)}
    found = told(Source, **asked | {"language": "en"} | typed)
    assert found == ([(one, "titles 98 % alike, same publisher and day")] if is_told else [])
    assert told(Source, **asked, derived_from=str(one.pk)) == []


def test_as_many_queries_find_it_among_many_as_among_few(states):
    asked = {"title": "Pact", "signed_on": DAY, "parties": keys(states[:2])}
    one = agreement(states[:2], "Alliance of the Two")
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert told(Agreement, **asked) == [(one, "same day and parties")]
    rows = bulk(AgreementFactory, 300, title=[f"Treaty no. {number}" for number in range(300)])
    bulk(ActionFactory, 300, agreement=rows, type="signature", relation="life_cycle", date="2020-01-01")
    for state in states[:2]:
        AgreementParty.objects.bulk_create(AgreementParty(agreement=row, actor=state, role="party") for row in rows)
    with CaptureQueriesContext(connection) as many:
        assert told(Agreement, **asked) == [(one, "same day and parties")]
    assert len(many) <= len(few)


# --- In the forms, and at the review


def test_the_page_of_the_script_and_the_form_that_comes_back_name_it(states):
    ada = person("editor", "ada")
    one = agreement(states[:2], "Alliance of the Two", state="draft")
    query = {"title": "Pact on Roads", "signed_on": DAY, "parties": keys(states[:2])}
    (found,) = ada.get("/admin/twins/agreement/", query).json()["twins"]
    assert (found["key"], found["why"]) == (str(one.pk), "same day and parties")
    add = "/admin/clauses/agreement/add/"
    typed = {"title": "Pact on Roads", "instrument_type": "treaty", "signed_on": DAY}
    rows = {f"parties-{number}-actor": str(state.pk) for number, state in enumerate(states[:2])}
    page = body(sent(ada, add, **typed, **rows))
    assert f'/admin/clauses/agreement/{one.pk}/change/" target="_blank">' in page
    assert "(same day and parties)" in page
    assert sent(ada, add, **typed, **rows, seen_twins=str(one.pk)).status_code == 302
    assert Agreement.objects.count() == 2


def test_a_row_that_is_taken_out_of_the_form_is_no_party(states):
    ada = person("editor", "ada")
    agreement(states[:2], "Alliance of the Two", state="draft")
    data = filled_at(ada, "/admin/clauses/agreement/add/", title="Pact", instrument_type="treaty", signed_on=DAY)
    data |= {f"parties-{number}-actor": str(state.pk) for number, state in enumerate(states[:2])}
    answer = ada.post("/admin/clauses/agreement/add/", data | {"parties-1-DELETE": "on"})
    assert answer.status_code == 302


def test_the_review_names_it_until_somebody_says_that_it_is_another(states, admin_user):
    one = agreement(states[:2], "Alliance of the Two")
    draft = agreement(states[:2], "Pact", state="draft")
    address = f"/admin/clauses/agreement/{draft.pk}/change/"
    page = body(person("reviewer").get(address))
    assert f'href="/admin/clauses/agreement/{one.pk}/change/"' in page
    assert "same day and parties" in page
    tell_all_apart(Agreement, None, [one.pk, draft.pk], user=admin_user)
    assert twins_of_row(draft) == []
    assert Action.objects.count() == 2
    assert ActionParticipant.objects.count() == 0
