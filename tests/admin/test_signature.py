"""The day of signature in the form of an agreement: it makes the action, once."""

import pytest

from clauses.models import Action, Agreement, Citation
from clauses.vocabularies import ActionStatus

from ..support.pages.forms import change_address, filled, filled_at, saved
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.people import person

pytestmark = pytest.mark.pages
ADD = "/admin/clauses/agreement/add/"


def signed_by(client, *parties, **typed):
    """The answer to a new agreement of these parties."""
    chosen = {f"parties-{number}-actor": actor.pk for number, actor in enumerate(parties)}
    data = filled_at(client, ADD) | {"title": "Treaty of Talks", "instrument_type": "treaty"} | chosen | typed
    return client.post(ADD, data, follow=True)


@pytest.fixture
def ada(db):
    return person("editor", "ada")


def test_the_day_of_signature_makes_a_draft_signed_by_the_parties(ada):
    parties, place = ActorFactory.create_batch(2), PlaceFactory()
    answer = signed_by(ada, *parties, signed_on="2021-06-15", signed_at=place.pk)
    action = Action.objects.get()
    agreement = Agreement.objects.get()
    assert (action.title, action.type, action.relation) == ("Signature of Treaty of Talks", "signature", "life_cycle")
    assert (action.date, action.status, action.state) == ("2021-06-15", "completed", "draft")
    assert (action.slug, action.agreement) == ("signature-treaty-of-talks", agreement)
    assert list(action.places.all()) == [place]
    assert {(each.actor, each.role) for each in action.participants.all()} == {(each, "signatory") for each in parties}
    assert (agreement.record_level, agreement.state, agreement.slug) == ("metadata", "draft", "treaty-of-talks")
    assert f'<a href="{change_address(action)}">Signature of Treaty of Talks, 15 June 2021</a>' in text(answer)
    step = action.history.get()
    assert step.history_user == ada.user
    assert "day of signature" in step.history_change_reason


def test_a_day_as_people_write_it_is_read_back_first_and_nothing_is_stored(ada):
    answer = signed_by(ada, signed_on="15 June 2021")
    assert "This is read as 15 June 2021 (2021-06-15). Nothing is saved yet" in text(answer)
    assert not Agreement.objects.exists()
    signed_by(ada, signed_on="15 June 2021", **{"signed_on-read": "2021-06-15"})
    assert Action.objects.get().date == "2021-06-15"


def test_a_day_with_two_readings_and_a_place_without_a_day_are_refused(ada):
    assert "can be read in two ways" in text(signed_by(ada, signed_on="06/07/2021"))
    assert "Give the day, too" in text(signed_by(ada, signed_at=PlaceFactory().pk))
    assert not Agreement.objects.exists()


def test_the_type_is_the_one_that_the_title_names_or_asked_for(ada):
    signed_by(ada, instrument_type="")
    assert Agreement.objects.get().instrument_type == "treaty"
    for title in ("Protocol to the Treaty", "Pact"):
        assert "Choose the type" in text(signed_by(ada, instrument_type="", title=title))
    assert Agreement.objects.count() == 1


def test_without_a_day_nothing_is_made(ada):
    signed_by(ada)
    assert Agreement.objects.count() == 1
    assert not Action.objects.exists()


def test_a_day_to_come_is_planned(ada):
    signed_by(ada, signed_on="2999-01-01")
    assert Action.objects.get().status == ActionStatus.PLANNED


def test_the_signature_is_cited_with_the_passage_of_the_agreement(ada):
    source = SourceFactory()
    cited = {"source": source.pk, "quote": "signed in Shusha", "locator": 3, "stance": "supports", "rank": "normal"}
    given = {"citations-TOTAL_FORMS": 1} | {f"citations-0-{name}": value for name, value in cited.items()}
    signed_by(ada, signed_on="2021-06-15", **given)
    of_agreement, of_action = Citation.objects.order_by("number")
    assert of_agreement.agreement == Agreement.objects.get()
    assert (of_action.action, of_action.source, of_action.number) == (Action.objects.get(), source, 2)
    assert (of_action.quote, of_action.locator, of_action.state) == ("signed in Shusha", 3, "draft")
    assert (of_action.field, of_action.value) == ("", ""), "nobody says that the passage gives the day"


def test_what_contradicts_the_agreement_does_not_cite_its_signature(ada):
    agreement = AgreementFactory(state="draft")
    CitationFactory(agreement=agreement, stance="contradicts")
    saved(ada, agreement, signed_on="2021-06-15")
    assert not Citation.objects.filter(action__isnull=False).exists()


def test_a_signature_that_is_there_is_shown_in_the_place_of_the_field(ada):
    action = ActionFactory(agreement=AgreementFactory(state="draft"), type="signature", date="2021-06-15")
    ActionFactory(agreement=action.agreement, type="meeting")
    page = ada.get(change_address(action.agreement))
    assert f'<a href="{change_address(action)}">{action.title}</a> (15 June 2021)' in text(page)
    assert "signed_on" not in page.context["adminform"].form.fields
    other = ada.get(change_address(AgreementFactory(state="draft")))
    assert "signed_on" in other.context["adminform"].form.fields


def test_of_two_who_record_the_signature_the_second_is_told(ada):
    agreement = AgreementFactory(state="draft")
    data = filled(ada, agreement, signed_on="2021-06-15")
    saved(person("editor", "bela"), agreement, signed_on="2021-06-14")
    answer = ada.post(change_address(agreement), data, follow=True)
    assert "The signature is recorded already" in text(answer)
    assert [action.date for action in Action.objects.all()] == ["2021-06-14"]


def test_an_agreement_that_is_published_stays_as_it_is_and_its_signature_is_a_draft(ada):
    agreement = AgreementFactory()
    CitationFactory(agreement=agreement)
    after = saved(ada, agreement, signed_on="2021-06-15")
    assert (after.version, after.state) == (agreement.version, "published")
    assert Action.objects.get().state == "draft"
    assert not Action.objects.published().exists()


def test_a_viewer_is_asked_for_no_day(db):
    agreement = AgreementFactory(state="draft")
    vera = person("viewer", "vera")
    assert "signed_on" not in vera.get(change_address(agreement)).content.decode()
    assert vera.post(change_address(agreement), {"signed_on": "2021-06-15"}).status_code == 403
    assert not Action.objects.exists()


def test_a_frozen_agreement_is_asked_for_no_day(ada):
    agreement = AgreementFactory(state="in_review")
    assert "signed_on" not in ada.get(change_address(agreement)).content.decode()
    ada.post(change_address(agreement), {"signed_on": "2021-06-15"})
    assert not Action.objects.exists()


def test_a_long_title_leaves_a_title_and_a_code_that_fit(ada):
    signed_by(ada, title="A " + "very " * 56 + "long treaty", signed_on="2021")
    action = Action.objects.get()
    assert len(action.title) <= 200
    assert len(action.slug) <= 100


def test_hostile_days_and_places_are_refused(ada):
    for typed in ({"signed_on": "\x00"}, {"signed_on": "x" * 9000}, {"signed_on": "2021", "signed_at": "9" * 30}):
        assert signed_by(ada, **typed).status_code == 200
    assert not Action.objects.exists()
