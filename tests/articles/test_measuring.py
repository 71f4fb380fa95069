"""Proposals are measured by forgetting one article at a time, on a small invented corpus."""

import pytest

from clauses.articles.quotations import Article
from clauses.models import Citation

from ..support.rows.factories import ActionFactory, CitationFactory, ClauseTextFactory, CommitmentFactory, SourceFactory
from .measuring import Score, measure

pytestmark = pytest.mark.django_db
FIRST = """The two ministries opened the quarry of Ostrava together on 3 March 2021, a spokesman said.
The beekeepers of both sides shall be trained every year, the spokesman added in the evening of that day.
A lighthouse nobody else has heard of was painted in green on the same day, according to the newspaper.
"""
SECOND = """It was in March 2021 that the quarry opened, said the paper of the miners in its yearly review of quarries.
"""


@pytest.fixture
def corpus():
    first, second = (
        SourceFactory(slug=f"paper-{name}", sha256=Article(text).sha256, published="2021-03-04")
        for name, text in (("first", FIRST), ("second", SECOND))
    )
    quarry = ActionFactory(title="Quarry opened in Ostrava", type="infrastructure", date="2021-03-03")
    bees = CommitmentFactory(title="Train beekeepers", recurrence="recurring")
    CitationFactory(source=first, number=1, quote="opened the quarry", locator=1, action=quarry)
    CitationFactory(source=first, number=2, quote="beekeepers", locator=2, commitment=bees)
    lighthouse = ActionFactory(title="Lighthouse painted")
    CitationFactory(source=first, number=3, quote="lighthouse", locator=3, action=lighthouse)
    CitationFactory(source=second, number=1, quote="quarry opened", locator=1, action=quarry)
    CitationFactory(source=SourceFactory(), quote="", locator=None, commitment=bees)
    return first, second


def test_what_only_the_article_tells_of_is_counted_apart(corpus):
    first, second = corpus
    score = measure(first, Article(FIRST))
    assert (score.passages, score.links, score.unknown_without_it) == (3, 2, 1)
    assert (score.links_found, score.links_by_keywords) == (2, 2)
    assert measure(second, Article(SECOND)) == Score(1, 1, 1, 1, 1, 1, 0)


def test_measuring_leaves_the_database_as_it_was(corpus):
    before = sorted(Citation.objects.values_list("pk", "state", "action__state"))
    measure(corpus[0], Article(FIRST))
    assert sorted(Citation.objects.values_list("pk", "state", "action__state")) == before


def test_a_reprint_is_left_out_with_what_it_repeats(corpus):
    first, second = corpus
    type(second).objects.filter(pk=second.pk).update(derived_from=first, derivation="republished")
    assert measure(first, Article(FIRST)).unknown_without_it == 2


def test_a_clause_whose_wording_was_read_is_known_without_the_article(corpus):
    first, _ = corpus
    text = ClauseTextFactory(text="Beekeepers of both sides are trained.", grade="wording_read")
    CitationFactory(source=first, number=4, quote="every year", locator=2, clause=text.clause)
    assert measure(first, Article(FIRST)).unknown_without_it == 1
    type(text).objects.update(grade="reported")
    assert measure(first, Article(FIRST)).unknown_without_it == 2
