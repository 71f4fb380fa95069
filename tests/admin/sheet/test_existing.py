"""The clauses that an agreement has, on the same sheet: what moves keeps its code, what is public is proposed."""

import pytest

from clauses.models import Clause, ClauseText, Proposal

from ...support.pages.sheets import Sheet, tree
from ...support.rows.factories import (
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
)
from ...support.rows.people import person, written_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(title="Treaty of Roads")


@pytest.fixture
def drafts(ada, agreement):
    """Part I with articles 1 and 2, part II with article 3; each with words in English."""
    made = {}
    rows = (("pt1", None, "I"), ("a1", "pt1", "1"), ("a2", "pt1", "2"), ("pt2", None, "II"), ("a3", "pt2", "3"))
    for place, (wid, above, num) in enumerate(rows, 1):
        row = ClauseFactory(
            agreement=agreement,
            wid=wid,
            parent=made.get(above),
            position=place,
            num=num,
            label=f"Art. {num}",
            heading=f"On {wid}",
            state="draft",
        )
        made[wid] = written_by(ada, row)
        ClauseTextFactory(clause=row, text=f"Words of {wid}.")
    ClauseText.history.update(history_user=ada.user)
    return made


@pytest.fixture
def public(drafts):
    Clause.objects.update(state="published")
    Clause.history.update(state="published")
    return drafts


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_sheet_that_is_saved_as_it_was_opened_changes_nothing(ada, agreement, drafts):
    Clause.objects.filter(wid="a3").update(position=2)  # places that no sheet would give
    before = list(Clause.objects.order_by("pk").values())
    sheet = Sheet(ada, agreement)
    assert [row[:2] for row in sheet.rows] == [("1", "I"), ("2", "1"), ("2", "2"), ("1", "II"), ("2", "3")]
    sheet.save()
    assert "Nothing differs from what is stored." in sheet.page
    assert list(Clause.objects.order_by("pk").values()) == before


def test_a_moved_and_renumbered_clause_keeps_its_code(ada, agreement, drafts):
    Sheet(ada, agreement).press("down", 1).save(num_1="2 bis", reason="Misprinted.")
    assert tree(agreement)[:3] == [
        "pt1 < - 1 Art. I|I|On pt1",
        "a2 < pt1 2 Art. 2 bis|2 bis|On a2",
        "a1 < pt1 3 Art. 1|1|On a1",
    ]
    last = Clause.objects.get(wid="a2").history.first()
    assert (last.history_user, last.history_change_reason) == (ada.user, "Misprinted.")
    assert Clause.objects.get(wid="a3").history.count() == 1


def test_what_is_published_stays_and_becomes_one_proposal(ada, agreement, public):
    sheet = Sheet(ada, agreement)
    assert "it becomes one proposal" in sheet.page
    sheet.press("indent", 3).save(heading_1="On lanes", text_2="Other words.", reason="As printed.")
    assert [row.heading for row in Clause.objects.order_by("position")] == [f"On {wid}" for wid in public]
    proposal = Proposal.objects.get()
    assert (proposal.table, proposal.row, proposal.author, proposal.reason) == (
        "agreement",
        agreement.pk,
        ada.user,
        "As printed.",
    )
    assert [(edit["table"], edit["new"]) for edit in proposal.edits] == [
        ("clause", {"heading": "On lanes"}),
        ("clausetext", {"text": "Other words."}),
        ("clause", {"parent_id": public["pt1"].pk}),
    ]
    assert "one proposal for all of it" in sheet.page
    sheet.open()
    assert "which this sheet does not show" in sheet.page

    cem = person("reviewer", "cem")
    cem.post(f"/admin/clauses/proposal/{proposal.pk}/change/", {"step": "apply", "seen": proposal.version})
    assert fresh(public["pt2"]).parent == public["pt1"]
    assert (fresh(public["a1"]).heading, public["a2"].texts.get().text) == ("On lanes", "Other words.")


def test_a_published_clause_that_is_split_gives_a_draft_and_a_proposal(ada, agreement, public):
    Sheet(ada, agreement).press("split", 1, text_1="Words.\n\n4. More.").save()
    new = Clause.objects.get(state="draft")
    assert (new.num, new.position, new.parent, new.texts.get().text) == ("4", 3, public["pt1"], "More.")
    edits = Proposal.objects.get().edits
    assert [(edit["table"], edit["new"]) for edit in edits] == [
        ("clausetext", {"text": "Words."}),
        ("clause", {"position": 4}),
        ("clause", {"position": 5}),
        ("clause", {"position": 6}),
    ]


def test_a_draft_that_is_joined_goes_and_its_words_stay(ada, agreement, drafts):
    sheet = Sheet(ada, agreement).press("join", 2)
    assert sheet.out == [2]
    sheet.save()
    assert not Clause.objects.filter(wid="a2").exists()
    assert drafts["a1"].texts.get().text == "Words of a1.\n2 On a2\nWords of a2."
    assert "1 clause changed; 1 clause deleted." in sheet.page


HANGING = {
    "a commitment": lambda row: CommitmentFactory(clause=row, title="Promised"),
    "a citation": lambda row: CitationFactory(clause=row),
    "a text in another language": lambda row: ClauseTextFactory(clause=row, language="tr", text="Başka."),
}


@pytest.mark.parametrize("what", HANGING)
@pytest.mark.parametrize("button", ["join", "out"])
def test_what_something_hangs_on_does_not_go(ada, agreement, drafts, what, button):
    hung = HANGING[what](drafts["a2"])
    before = [Clause.objects.count(), ClauseText.objects.count()]
    sheet = Sheet(ada, agreement).press(button, 2).save()
    assert "It cannot go: it has " in sheet.page
    assert str(hung)[:20] in sheet.page.replace("&quot;", '"')
    assert [Clause.objects.count(), ClauseText.objects.count()] == before
    assert sheet.press("back", 2).out == []


def test_what_was_public_or_is_somebody_elses_does_not_go(ada, agreement, drafts):
    Clause.objects.filter(wid="a2").update(state="published")
    assert "It is or was public" in Sheet(ada, agreement).press("out", 2).save().page
    written_by(person("editor", "bob"), drafts["a3"])
    assert "Somebody else wrote in it" in Sheet(ada, agreement).press("out", 4).save().page
    assert Clause.objects.count() == 5


def test_nobody_writes_in_what_is_in_review(ada, agreement, drafts):
    Clause.objects.filter(wid="a2").update(state="in_review")
    sheet = Sheet(ada, agreement).save(heading_2="Other", heading_1="On lanes")
    assert "It is in review, so nobody writes in it now" in sheet.page
    assert fresh(drafts["a1"]).heading == "On a1"
    sheet.save(heading_2="On a2")
    assert fresh(drafts["a1"]).heading == "On lanes"


def test_whoever_saves_second_is_told_and_sees_both(ada, agreement, drafts):
    mine, theirs = Sheet(ada, agreement), Sheet(person("editor", "bob"), agreement)
    theirs.save(heading_1="On bridges")
    mine.save(heading_1="On tunnels", heading_2="On ferries")
    assert "bob changed Art. 1 meanwhile" in mine.page
    assert "On bridges" in mine.page
    assert mine.rows[1][2] == "On tunnels"
    assert fresh(drafts["a2"]).heading == "On a2"

    mine.save()
    assert "bob changed Art. 1 meanwhile" in mine.page
    key = f"choice_{drafts['a1'].pk}"
    mine.save(**{key: "mine"})
    assert (fresh(drafts["a1"]).heading, fresh(drafts["a2"]).heading) == ("On tunnels", "On ferries")


def test_the_second_may_take_what_the_first_saved(ada, agreement, drafts):
    mine, theirs = Sheet(ada, agreement), Sheet(person("editor", "bob"), agreement)
    theirs.press("down", 1).save(heading_2="On bridges")
    mine.save(heading_1="On tunnels")
    mine.save(**{f"choice_{row.pk}": "stored" for row in drafts.values()})
    assert [row.wid for row in Clause.objects.order_by("position")][:3] == ["pt1", "a2", "a1"]
    assert fresh(drafts["a1"]).heading == "On bridges"


def test_a_choice_holds_for_the_versions_that_were_shown(ada, agreement, drafts):
    mine, theirs = Sheet(ada, agreement), Sheet(person("editor", "bob"), agreement)
    theirs.save(heading_1="On bridges")
    mine.save(heading_1="On tunnels")
    theirs.save(heading_1="On fords")
    mine.save(**{f"choice_{drafts['a1'].pk}": "mine"})
    assert "On fords" in mine.page
    assert fresh(drafts["a1"]).heading == "On fords"


def test_what_was_added_or_deleted_meanwhile_is_told(ada, agreement, drafts):
    mine, theirs = Sheet(ada, agreement), Sheet(ada, agreement)
    theirs.press("out", 2).paste("Article 9\nIt is new.").save(keep="nothing")
    mine.save()
    assert "ada added this clause meanwhile" in mine.page
    assert "ada deleted this clause meanwhile" in mine.page
    assert [row[1] for row in mine.rows] == ["I", "1", "2", "II", "3", "9"]
    mine.press("out", 2).save()
    assert [row.num for row in Clause.objects.order_by("position")] == ["I", "1", "II", "3", "9"]


def test_a_text_with_many_clauses_is_edited_by_part(ada, agreement, drafts, monkeypatch):
    monkeypatch.setattr("clauses.admin.sheet.page.MOST_ROWS", 4)
    whole = Sheet(ada, agreement)
    assert "5 clauses are more than a sheet has room for (4)" in whole.page
    assert f"?part={drafts['pt1'].pk}" in whole.page
    part = Sheet(ada, agreement, f"?part={drafts['pt1'].pk}")
    assert [row[1] for row in part.rows] == ["I", "1", "2"]
    part.press("split", 1, text_1="Words.\n\n7. More.").save(heading_0="On all roads")
    assert tree(agreement) == [
        "pt1 < - 1 Art. I|I|On all roads",
        "a1 < pt1 2 Art. 1|1|On a1",
        "pt1__para_7 < pt1 3 Art. I(7)|7|",
        "a2 < pt1 4 Art. 2|2|On a2",
        "pt2 < - 5 Art. II|II|On pt2",
        "a3 < pt2 6 Art. 3|3|On a3",
    ]


def test_queries_do_not_grow_with_clauses(ada, agreement, drafts, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Sheet(ada, agreement)
    with CaptureQueriesContext(connection) as few:
        Sheet(ada, agreement)
    for place in range(6, 60):
        ClauseTextFactory(clause=ClauseFactory(agreement=agreement, position=place, parent=drafts["pt2"]))
    with django_assert_num_queries(len(few)):
        Sheet(ada, agreement)


def test_a_clause_of_another_agreement_is_not_written(ada, agreement, drafts):
    other = ClauseFactory(heading="Elsewhere", state="draft")
    sheet = Sheet(ada, agreement)
    sheet.fields["is-0"] = f"{other.pk}.{other.version}.0.0"
    sheet.save(heading_0="Mine now", keep="nothing")
    assert fresh(other).heading == "Elsewhere"
