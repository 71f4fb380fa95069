"""The index holds what the public rows say, after whatever is written, and nothing of what is not public."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clauses.models import Agreement, Clause, Place, SearchEntry, SearchName
from clauses.search.find import find
from clauses.search_index.engine import engine
from clauses.search_index.upkeep import differing
from tests.support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def codes(text: str) -> list[str]:
    return sorted(f"{hit.table} {hit.record}" for hit in find(text, 50).hits)


def queries(asked) -> int:
    with CaptureQueriesContext(connection) as captured:
        asked()
    return len(captured)


def key(row) -> str:
    return f"{row._meta.model_name} {row.pk}"


def test_a_row_is_found_once_it_is_public_and_not_before():
    action = ActionFactory(title="The quagga drill", state="draft")
    assert codes("quagga") == []
    assert "quagga" not in dict(engine().vocabulary())
    action.state = "published"
    action.save()
    assert codes("quagga") == [key(action)]
    action.state, action.withdrawn_reason = "withdrawn", "It was another one."
    action.save()
    assert codes("quagga") == []
    assert "quagga" not in dict(engine().vocabulary())
    assert list(differing()) == []


def test_what_belongs_to_an_agreement_comes_and_goes_with_it():
    agreement = AgreementFactory(state="draft")
    clause = ClauseFactory(agreement=agreement, heading="On quaggas")
    commitment = CommitmentFactory(clause=clause, title="Count the quaggas")
    action = ActionFactory(agreement=agreement, title="Quaggas counted")
    assert codes("quagga") == []
    agreement.state = "published"
    agreement.save()
    assert codes("quagga") == sorted(map(key, (clause, commitment, action)))
    Agreement.objects.filter(pk=agreement.pk).update(state="draft")
    assert codes("quagga") == []
    assert list(differing()) == []


def test_words_of_parts_are_words_of_their_record():
    agreement, clause = AgreementFactory(), ClauseFactory()
    name = AgreementNameFactory(agreement=agreement, name="Pact of the quagga")
    text = ClauseTextFactory(clause=clause, text="No quagga is hunted.")
    assert codes("quagga") == sorted(map(key, (agreement, clause)))
    other = ClauseFactory()
    text.clause = other
    text.save()
    assert codes("quagga hunted") == [key(other)]
    name.delete()
    assert codes("quagga pact") == []
    assert list(differing()) == []


def test_a_place_that_is_renamed_is_found_under_its_new_name_with_what_happened_there():
    action, place = ActionFactory(), PlaceFactory(name="Quaggaville")
    action.places.add(place)
    place.name = "Dodotown"
    place.save()
    assert codes("dodotown") == sorted(map(key, (action, place)))
    assert codes("quaggaville") == []
    action.places.clear()
    assert codes("dodotown") == [key(place)]
    assert list(differing()) == []


def test_the_publisher_of_a_source_is_found_with_it_only_while_it_is_public():
    publisher = ActorFactory(name="Quagga Times", kind="media", state="draft")
    source = SourceFactory(publisher=publisher)
    assert codes("quagga") == []
    publisher.state = "published"
    publisher.save()
    assert codes("quagga") == sorted(map(key, (publisher, source)))
    assert list(differing()) == []


def test_what_is_written_in_bulk_is_found_too():
    clause = ClauseFactory()
    rows = [ClauseFactory.build(agreement=clause.agreement, wid=f"q{number}", heading="Quagga") for number in range(3)]
    made = Clause.objects.bulk_create(rows)
    assert codes("quagga") == sorted(map(key, made))
    Clause.objects.filter(pk=made[0].pk).update(heading="Dodo")
    Clause.objects.filter(pk=made[1].pk).delete()
    assert codes("quagga") == [key(made[2])]
    assert list(differing()) == []


def test_what_is_taken_back_leaves_the_index_as_it_was():
    with transaction.atomic():
        PlaceFactory(name="Quaggaville")
        assert len(codes("quaggaville")) == 1
        transaction.set_rollback(True)
    assert codes("quaggaville") == []
    assert list(differing()) == []


def test_what_another_program_wrote_is_named_and_worked_out_anew(capsys):
    place = PlaceFactory(name="Quaggaville")
    Place._base_manager.filter(pk=place.pk).update(name="Dodotown")
    with pytest.raises(CommandError, match=rf"^Of 1 records the index holds something else .*: place {place.pk}\."):
        call_command("rebuild_search", "--check", verbosity=0)
    assert codes("dodotown") == []
    call_command("rebuild_search", verbosity=0)
    assert codes("dodotown") == [key(place)]
    call_command("rebuild_search", "--check", verbosity=0)
    assert capsys.readouterr().out.splitlines()[-2:] == ["1 worked out anew.", "The index is as the records say."]


def test_a_database_of_an_earlier_version_is_filled_when_it_is_migrated():
    action = ActionFactory(title="The quagga drill")
    SearchName.objects.all().delete()
    SearchEntry.objects.all().delete()
    assert codes("quagga") == []
    call_command("migrate", verbosity=0)
    assert codes("quagga") == [key(action)]
    assert list(differing()) == []


def test_an_index_of_the_engine_that_differs_from_its_table_is_made_anew():
    action = ActionFactory(title="The quagga drill")
    entry = SearchEntry.objects.get(record=action.pk, kind=5)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = [entry.pk, entry.names, entry.text, entry.names_heard, entry.text_heard]
            take_out = (
                "INSERT INTO clauses_searchwords(clauses_searchwords, rowid, names, text, names_heard, text_heard)"
            )
            cursor.execute(f"{take_out} VALUES ('delete', %s, %s, %s, %s, %s)", values)
        else:
            cursor.execute("UPDATE clauses_searchentry SET vector = '' WHERE id = %s", [entry.pk])
    assert codes("quagga") == []
    call_command("rebuild_search", verbosity=0)
    assert codes("quagga") == [key(action)]


@pytest.mark.parametrize(
    "written", ["%", "'; --", '"', "a\x00b", "\ud800", "{names}:", "NEAR(a b)", "a*", ":*", "!", "(", "x" * 5000]
)
def test_no_question_fails_whatever_is_written(written):
    ActionFactory(title="The quagga drill")
    assert find(written, 5).total >= 0
    assert codes(f"quagga {written[:100]}") in ([], codes("quagga"))


def test_searching_takes_as_many_queries_for_many_rows_as_for_few():
    ActionFactory(title="The quagga drill")
    few = queries(lambda: find("quagga", 50))
    ActionFactory.create_batch(20, title="The quagga drill")
    assert queries(lambda: find("quagga", 50)) == few
