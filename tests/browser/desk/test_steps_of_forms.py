"""How many steps it takes to record an agreement and its commitments; the test fails when it takes more."""

import re

import pytest

from clauses.models import Action, Agreement, Clause, Commitment, OpenedGroup

from ...support.rows.factories import AgreementFactory, ClauseFactory
from ..steps import Steps, field, is_told, press, sees

pytestmark = pytest.mark.django_db(transaction=True)
STATES = ("Azerbaijan", "Türkiye")


def pick(steps, box, name):
    """A record by its name: typing is a step, and choosing what is offered is another."""
    box.click()
    steps.type(steps.page.locator(".select2-search__field"), name)
    steps.click(steps.page.get_by_role("option", name=re.compile(f"^{name}")).first)


def choose(steps, name, value):
    steps.choose(field(steps.page, name), value)


def test_an_agreement_with_two_parties_and_its_day_of_signature_takes_eight_steps(at_work):
    ada = at_work("editor", "ada")
    steps = Steps(ada)
    ada.goto("/admin/")
    steps.click(ada.locator("#content a[href='/admin/clauses/agreement/add/']").first)
    steps.type(field(ada, "Title"), "Treaty on Roads")
    steps.type(field(ada, "Day of signature"), "15 June 2021")
    sees(ada, "Read as: 15 June 2021 (2021-06-15)")
    for number, state in enumerate(STATES):
        pick(steps, ada.locator(f"#parties-{number} .field-actor .select2-selection"), state)
    steps.click(ada.get_by_role("button", name="Save", exact=True))
    is_told(ada, "was added successfully")
    agreement = Agreement.objects.get(slug="treaty-on-roads")
    action = Action.objects.get(agreement=agreement)
    assert agreement.instrument_type == "treaty"
    assert sorted(party.actor.name for party in agreement.parties.all()) == sorted(STATES)
    assert sorted(each.actor.name for each in action.participants.all()) == sorted(STATES)
    assert (action.type, action.date) == ("signature", "2021-06-15")
    assert steps.count <= 8


def test_two_commitments_of_a_clause_take_ten_steps_and_one_is_back_at_the_clause(at_work):
    ada = at_work("editor", "ada")
    clause = ClauseFactory(agreement=AgreementFactory(state="draft"), state="draft")
    steps = Steps(ada)
    ada.goto(f"/admin/clauses/clause/{clause.pk}/change/")
    steps.click(ada.get_by_role("link", name="Add to Commitments"))
    steps.type(field(ada, "Title"), "Found a council")
    steps.type(field(ada, "Statement"), "Both found a council.")
    choose(steps, "Kind", "joint_body")
    choose(steps, "Modality", "obligation")
    choose(steps, "Recurrence", "one_off")
    steps.click(ada.get_by_role("button", name="Save and add another"))
    steps.type(field(ada, "Title"), "Keep the council")
    steps.type(field(ada, "Statement"), "Both keep it.")
    steps.click(ada.get_by_role("button", name="Save", exact=True))
    ada.wait_for_url(f"**/clause/{clause.pk}/change/")
    assert sorted(clause.commitments.values_list("slug", "kind")) == [
        ("found-a-council", "joint_body"),
        ("keep-the-council", "joint_body"),
    ]
    assert ada.locator(".linked-lists").get_by_role("link", name="Keep the council").count() == 1
    assert steps.count <= 10


def test_a_group_that_is_opened_stays_open_for_her_and_for_nobody_else(at_work):
    ada, bela = at_work("editor", "ada"), at_work("editor", "bela")
    group = "details[data-group='What it states']"
    ada.goto("/admin/clauses/citation/add/")
    assert not ada.locator(group).evaluate("each => each.open")
    with ada.expect_response("**/opened-groups/citation/"):
        ada.get_by_text("What it states").click()
    kept = OpenedGroup.objects.get()
    assert (kept.user, kept.table, kept.group) == (ada.user, "citation", "What it states")
    for page, is_open in ((ada, True), (bela, False)):
        page.goto("/admin/clauses/citation/add/")
        assert page.locator(group).evaluate("each => each.open") == is_open
    with ada.expect_response("**/opened-groups/citation/"):
        ada.get_by_text("What it states").click()
    assert not OpenedGroup.objects.exists()


def test_without_a_script_a_day_is_read_back_by_the_form_that_comes_back(at_work):
    ada = at_work("editor", "ada", java_script_enabled=False)
    ada.goto("/admin/clauses/agreement/add/")
    field(ada, "Title").fill("Treaty on Rails")
    field(ada, "Day of signature").fill("June 2021")
    press(ada, "Save")
    sees(ada, "This is read as June 2021 (2021-06). Nothing is saved yet")
    assert not Agreement.objects.filter(title="Treaty on Rails").exists()
    press(ada, "Save")
    is_told(ada, "was added successfully")
    assert Action.objects.get(agreement__title="Treaty on Rails").date == "2021-06"
    ada.goto("/admin/clauses/citation/add/")
    ada.get_by_role("link", name="Choose what stays open in this form").click()
    ada.get_by_label("What it states").check()
    press(ada, "Save")
    assert OpenedGroup.objects.filter(user=ada.user, group="What it states").exists()


def test_folded_forms_have_no_fault(at_work, fine_everywhere):
    ada = at_work("editor", "ada")
    clause = Clause.objects.filter(commitments__isnull=False).first()
    commitment = Commitment.objects.first()
    for address in (
        "/admin/clauses/agreement/add/",
        "/admin/clauses/citation/add/",
        "/admin/opened-groups/citation/",
        f"/admin/clauses/clause/{clause.pk}/change/?whole=agreement-{clause.agreement_id}",
        f"/admin/clauses/commitment/{commitment.pk}/change/",
    ):
        ada.goto(address)
        fine_everywhere(ada)
        assert ada.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
