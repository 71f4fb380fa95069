"""What is public: its own state is published, and so is every row that it cannot be understood without."""

from itertools import cycle

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clauses import dataset
from clauses.models import Action, Citation, CommitmentDomain, SourceText
from clauses.models.about import TARGETS
from clauses.models.base import Record, Row
from clauses.published import has_state
from clauses.vocabularies import ReviewState
from tests.support.rows import factories
from tests.support.rows.every_row import MODELS, TARGET_FACTORIES, row_of, title
from tests.support.rows.factories import (
    ActionFactory,
    AssessmentFactory,
    CitationFactory,
    DomainFactory,
    SourceTextFactory,
)
from tests.support.rows.filling import fill
from tests.support.site.budget import examples

PUBLIC = [model for model in MODELS if model not in dataset.PRIVATE]
RECORDS = [model for model in PUBLIC if has_state(model)]
UNPUBLISHED = [ReviewState.DRAFT, ReviewState.IN_REVIEW]


def chains(model, path=()):
    """Every way from a row of `model` to a row that it cannot be understood without, as names of relations."""
    for name in model.public_with:
        yield (*path, name)
        yield from chains(model._meta.get_field(name).related_model, (*path, name))


CHAINS = [(model, path) for model in PUBLIC if model is not Citation for path in chains(model)]
CHAINS += [(Citation, path) for path in chains(Citation)]


def row_with(model, path):
    """A public row of `model` whose relations along `path` are filled."""
    columns = {}
    if path[0] == "citation" and path[1:2]:
        return row_of(model, citation=row_with(Citation, path[1:]))
    if model is Citation and path[0] in TARGETS:
        columns[path[0]] = TARGET_FACTORIES[path[0]]()
    elif model._meta.get_field(path[0]).null:
        related = model._meta.get_field(path[0]).related_model
        columns = {path[0]: row_of(related)}
    if model is AssessmentFactory._meta.model and path[0] == "action":
        columns |= {"level": None, "verdict": "fulfils"}
    return row_of(model, **columns)


def is_out(row) -> bool:
    """Whether the public sees `row`; the query and the row itself must agree."""
    fresh = type(row).objects.get(pk=row.pk)
    found = type(row).objects.published().filter(pk=row.pk).exists()
    assert fresh.is_public is found
    return found


def put_back(row, state):
    type(row).objects.filter(pk=row.pk).update(state=state)


@pytest.mark.django_db
@pytest.mark.parametrize("model", PUBLIC, ids=title)
def test_a_row_with_everything_it_needs_published_is_public(model):
    assert is_out(row_of(model))


@pytest.mark.django_db
@pytest.mark.parametrize("state", UNPUBLISHED)
@pytest.mark.parametrize("model", RECORDS, ids=title)
def test_a_row_that_is_not_published_itself_is_not_public(model, state):
    assert not is_out(row_of(model, state=state))


@pytest.mark.django_db
def test_a_row_is_not_public_while_a_row_that_it_needs_is_not(subtests):
    for model, path in CHAINS:
        row = needed = row_with(model, path)
        for name in path:
            needed = getattr(needed, name)
        if needed is None or not has_state(type(needed)):
            continue  # a part without a state of its own, or an empty one: public with what it belongs to
        for state in UNPUBLISHED:
            with subtests.test(model=title(model), path=path, state=state):
                assert is_out(row)
                put_back(needed, state)
                assert not is_out(row)
                put_back(needed, "published")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in MODELS if model in dataset.PRIVATE], ids=title)
def test_a_private_table_has_no_public_row(model):
    row = row_of(model)
    assert not is_out(row)
    assert not model.objects.published().exists()


@pytest.mark.django_db
def test_a_row_whose_optional_relation_is_empty_is_public():
    assert is_out(ActionFactory(agreement=None, relation="context"))


@pytest.mark.django_db
def test_a_draft_tie_hides_the_tie_and_not_what_it_joins():
    tie = row_of(CommitmentDomain)
    put_back(tie.domain, ReviewState.DRAFT)
    assert not is_out(tie)
    assert is_out(tie.commitment)


@pytest.mark.django_db
def test_a_draft_parent_does_not_hide_its_children():
    assert is_out(DomainFactory(parent=DomainFactory(state=ReviewState.DRAFT)))


def test_every_reviewed_table_starts_as_a_draft_and_every_other_names_what_it_is_public_with():
    for model in MODELS:
        if issubclass(model, Record):
            assert model().state == ReviewState.DRAFT
        else:
            assert model.public_with or model.never_public, model
    assert SourceText.never_public
    assert not Row.never_public


@pytest.mark.django_db
def test_nothing_is_public_that_shows_a_text_of_an_article():
    text = SourceTextFactory()
    with pytest.raises(SourceText.DoesNotExist):
        SourceText.objects.published().get(pk=text.pk)


class AnyMixture(TestCase):
    """Rows of every table, each in any state: what `published()` returns is what `is_public` says."""

    @given(st.lists(st.sampled_from([*ReviewState.values, "published", "published"]), min_size=20, max_size=60))
    @settings(max_examples=examples(8, 60))
    def test_the_query_and_the_rows_agree_on_what_is_public(self, states):
        rows = [row for table in fill(3).values() for row in table]
        for row, state in zip((row for row in rows if has_state(type(row))), cycle(states), strict=False):
            put_back(row, state)
        for row in rows:
            is_out(row)

    def test_a_citation_of_a_draft_is_a_draft_whatever_its_own_state(self):
        citation = CitationFactory()
        put_back(citation.action, ReviewState.DRAFT)
        assert not is_out(citation)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "factory"), [("place", factories.PlaceFactory), ("participant", factories.ActorFactory)]
)
def test_a_statement_that_names_a_draft_by_its_code_is_not_public(field, factory):
    named = factory(state="draft")
    statement = factories.CitationFactory(field=field, value=named.slug)
    assert not Citation.objects.published().filter(pk=statement.pk).exists()
    assert not statement.is_public
    type(named).objects.filter(pk=named.pk).update(state="published")
    assert Citation.objects.published().filter(pk=statement.pk).exists()
    assert statement.is_public


@pytest.mark.django_db
def test_what_was_asked_before_is_still_asked_of_what_is_public():
    """The question for all public rows is kept; whoever has asked something already asks that, too."""
    first, second = ActionFactory(title="A"), ActionFactory(title="B")
    ActionFactory(title="C", state="draft")
    actions = Action.objects
    assert {*actions.published()} == {first, second}
    assert [*actions.order_by("-title").published()] == [second, first]
    assert [*actions.filter(title="A").published()] == [first]
    assert [*actions.values_list("title", flat=True).order_by("title").published()] == ["A", "B"]
    assert [row.letter for row in actions.annotate(letter=F("title")).published()].count("C") == 0
    assert actions.only("title").published().first().get_deferred_fields()
    with CaptureQueriesContext(connection) as captured:
        assert [row.agreement.title for row in actions.select_related("agreement").published()]
    assert len(captured) == 1
    assert actions.published().query is not actions.published().query
