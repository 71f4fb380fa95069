"""Sources by language and kind: each number is that of the list that it leads to."""

import re
from html import unescape

import pytest

from clauses.public.coverage import Scope
from clauses.public.pictures.read import lots_of, sentence

from ...support.pages.page_costs import queries
from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.factories import SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
NUMBER = re.compile(r'class="figure" href="(/sources/[^"]*)"[^>]*>(\d+)<')


def sources(language: str, count: int, **columns) -> None:
    for _ in range(count):
        SourceFactory(language=language, **columns)


def said() -> str:
    return sentence(lots_of(Scope(None)))


def test_the_sentence_for_no_source_one_language_several_and_none(client):
    assert "No source is recorded." in page(client, "/languages/")
    sources("en", 1)
    assert said() == "Of 1 source 1 is in English."
    sources("tr", 3)
    assert said() == "Of 4 sources 3 are in Turkish and 1 in English."
    sources("az", 2)
    sources("hy", 1)
    assert said() == "Of 7 sources 3 are in Turkish, 2 in Azerbaijani and 1 in English, the others in 1 more language."
    sources("", 2)
    assert said().endswith("the others in 1 more language; of 2 the language is not recorded.")


def test_where_no_language_is_recorded_only_that_is_said():
    sources("", 2)
    assert said() == "2 sources, in no language that is recorded."


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("asked", ["", "known_on=2021-12-31", "agreement=shusha-declaration-2021-06-15"])
def test_each_number_of_the_shipped_record_is_that_of_its_list(client, asked):
    numbers = NUMBER.findall(html_of(client, f"/languages/?{asked}"))
    assert len(numbers) > 10
    for href, number in numbers[:8] + numbers[-3:]:
        assert f" of <b>{number}</b>" in html_of(client, unescape(href)), href
    total = sum(int(row["sources"]) for row in csv_rows(client.get(f"/languages.csv?{asked}")))
    assert max(int(number) for _, number in numbers) == total


def test_drafts_are_not_counted_and_other_questions_refused(client):
    sources("en", 1)
    sources("en", 1, state="draft")
    assert "Of 1 source 1 is in English." in page(client, "/languages/")
    for address in ("/languages/?language=en", "/languages.csv?x=1", "/pictures/?x=1"):
        assert client.get(address).status_code == 400


def test_more_sources_take_no_more_queries(client):
    sources("en", 2)
    few = queries(client, "/languages/"), queries(client, "/pictures/")
    for code in ("tr", "az", "ru", "hy"):
        sources(code, 3)
    assert (queries(client, "/languages/"), queries(client, "/pictures/")) <= few


@pytest.mark.usefixtures("wider")
def test_the_page_of_all_pictures_says_what_each_shows(client):
    words = page(client, "/pictures/")
    for address in ("/map/", "/meetings/", "/known/", "/languages/"):
        lead = html_of(client, address).partition('<p class="lead">')[2].partition("</p>")[0]
        assert unescape(lead) in words
