"""What a new action beside an article is filled in with: day, type and people of the passage; and the day is cited."""

import pytest

from clauses.articles.quotations import Article
from clauses.models import Action

from ...support.pages.reading import plain_words
from ...support.rows.articles import reading_address, version
from ...support.rows.drill import typed
from ...support.rows.factories import ActionParticipantFactory, ActorFactory, PlaceFactory, SourceFactory
from ...support.rows.factories import SourceTextFactory as TextFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
HELD = "Both armies held a drill from 20 to 24 May 2024"


def written(words, published="2024-06-10"):
    return TextFactory(source=SourceFactory(published=published), text=f"{words}, it is said by all.").source


def here(source, words):
    start = Article(source.text.text).paragraphs[0].index(words)
    return {"paragraph": 1, "start": start, "end": start + len(words), "text": version(source)}


def opened(client, words, published="2024-06-10"):
    """The form of a new action for these words."""
    source = written(words, published)
    page = client.get(reading_address(source), here(source, words) | {"about": "new-action"})
    return page.context["making"].forms["new-action"]


def meant(client, words):
    return {field.label for field in opened(client, words).people if field.value()}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("from 20 to 24 May 2024", "2024-05-20/2024-05-24"),
        ("on 20-24 May 2024", "2024-05-20/2024-05-24"),
        ("on 20–24 May 2024", "2024-05-20/2024-05-24"),
        ("on May 20-24, 2024", "2024-05-20/2024-05-24"),
        ("from the 20th to the 24th of May 2024", "2024-05-20/2024-05-24"),
        ("from 20 to 24 May", "2024-05-20/2024-05-24"),
        ("between 3 and 5 June 2023", "2023-06-03/2023-06-05"),
        ("from May to July 2024", "2024-05/2024-07"),
        ("from 30 May to 2 June 2024", "2024-05-30/2024-06-02"),
        ("from 28 December 2023 to 3 January 2024", "2023-12-28/2024-01-03"),
        ("from 28 December to 3 January 2024", "2023-12-28/2024-01-03"),
        ("from November 2023 to February 2024", "2023-11/2024-02"),
        ("from 2021 to 2023", "2021/2023"),
        ("20-24 Mayıs 2024", "2024-05-20/2024-05-24"),
        ("20 ile 24 Mayıs 2024 arasında", "2024-05-20/2024-05-24"),
        ("20-dən 24 may 2024-dək", "2024-05-20/2024-05-24"),
        ("с 20 по 24 мая 2024 года", "2024-05-20/2024-05-24"),
        ("vom 20. bis 24. Mai 2024", "2024-05-20/2024-05-24"),
        ("zwischen 3. und 5. Juni 2023", "2023-06-03/2023-06-05"),
        ("du 20 au 24 mai 2024", "2024-05-20/2024-05-24"),
        ("entre le 3 et le 5 juin 2023", "2023-06-03/2023-06-05"),
        ("on 24 May 2024", "2024-05-24"),
        ("from 20 to 24 people on 3 May 2024", "2024-05-03"),
        ("from 24 to 20 May 2024", "2024-05-20"),
    ],
)
def test_a_stretch_of_days_is_one_uncertain_date(ada, said, day):
    assert opened(ada, f"They held it {said}")["date"].value() == day


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("The minister met his colleague", "meeting"),
        ("The minister meets his colleague", "meeting"),
        ("The ministers held talks on a road", "meeting"),
        ("The ministers signed a protocol on drills", "signature"),
        ("The forces took part in exercises with their staff", "joint_exercise"),
        ("The armies hold drills in the hills", "joint_exercise"),
        ("The minister visited the town and met its mayor", "visit"),
        ("The ministers spoke by telephone of a visit", "call"),
        ("Bakanlar dün görüştü", "meeting"),
        ("Nazir ölkəyə səfər etdi", "visit"),
        ("Министры подписали протокол", "signature"),
        ("Der Minister traf seinen Kollegen", "meeting"),
        ("Le ministre a rencontré son collègue", "meeting"),
        ("A significant meter of cloth was seen", ""),
    ],
)
def test_the_first_telling_word_of_the_passage_proposes_the_type(ada, said, kind):
    assert opened(ada, said)["type"].value() == kind


@pytest.fixture
def north():
    """A state with its ministry and its minister, who is called Orman in the record."""
    state = ActorFactory(name="Northland", kind="state")
    ministry = ActorFactory(name="Ministry of Defence of Northland", kind="body", country=state)
    office = ActorFactory(name="Minister of Defence of Northland", kind="office", country=state, parent=ministry)
    ActionParticipantFactory(actor=office, name_as_reported="Leyla Orman")
    return state, ministry, office


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("The Minister of Defence of Northland was there", {"Minister of Defence of Northland"}),
        ("The Ministry of Defence of Northland was there", {"Ministry of Defence of Northland"}),
        (
            "Northland's Defence Minister Leyla Orman came, its Defence Ministry said",
            {"Minister of Defence of Northland"},
        ),
        ("Northland and its Defence Minister held it", {"Northland", "Minister of Defence of Northland"}),
        ("The defence ministers of Southland and Northland met", {"Minister of Defence of Northland", "Southland"}),
        ("Northland held a drill", {"Northland"}),
    ],
)
def test_the_most_specific_takes_part_and_the_state_where_it_acts(ada, north, said, names):
    ActorFactory(name="Southland", kind="state")
    assert meant(ada, said) == names


def test_what_is_left_out_can_still_be_chosen(ada, north):
    form = opened(ada, "The Minister of Defence of Northland was there")
    assert {field.label: field.value() for field in form.people}["Northland"] == ""


def test_of_two_presidents_the_one_whose_name_is_there_takes_part(ada):
    offices = []
    for country, person in (("Northland", "Orman"), ("Southland", "Bulut")):
        state = ActorFactory(name=country, kind="state")
        offices.append(ActorFactory(name=f"President of {country}", kind="office", country=state))
        ActionParticipantFactory(actor=offices[-1], name_as_reported=person)
    assert meant(ada, "President Orman of Northland visited Southland") == {"President of Northland", "Southland"}
    assert meant(ada, "President Orman of Northland and the President of Southland met") == {
        one.name for one in offices
    }


def test_a_place_in_what_a_source_calls_an_actor_is_nobodys_surname(ada):
    PlaceFactory(name="Hilltown", kind="city")
    garrison = ActorFactory(name="Northern army", kind="body")
    ActionParticipantFactory(actor=garrison, name_as_reported="the garrison of Hilltown")
    assert meant(ada, "A new road was opened in Hilltown") == set()


# --- The day that the passage names is cited


def made(client, words, cited, **values):
    """The citation of `cited`, with the new action that was made for it."""
    source = written(words)
    place = here(source, cited)
    page = client.get(reading_address(source), place | {"about": "new-action"})
    form, new = page.context["form"], page.context["making"].forms["new-action"]
    stated = {name: form[name].value() or "" for name in ("field", "value")}
    data = place | {"step": "cite", "quote": cited, "stance": "supports", "about": "new-action"} | stated
    if "day_offered" in page.content.decode():
        data["day_offered"] = "1"
    data |= typed(new) | {"new-action-title": "A drill", "new-action-relation": "context"} | values
    answer = client.post(reading_address(source), data, follow=True)
    return answer, source.citations.get()


def test_field_and_value_of_the_day_stand_in_the_form_and_are_cited(ada):
    page, citation = made(ada, HELD, HELD)
    assert citation.action == Action.objects.get(title="A drill")
    assert (citation.field, citation.value) == ("date", citation.action.date) == ("date", "2024-05-20/2024-05-24")
    assert "and the record with it. The passage supports its date, 20 to 24 May 2024." in plain_words(page)


def test_they_are_cited_where_the_new_action_was_chosen_in_the_form_itself(ada):
    source = written(HELD)
    form = ada.get(reading_address(source), here(source, HELD)).context["form"]
    assert (form["field"].value(), form["value"].value()) == ("", "")
    new = opened(ada, HELD)
    data = typed(new) | {"new-action-title": "A drill", "new-action-relation": "context", "about": "new-action"}
    ada.post(reading_address(source), here(source, HELD) | data | {"step": "cite", "quote": HELD, "stance": "supports"})
    citation = source.citations.get()
    assert (citation.field, citation.value) == ("date", "2024-05-20/2024-05-24")


def test_who_empties_them_means_it(ada):
    assert made(ada, HELD, HELD, field="", value="")[1].field == ""


def test_a_day_that_is_corrected_in_the_action_is_corrected_in_what_is_cited(ada):
    _, citation = made(ada, HELD, HELD, **{"new-action-date": "2024-05-21"})
    assert (citation.field, citation.value, citation.action.date) == ("date", "2024-05-21", "2024-05-21")


def test_a_day_that_is_named_outside_the_passage_is_not_cited(ada):
    _, citation = made(ada, HELD, "Both armies held a drill")
    assert (citation.field, citation.action.date) == ("", "2024-05-20/2024-05-24")


def test_a_passage_that_only_mentions_the_action_states_no_day(ada):
    source = written(HELD)
    data = typed(opened(ada, HELD)) | {"new-action-title": "A drill", "new-action-relation": "context"}
    data |= here(source, HELD) | {"step": "cite", "quote": HELD, "stance": "mentions", "about": "new-action"}
    ada.post(reading_address(source), data)
    assert source.citations.get().field == ""


def test_a_new_speaker_is_the_one_that_was_made_however_many_there_are(ada):
    ActorFactory.create_batch(12)
    _, citation = made(
        ada, HELD, HELD, **{"new-actor_name": "Joint staff", "new-actor_kind": "body", "new-actor_use": "speaker"}
    )
    assert citation.speaker.name == "Joint staff"
