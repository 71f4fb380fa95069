"""What goes along with a deleted draft: the site's own tables do, other people's work and what was public do not."""

import pytest
from django.apps import apps
from django.urls import reverse

from clauses.models import (
    Assessment,
    Clause,
    DisagreementSide,
    ParagraphDigest,
    QuotationCheck,
    RejectedPassage,
    Source,
    SourceText,
)
from clauses.models.base import Row
from clauses.vocabularies import Derivation, QuotationLock

from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.rows import factories
from ..support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    SourceFactory,
    SourceTextFactory,
)
from ..support.rows.people import person, written_by

pytestmark = pytest.mark.django_db

DIGEST = "0" * 64
MANY = (pytest.mark.heavy, pytest.mark.walk)
FACTORIES = {
    each._meta.model: each
    for each in vars(factories).values()
    if isinstance(each, type) and issubclass(each, factories.RowFactory) and each._meta.model
}
WORKED_OUT = {
    QuotationCheck: {"lock": QuotationLock.values[0], "digest": DIGEST},
    ParagraphDigest: {"number": 1, "words": 1, "sha256": DIGEST},
    RejectedPassage: {"sha256": DIGEST},
}

NEEDED = {
    (Assessment, "action"): {"level": None},
    (Source, "derived_from"): {"derivation": Derivation.values[0]},
}


def dependent(model, field, row):
    """A row of `model` whose column `field` names `row`."""
    if model in WORKED_OUT:
        return model.objects.create(**{field: row}, **WORKED_OUT[model])
    if model in FACTORIES:
        return FACTORIES[model](**{field: row}, **NEEDED.get((model, field), {}))
    others = [each for each in model._meta.fields if each.is_relation and each.name != field]
    return model.objects.create(**{field: row}, **{each.name: FACTORIES[each.related_model]() for each in others})


def relations():
    for model in apps.get_app_config("clauses").get_models():
        if issubclass(model, Row) and model in FACTORIES:
            for one in model._meta.related_objects:
                if "istorical" not in one.related_model.__name__ and not one.many_to_many:
                    names = model._meta.model_name, one.related_model._meta.model_name, one.field.name
                    few = one.related_model in (*WORKED_OUT, SourceText, DisagreementSide)
                    yield pytest.param(model, one, id="-".join(names), marks=() if few else MANY)


def delete_address(row):
    return reverse(f"admin:clauses_{row._meta.model_name}_delete", args=[row.pk])


def try_to_delete(client, row, *, by_list=False):
    if not by_list:
        return client.post(delete_address(row), {"post": "yes"})
    address = reverse(f"admin:clauses_{row._meta.model_name}_changelist")
    return client.post(address, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})


@pytest.mark.parametrize(("model", "relation"), list(relations()))
def test_the_deletion_of_every_table_answers_for_every_table_that_depends_on_it(admin_client, model, relation):
    row = FACTORIES[model](**({"state": "draft"} if hasattr(model, "state") else {}))
    dependent(relation.related_model, relation.field.name, row)
    assert admin_client.get(delete_address(row)).status_code == 200
    address = reverse(f"admin:clauses_{row._meta.model_name}_changelist")
    data = {"action": "delete_selected", "_selected_action": [row.pk]}
    assert admin_client.post(address, data).status_code == 200
    goes = relation.on_delete.__name__ == "CASCADE"
    assert admin_client.post(address, data | {"post": "yes"}).status_code == (302 if goes else 200)
    assert model.objects.filter(pk=row.pk).exists() != goes


def test_an_editor_deletes_a_draft_with_all_that_was_worked_out_from_its_text():
    editor = person("editor")
    source = written_by(editor, SourceFactory(state="draft"))
    written_by(editor, SourceTextFactory(source=source))
    ParagraphDigest.objects.create(source=source, **WORKED_OUT[ParagraphDigest])
    RejectedPassage.objects.create(source=source, author=editor.user, **WORKED_OUT[RejectedPassage])
    assert "Are you sure" in text(editor.get(delete_address(source)))
    try_to_delete(editor, source)
    assert not type(source).objects.filter(pk=source.pk).exists()


def of_agreement(editor, other):
    row = written_by(editor, AgreementFactory(state="draft"))
    return row, written_by(other, ClauseFactory(agreement=row, state="draft"))


def once_public(editor, other):
    row = written_by(editor, AgreementFactory(state="draft"))
    clause = ClauseFactory(agreement=row)
    clause.state = "draft"
    clause.save()
    return row, written_by(editor, clause)


def side_of(state):
    def made(editor, other):
        row = written_by(editor, CitationFactory(state="draft"))
        disagreement = written_by(other, DisagreementFactory(state=state))
        return row, written_by(editor, DisagreementSideFactory(citation=row, disagreement=disagreement))

    return made


def bearing_of(state):
    def made(editor, other):
        row = written_by(editor, CommitmentFactory(state="draft"))
        action = written_by(other, ActionFactory(state=state))
        return row, written_by(other, BearingFactory(commitment=row, action=action))

    return made


def text_of(editor, other):
    row = written_by(editor, SourceFactory(state="draft"))
    return row, written_by(other, SourceTextFactory(source=row))


OF_OTHERS = {
    "a text that somebody else stored": text_of,
    "somebody else's draft clause": of_agreement,
    "a clause that was public once": once_public,
    "a side of a published disagreement": side_of("published"),
    "a side of somebody else's draft": side_of("draft"),
    "a bearing of a published action": bearing_of("published"),
    "a bearing of somebody else's draft": bearing_of("draft"),
}


@pytest.mark.parametrize("by_list", [False, True], ids=["page", "list"])
@pytest.mark.parametrize("made", OF_OTHERS.values(), ids=OF_OTHERS.keys())
def test_r7_deleting_a_draft_does_not_delete_other_peoples_work_or_what_was_public(made, by_list):
    editor = person("editor")
    row, along = made(editor, person("editor", "other"))
    html = text(try_to_delete(editor, row, by_list=by_list))
    assert "cannot be deleted" in html
    assert type(along).objects.filter(pk=along.pk).exists()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_r7_a_draft_goes_with_the_own_drafts_below_it():
    editor = person("editor")
    row = written_by(editor, AgreementFactory(state="draft"))
    written_by(editor, ClauseFactory(agreement=row, state="draft"))
    assert try_to_delete(editor, row).status_code == 302
    assert not Clause.objects.filter(agreement=row).exists()


def test_r7_nor_does_a_tick_on_the_page_of_the_record_take_a_side_of_a_published_disagreement():
    editor = person("editor")
    row = written_by(editor, CitationFactory(state="draft"))
    side = DisagreementSideFactory(citation=row)
    data = filled(editor, row.action, **{"citations-0-DELETE": "on"})
    answer = editor.post(change_address(row.action), data)
    assert answer.status_code == 200
    assert "would go too" in text(answer)
    assert type(side).objects.filter(pk=side.pk).exists()


def test_r4_a_deletion_that_would_leave_a_public_clause_bare_is_told(admin_client):
    clause = ClauseFactory()
    part = ClauseFactory(agreement=clause.agreement, parent=clause)
    ClauseTextFactory(clause=part, source=SourceFactory(), status="reported_paraphrase")
    answer = admin_client.post(delete_address(part), {"post": "yes"}, follow=True)
    assert "without a citation" in text(answer)
    assert Clause.objects.filter(pk=part.pk).exists()
