"""Rows within a record that exchange what must be unique, and rows that are there already when they are saved."""

import pytest
from django.urls import reverse

from clauses.models import Actor, AgreementParty, Citation, ClauseText, Proposal

from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.rows import factories
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    SourceFactory,
)
from ..support.rows.people import person
from ..support.rows.proposals import decide

pytestmark = pytest.mark.django_db

# By the model of the rows: the record's factory, its key, and the column that is exchanged with a factory of values.
EXCHANGED = {
    "parties": ("Agreement", "AgreementParty", "agreement", "actor", "Actor"),
    "names": ("Agreement", "AgreementName", "agreement", "slug", None),
    "identifiers": ("Agreement", "AgreementIdentifier", "agreement", "code_there", None),
    "relations": ("Agreement", "AgreementRelation", "subject", "object", "Agreement"),
    "participants": ("Action", "ActionParticipant", "action", "actor", "Actor"),
    "bearings": ("Action", "Bearing", "action", "commitment", "Commitment"),
    "texts": ("Clause", "ClauseText", "clause", "number", None),
    "actors": ("Commitment", "CommitmentActor", "commitment", "actor", "Actor"),
    "sides": ("Disagreement", "DisagreementSide", "disagreement", "citation", "Citation"),
    "mappings": ("Domain", "DomainMapping", "domain", "code_there", None),
    "actor's identifiers": ("Actor", "ActorIdentifier", "actor", "code_there", None),
    "citations": ("Action", "Citation", "action", "number", None),
}


def factory(name):
    return getattr(factories, f"{name}Factory")


def two_rows(name, state):
    """A record with two rows, and the column in which they differ."""
    record_name, row_name, key, column, _ = EXCHANGED[name]
    record = factory(record_name)(state=state)
    more = [{}, {}]
    if name == "texts":
        more = [{"language": "en"}, {"language": "az"}]
    if name == "citations":
        source = SourceFactory()
        more = [{"source": source, "state": state}] * 2
    return record, [factory(row_name)(**{key: record}, **each) for each in more], column


def value(row, column):
    return getattr(row, row._meta.get_field(column).attname)


def prefix_of(client, record, row, data):
    """The prefix under which the form has this row."""
    model = type(row)
    formsets = [each.formset for each in client.get(change_address(record)).context["inline_admin_formsets"]]
    formset = next(each for each in formsets if each.model is model)
    return next(form.prefix for form in formset.forms if form.instance.pk == row.pk)


def exchanged(client, record, rows, column):
    data = filled(client, record)
    for row, other in (rows, rows[::-1]):
        data[f"{prefix_of(client, record, row, data)}-{column}"] = value(other, column)
    return data


def held(rows, column):
    return [value(type(row).objects.get(pk=row.pk), column) for row in rows]


@pytest.mark.parametrize("name", EXCHANGED)
def test_two_rows_of_a_draft_exchange_what_must_be_unique(name):
    record, rows, column = two_rows(name, "draft")
    before = held(rows, column)
    editor = person("manager")
    answer = editor.post(change_address(record), exchanged(editor, record, rows, column))
    assert answer.status_code == 302, answer.context["errors"]
    assert held(rows, column) == before[::-1]
    for row, kept in zip(rows, before[::-1], strict=True):
        saves = list(row.history.order_by("history_id"))
        assert len(saves) == 2
        assert value(saves[-1], column) == kept


@pytest.mark.parametrize("name", EXCHANGED)
def test_the_exchange_of_two_rows_of_a_public_record_is_proposed_and_applied(name):
    record, rows, column = two_rows(name, "published")
    before = held(rows, column)
    editor = person("manager", "author")
    answer = editor.post(change_address(record), exchanged(editor, record, rows, column))
    assert answer.status_code == 302, answer.context["errors"]
    assert held(rows, column) == before
    proposal = Proposal.objects.get()
    decide(person("superuser"), proposal, "apply")
    proposal.refresh_from_db()
    assert proposal.status == "applied"
    assert held(rows, column) == before[::-1]


def two_parties(state="draft"):
    agreement = AgreementFactory(state=state)
    return agreement, [AgreementPartyFactory(agreement=agreement) for _ in range(2)]


def test_the_first_row_takes_what_the_second_had_and_the_second_something_new(admin_client):
    agreement, (first, second) = two_parties()
    data = filled(admin_client, agreement)
    taken, new = second.actor_id, ActorFactory().pk
    data[f"{prefix_of(admin_client, agreement, first, data)}-actor"] = taken
    data[f"{prefix_of(admin_client, agreement, second, data)}-actor"] = new
    assert admin_client.post(change_address(agreement), data).status_code == 302
    assert held((first, second), "actor") == [taken, new]


def test_three_rows_go_round(admin_client):
    action = ActionFactory(state="draft")
    rows = [ActionParticipantFactory(action=action) for _ in range(3)]
    actors = [row.actor_id for row in rows]
    data = filled(admin_client, action)
    for row, actor in zip(rows, actors[1:] + actors[:1], strict=True):
        data[f"{prefix_of(admin_client, action, row, data)}-actor"] = actor
    assert admin_client.post(change_address(action), data).status_code == 302
    assert held(rows, "actor") == actors[1:] + actors[:1]


def test_a_new_row_takes_what_a_deleted_one_had(admin_client):
    agreement, (first, second) = two_parties()
    data = filled(admin_client, agreement)
    data[f"{prefix_of(admin_client, agreement, first, data)}-DELETE"] = "on"
    data |= with_new(data, "parties", 2, actor=first.actor_id, role="party")
    assert admin_client.post(change_address(agreement), data).status_code == 302
    assert set(agreement.parties.values_list("actor", flat=True)) == {first.actor_id, second.actor_id}


def with_new(data, prefix, number, **columns):
    """A further row in a form, as a browser sends it."""
    named = {f"{prefix}-{number}-{name}": each for name, each in columns.items()}
    return data | named | {f"{prefix}-TOTAL_FORMS": str(number + 1)}


def test_a_row_that_says_what_another_one_says_is_refused_at_that_row(admin_client):
    agreement, (first, second) = two_parties()
    data = filled(admin_client, agreement)
    prefix = prefix_of(admin_client, agreement, first, data)
    answer = admin_client.post(change_address(agreement), data | {f"{prefix}-actor": second.actor_id})
    assert answer.status_code == 200
    forms = [form for each in answer.context["inline_admin_formsets"] for form in each.formset.forms]
    assert [form.prefix for form in forms if form.errors] == [prefix]
    assert "is there already" in text(answer)


def test_a_row_that_is_added_in_two_windows_is_there_already_in_the_second():
    agreement, actor, editor = AgreementFactory(state="draft"), ActorFactory(), person("editor")
    data = with_new(filled(editor, agreement, title="Kept"), "parties", 0, actor=actor.pk, role="party")
    other = data | {"title": agreement.title}
    assert editor.post(change_address(agreement), other).status_code == 302
    answer = editor.post(change_address(agreement), data)
    assert answer.status_code == 200
    assert "is there already" in text(answer)
    assert 'value="Kept"' in text(answer)
    assert agreement.parties.count() == 1


def test_pressing_save_twice_adds_a_row_of_a_public_record_once(admin_client):
    agreement, actor = AgreementFactory(), ActorFactory()
    CitationFactory(agreement=agreement)
    data = with_new(filled(admin_client, agreement), "parties", 0, actor=actor.pk, role="party")
    assert [admin_client.post(change_address(agreement), data).status_code for _ in range(2)] == [302, 200]
    assert AgreementParty.objects.count() == 1


def test_a_summary_of_a_clause_that_is_there_already_is_refused_in_its_own_words(admin_client):
    clause = ClauseFactory(state="draft")
    first, second = (ClauseTextFactory(clause=clause, language=language) for language in ("en", "az"))
    data = filled(admin_client, clause)
    data[f"{prefix_of(admin_client, clause, second, data)}-language"] = "en"
    answer = admin_client.post(change_address(clause), data)
    assert "has a summary in this language" in text(answer)
    data[f"{prefix_of(admin_client, clause, first, data)}-language"] = "az"
    assert admin_client.post(change_address(clause), data).status_code == 302
    assert set(ClauseText.objects.values_list("pk", "language")) == {(first.pk, "az"), (second.pk, "en")}


def test_a_record_that_is_added_twice_is_refused_the_second_time_and_what_was_typed_stays(admin_client):
    data = {"slug": "twice", "name": "Typed", "kind": "body", "other_names": "", "state": "draft"}
    data |= {f"identifiers-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    address = reverse("admin:clauses_actor_add")
    assert admin_client.post(address, data).status_code == 302
    answer = admin_client.post(address, data)
    assert answer.status_code == 200
    assert "already exists" in text(answer)
    assert 'value="Typed"' in text(answer)
    assert Actor.objects.filter(slug="twice").count() == 1


def test_what_only_the_database_refuses_is_said_at_the_form(admin_client, monkeypatch):
    """As where somebody else writes the same row between the check and the saving."""
    agreement, (first, second) = two_parties()
    monkeypatch.setattr("clauses.admin.forms.inlines.LabelledFormSet._refuse_twins", lambda *args: None)
    data = filled(admin_client, agreement, title="Kept")
    data[f"{prefix_of(admin_client, agreement, first, data)}-actor"] = second.actor_id
    answer = admin_client.post(change_address(agreement), data)
    assert answer.status_code == 200
    assert "Somebody saved the same at this moment" in text(answer)
    assert 'value="Kept"' in text(answer)
    agreement.refresh_from_db()
    assert agreement.title != "Kept"


def test_new_citations_of_one_source_are_numbered_one_after_the_other(admin_client):
    action, source = ActionFactory(state="draft"), SourceFactory()
    data = filled(admin_client, action)
    for number in range(2):
        more = {
            "source": source.pk,
            "stance": "supports",
            "rank": "normal",
            "state": "draft",
            "quote": f"words {number}",
        }
        data = with_new(data, "citations", number, **more)
    assert admin_client.post(change_address(action), data).status_code == 302
    assert sorted(Citation.objects.values_list("number", flat=True)) == [1, 2]
