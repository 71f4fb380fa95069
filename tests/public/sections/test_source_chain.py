"""The chain on the page of a source: what it has from others, who has it from there, and who is one voice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ...support.pages.reading import text
from ...support.rows.factories import ActionFactory, ActorFactory, AgreementPartyFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


def page(client, source):
    return text(client.get(source.get_absolute_url()))


def section(client, source):
    words = page(client, source)
    return words.split("From whom, and to whom")[1].split("</section>")[0] if "From whom" in words else ""


@pytest.fixture
def drill():
    return ActionFactory(title="A drill")


@pytest.fixture
def tweet(drill):
    ministry = ActorFactory(name="The ministry", kind="body")
    AgreementPartyFactory(agreement=drill.agreement, actor=ministry)
    return SourceFactory(kind="social", title="The tweet", publisher=ministry)


@pytest.fixture
def paper(drill, tweet):
    paper = SourceFactory(title="The paper")
    CitationFactory(source=paper, action=drill, origin=tweet)
    return paper


@pytest.fixture
def reprint(drill, paper):
    reprint = SourceFactory(title="The reprint", derived_from=paper, derivation="translated")
    CitationFactory(source=reprint, action=drill)
    return reprint


def test_a_reprint_leads_to_the_paper_and_on_to_the_tweet_of_a_party(client, reprint):
    words = section(client, reprint)
    paper, tweet = words.index("The paper"), words.index("The tweet")
    assert words.index("translated from") < paper < words.index("credits") < tweet < words.index("A drill")
    assert "a party’s organ" in words[tweet:]
    assert "one voice per publisher" in words[tweet:]
    assert words.count(">origin<") == 1


def test_from_the_tweet_the_chain_leads_down_to_the_reprint(client, tweet, reprint):
    words = section(client, tweet)
    assert "no origin" in words
    assert (
        words.index("credited by") < words.index("The paper") < words.index("translated") < words.index("The reprint")
    )
    assert "that party’s own account" in words


def test_a_credit_for_another_record_is_not_followed(client, drill, paper, tweet):
    elsewhere = SourceFactory(title="Another origin")
    CitationFactory(source=tweet, action=ActionFactory(), origin=elsewhere)
    assert "Another origin" not in section(client, paper)
    assert "Another origin" in section(client, tweet)


def test_what_is_not_public_is_in_no_chain(client, drill, paper):
    CitationFactory(source=paper, action=drill, origin=SourceFactory(title="Zqdraft", state="draft"))
    CitationFactory(source=SourceFactory(title="Zqlater"), action=drill, origin=paper, state="draft")
    assert "Zq" not in page(client, paper)


def test_a_source_that_stands_alone_has_no_chain(client):
    assert section(client, SourceFactory()) == ""


def test_a_circle_in_old_data_ends(client, drill, paper, tweet):
    CitationFactory(source=tweet, action=drill, origin=paper)
    assert "(stands above)" in section(client, paper)


def test_a_wide_chain_says_how_many_more_there_are(client, drill, paper):
    for _ in range(30):
        CitationFactory(source=SourceFactory(), action=drill, origin=paper)
    assert "and 18 more" in section(client, paper)


def test_a_long_chain_ends_and_a_wide_one_takes_as_many_queries_as_a_narrow_one(client, drill, paper):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            page(client, paper)
        return len(asked)

    for _ in range(2):
        CitationFactory(source=SourceFactory(), action=drill, origin=paper)
    few = queries()
    for _ in range(20):
        CitationFactory(source=SourceFactory(), action=drill, origin=paper)
    assert queries() == few
    last = paper
    for _ in range(15):
        last = SourceFactory(derived_from=last, derivation="republished")
    assert page(client, last)
