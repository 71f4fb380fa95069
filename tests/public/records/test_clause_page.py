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


def test_an_article_stands_in_two_languages_side_by_side_english_first(client, chapter):
    article = below(chapter, position=2)
    for language, text in (("az", "Qarşılıqlı yardım."), ("en", "Mutual help."), ("ru", "Взаимопомощь.")):
        ClauseTextFactory(clause=article, text=text, language=language)
    html = html_of(client, chapter.get_absolute_url())
    english, other = (html.index(f'<div lang="{language}"><p class="text">') for language in ("en", "az"))
    assert english < other
    assert "Взаимопомощь" not in html  # its own page has it
    assert "Взаимопомощь" in html_of(client, article.get_absolute_url())


def test_an_article_whose_text_is_in_its_paragraphs_shows_them_with_their_numbers(client, chapter):
    article = below(chapter, label="Art. 1", heading="Help", position=2)
    for number in (1, 2):
        paragraph = below(article, num=f"{number}.", position=number + 2)
        ClauseTextFactory(clause=paragraph, text=f"Help of kind {number}.", language="en", status="authentic")
    words = page(client, chapter.get_absolute_url())
    assert "Art. 1 Help 2 clauses inside 1. Help of kind 1. 2. Help of kind 2." in words
    for address in (chapter.get_absolute_url(), article.get_absolute_url()):
        assert "What it says stands in its parts" in page(client, address)
        assert "No wording or summary recorded." not in page(client, address)


def test_letters_of_three_bytes_do_not_make_the_page_large(client, chapter):
    for number in range(20):
        article = below(chapter, label=f"A{number}", position=number + 2)
        for language, text in (("zh-Hant", "互助" * 2000), ("en", "Long words. " * 400)):
            ClauseTextFactory(clause=article, text=text, language=language)
    html = html_of(client, chapter.get_absolute_url())
    assert len(html.encode()) < LARGEST
    assert html.count("互助 …") == 20


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


def test_an_article_whose_words_are_in_its_paragraphs_says_so_and_shows_them(client):
    article = ClauseFactory(label="Art. 5", heading="Crimes", position=1)
    assert "No wording or summary recorded." in page(client, article.get_absolute_url())
    paragraph = below(article, label="Art. 5(1)", heading="", position=2)
    ClauseTextFactory(clause=paragraph, text="Crimes are tried.")
    words = page(client, article.get_absolute_url())
    assert "What it says stands in its parts" in words
    assert "Art. 5(1) Crimes are tried." in words
    assert "No wording" not in words
    assert "Nobody has looked for promises in this text yet." in words


def test_a_clause_without_a_heading_is_a_link_by_its_label_in_the_text(client):
    paragraph = ClauseFactory(label="Art. 5(1)", heading="")
    html = html_of(client, f"/agreements/{paragraph.agreement.slug}/text/")
    assert '<span class="alone">Art. 5(1)</span></a>' in html
