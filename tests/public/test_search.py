"""Search: what is typed finds what is meant, alike on both databases, and nothing that is not public."""

from datetime import date

import pytest
from django.db import models

from clauses import dataset, known_on
from clauses.models import Action, Agreement, Clause, Commitment, Source
from clauses.models.base import Searchable
from tests.support.rows.every_row import MODELS, row_of, title
from tests.support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)

SEARCHABLE = [model for model in MODELS if issubclass(model, Searchable)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "%",
        "_",
        "\\",
        "'",
        '"',
        "''; DROP TABLE clauses_agreement; --",
        "\x00",
        "canary\x00",
        "\ud800",
        "\u202e",
        "x" * 60_000,
        "a b " * 15_000,
        " ".join(map(chr, range(0x4E00, 0x4E64))),
        "\ufdfa" * 60_000,
        "[^*?",
        "\n\t ",
    ],
    ids=lambda query: ascii(query[:8]),
)
def test_no_query_fails(query):
    for model in SEARCHABLE:
        assert list(model.objects.published().search(query)[:1]) in (
            [],
            [model.objects.published().search(query).first()],
        )


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["%", "_", "\\", "'", '"', "%%"])
def test_a_mark_parts_words_and_is_no_wildcard(mark):
    row, other = AgreementFactory(title=f"wild{mark}card"), AgreementFactory(title="wicard")
    assert row in Agreement.objects.search(f"wild{mark}card")
    assert row in Agreement.objects.search(f"card{mark}wild")
    assert other not in Agreement.objects.search(f"wild{mark}card")


@pytest.mark.django_db
def test_every_word_must_be_there_in_any_order_and_column():
    row = AgreementFactory(title="Canary of the north", summary="Sings early.")
    assert row in Agreement.objects.search("early CANARY")
    assert row not in Agreement.objects.search("canary late")
    assert set(Agreement.objects.search("  ")) == set(Agreement.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("model", SEARCHABLE, ids=title)
def test_each_searched_column_is_searched_also_after_it_changes_alone(model):
    for name in model.search_fields:
        field = model._meta.get_field(name)
        value = "zqx" if field.max_length != 3 else "ZQX"
        row = row_of(model, **({"kind": "state"} if name == "iso3" and model is ActorFactory._meta.model else {}))
        setattr(row, name, value)
        row.save(update_fields=[name])
        assert list(model.objects.search("ZQX").filter(pk=row.pk)) == [row], name


def canary_clause(source_state):
    source = SourceFactory(state=source_state)
    return ClauseTextFactory(text="The canary sings.", status="reported_quote", source=source).clause


RELATED = [  # table, a row of it tied to a row in that state
    (Action, lambda state: ActionFactory(places=[PlaceFactory(name="Canaryville", state=state)])),
    (Commitment, lambda state: CommitmentFactory(domains=[DomainFactory(label="Canaries", state=state)])),
    (Source, lambda state: SourceFactory(publisher=ActorFactory(name="The Canary", state=state))),
    (Clause, canary_clause),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "make"), RELATED, ids=title)
def test_words_of_a_related_row_find_only_while_it_is_public(model, make):
    assert make("published") in model.objects.search("canar")
    assert make("draft") not in model.objects.search("canar")
    assert make("in_review") not in model.objects.search("canar")


@pytest.mark.django_db
def test_a_name_finds_its_agreement_and_not_while_the_agreement_is_a_draft():
    out, hidden = AgreementFactory(), AgreementFactory(state="draft")
    for agreement in (out, hidden):
        AgreementNameFactory(agreement=agreement, name="Canary Protocol")
    assert set(Agreement.objects.search("canary")) == {out}
    assert set(Agreement.objects.published().search("canary protocol")) == {out}


@pytest.mark.django_db
def test_words_may_stand_some_in_the_row_and_some_in_a_related_one():
    row = ActionFactory(title="Great drill", places=[PlaceFactory(name="Canaryville")])
    assert row in Action.objects.search("canaryville drill")


def test_a_table_is_searched_along_one_relation():
    """Words that stand some in one relation and some in another would not be found together."""
    assert all(len(model.search_also) < 2 for model in SEARCHABLE)


@pytest.mark.django_db
def test_words_may_stand_in_several_related_rows():
    row = ActionFactory(title="Great drill", places=[PlaceFactory(name="Canaryville"), PlaceFactory(name="Wrenton")])
    assert row in Action.objects.search("canaryville wrenton drill")
    assert row not in Action.objects.search("canaryville wrenton robin")


@pytest.mark.django_db
def test_what_a_past_day_asks_for_is_asked_as_often_for_eight_words_as_for_two():
    """The conditions of a day are most of the SQL: they grew with each word once."""
    with known_on.override(date(2022, 2, 10)):
        for model in (Action, Agreement, Source):
            two, eight = (
                str(model.objects.published().search(" ".join(some)).query).count(" EXISTS(")
                + str(model.objects.published().search(" ".join(some)).query).count("(EXISTS(")
                for some in (["qx", "qy"], ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"])
            )
            assert eight <= two, model


@pytest.mark.django_db
def test_words_of_withheld_columns_and_of_articles_find_nothing():
    citation = CitationFactory(prefix="canary before", suffix="canary after")
    SourceTextFactory(source=citation.source, text="The canary sings.")
    assert not any(model.objects.search("canary").exists() for model in SEARCHABLE)


@pytest.mark.parametrize("model", SEARCHABLE, ids=title)
def test_no_withheld_column_is_searched(model):
    withheld = {*dataset.BY_MODEL[model].withheld, *dataset.INTERNAL}
    assert not withheld & set(model.search_fields)
    assert model not in dataset.PRIVATE
    for name in model.search_also:
        related = model._meta.get_field(name).related_model
        assert issubclass(related, Searchable)
        assert related not in dataset.PRIVATE


def test_a_private_table_has_no_search_column():
    for model in dataset.PRIVATE:
        assert not issubclass(model, Searchable)
        assert "search_text" not in {field.name for field in model._meta.fields}
    assert isinstance(Agreement._meta.get_field("search_text"), models.TextField)


@pytest.mark.django_db
def test_a_clause_is_found_by_its_code_label_and_heading():
    row = ClauseFactory(wid="o77__z", label="O77", heading="Canaries")
    assert all(row in Clause.objects.search(words) for words in ("o77__z", "o77", "canaries"))
