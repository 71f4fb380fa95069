"""The generated record keeps the models' own rules, and is the same each time."""

import pytest

from clauses.models import Action, Agreement, Citation, Commitment, Source

from .support.rows.world import check, for_a_while, generate

pytestmark = pytest.mark.django_db


def told():
    return [
        list(model.objects.published().order_by("pk").values_list(*columns))
        for model, columns in (
            (Agreement, ("slug", "title")),
            (Commitment, ("slug", "statement", "clause__wid")),
            (Action, ("slug", "date_sort", "status", "agreement__slug")),
            (Citation, ("source__slug", "number", "field", "value", "quote")),
        )
    ]


def test_its_rows_are_such_as_could_be_typed():
    check(generate(100))
    counts = [model.objects.published().count() for model in (Agreement, Commitment, Action, Source, Citation)]
    assert counts == [2, 20, 100, 33, 172]


def generated(seed):
    with for_a_while(60, seed):
        return told()


def test_the_same_seed_gives_the_same_record():
    assert generated(1) == generated(1)
    assert generated(1) != generated(2)
