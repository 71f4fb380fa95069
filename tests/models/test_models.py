"""The tables: what is unique and what leads where, natural keys, and questions asked of them."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from clauses.models import Action, AgreementRelation, Citation, Commitment
from clauses.models.about import TARGETS
from tests.support.rows.every_row import MODELS, TARGET_FACTORIES, refusal, row_of, title
from tests.support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementRelationFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)

pytestmark = pytest.mark.django_db


# --- What is unique, and what leads where -----------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_two_rows_of_one_table_never_have_the_same_natural_key(model):
    row = row_of(model)
    twin = model.objects.get(pk=row.pk)
    twin.pk, twin._state.adding = None, True
    assert refusal(twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_clause_has_one_text_per_language_status_and_source():
    text = ClauseTextFactory(status="reported_quote", source=SourceFactory())
    twin = ClauseTextFactory.build(clause=text.clause, status=text.status, source=text.source, number=text.number + 1)
    assert "already exists" in refusal(twin)["__all__"][0]


def test_a_clause_has_one_summary_of_the_editors_per_language():
    text = ClauseTextFactory()
    twin = ClauseTextFactory.build(clause=text.clause, number=text.number + 1)
    assert refusal(twin) == {"__all__": ["The clause has a summary in this language: change that one."]}
    twin.language = "az"
    twin.full_clean()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_citation_is_about_exactly_one_record(number):
    for first, second in zip(TARGETS, TARGETS[1:] + TARGETS[:1], strict=True):
        chosen = {name: TARGET_FACTORIES[name]() for name in (first, second)[:number]}
        row = CitationFactory.build(source=SourceFactory(), **chosen)
        if number == 1:
            row.full_clean()
            assert row.target == chosen[first]
            continue
        assert refusal(row)["__all__"] == [f"Choose exactly one record that it is about: {', '.join(TARGETS)}."]
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_an_article_does_not_credit_itself():
    row = CitationFactory()
    row.origin = row.source
    assert refusal(row) == {"origin": ["An article does not credit itself."]}


@pytest.mark.parametrize("length", [1, 2, 3])
@pytest.mark.parametrize(
    ("factory", "field", "sentence"),
    [
        (SourceFactory, "derived_from", "This source repeats itself through the chain: choose another."),
        (ActorFactory, "parent", "An actor cannot be a part of itself: choose another parent."),
        (PlaceFactory, "parent", "A place cannot lie in itself: choose another parent."),
        (DomainFactory, "parent", "A domain cannot be a part of itself: choose another parent."),
        (ClauseFactory, "parent", "A clause cannot be a part of itself: choose another parent."),
    ],
    ids=title,
)
def test_no_chain_leads_back_to_its_start(factory, field, sentence, length):
    first = factory()
    shared = {"derivation": "reworded"} if field == "derived_from" else {}
    shared |= {"agreement": first.agreement} if factory is ClauseFactory else {}
    last = first
    for _ in range(length - 1):
        last = factory(**{field: last}, **shared)
    last.full_clean()
    for name, value in ({field: last} | shared).items():
        setattr(first, name, value)
    assert refusal(first) == {field: [sentence]}


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_a_relation_to_a_row_that_does_not_exist_is_refused_at_its_field(model):
    row = row_of(model)
    relations = [field for field in model._meta.concrete_fields if field.is_relation]
    for field in relations:
        broken = model.objects.get(pk=row.pk)
        setattr(broken, field.attname, 10**9)
        assert "is not a valid choice" in refusal(broken)[field.name][0]


def test_a_clause_that_a_relation_names_is_not_deleted_under_it():
    agreement = AgreementFactory()
    relation = AgreementRelationFactory(subject=agreement, clause=ClauseFactory(agreement=agreement))
    with pytest.raises(RestrictedError):
        relation.clause.delete()
    agreement.delete()
    assert not AgreementRelation.objects.filter(pk=relation.pk).exists()


@pytest.mark.parametrize("factory", TARGET_FACTORIES.values(), ids=[*TARGET_FACTORIES])
def test_what_is_cited_is_not_deleted(factory):
    target = factory()
    name = next(name for name, made in TARGET_FACTORIES.items() if made is factory)
    CitationFactory(**{name: target})
    with pytest.raises(ProtectedError):
        target.delete()


# --- Natural keys -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_the_natural_key_finds_the_row_and_no_other(model):
    rows = [row_of(model), row_of(model)]
    for row in rows:
        assert model.objects.get_by_natural_key(*row.natural_key()) == row
        assert row.code == "/".join(map(str, row.natural_key()))
    assert rows[0].code != rows[1].code


def test_a_code_reads_like_an_address():
    agreement = AgreementFactory(slug="test-declaration-2021-06-15")
    assert agreement.code == "test-declaration-2021-06-15"
    assert ClauseFactory(agreement=agreement, wid="o6").code == "test-declaration-2021-06-15/o6"
    assert CitationFactory(source=SourceFactory(slug="test-azernews"), number=3).code == "test-azernews/3"


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_no_row_of_another_key_is_found(model):
    key = row_of(model).natural_key()
    with pytest.raises(model.DoesNotExist):
        model.objects.get_by_natural_key(*(0 if isinstance(value, int) else "no-such-code" for value in key))


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_every_row_says_what_it_is(model):
    assert str(row_of(model)).strip()


# --- Questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["life_cycle", "follow_up", "baseline", "reaction", "context"])
def test_only_a_follow_up_may_count_as_implementation(relation):
    row = ActionFactory(relation=relation)
    assert Action.objects.implementing().filter(pk=row.pk).exists() is (relation == "follow_up")


def test_commitments_of_a_clause_are_those_taken_from_it_and_those_also_found_in_it():
    clause = ClauseFactory()
    rows = {CommitmentFactory(clause=clause), CommitmentFactory(also_in=[clause])}
    CommitmentFactory()
    assert set(Commitment.objects.of_clause(clause)) == rows
    assert set(Commitment.objects.of_agreement(clause.agreement)) == {row for row in rows if row.clause == clause}


@pytest.mark.parametrize(
    ("deadline", "overdue"),
    [
        ("2021-05-31", True),
        ("2021-06", False),
        ("2021-06-01", False),
        ("2021", False),
        ("[..2021-05]", True),
        ("", False),
    ],
)
def test_a_commitment_is_overdue_when_its_deadline_has_wholly_passed(deadline, overdue):
    row = CommitmentFactory(deadline=deadline)
    assert Commitment.objects.overdue("2021-06-01").filter(pk=row.pk).exists() is overdue


def test_supporting_citations_neither_contradict_nor_mention():
    rows = {stance: CitationFactory(stance=stance) for stance in ("supports", "contradicts", "mentions")}
    assert set(Citation.objects.supporting().filter(pk__in=[row.pk for row in rows.values()])) == {rows["supports"]}


def test_the_text_of_an_article_keeps_its_digest_however_it_is_written():
    row = SourceTextFactory(text="One.")
    row.full_clean()
    row.text = "Other."
    row.save(update_fields=["text"])
    row.refresh_from_db()
    assert row.sha256 == sha256(b"Other.").hexdigest()
