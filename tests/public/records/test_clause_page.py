"""The page of a clause: its text, and of a part or chapter those of the clauses below it."""

import pytest

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import html_of, page
from ...support.rows.factories import BearingFactory, ClauseFactory, ClauseTextFactory, CommitmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def chapter():
    return ClauseFactory(label="I", heading="Aid", position=1)


def below(chapter, **more):
    return ClauseFactory(agreement=chapter.agreement, parent=chapter, **more)


def test_a_chapter_shows_the_texts_of_its_articles_and_their_promises_with_their_state(client, chapter):
    article = below(chapter, label="Art. 1", heading="Help", position=2)
    ClauseTextFactory(clause=article, text="Each helps the other.", language="en")
    BearingFactory(commitment=CommitmentFactory(clause=article, title="Help each other"))
    words = page(client, chapter.get_absolute_url())
    assert "Its parts 1 clause Art. 1 Help Each helps the other. Help each other 1 reported" in words


def test_the_english_text_of_an_article_comes_before_others_and_says_its_language(client, chapter):
    article = below(chapter, position=2)
    ClauseTextFactory(clause=article, text="Qarşılıqlı yardım.", language="az")
    assert '<p class="text" lang="az">Qarşılıqlı yardım.</p>' in html_of(client, chapter.get_absolute_url())
    ClauseTextFactory(clause=article, text="Mutual help.", language="en")
    html = html_of(client, chapter.get_absolute_url())
    assert '<p class="text" lang="en">Mutual help.</p>' in html
    assert "Qarşılıqlı" not in html


def test_what_is_further_below_is_counted(client, chapter):
    article = below(chapter, label="Art. 1", heading="Help", position=2)
    CommitmentFactory(clause=ClauseFactory(agreement=chapter.agreement, parent=article, position=3))
    assert "Art. 1 Help 1 clause inside, 1 promise" in page(client, chapter.get_absolute_url())


def test_many_long_articles_are_on_pages_of_their_own_and_the_page_stays_small(client, chapter):
    for number in range(45):
        ClauseTextFactory(clause=below(chapter, label=f"A{number}", position=number + 2), text="Long words. " * 400)
    address = chapter.get_absolute_url()
    html = html_of(client, address)
    assert len(html.encode()) < LARGEST
    assert "Page 1 of 3" in page(client, address)
    assert "A44" in page(client, f"{address}?page=3")
    assert client.get(f"{address}?page=4").status_code == 400
    assert queries(client, f"{address}?page=2") <= queries(client, address)


def test_of_text_that_nobody_has_coded_nothing_is_said_but_that(client, chapter):
    words = page(client, chapter.get_absolute_url())
    assert "Nobody has looked for promises in this text yet." in words
    assert "no promise that can be checked" not in words
    CommitmentFactory(clause=ClauseFactory(agreement=chapter.agreement))
    assert "It holds no promise that can be checked." in page(client, chapter.get_absolute_url())


def test_drafts_below_it_are_not_shown(client, chapter):
    below(chapter, heading="Zqcanary", state="draft", position=2)
    assert "Zqcanary" not in page(client, chapter.get_absolute_url())
