"""What the sheet refuses is said with the line, the field and the remedy, and nothing that was typed is lost."""

import pytest

from clauses.models import Clause, ClauseText, Source

from ...support.pages.forms import change_address, sent
from ...support.pages.sheets import Sheet, tree
from ...support.rows.factories import AgreementFactory, ClauseFactory, ClauseTextFactory
from ...support.rows.people import person, written_by

pytestmark = pytest.mark.django_db

TEXT = "Article 1\nThe parties meet.\n\nArticle 2\nThey talk.\n\nArticle 3\nThey agree."


@pytest.fixture
def agreement():
    return AgreementFactory(title="Treaty of Roads")


def stored(ada, agreement, *states):
    """A clause with words for each state."""
    made = []
    for number, state in enumerate(states, 1):
        heading = f"On {number}"
        row = ClauseFactory(agreement=agreement, position=number, num=number, label=f"Art. {number}", heading=heading)
        Clause.objects.filter(pk=row.pk).update(state=state)
        made.append(written_by(ada, Clause.objects.get(pk=row.pk)))
        ClauseTextFactory(clause=row, text=f"Words of {number}. ")  # with a space that no browser sends
    ClauseText.history.update(history_user=ada.user)
    return made


# --- The source that is missing


def test_a_missing_source_is_made_on_its_form_which_leads_back_to_the_sheet_as_it_was(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).save(keep="authentic", heading_1="Talks", reason="As printed.")
    assert "Add the source, then come back" in sheet.page
    assert '<a href="#id_source">Source of the words</a>: Name the source of the words' in sheet.page
    response = ada.post(sheet.address, {**sheet.fields, "do": "source"})
    assert response.url == f"/admin/clauses/source/add/?kind=treaty_text&sheet={agreement.pk}"
    assert "The sheet of clauses waits as you left it." in ada.get(response.url).content.decode()

    made = sent(ada, response.url, title="The treaty as printed")
    source = Source.objects.get(title="The treaty as printed")
    assert made.url == f"/admin/clauses/agreement/{agreement.pk}/sheet/?kept=1&source={source.pk}"
    back = Sheet(ada, agreement, made.url.rpartition("/")[2])
    assert [row[2:] for row in back.rows] == [("", "The parties meet."), ("Talks", "They talk."), ("", "They agree.")]
    assert (back.fields["source"], back.fields["reason"]) == (str(source.pk), "As printed.")
    back.save()
    assert set(ClauseText.objects.values_list("source", "status")) == {(source.pk, "authentic")}
    assert "You left a sheet" not in back.page


def test_a_sheet_that_waits_is_offered_where_it_was_left_and_can_be_forgotten(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT)
    ada.post(sheet.address, {**sheet.fields, "do": "source"})
    anew = Sheet(ada, agreement)
    assert "You left a sheet of this agreement to add a source" in anew.page
    assert f"/admin/clauses/agreement/{agreement.pk}/sheet/?kept=1" in anew.page
    assert "You left a sheet" not in Sheet(ada, AgreementFactory()).page
    assert len(Sheet(ada, agreement, "?kept=1").rows) == 3
    ada.post(sheet.address, {"do": "forget"})
    assert "You left a sheet" not in Sheet(ada, agreement).page
    assert Sheet(ada, agreement, "?kept=1").rows == []


def test_a_sheet_that_is_too_long_to_wait_is_shown_again_with_what_helps(ada, agreement, monkeypatch):
    monkeypatch.setattr("clauses.admin.sheet.detour.LONGEST", 50)
    sheet = Sheet(ada, agreement).paste(TEXT).press("source")
    assert "Add the source in another window" in sheet.page
    assert len(sheet.rows) == 3


def test_what_becomes_of_the_words_is_asked_at_its_field(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).save()
    assert '<a href="#id_keep">Keep the words</a>: Say what is kept of the words' in sheet.page


# --- Levels


@pytest.mark.parametrize("typed", ["99999999999999999999999", "99999", "10", "0", "-5", "two", "1.5", ""])
def test_what_is_no_level_is_said_at_its_row_and_stays_in_its_box(ada, agreement, typed):
    sheet = Sheet(ada, agreement).paste(TEXT)
    for _ in range(2):
        sheet.save(keep="nothing", level_1=typed, heading_1="Talks")
        said = f"“{typed[:20]}{'…' if len(typed) > 20 else ''}”" if typed else "Nothing"
        problem = f"Level: {said} is no level. Write a whole number from 1 to 2; nothing is saved until then."
        assert f'<a href="#row-1">2</a>: {problem}' in sheet.page
        assert sheet.rows[1][:3] == (typed, "2", "Talks")
        assert Clause.objects.count() == 0
    sheet.save(level_1="2")
    assert tree(agreement)[1] == "art_2 < art_1 2 Art. 2|2|Talks"


def test_a_level_that_is_too_deep_is_shown_before_anything_is_saved(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).save(keep="nothing", level_1="7")
    assert "Level: it was 7, which is more than one deeper than the row above. It is 2 now" in sheet.page
    assert (sheet.rows[1][0], Clause.objects.count()) == ("2", 0)
    sheet.save()
    assert Clause.objects.count() == 3


def test_another_button_leaves_what_was_typed_as_a_level(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).press("up", 2, level_0="x")
    assert [row[:2] for row in sheet.rows] == [("x", "1"), ("1", "3"), ("1", "2")]


# --- Buttons that do nothing


def test_nothing_to_split_says_what_to_paste(ada, agreement):
    for text in ("", "  \n "):
        assert (
            "There is nothing to split yet. Paste the text of the agreement" in Sheet(ada, agreement).paste(text).page
        )


@pytest.mark.parametrize(
    ("button", "row", "said"),
    [
        ("up", 0, "Nothing moved"),
        ("down", 2, "Nothing moved"),
        ("indent", 0, "Nothing was indented"),
        ("outdent", 0, "Nothing was outdented"),
        ("join", 0, "Nothing was joined"),
        ("split", 0, "Nothing was split. Open the words of a clause, leave an empty line"),
        ("back", 0, "It is on the sheet already"),
        ("look", 0, "Nothing is saved yet: press “Save”"),
    ],
)
def test_a_button_that_changes_nothing_says_why(ada, agreement, button, row, said):
    sheet = Sheet(ada, agreement).paste(TEXT)
    before = sheet.rows
    assert said in sheet.press(button, row).page
    assert sheet.rows == before
    assert said not in sheet.press("down", 0).page


def test_a_split_into_more_than_there_is_room_for_says_that_nothing_was_split(ada, agreement):
    sheet = Sheet(ada, agreement).paste(TEXT).press("split", 0, text_0="\n\n".join(["Word."] * 500))
    assert "Nothing was split: a sheet has room for 400 clauses at most." in sheet.page
    assert (len(sheet.rows), sheet.rows[0][3].count("Word.")) == (3, 500)


# --- What nobody writes in now


@pytest.mark.parametrize("state", ["in_review", "withdrawn"])
def test_a_row_in_which_nobody_writes_now_is_text(ada, agreement, state):
    stored(ada, agreement, "draft", state)
    sheet = Sheet(ada, agreement)
    assert 'name="heading-0" value="On 1" aria-label' in sheet.page
    assert '<input type="hidden" name="heading-1" value="On 2">' in sheet.page
    assert 'aria-label="Words Art. 2" readonly>' in sheet.page
    assert 'aria-label="Tick Art. 2"' not in sheet.page
    assert "are shown as text, as nobody writes in them now" in sheet.page
    sheet.save(heading_0="On lanes")
    assert "1 clause changed." in sheet.page
    assert "shown as text" not in Sheet(person("editor"), AgreementFactory()).page


def test_what_was_typed_before_a_row_went_to_review_is_not_lost(ada, agreement):
    stored(ada, agreement, "draft", "draft")
    sheet = Sheet(ada, agreement)
    Clause.objects.filter(label="Art. 2").update(state="in_review")
    sheet.save(heading_1="On bridges")
    assert "It is in review, so nobody writes in it now. Whoever wrote it can take it back" in sheet.page
    assert 'name="heading-1" value="On bridges" aria-label="Heading Art. 2"' in sheet.page


def test_splitting_all_rows_leaves_those_that_are_text(ada, agreement):
    stored(ada, agreement, "draft", "in_review")
    ClauseText.objects.filter(clause__label="Art. 2").update(text="One.\n\nTwo.")
    sheet = Sheet(ada, agreement).press("split", text_0="One.\n\nTwo.")
    assert [row[3] for row in sheet.rows] == ["One.", "Two.", "One.\n\nTwo."]


def test_a_clause_that_would_only_change_its_place_says_that(ada, agreement):
    stored(ada, agreement, "draft", "in_review")
    sheet = Sheet(ada, agreement).press("split", 0, text_0="One.\n\nTwo.").save(keep="nothing")
    assert "so its place among the clauses cannot change now" in sheet.page
    assert Clause.objects.count() == 2


def test_spaces_that_no_browser_sends_are_no_change(ada, agreement):
    stored(ada, agreement, "published")
    Clause.objects.update(heading="On  1", num=" 1")
    assert "Nothing differs from what is stored." in Sheet(ada, agreement).save().page


# --- From a row to its clause and back


def test_a_row_leads_to_its_clause_and_saving_that_leads_back(ada, agreement):
    (clause,) = stored(ada, agreement, "draft")
    address = f"/admin/clauses/clause/{clause.pk}/change/?sheet={agreement.pk}"
    assert f'<a href="{address}">Art. 1</a>' in Sheet(ada, agreement).page
    response = sent(ada, address, heading="On lanes")
    assert response.url == f"/admin/clauses/agreement/{agreement.pk}/sheet/"
    assert Clause.objects.get().heading == "On lanes"


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1", "999"])
def test_a_sheet_that_is_not_there_leads_where_saving_leads_else(ada, agreement, key):
    address = f"/admin/clauses/source/add/?kind=treaty_text&sheet={key}"
    response = sent(ada, address, title="Printed")
    assert response.url == change_address(Source.objects.get(title="Printed"))
