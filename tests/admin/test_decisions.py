"""Deciding in the admin: both sides on the record's page, a form filled in as far as is known, review as always."""

import pytest

from clauses.models import Decision

from ..support.pages.forms import change_address
from ..support.pages.reading import text
from ..support.rows.conflicts import says
from ..support.rows.factories import ActionFactory, AgreementNameFactory, DecisionFactory
from ..support.rows.people import person

pytestmark = pytest.mark.django_db
FORM = "/admin/clauses/decision/add/"


def typed(opened) -> dict:
    """What the form would send as it was opened."""
    form = opened.context["adminform"].form
    return {name: form[name].value() or "" for name in form.fields}


@pytest.fixture
def drill():
    return ActionFactory(slug="zq-drill")


@pytest.fixture
def sides(drill):
    return [says(drill, "2021-10-05/2021-10-08"), says(drill, "2021-09-20/2021-10-11")]


def test_the_page_of_a_record_shows_both_sides_and_the_way_to_a_decision(drill, sides):
    words = text(person("editor").get(change_address(drill)))
    for said in ("5 to 8 October 2021", "20 September to 11 October 2021", "Decide: date"):
        assert said in words


def test_who_may_not_decide_is_not_offered_to(drill, sides):
    words = text(person("viewer").get(change_address(drill)))
    assert "5 to 8 October 2021" in words
    assert "Decide: date" not in words


def test_the_form_knows_record_field_day_code_and_the_statements_to_follow(drill, sides):
    elsewhere = says(ActionFactory(), "2022")
    form = person("editor").get(FORM, {"action": drill.pk, "field": "date"}).context["adminform"].form
    assert form["slug"].value() == "zq-drill-date"
    assert str(form["action"].value()) == str(drill.pk)
    assert form["field"].value() == "date"
    assert form["decided_on"].value()
    assert set(form.fields["follows"].queryset) == set(sides)
    assert elsewhere not in form.fields["follows"].queryset


def test_the_code_is_free_and_the_pseudonym_is_the_one_used_last(drill, sides):
    editor = person("editor")
    DecisionFactory(slug="zq-drill-date", action=drill, decided_by="the-decider")
    Decision.history.update(history_user=editor.user)
    form = editor.get(FORM, {"action": drill.pk, "field": "date"}).context["adminform"].form
    assert (form["slug"].value(), form["decided_by"].value()) == ("zq-drill-date-2", "the-decider")


@pytest.mark.parametrize("query", ["action=x&field=date", "action=999999999&field=date", "field=nonsense", "name=1"])
def test_an_address_that_names_nothing_opens_an_empty_form(query, drill):
    assert person("editor").get(f"{FORM}?{query}").status_code == 200


def test_a_name_of_an_agreement_has_its_code_put_into_that_of_the_decision():
    name = AgreementNameFactory(slug="zq-name")
    form = person("editor").get(FORM, {"name": name.pk, "field": "date"}).context["adminform"].form
    assert form["slug"].value() == f"{name.agreement.slug}-zq-name-date"


def test_an_editor_decides_and_a_reviewer_publishes_it(client, drill, sides):
    editor, reviewer = person("editor"), person("reviewer")
    opened = editor.get(FORM, {"action": drill.pk, "field": "date"})
    sent = typed(opened) | {"follows": sides[0].pk, "reason": "It announced it.", "decided_by": "editor-one"}
    assert editor.post(FORM, sent).status_code == 302
    decision = Decision.objects.get(slug="zq-drill-date")
    assert (decision.state, decision.follows) == ("draft", sides[0])
    assert "It announced it." not in client.get(drill.get_absolute_url()).content.decode()
    address = f"/admin/clauses/decision/{decision.pk}/review/"
    decision.refresh_from_db()
    editor.post(address, {"step": "sent", "seen": decision.version})
    decision.refresh_from_db()
    reviewer.post(address, {"step": "published", "seen": decision.version})
    words = client.get(drill.get_absolute_url()).content.decode()
    assert "It announced it." in words
    assert "the editors follow this" in words
    assert "It announced it." in text(editor.get(change_address(drill)))


def test_a_statement_about_another_record_is_not_taken(drill, sides):
    editor, elsewhere = person("editor"), says(ActionFactory(), "2022")
    opened = editor.get(FORM, {"action": drill.pk, "field": "date"})
    response = editor.post(FORM, typed(opened) | {"follows": elsewhere.pk, "reason": "x", "decided_by": "e"})
    assert response.context["adminform"].form.errors["follows"]


def test_the_filter_tells_what_is_decided_from_what_is_not(drill, sides):
    editor = person("editor")

    def listed(work):
        return drill in editor.get("/admin/clauses/action/", {"work": work}).context["cl"].result_list

    assert (listed("disputed"), listed("decided")) == (True, False)
    decision = DecisionFactory.build(action=drill, follows=sides[0])
    decision.full_clean()
    decision.save()
    assert (listed("disputed"), listed("decided")) == (False, True)


def test_what_is_decided_on_is_not_deleted_and_the_page_says_what_is_in_the_way(drill, sides):
    decision = DecisionFactory(action=drill, follows=sides[0])
    root = person("superuser")
    for row in (drill, sides[0]):
        words = text(root.get(change_address(row).replace("change", "delete")))
        assert decision.slug in words
