"""What an editor types finds what is on the desk, too, by the rules of the public search; no reader learns of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.admin.lists.choosers import page_of
from clauses.admin.lists.search import find
from clauses.known_on.reports import model_of
from clauses.search_index.layout import KINDS
from clauses.search_index.upkeep import differing
from clauses.search_index.words import split
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

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    "written", ["%", "'; --", '"', "{names}:", "NEAR(a b)", "a*", ":*", "!", "-", "-a", "the", "99999-99-99", "x" * 500]
)
def test_no_text_fails_whatever_is_written(listed, offered, written):
    ActionFactory(title="The quagga drill", state="draft")
    listed("action", written)
    offered("action", written)


@pytest.mark.usefixtures("wider")
def test_every_word_of_a_row_finds_it():
    for table in KINDS:
        row = model_of(table).objects.order_by("-pk").first()
        words = [word for word in split(row.search_text) if len(word) > 1]
        for word in (words[0], max(words, key=len), words[-1]):
            rows = model_of(table).objects.filter(pk=row.pk)
            assert find(rows, word).exists(), f"{table} {row}: {word}"
            assert page_of(rows, word[: max(2, len(word) - 2)], 0, 1) == [row], f"{table} {row}: {word}"
