"""Help beside a field: every column that editors write has its meaning, two good examples and a bad one."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse

from clauses.admin.forms.help import good, help_address, helped_columns
from clauses.dataset import CELLS, TABLES
from clauses.dataset.examples import bad_examples, good_examples
from clauses.models import Action, SourceText

from ..support.pages.reading import body
from ..support.rows.factories import ActionFactory
from ..support.rows.people import person

MODELS = [*(table.model for table in TABLES), *CELLS, SourceText]
COLUMNS = [(model, column) for model in MODELS for column in helped_columns(model)]


def named(model, column):
    return f"{model._meta.model_name}.{column.name}"


NAMES = [named(*each) for each in COLUMNS]


def test_there_is_a_bad_example_for_every_column_and_none_for_anything_else():
    assert sorted(bad_examples()) == sorted(NAMES)
    assert set(good_examples()) <= set(NAMES)


@pytest.mark.django_db
def test_every_input_of_every_form_is_such_a_column(admin_user):
    request = RequestFactory().get("/")
    request.user = admin_user
    ours = {"change_reason", "seen_version", "state", "withdrawn_reason"}
    ours |= {"signed_on", "signed_at"}  # of the action that they make
    for model in MODELS:
        if not admin.site.is_registered(model):
            continue
        form = admin.site.get_model_admin(model).get_form(request)
        shown = set(form.base_fields) - ours
        assert {name for name in shown if not help_address(model, name)} == set(), model


def problem_of(model, column, text):
    """What the site says against a value as it is typed; empty where it takes it."""
    if column.field.choices:
        allowed = [str(value) for value, _ in column.field.flatchoices]
        return "" if text in allowed else "is none of the list"
    try:
        model(**{column.name: column.field.formfield().clean(text)}).full_clean()
    except ValidationError as error:
        found = getattr(error, "error_dict", {column.name: error.messages} if not hasattr(error, "error_dict") else {})
        return str(found.get(column.name, ""))
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=NAMES)
def test_every_bad_example_is_refused_or_contradicts_its_rule(model, column):
    bad = bad_examples()[named(model, column)]
    assert bad.value
    assert bad.why.endswith((".", "?", "”"))
    if bad.rule:
        listed = [word for each in column.vocabulary or () for word in (each.label, each.definition)]
        assert any(bad.rule in text for text in [column.description, *listed]), bad.rule
        return
    assert not column.related_model
    assert problem_of(model, column, bad.value), "it is taken: name the rule that it contradicts"


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=NAMES)
def test_every_good_example_that_is_declared_is_taken(model, column):
    for text in good_examples().get(named(model, column), ()):
        assert text
        if column.related_model or column.kind == "yes or no":
            continue  # in words: which row it would be
        assert problem_of(model, column, text) == "", text


def test_every_column_has_two_good_examples_in_the_shipped_record(wider):
    few = {named(model, column): [each.text for each in good(model, column)] for model, column in COLUMNS}
    assert {name: found for name, found in few.items() if len(set(found)) != 2} == {}


# --- The pages


def test_the_page_of_a_column_has_meaning_list_and_examples(admin_client, wider):
    html = body(admin_client.get("/admin/help/action/status/"))
    assert "never inferred from the calendar" in html
    assert "<dt>Completed</dt>" in html
    assert "completed, because its day has passed" in html
    assert html.count('<span class="quiet">at <a href="/admin/clauses/action/') == 2
    assert '/codebook/#actions-status"' in html


def test_examples_are_of_what_is_public(admin_client):
    ActionFactory(title="Seen", date="2021-06-15")
    ActionFactory(title="Hidden draft", state="draft", date="2020-06-15")
    html = body(admin_client.get("/admin/help/action/title/"))
    assert "Seen" in html
    assert "Hidden draft" not in html
    assert "2021-06-15 (15 June 2021)" in body(admin_client.get("/admin/help/action/date/"))


def test_a_page_costs_the_same_for_many_rows(admin_client, django_assert_max_num_queries):
    ActionFactory()
    admin_client.get("/admin/help/action/agreement/")
    with django_assert_max_num_queries(8) as few:
        admin_client.get("/admin/help/action/agreement/")
    for number in range(5):
        ActionFactory(date=f"202{number}")
    with django_assert_max_num_queries(len(few)):
        admin_client.get("/admin/help/action/agreement/")


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_every_page_of_every_table_opens(admin_client, model):
    table = model._meta.model_name
    html = body(admin_client.get(f"/admin/help/{table}/"))
    for column in helped_columns(model):
        address = help_address(model, column.name)
        assert f'href="{address}"' in html
        assert admin_client.get(address).status_code == 200, address


@pytest.mark.django_db
def test_what_is_private_is_explained_to_those_who_write_it_alone():
    viewer, editor = person("viewer"), person("editor")
    for address, seen in (("sourcetext/text", 403), ("citation/prefix", 404)):
        assert viewer.get(f"/admin/help/{address}/").status_code == seen, address
        assert editor.get(f"/admin/help/{address}/").status_code == 200, address
    assert "prefix" not in body(viewer.get("/admin/help/citation/"))
    for nonsense in ("nothing/title", "action/nothing", "action/id", "user/password", "proposal/edits", "action/state"):
        assert editor.get(f"/admin/help/{nonsense}/").status_code == 404, nonsense


def test_a_form_leads_to_the_help_with_one_stop_of_the_tab_key(admin_client):
    action = ActionFactory()
    html = body(admin_client.get(reverse("admin:clauses_action_change", args=[action.pk])))
    assert 'href="/admin/help/action/"' in html
    for name in ("title", "status", "date", "agreement"):
        assert (
            f'<a class="examples" href="{help_address(Action, name)}" tabindex="-1" target="_blank">Examples</a>'
            in html
        )
    assert (
        '<a class="examples" href="/admin/help/actionparticipant/role/" tabindex="-1" target="_blank" aria-label'
        in html
    )
    assert apps.get_model("clauses", "actionparticipant")
