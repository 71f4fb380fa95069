"""The closed lists: every value is defined, and the database takes no other."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from clauses import vocabularies
from clauses.fields import VocabularyField
from clauses.vocabularies import ActionType, Recurrence, Scale, Vocabulary
from tests.support.rows.every_row import MODELS, row_of, title
from tests.support.rows.factories import ActionFactory, SourceFactory

LISTS = [cls for cls in map(vars(vocabularies).get, vocabularies.__all__) if cls not in (Vocabulary, Scale)]
# What else a row needs so that no other rule refuses it before the closed list does.
BESIDE = {
    "verdict": {"action": ActionFactory, "level": None, "verdict": "fulfils"},
    "derivation": {"derived_from": SourceFactory, "derivation": "translated"},
    "rank": {"rank": "preferred", "rank_reason": "An official correction."},
}
COLUMNS = [
    (model, field.name) for model in MODELS for field in model._meta.fields if isinstance(field, VocabularyField)
]


def test_every_value_has_a_label_of_its_own(subtests):
    for vocabulary in LISTS:
        with subtests.test(title(vocabulary)):
            assert issubclass(vocabulary, models.Choices)
            assert all(vocabulary.labels)
            assert len(set(vocabulary.labels)) == len(vocabulary.labels) > 1


def test_every_value_is_defined_in_one_sentence():
    for member in (value for cls in LISTS if issubclass(cls, Vocabulary) for value in cls):
        assert re.fullmatch(r"[A-Z“][^\n]{5,}\.", member.definition), member
        assert member.definition not in (member.label, member.value)
        assert re.fullmatch(r"[a-z][a-z0-9_]*|[A-F1-6]", member.value)


def test_an_act_of_parliament_is_not_a_ratification():
    assert ActionType("parliamentary_approval") is not ActionType("ratification")
    assert "not ratification" in ActionType.PARLIAMENTARY_APPROVAL.definition


def test_regular_is_recurring_and_not_triggered_is_not_failed():
    assert Recurrence.RECURRING.definition.startswith("To be done again and again")
    assert "not triggered is not failed" in Recurrence.CONTINGENT.definition


@pytest.mark.parametrize("value", ["regular", "Recurring", "recurring ", "recurring\n"])
def test_a_value_outside_the_list_is_refused_with_the_value(value):
    with pytest.raises(ValidationError, match="is not a valid choice"):
        VocabularyField(Recurrence).clean(value, None)


@pytest.mark.django_db
def test_the_database_itself_refuses_a_value_outside_the_list(subtests):
    quote = connection.ops.quote_name
    for model, name in COLUMNS:
        with subtests.test(model=title(model), name=name):
            beside = {column: value() if callable(value) else value for column, value in BESIDE.get(name, {}).items()}
            row, field = row_of(model, **beside), model._meta.get_field(name)
            update = f"UPDATE {quote(model._meta.db_table)} SET {quote(field.column)} = %s WHERE id = %s"
            message = rf"failed: {field.column}$|_{field.column}_check"
            with pytest.raises(IntegrityError, match=message), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(update, ["x", row.pk])


@pytest.mark.django_db
def test_the_database_takes_no_value_only_where_none_may_be_given(subtests):
    for model, name in COLUMNS:
        with subtests.test(model=title(model), name=name):
            rows = model.objects.filter(pk=row_of(model).pk)
            if model._meta.get_field(name).blank:
                rows.update(**{name: ""})
            else:
                with pytest.raises(IntegrityError), transaction.atomic():
                    rows.update(**{name: ""})
