"""The first sentence of a source, rule by rule, and what it says under each record."""

import re

import pytest

from ...support.pages.page_costs import LARGEST, counted
from ...support.pages.reading import html_of
from ...support.rows.factories import ActionFactory, ActorFactory, CitationFactory, SourceFactory
from ...support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def lead(client, source) -> str:
    html = re.search(r'<p class="lead">(.*?)</p>', html_of(client, source.get_absolute_url()), re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.fixture
def paper():
    return ActorFactory(name="Zq Daily", kind="media")


def test_it_says_whose_of_when_in_which_language_how_read_and_what_it_is_cited_for(client, paper):
    source = SourceFactory(publisher=paper, published="2021-06-15", language="tr", extent="whole")
    action = ActionFactory()
    for quote in ("to meet again", "to meet soon"):
        CitationFactory(source=source, action=action, quote=quote)
    CitationFactory(source=source, quote="to part")
    assert lead(client, source) == (
        "An article of Zq Daily of 15 June 2021, in Turkish, read whole; 3 passages of it are cited, for 2 records."
    )


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"kind": "agency"}, "A dispatch of Zq Daily of 6 October 2021, in English, "),
        ({"published": "2021"}, "An article of Zq Daily of 2021, "),
        ({"published": "2021-06-15?"}, "An article of Zq Daily, published possibly 15 June 2021, "),
        ({"published": "[2021-10-05..2021-10-06]"}, "of Zq Daily, published once between 5 and 6 October 2021, "),
        ({"published": ""}, "An article of Zq Daily, undated, "),
        ({"publisher": None}, "An article of 6 October 2021, "),
        ({"language": ""}, "of 6 October 2021, of which it is not recorded how much was read; "),
        ({"extent": "excerpt"}, ", in English, of which we read an excerpt; "),
        ({"is_stub": True}, ", in English, known here only because another source names it; "),
        ({}, "; no passage of it is cited."),
    ],
)
def test_what_is_not_known_is_left_out_or_said(client, paper, columns, words):
    assert words in lead(client, SourceFactory(**{"publisher": paper} | columns))


def test_one_passage_of_several_statements_is_one(client, paper):
    source, action = SourceFactory(publisher=paper), ActionFactory()
    for field, value in (("date", "2021-10-05"), ("status", "completed")):
        CitationFactory(source=source, action=action, field=field, value=value)
    assert lead(client, source).endswith("; 1 passage of it is cited, for 1 record.")


def test_a_publisher_that_is_not_public_is_not_named(client):
    source = SourceFactory(publisher=ActorFactory(name="Hidden Daily", state="draft"))
    assert "Hidden Daily" not in html_of(client, source.get_absolute_url())
    assert lead(client, source).startswith("An article of 6 October 2021, ")


def test_what_it_says_is_under_the_record_that_it_is_about_before_the_chain_and_the_coding(client, paper):
    upstream = SourceFactory(title="The upstream")
    source = SourceFactory(publisher=paper, derived_from=upstream, derivation="reworded")
    drill, visit = ActionFactory(title="A drill zq"), ActionFactory(title="A visit zq")
    for locator, action, quote in ((1, drill, "first words"), (2, visit, "second words"), (3, drill, "third words")):
        CitationFactory(source=source, action=action, quote=quote, locator=locator)
    html = html_of(client, source.get_absolute_url())
    places = [html.index(one) for one in ("A drill zq", "first words", "third words", "A visit zq", "second words")]
    places += [html.index("From whom, and to whom"), html.index('class="side"')]
    assert places == sorted(places)
    assert html.count("A drill zq") == 1


def test_of_very_many_passages_all_are_counted_and_some_shown(client, paper):
    source, actions = SourceFactory(publisher=paper), [ActionFactory() for _ in range(3)]
    CitationFactory(source=source, action=actions[0])
    few = counted(client.get, source.get_absolute_url())[1]
    quotes = [f"words {number} of the test" for number in range(300)]
    bulk(CitationFactory, 300, source=source, action=actions, quote=quotes)
    html, number = counted(client.get, source.get_absolute_url())
    assert "; 301 passages of it are cited, for 3 records." in lead(client, source)
    assert number <= few
    assert len(html.encode()) < LARGEST
    assert "All its citations as CSV" in html
