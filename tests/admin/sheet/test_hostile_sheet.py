"""What no page of ours sends to a sheet is answered, and nothing is lost by it without a word."""

import pytest

from clauses.models import Clause, ClauseText

from ...support.pages.sheets import Sheet, tree
from ...support.rows.factories import AgreementFactory, ClauseFactory, ClauseTextFactory
from ...support.rows.people import person, written_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(ada):
    """Of two drafts with words."""
    agreement = AgreementFactory()
    for number in (1, 2):
        row = ClauseFactory(agreement=agreement, position=number, num=number, label=f"Art. {number}", state="draft")
        ClauseTextFactory(clause=written_by(ada, row), text=f"Words of {number}.")
    ClauseText.history.update(history_user=ada.user)
    sheet = Sheet(ada, agreement)
    sheet.agreement = agreement
    return sheet


def test_a_clause_that_is_sent_twice_is_not_taken_for_one(sheet):
    before = tree(sheet.agreement)
    sheet.fields |= {f"{name}-2": sheet.fields[f"{name}-0"] for name in ("is", "level", "num", "text")}
    sheet.save(heading_2="Twice")
    assert "This clause was sent twice. This row is a new one now" in sheet.page
    assert tree(sheet.agreement) == before
    sheet.press("out", 2).save()
    assert tree(sheet.agreement) == before


@pytest.mark.parametrize("name", ["num", "heading", "text"])
def test_a_row_of_which_a_part_is_missing_is_not_emptied(sheet, name):
    before = list(Clause.objects.order_by("pk").values())
    del sheet.fields[f"{name}-0"]
    sheet.save()
    assert "Not all of this row was sent" in sheet.page
    assert list(Clause.objects.order_by("pk").values()) == before
    assert ClauseText.objects.count() == 2


def test_rows_beyond_those_that_a_sheet_has_room_for_are_not_left_out_silently(ada):
    sheet = Sheet(ada, AgreementFactory())
    many = {"is": "paragraph", "level": "1", "num": "", "heading": "H", "text": ""}
    sheet.fields |= {f"{name}-{at}": value for at in range(401) for name, value in many.items()}
    sheet.save(keep="nothing")
    assert "More than 400 clauses were sent" in sheet.page
    assert not Clause.objects.exists()


def test_a_save_that_is_sent_twice_makes_each_clause_once(ada):
    agreement = AgreementFactory()
    sheet = Sheet(ada, agreement).paste("Article 1\nThey meet.\n\nArticle 2\nThey talk.")
    sent = {**sheet.fields, "do": "save", "keep": "nothing"}
    assert ada.post(sheet.address, sent).status_code == 302
    sheet.show(ada.post(sheet.address, sent))
    assert "ada added this clause meanwhile" in sheet.page
    assert Clause.objects.count() == 2


def test_a_waiting_sheet_is_its_users_alone(ada):
    agreement = AgreementFactory()
    sheet = Sheet(ada, agreement).paste("Article 1\nThey meet.")
    ada.post(sheet.address, {**sheet.fields, "do": "source"})
    assert Sheet(person("editor", "bob"), agreement, "?kept=1").rows == []


@pytest.mark.parametrize("source", ["x", "9" * 30, "-1", "999", ""])
def test_a_waiting_sheet_takes_no_source_that_is_not_there(ada, source):
    sheet = Sheet(ada, AgreementFactory()).paste("Article 1\nThey meet.")
    ada.post(sheet.address, {**sheet.fields, "do": "source"})
    sheet.address += f"?kept=1&source={source}"
    sheet.open()
    assert (len(sheet.rows), sheet.fields.get("source", "")) == (1, "")


def test_a_full_sheet_that_is_ticked_and_changed_by_another_meanwhile_is_taken(ada):
    sheet = Sheet(ada, AgreementFactory())
    row = {"is": "paragraph", "level": "1", "num": "", "heading": "H", "text": "", "choice": "mine", "shown": "1.0"}
    sheet.fields |= {f"{name}-{at}": value for at in range(400) for name, value in row.items()}
    sheet.press("up", *range(400), keep="nothing")
    assert len(sheet.rows) == 400
    assert len(sheet.save().page) > 100
    assert Clause.objects.count() == 400
