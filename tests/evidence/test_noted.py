"""Disagreements that a person notes, because no comparison of one field sees them: shown like the others."""

import pytest
from django.core.exceptions import ValidationError

from clauses.evidence.conflicts.noted import all_noted
from clauses.evidence.worklists import decided, disputed
from clauses.models import Action, Commitment, Disagreement, DisagreementSide

from ..support.pages.forms import change_address
from ..support.pages.reading import html_of, page_of_row, text
from ..support.rows.conflicts import NAMES, listed, note, rows_of_file
from ..support.rows.factories import ActionFactory, ActorFactory, AgreementNameFactory, CitationFactory, PlaceFactory
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_figures_of_different_measures_stand_side_by_side_with_the_note(client, trade, exports):
    words = page_of_row(client, trade)
    for said in (
        "Sources disagree: Exports above the turnover",
        "exports: 4.7 billion USD, for 1 January to 31 December 2021",
        "turnover: 4.6 billion USD, for 1 January to 31 December 2021",
        "A part cannot be larger than the whole.",
        "Interview on exports",
    ):
        assert said in words
    assert words.count("one report, by ") == 2
    assert 'id="disputed"' in words


def test_it_stands_on_the_page_of_each_record_with_links_to_the_others(client, dialogues, numbering):
    for row, other in (dialogues, reversed(dialogues)):
        words = page_of_row(client, row)
        assert "Which meeting is which" in words
        assert "It counts the meeting as the 17th." in words
        assert f'of <a href="{other.get_absolute_url()}">' in words
        assert f'of <a href="{row.get_absolute_url()}">' not in words


def test_four_names_of_one_instrument_are_four_sides(client, instrument, names):
    words = page_of_row(client, instrument)
    assert all(f"<dt>{name} " in words for name in NAMES)


def test_reports_that_say_the_same_are_one_side_the_most_reported_first(client, instrument, names):
    again = CitationFactory(action=instrument, field="type", value="accord")
    DisagreementSide.objects.create(disagreement=names, citation=again)
    found = next(one for one in all_noted() if one.disagreement == names)
    assert next(words for words, _ in found.told) == "accord"
    assert "2 reports from 2 separate origins" in page_of_row(client, instrument)


def test_it_marks_the_action_in_lists_and_the_record_for_editors(client, dialogues, numbering, trade, exports):
    words = client.get("/actions/?q=dialogue").content.decode()
    assert all(f'href="{row.get_absolute_url()}#disputed"' in words for row in dialogues)
    assert set(dialogues) <= set(disputed(Action))
    assert trade in disputed(Commitment)
    assert trade not in decided(Commitment)


def test_a_list_names_what_an_editor_noted(client):
    drill = ActionFactory(title="Zqdrill")
    sides = [CitationFactory(action=drill, note=said) for said in ("Ten.", "Twelve.", "Not yet.")]
    note("How many tanks took part", *sides[:2], slug="zq-b")
    note("Azerbaijan's part", *sides[:2], slug="zq-a")
    note("Whether it is public", *sides, state="draft")
    words = client.get("/actions/?q=zqdrill").content.decode()
    assert "sources differ on: Azerbaijan’s part; how many tanks took part<" in words
    assert "Whether it is public" not in words


def test_a_list_names_four_things_that_sources_differ_on_and_counts_the_rest(client):
    drill = ActionFactory(title="Zqdrill")
    sides = [CitationFactory(action=drill, note=said) for said in ("Ten.", "Twelve.")]
    for number in range(6):
        note(f"Point {number}", *sides, slug=f"zq-{number}")
    words = client.get("/actions/?q=zqdrill").content.decode()
    assert "sources differ on: Point 0; Point 1; Point 2; Point 3; and 2 more<" in words


def test_what_is_said_of_a_name_stands_on_the_page_of_its_agreement(client):
    name = AgreementNameFactory(name="Zqname")
    sides = [CitationFactory(name=name, note=said) for said in ("Older than the text.", "Younger than the text.")]
    note("How old the name is", *sides)
    words = html_of(client, f"{name.agreement.get_absolute_url()}sources/")
    assert "How old the name is" in words
    assert "The name “Zqname”" in words


def test_the_code_of_a_place_is_told_by_its_name_and_an_actor_who_is_no_longer_public_is_not_named(client, instrument):
    place, actor = PlaceFactory(slug="zq-place", name="Lower Town"), ActorFactory(name="Zqcanary", state="draft")
    here = CitationFactory(action=instrument, field="place", value="zq-place", attributed_to=actor)
    note("Where it was", here, CitationFactory(action=instrument, note="Elsewhere."))
    words = page_of_row(client, instrument)
    assert f"<dt>{place.name} " in words
    assert "Zqcanary" not in words


def test_it_is_one_point_in_dispute_of_its_agreement_and_a_doubt_about_each_action(client, dialogues):
    agreement = dialogues[0].agreement
    Action.objects.filter(pk=dialogues[1].pk).update(agreement=agreement)
    note("Which meeting is which", *(CitationFactory(action=row, note=f"Said of {row}.") for row in dialogues))
    words = html_of(client, f"{agreement.get_absolute_url()}sources/")
    assert "1 point<" in words
    assert "Which meeting is which" in words
    for row in dialogues:
        assert "Sources disagree: Which meeting is which." in page_of_row(client, row)


def test_the_list_names_the_one_record_of_all_sides_once(client, instrument, names):
    assert listed(client, about="noted").count(f'href="{instrument.get_absolute_url()}"') == 1


@pytest.mark.parametrize("what", ["disagreement", "citation", "source"])
def test_it_is_not_shown_until_it_is_public_with_two_of_its_passages(client, trade, exports, what):
    side = exports.sides.first()
    row = {"disagreement": exports, "citation": side.citation, "source": side.citation.source}[what]
    type(row).objects.filter(pk=row.pk).update(state="draft")
    for words in (page_of_row(client, trade), listed(client)):
        assert "Exports above the turnover" not in words
    assert trade not in disputed(Commitment)
    assert trade.slug not in {row["code"] for row in rows_of_file(client)}


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
