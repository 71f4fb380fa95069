"""What an editor types finds what is on the desk, too, by the rules of the public search; no reader learns of it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import DeskEntry, DeskName, Place, SearchEntry, SearchName
from clauses.search_index.engine import Asked, Words, engine
from clauses.search_index.indexes import DESK
from clauses.search_index.layout import KINDS
from clauses.search_index.upkeep import differing
from tests.support.rows.canaries import UNLISTED, unlisted
from tests.support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from tests.support.rows.people import person

pytestmark = pytest.mark.django_db
# A column that leads to each table, by which its rows are offered.
FIELDS = {
    "actor": ("source", "publisher"),
    "place": ("actionplace", "place"),
    "agreement": ("action", "agreement"),
    "clause": ("commitment", "clause"),
    "commitment": ("bearing", "commitment"),
    "action": ("bearing", "action"),
    "source": ("citation", "source"),
    "domain": ("commitmentdomain", "domain"),
}


@pytest.fixture
def listed(admin_client):
    """The keys of what the list of a table shows for a text in its search box."""

    def listed(table, text):
        response = admin_client.get(f"/admin/clauses/{table}/", {"q": text})
        assert response.status_code == 200, text
        return {row.pk for row in response.context["cl"].result_list}

    return listed


@pytest.fixture
def offered(admin_client):
    """The keys of what a chooser offers for a text, in their order."""

    def offered(table, text):
        model, field = FIELDS[table]
        asked = {"app_label": "clauses", "model_name": model, "field_name": field, "term": text}
        return [int(each["id"]) for each in admin_client.get("/admin/autocomplete/", asked).json()["results"]]

    return offered


@pytest.mark.parametrize("state", ["draft", "in_review", "published", "withdrawn"])
@pytest.mark.parametrize(
    ("table", "row", "spellings"),
    [
        ("place", {"name": "Şuşa"}, "Shusha Susha ŞUŞA Шуша"),
        ("place", {"name": "Naxçıvan"}, "Nakhchivan Nahçıvan Nahcivan Нахчыван"),
        ("actor", {"name": "Hakan Çavuşoğlu"}, "Cavusoglu Chavushoglu Чавушоглу"),
        ("actor", {"name": "Ильхам Алиев"}, "Əliyev Aliyev Eliyev"),
        ("action", {"title": "Tank exercise at Laçın"}, "exercises drill tatbikat təlim учения Lachin Лачин"),
        ("agreement", {"title": "Zəngəzur protocol"}, "Зангезур zengezur protocols"),
    ],
    ids=["susa", "naxcivan", "cavusoglu", "aliyev", "exercise", "zangezur"],
)
def test_a_row_is_found_by_every_spelling_whatever_its_state(listed, offered, table, row, spellings, state):
    factory = {"place": PlaceFactory, "actor": ActorFactory, "action": ActionFactory, "agreement": AgreementFactory}
    reason = {"withdrawn_reason": "It was another one."} if state == "withdrawn" else {}
    meant, other = factory[table](state=state, **row, **reason), factory[table](state=state, **reason)
    for spelling in spellings.split():
        assert listed(table, spelling) == {meant.pk}, spelling
        assert offered(table, spelling)[0] == meant.pk, spelling
        assert other.pk not in offered(table, spelling), spelling


@pytest.mark.parametrize(
    "text",
    [
        '"joint patrol"',
        "patrol joint",
        "patrols",
        "132 km²",
        "132 square kilometres",
        "3 May 2024",
        "May 2024",
        "2024-05-03 patrol",
        "patrol -gas",
        "De-mining",
        "demining",
        "law 2021",
    ],
)
def test_a_draft_is_asked_for_as_a_public_record_is(listed, offered, text):
    title = "Joint patrol of 132 km2 for de-mining by law of 2021"
    drafts = [ActionFactory(title=title, date="2024-05-03", state="draft") for _ in range(2)]
    ActionFactory(title="Council of gas", date="2023-01-01", state="draft")
    assert listed("action", text) == {draft.pk for draft in drafts}
    assert set(offered("action", text)) == {draft.pk for draft in drafts}


@pytest.mark.parametrize("text", ["patrol -joint", '"patrol joint"', "June 2024", "133 km2"])
def test_what_a_draft_does_not_answer_does_not_find_it(listed, offered, text):
    ActionFactory(title="Joint patrol of 132 km2", date="2024-05-03", state="draft")
    assert listed("action", text) == set()
    assert offered("action", text) == []


def test_the_names_of_a_draft_stand_for_each_other(listed, offered):
    ActorFactory(name="Quaggaland", other_names="Zebra Republic", kind="state", state="draft")
    action = ActionFactory(title="Visit of Quaggaland", state="draft")
    public = ActionFactory(title="A visit to the Zebra Republic")
    for text in ("Quaggaland", "Zebra Republic"):
        assert listed("action", text) == {action.pk, public.pk}
        assert set(offered("action", text)) == {action.pk, public.pk}


def test_the_draft_parts_of_a_public_record_find_it_for_editors_only(client, listed, offered):
    agreement, clause, source, action = AgreementFactory(), ClauseFactory(), SourceFactory(), ActionFactory()
    AgreementNameFactory(agreement=AgreementFactory(state="draft"), name="Zebra pact")
    ClauseTextFactory(clause=clause, text="No quagga is hunted.", source=SourceFactory(state="draft"))
    source.publisher = ActorFactory(name="Quagga Times", state="draft")
    source.save()
    ActionParticipantFactory(action=action, actor=ActorFactory(name="Quagga Union", state="draft"))
    for table, row in (("clause", clause), ("source", source), ("action", action)):
        assert listed(table, "quagga") == {row.pk}
        assert offered(table, "quagg") == [row.pk]
        assert listed(table, "quagga -hunted -times -union") == set()
    assert agreement.pk not in listed("agreement", "zebra")
    assert "No public record answers this." in client.get("/search/?q=quagga").content.decode()
    assert list(differing()) == []


def test_beginnings_of_words_are_enough_while_one_types(offered):
    place, clause = PlaceFactory(name="Republic of Türkiye", state="draft"), ClauseFactory(agreement__state="draft")
    commitment = CommitmentFactory(clause=clause, title="Mutual help", state="draft")
    for text in ("t", "Tur", "Turk", "rep tur", "of Turk"):
        assert offered("place", text) == [place.pk], text
    for text in ("mut", f"mut {clause.agreement.title[:9]}", f"{clause.agreement.slug} hel"):
        assert offered("commitment", text) == [commitment.pk], text


def test_the_name_itself_stands_before_one_that_sounds_so_and_that_before_what_begins_so(offered):
    begins = PlaceFactory(name="Susha Road", state="draft")
    sounds, itself = PlaceFactory(name="Şuşa", slug="other", state="draft"), PlaceFactory(name="Shusha", slug="this")
    assert offered("place", "Shusha")[:2] == [itself.pk, sounds.pk]
    assert offered("place", "Шуша")[2:] == [begins.pk]


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_nothing_of_what_readers_ask_knows_a_word_of_the_desk(client, listed, state):
    unlisted(state)
    word = UNLISTED.lower()
    found = {table for table in KINDS if listed(table, word)}
    assert found == set(KINDS)
    assert not any(word in term for term, _ in engine().vocabulary())
    assert engine().counts(Asked(((Words((word,), begins=True),),))) == {}
    assert not SearchEntry.objects.filter(names__contains=word).exists()
    assert not SearchEntry.objects.filter(text__contains=word).exists()
    assert not SearchName.objects.filter(words__contains=word).exists()
    assert UNLISTED.encode() not in client.get("/search/", {"q": word[:-1]}).content
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names() if table.startswith("clauses_search")]
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            assert word not in str(cursor.fetchall()).lower(), table


def test_a_reader_never_asks_the_desk(client):
    PlaceFactory(name="Quagga")
    PlaceFactory(name="Quaggaville", state="draft")
    for address in ("/search/?q=quagga", "/search/?q=quaggavile", "/places/?q=quagga", "/search/?q=quag"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert not any("clauses_desk" in query["sql"] for query in asked), address


def test_a_record_is_on_the_desk_only_while_editors_know_more_of_it(listed):
    action, place = ActionFactory(title="The quagga drill"), PlaceFactory(name="Zebraville", state="draft")
    assert not DeskEntry.objects.filter(kind=KINDS["action"].number).exists()
    action.places.add(place)
    assert listed("action", "zebraville") == {action.pk}
    place.name = "Dodotown"
    place.save()
    assert listed("action", "dodotown") == {action.pk}
    place.state = "published"
    place.save()
    assert not DeskEntry.objects.exists()
    assert listed("action", "dodotown quagga") == {action.pk}
    action.state, action.withdrawn_reason = "withdrawn", "It was another one."
    action.save()
    assert listed("action", "dodotown quagga") == {action.pk}
    action.delete()
    assert not DeskEntry.objects.exists()
    assert list(differing()) == []


def test_what_is_wrong_on_the_desk_is_named_and_worked_out_anew(listed):
    place = PlaceFactory(name="Quaggaville", state="draft")
    Place._base_manager.filter(pk=place.pk).update(name="Dodotown")
    DeskName.objects.all().delete()
    with pytest.raises(CommandError, match=rf": place {place.pk}\."):
        call_command("rebuild_search", "--check", verbosity=0)
    call_command("rebuild_search", verbosity=0)
    assert listed("place", "dodotown") == {place.pk}
    DeskName.objects.all().delete()
    DeskEntry.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert listed("place", "dodotown") == {place.pk}
    assert list(differing()) == []


def test_an_engine_of_the_desk_that_differs_from_its_table_is_made_anew(listed):
    place = PlaceFactory(name="Quaggaville", state="draft")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {DESK.words}({DESK.words}) VALUES ('delete-all')")
        else:
            cursor.execute(f"UPDATE {DESK.entry_table} SET vector = ''")
    assert listed("place", "quaggaville") == set()
    call_command("rebuild_search", verbosity=0)
    assert listed("place", "quaggaville") == {place.pk}


def test_lists_and_choosers_ask_as_often_for_many_rows_as_for_few(listed, offered):
    def asked(ask):
        with CaptureQueriesContext(connection) as captured:
            ask("action", "quagga drills 2024")
        return len(captured)

    def both():
        ActionFactory(title="The quagga drill of 2024", state="draft")
        return [asked(listed), asked(offered)]

    both()
    few = both()
    ActionFactory.create_batch(15, title="The quagga drill of 2024", state="draft")
    assert both() == few


def test_who_may_not_see_a_table_is_not_answered_from_the_desk():
    PlaceFactory(name="Quaggaville", state="draft")
    nobody = person("viewer")
    nobody.user.groups.clear()
    assert nobody.get("/admin/clauses/place/", {"q": "quagga"}).status_code == 403
    asked = {"app_label": "clauses", "model_name": "actionplace", "field_name": "place", "term": "quagga"}
    assert nobody.get("/admin/autocomplete/", asked).status_code == 403


@pytest.mark.parametrize(
    "written", ["%", "'; --", '"', "{names}:", "NEAR(a b)", "a*", ":*", "!", "-", "-a", "the", "99999-99-99", "x" * 500]
)
def test_no_text_fails_whatever_is_written(listed, offered, written):
    ActionFactory(title="The quagga drill", state="draft")
    listed("action", written)
    offered("action", written)
