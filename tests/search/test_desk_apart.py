"""The index of the desk is kept as true as the public one, and apart from it: nothing that readers ask knows a word."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import DeskEntry, DeskName, Place, SearchEntry, SearchName
from clauses.search_index.asked import Asked, Words
from clauses.search_index.engine import engine
from clauses.search_index.indexes import DESK
from clauses.search_index.layout import KINDS
from clauses.search_index.upkeep import differing
from tests.support.rows.canaries import UNLISTED, unlisted
from tests.support.rows.factories import ActionFactory, PlaceFactory
from tests.support.rows.people import person

pytestmark = pytest.mark.django_db


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


def test_who_may_not_see_a_table_is_not_answered_from_the_desk():
    PlaceFactory(name="Quaggaville", state="draft")
    nobody = person("viewer")
    nobody.user.groups.clear()
    assert nobody.get("/admin/clauses/place/", {"q": "quagga"}).status_code == 403
    asked = {"app_label": "clauses", "model_name": "actionplace", "field_name": "place", "term": "quagga"}
    assert nobody.get("/admin/autocomplete/", asked).status_code == 403
