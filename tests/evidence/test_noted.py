"""Disagreements that a person notes, because no comparison of one field sees them: shown like the others."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses import known_on
from clauses.dates import parse
from clauses.evidence.conflicts.noted import all_noted
from clauses.evidence.worklists import decided, disputed
from clauses.exchange.package.restore import restore
from clauses.models import Action, Commitment, Disagreement, DisagreementSide
from tests.support.packages import package_bytes

from ..support.factories import (
    ActionFactory,
    ActorFactory,
    AgreementNameFactory,
    CitationFactory,
    CommitmentFactory,
    DisagreementFactory,
    PlaceFactory,
    SourceFactory,
    bulk,
)
from ..support.forms import change_address
from ..support.people import person
from ..support.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
YEAR = "2021-01-01/2021-12-31"


def note(title, *citations, **more):
    row = DisagreementFactory(title=title, **more)
    for citation in citations:
        DisagreementSide.objects.create(disagreement=row, citation=citation)
    return row


def figure(about, measure, value, **more):
    more = {"field": "figure", "measure": measure, "value": value, "unit": "billion USD", "as_of": YEAR} | more
    return CitationFactory(**about, **more)


def page(client, row, query=""):
    return client.get(f"{row.get_absolute_url()}{query}").content.decode()


def listed(client, **query) -> str:
    """The list of conflicts, all its pages: the shipped record has some of its own."""
    words, number = "", 1
    while number:
        response = client.get("/conflicts/", query | {"page": number})
        words += response.content.decode()
        number = number + 1 if response.context["page"].has_next() else None
    return words


def rows_of_file(client, query="") -> list[dict]:
    content = b"".join(client.get(f"/data/conflicts.csv{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.fixture
def trade():
    return CommitmentFactory(title="Trade grows")


@pytest.fixture
def exports(trade):
    """Exports of a year above the trade of that year."""
    said = SourceFactory(title="Interview on exports", published="2022-02-01")
    counted = SourceFactory(title="Customs report", published="2022-01-20")
    return note(
        "Exports above the turnover",
        figure({"commitment": trade}, "exports", "4.7", source=said),
        figure({"commitment": trade}, "turnover", "4.6", source=counted),
        slug="exports-above-turnover",
        note="A part cannot be larger than the whole.",
    )


@pytest.fixture
def dialogues():
    """A seventeenth meeting fifteen days after the sixteenth."""
    return [ActionFactory(title=f"{number} dialogue") for number in ("Sixteenth", "Seventeenth")]


@pytest.fixture
def numbering(dialogues):
    said = [
        CitationFactory(action=row, note=f"It counts the meeting as the {number}.", source__published="2022-12-20")
        for row, number in zip(dialogues, ("16th", "17th"), strict=True)
    ]
    return note("Which meeting is which", *said)


NAMES = ("protocol of intent", "goodwill protocol", "memorandum of understanding", "accord")


@pytest.fixture
def instrument():
    return ActionFactory(title="Drones for training")


@pytest.fixture
def names(instrument):
    return note("What was signed", *(CitationFactory(action=instrument, field="type", value=word) for word in NAMES))


def test_figures_of_different_measures_stand_side_by_side_with_the_note(client, trade, exports):
    words = page(client, trade)
    for said in (
        "Sources disagree: Exports above the turnover",
        "exports: 4.7 billion USD, for 1 January to 31 December 2021",
        "turnover: 4.6 billion USD, for 1 January to 31 December 2021",
        "A part cannot be larger than the whole.",
        "Interview on exports",
    ):
        assert said in words
    assert words.count("1 report, 1 outlet, 1 origin") == 2
    assert 'id="disputed"' in words


def test_it_stands_on_the_page_of_each_record_with_links_to_the_others(client, dialogues, numbering):
    for row, other in (dialogues, reversed(dialogues)):
        words = page(client, row)
        assert "Which meeting is which" in words
        assert "It counts the meeting as the 17th." in words
        assert f'of <a href="{other.get_absolute_url()}">' in words
        assert f'of <a href="{row.get_absolute_url()}">' not in words


def test_four_names_of_one_instrument_are_four_sides(client, instrument, names):
    words = page(client, instrument)
    assert all(f"<dt>{name} " in words for name in NAMES)


def test_reports_that_say_the_same_are_one_side_the_most_reported_first(client, instrument, names):
    again = CitationFactory(action=instrument, field="type", value="accord")
    DisagreementSide.objects.create(disagreement=names, citation=again)
    found = next(one for one in all_noted() if one.disagreement == names)
    assert next(words for words, _ in found.told) == "accord"
    assert "2 reports, 2 outlets, 2 origins" in page(client, instrument)


def test_it_marks_the_action_in_lists_and_the_record_for_editors(client, dialogues, numbering, trade, exports):
    words = client.get("/actions/?q=dialogue").content.decode()
    assert all(f'href="{row.get_absolute_url()}#disputed"' in words for row in dialogues)
    assert set(dialogues) <= set(disputed(Action))
    assert trade in disputed(Commitment)
    assert trade not in decided(Commitment)


def test_what_is_said_of_a_name_stands_on_the_page_of_its_agreement(client):
    name = AgreementNameFactory(name="Zqname")
    sides = [CitationFactory(name=name, note=said) for said in ("Older than the text.", "Younger than the text.")]
    note("How old the name is", *sides)
    words = page(client, name.agreement)
    assert "How old the name is" in words
    assert "The name “Zqname”" in words


def test_the_code_of_a_place_is_told_by_its_name_and_an_actor_who_is_no_longer_public_is_not_named(client, instrument):
    place, actor = PlaceFactory(slug="zq-place", name="Lower Town"), ActorFactory(name="Zqcanary", state="draft")
    here = CitationFactory(action=instrument, field="place", value="zq-place", attributed_to=actor)
    note("Where it was", here, CitationFactory(action=instrument, note="Elsewhere."))
    words = page(client, instrument)
    assert f"<dt>{place.name} " in words
    assert "Zqcanary" not in words


def test_it_is_one_point_in_dispute_of_its_agreement_and_a_doubt_about_each_action(client, dialogues):
    agreement = dialogues[0].agreement
    Action.objects.filter(pk=dialogues[1].pk).update(agreement=agreement)
    note("Which meeting is which", *(CitationFactory(action=row, note=f"Said of {row}.") for row in dialogues))
    words = page(client, agreement)
    assert '<a href="#disagree">1</a>' in words
    assert "Which meeting is which" in words
    for row in dialogues:
        assert "Sources disagree: Which meeting is which." in page(client, row)


def test_the_list_names_the_one_record_of_all_sides_once(client, instrument, names):
    assert listed(client, about="noted").count(f'href="{instrument.get_absolute_url()}"') == 1


@pytest.mark.parametrize("what", ["disagreement", "citation", "source"])
def test_it_is_not_shown_until_it_is_public_with_two_of_its_passages(client, trade, exports, what):
    side = exports.sides.first()
    row = {"disagreement": exports, "citation": side.citation, "source": side.citation.source}[what]
    type(row).objects.filter(pk=row.pk).update(state="draft")
    for words in (page(client, trade), listed(client)):
        assert "Exports above the turnover" not in words
    assert trade not in disputed(Commitment)
    assert trade.slug not in {row["code"] for row in rows_of_file(client)}


# --- The list and the file of all conflicts


def test_the_list_has_them_and_can_be_narrowed_to_them(client, trade, exports, names):
    other = ActionFactory(title="Compared")
    for value in ("2021", "2022"):
        CitationFactory(action=other, field="date", value=value)
    everything, noted, types = listed(client), listed(client, about="noted"), listed(client, field="type")
    assert all(title in everything for title in ("Exports above", "What was signed", "Compared"))
    assert "Noted by the editors" in noted
    assert "Compared" not in noted
    assert "What was signed" in types
    assert "Exports above" not in types
    assert "Exports above" not in listed(client, standing="decided")


def test_the_file_has_a_row_for_each_side_that_names_the_disagreement(client, dialogues, numbering, trade, exports):
    rows = [row for row in rows_of_file(client) if row["disagreement"] == "exports-above-turnover"]
    assert [(row["table"], row["code"], row["field"], row["side"]) for row in rows] == [
        ("commitments", trade.slug, "figure", str(number)) for number in (1, 2)
    ]
    assert {(row["measure"], row["value"], row["unit"]) for row in rows} == {
        ("exports", "4.7", "billion USD"),
        ("turnover", "4.6", "billion USD"),
    }
    assert {(row["about"], row["standing"], row["resolution"]) for row in rows} == {("noted", "open", "")}
    others = [row for row in rows_of_file(client) if row["disagreement"] == numbering.slug]
    assert {row["code"] for row in others} == {row.slug for row in dialogues}
    assert {(row["field"], row["value"]) for row in others} == {("", "")}
    assert {row["about"] for row in rows_of_file(client, "?about=noted")} == {"noted"}


def test_it_comes_back_from_a_package_as_it_was(client, exports, names, numbering):
    content, before = package_bytes(), listed(client, about="noted")
    Disagreement.objects.all().delete()
    assert not restore(content, user=None, confirmed=True).problems
    assert package_bytes() == content
    assert listed(client, about="noted") == before


def test_the_files_of_an_agreement_have_those_about_it_alone(client, trade, exports, names):
    address = f"/data/disagreements.csv?agreement={trade.clause.agreement.slug}"
    content = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    assert exports.slug in content
    assert names.slug not in content
    assert f"/data/disagreements.csv?agreement={trade.clause.agreement.slug}" in page(client, trade.clause.agreement)


# --- Known on a day


def test_on_a_past_day_it_is_shown_only_once_all_its_passages_were_out(client, trade, exports):
    CitationFactory(commitment=trade, source__published="2022-01-10")
    for day, is_there in (("2022-01-31", False), ("2022-02-01", True)):
        for words in (page(client, trade, f"?known_on={day}"), listed(client, known_on=day)):
            assert ("Exports above the turnover" in words) is is_there


def test_a_passage_about_what_nobody_had_reported_keeps_it_back():
    known, unknown = (ActionFactory() for _ in range(2))
    CitationFactory(action=unknown, source__published="2023-01-01")
    said = [CitationFactory(action=known, note="So."), CitationFactory(action=unknown, stance="contradicts")]
    row = note("Both", *said, CitationFactory(action=known, note="Not so."))
    with known_on.override(parse("2022-12-31").latest):
        assert not Disagreement.objects.published().filter(pk=row.pk).exists()
    with known_on.override(parse("2023-01-01").latest):
        assert Disagreement.objects.published().filter(pk=row.pk).exists()


# --- Many of them


@pytest.mark.parametrize("many", [500, pytest.param(10_000, marks=pytest.mark.heavy)])
def test_many_need_as_many_queries_as_few(client, many):
    promise = CommitmentFactory(title="Much is said of it")
    sources = bulk(SourceFactory, 50, publisher=ActorFactory(kind="media"))

    def queries(count):
        said = bulk(CitationFactory, count, commitment=promise, source=sources, number=[*range(count, count * 2)])
        for number in range(0, min(count, 20), 2):
            note(f"Disagreement {count}-{number}", *said[number : number + 2])
        asked = []
        for address in ("/conflicts/", promise.get_absolute_url(), "/data/conflicts.csv"):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
                b"".join(response) if response.streaming else response.content
            asked.append(len(captured))
        return asked

    few = queries(4)
    assert queries(many) == few


# --- For editors


def test_the_page_of_a_record_leads_editors_to_it_and_to_the_form_for_another(trade, exports):
    editor = person("editor")
    words = text(editor.get(change_address(trade)))
    for said in ("Exports above the turnover: noted", "exports: 4.7 billion USD", "Note a disagreement"):
        assert said in words
    assert "Note a disagreement" not in text(person("viewer").get(change_address(trade)))


def test_an_editor_notes_a_disagreement_with_its_passages(instrument):
    editor = person("editor")
    said = [CitationFactory(action=instrument, field="type", value=name) for name in NAMES[:2]]
    opened = editor.get("/admin/clauses/disagreement/add/")
    assert "What belongs here" in opened.content.decode()
    sides = opened.context["inline_admin_formsets"][0].formset
    assert len(sides.forms) == 2
    sent = {"slug": "what-was-signed", "title": "What was signed", "note": "Two names.", "state": "draft"}
    sent |= {"sides-TOTAL_FORMS": 2, "sides-INITIAL_FORMS": 0}
    sent |= {f"sides-{number}-citation": one.pk for number, one in enumerate(said)}
    response = editor.post("/admin/clauses/disagreement/add/", sent)
    assert response.status_code == 302, text(response)
    assert {side.citation for side in Disagreement.objects.get(slug="what-was-signed").sides.all()} == set(said)


def test_forms_of_citations_ask_what_a_figure_counts(trade, exports):
    editor = person("editor")
    citation = exports.sides.first().citation
    assert 'name="measure"' in editor.get(change_address(citation)).content.decode()
    assert "citations-0-measure" in editor.get(change_address(trade)).content.decode()


def test_where_a_passage_stands_is_no_part_of_what_its_side_says(client):
    first, second = (ActionFactory(title=f"{name} meeting") for name in ("One", "Other"))
    sides = [CitationFactory(action=row, note="Paragraphs 1 to 5. Says the tenth.") for row in (first, second)]
    note("Which was the tenth", *sides)
    told = listed(client)
    assert "Says the tenth." in told
    assert "Paragraphs 1 to 5" not in told


def test_a_measure_without_its_number_is_refused():
    passage = CitationFactory(field="figure", value="4", unit="km", measure="length")
    passage.value = ""
    with pytest.raises(ValidationError, match="Give the number"):
        passage.full_clean()
