"""The clauses of an agreement as one sheet: how many steps it takes, by keyboard, and on small and large screens."""

import pytest

from clauses.models import Clause

from ...support.rows.factories import AgreementFactory, ClauseFactory, ClauseTextFactory
from ..steps import Steps, is_told

pytestmark = pytest.mark.django_db(transaction=True)

MOST_STEPS = 6
TEXT = """Article 1
Purpose
The parties build a road.

Article 2
Means
Each party pays one half.

Article 3
It enters into force today."""


def open_sheet(page, agreement):
    page.goto(f"/admin/clauses/agreement/{agreement.pk}/sheet/")


def test_three_clauses_come_of_a_pasted_text_in_few_steps(at_work, fine):
    ada = at_work("editor", "ada")
    agreement = AgreementFactory(title="Treaty of Roads", state="draft")
    ada.goto(f"/admin/clauses/agreement/{agreement.pk}/change/")
    steps = Steps(ada)
    steps.click(ada.get_by_role("link", name="Clauses as one sheet…"))
    steps.type(ada.get_by_label("Text:"), TEXT)
    steps.click(ada.get_by_role("button", name="Split into clauses"))
    steps.choose(ada.get_by_label("Keep the words:"), "no: only numbers and headings")
    steps.click(ada.get_by_role("button", name="Save", exact=True))
    is_told(ada, "3 clauses saved as drafts.")
    headings = [row.heading for row in Clause.objects.filter(agreement=agreement).order_by("position")]
    assert headings == ["Purpose", "Means", "It enters into force today."]
    assert steps.count <= MOST_STEPS
    fine(ada)


def test_the_script_splits_and_moves_where_one_is(at_work):
    ada = at_work("editor", "ada")
    agreement = AgreementFactory()
    open_sheet(ada, agreement)
    ada.get_by_label("Text:").fill(TEXT)
    ada.get_by_role("button", name="Split into clauses").click()
    ada.get_by_text("The parties build a road.").first.click()
    words = ada.get_by_label("Words 1")
    words.evaluate("(area) => area.setSelectionRange(12, 12)")
    words.press("Control+Enter")
    ada.locator('[name="heading-3"]').wait_for()
    assert [ada.input_value(f'[name="text-{at}"]') for at in (0, 1)] == ["The parties", "build a road."]
    with ada.expect_navigation():
        ada.get_by_label("Heading 3", exact=True).press("Alt+ArrowUp")
    assert [ada.input_value(f'[name="num-{at}"]') for at in range(4)] == ["1", "", "3", "2"]


def test_no_state_of_the_sheet_has_a_fault(at_work, fine_everywhere, faults):
    ada, bob = at_work("editor", "ada"), at_work("editor", "bob")
    agreement = AgreementFactory(title="Treaty of Roads")
    open_sheet(ada, agreement)
    fine_everywhere(ada)
    part = ClauseFactory(agreement=agreement, label="Part I", num="I", state="draft")
    for number in (1, 2):
        clause = ClauseFactory(agreement=agreement, parent=part, num=number, label=f"Art. {number}", state="draft")
        ClauseTextFactory(clause=clause, text=" ".join(["The parties meet."] * 30))
    for page in (ada, bob):
        open_sheet(page, agreement)
    bob.get_by_label("Heading Art. 1").fill("On bridges")
    bob.get_by_role("button", name="Save", exact=True).click()
    is_told(bob, "1 clause changed.")
    ada.get_by_label("Heading Art. 1").fill("On tunnels and on whatever else is built where two countries meet")
    ada.get_by_text("The parties meet.").first.click()
    ada.get_by_label("Tick Art. 2").check()
    ada.get_by_role("button", name="Leave out").click()
    ada.get_by_role("button", name="Save", exact=True).click()
    ada.get_by_text("bob changed Art. 1 meanwhile").wait_for()
    fine_everywhere(ada)
    width = ada.evaluate("document.documentElement.scrollWidth")
    assert width <= ada.viewport_size["width"]


def test_leaving_a_sheet_that_is_not_saved_asks_first(at_work):
    ada = at_work("editor", "ada")
    agreement = AgreementFactory(title="Treaty of Roads")
    ClauseFactory(agreement=agreement, label="Art. 1", num="1", state="draft")
    asked = []
    ada.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_sheet(ada, agreement)
    ada.get_by_role("link", name="Art. 1", exact=True).click()
    ada.locator("#id_heading").wait_for()
    assert asked == []
    open_sheet(ada, agreement)
    ada.get_by_label("Heading Art. 1").fill("On bridges")
    ada.get_by_role("link", name="Art. 1", exact=True).click()
    ada.locator("#id_heading").wait_for()
    assert asked == ["beforeunload"]


def test_what_is_refused_or_only_text_has_no_fault(at_work, fine_everywhere):
    ada = at_work("editor", "ada")
    agreement = AgreementFactory(title="Treaty of Roads")
    for number, state in enumerate(("draft", "in_review", "published"), 1):
        clause = ClauseFactory(agreement=agreement, num=number, label=f"Art. {number}", position=number, state=state)
        ClauseTextFactory(clause=clause, text=" ".join(["The parties meet."] * 30))
    open_sheet(ada, agreement)
    ada.get_by_label("Level Art. 1").fill("9" * 60)
    ada.get_by_label("Keep the words:").select_option("authentic")
    ada.get_by_role("button", name="Save", exact=True).click()
    ada.get_by_text("Mend this first").wait_for()
    fine_everywhere(ada)
    ada.get_by_role("button", name="Add the source, then come back").click()
    ada.get_by_text("The sheet of clauses waits as you left it.").wait_for()
    open_sheet(ada, agreement)
    ada.get_by_text("You left a sheet of this agreement").wait_for()
    fine_everywhere(ada)
