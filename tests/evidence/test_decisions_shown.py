"""Pages and lists show both sides of a disagreement and the decision on it, and never hide one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import Citation

from ..support.pages.reading import page_of_row
from ..support.rows.conflicts import decide, dispute_about, says
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_both_sides_and_the_decision_with_reason_day_and_pseudonym(client, drill, ministry, paper):
    decide(drill, ministry, reason="It announced the drill itself.", decided_by="editor-one")
    words = page_of_row(client, drill)
    for said in ("5 to 8 October 2021", "20 September to 11 October 2021", "It announced the drill itself."):
        assert said in words
    assert words.count("the editors follow this") == 2  # in the row of the fact, and where both sides stand
    assert "1 March 2022" in words
    assert "editor-one" in words


def test_a_decision_that_it_cannot_be_decided_follows_nobody(client, drill, ministry, paper):
    decide(drill, reason="Neither shows a document.")
    words = page_of_row(client, drill)
    assert "it cannot be decided" in words
    assert "the editors follow this" not in words


def test_the_page_shows_an_earlier_decision_beside_what_is_open_again(client, drill, ministry, paper):
    decide(drill, ministry, reason="It announced the drill itself.")
    says(drill, "2021-10-01/2021-10-02")
    words = page_of_row(client, drill)
    assert "Open again: sources have stated something else" in words
    assert "It announced the drill itself." in words
    assert "the editors follow this" not in words


def test_a_decision_stays_on_the_page_where_the_sources_no_longer_disagree(client, drill, ministry, paper):
    decide(drill, ministry, reason="It announced the drill itself.")
    Citation.objects.filter(pk=paper.pk).update(state="draft")
    assert dispute_about(drill) is None
    assert "It announced the drill itself." in page_of_row(client, drill)


def test_a_followed_statement_that_is_no_longer_public_is_not_named(client, drill, ministry, paper):
    says(drill, "2022")
    secret = says(drill, "2019", source=SourceFactory(title="Zqcanary"))
    decide(drill, secret)
    Citation.objects.filter(pk=secret.pk).update(state="draft")
    words = page_of_row(client, drill)
    assert "a statement that is no longer public" in words
    assert "Zqcanary" not in words


def test_each_side_has_its_origins(client, drill, ministry):
    tweet = SourceFactory(kind="social", publisher=ActorFactory(kind="body"))
    AgreementPartyFactory(agreement=drill.agreement, actor=tweet.publisher)
    for _ in range(2):
        says(drill, "2021-09-20/2021-10-11", origin=tweet)
    assert (
        f"2 reports by 2 outlets, both going back to {tweet.publisher} ({tweet.publisher}’s own account)"
        in page_of_row(client, drill)
    )


def test_a_denial_stands_beside_what_it_denies_with_the_voices_behind_it(client, drill):
    place = PlaceFactory(slug="zq-hills", name="Upper Hills")
    for stance in ("supports", "contradicts", "contradicts"):
        CitationFactory(action=drill, field="place", value=place.slug, stance=stance)
    words = page_of_row(client, drill)
    assert "<dt>Upper Hills " in words
    assert "<dt>denied: Upper Hills " in words
    assert "2 reports from 2 separate origins" in words
    assert "A drill" in client.get("/conflicts/?field=place").content.decode()


def test_the_list_has_all_of_them_and_is_narrowed_by_standing_and_field(client, drill, ministry, paper):
    other = ActionFactory(title="Another drill")
    for value in ("2021", "2022"):
        says(other, value)
    decide(drill, ministry)
    lists = {query: client.get(f"/conflicts/{query}").content.decode() for query in ("", "?standing=decided")}
    assert "A drill" in lists[""]
    assert "Another drill" in lists[""]
    assert "A drill" in lists["?standing=decided"]
    assert "Another drill" not in lists["?standing=decided"]
    assert "A drill" not in client.get("/conflicts/?standing=open&field=date").content.decode()
    assert client.get("/conflicts/?standing=closed").status_code == 400
    assert client.get("/conflicts/?page=999").status_code == 400


def test_a_list_of_many_takes_as_many_queries_as_one_of_few(client, django_assert_max_num_queries):
    for _ in range(30):
        action = ActionFactory()
        statements = [says(action, value) for value in ("2021", "2022")]
        decide(action, statements[0])
    with django_assert_max_num_queries(25):
        client.get("/conflicts/")


LISTED = {
    "agreements": lambda: {"agreement": AgreementFactory(title="Zqcited")},
    "clauses": lambda: {"clause": ClauseFactory(heading="Zqcited")},
    "commitments": lambda: {"commitment": CommitmentFactory(title="Zqcited")},
    "actions": lambda: {"action": ActionFactory(title="Zqcited")},
}


@pytest.mark.parametrize("name", LISTED)
def test_rows_of_lists_show_what_stands_behind_them_in_as_many_queries_for_many_as_for_few(client, name):
    def queries(count):
        for _ in range(count):
            CitationFactory(**LISTED[name](), origin=SourceFactory())
        with CaptureQueriesContext(connection) as asked:
            words = client.get(f"/{name}/?q=zqcited").content.decode()
        return len(asked), words.count("one report, by ")

    few, shown = queries(3)
    assert shown == 3
    assert queries(12) == (few, 15)
