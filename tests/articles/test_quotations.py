"""Quotations: what a paragraph is, what is found where, and what makes a checked quotation unchecked."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clauses.articles.digests import digest, find_by_digest
from clauses.articles.quotations import Article, Finding, paragraphs
from clauses.models import Citation, Source
from tests.support.site.paths import SOURCES

ARTICLE = """The title of it

By Some Body
ANKARA

The canary sings in the morning.
The canary sings at night, too.
  It   sings\tin the evening.

Sub-heading

“It sings,” he said. It sings and sings.
"""


def cited(quote, locator=1, prefix="", suffix="", **columns):
    source = Source(sha256="a" * 64)
    return Citation(source=source, quote=quote, locator=locator, prefix=prefix, suffix=suffix, **columns)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("\n \n\t\n", ()),
        ("Title only", ()),
        ("One.", ("One.",)),
        ("Title\n\nOne.\nTwo.", ("One.", "Two.")),
        ("Title\nBy X\nANKARA\nOne.\nSub-heading\nTwo.", ("One.", "Sub-heading", "Two.")),
        ("One.\r\n\r\nTwo.\rThree.", ("One.", "Two.", "Three.")),
        ("  One   two\t three.  ", ("One two three.",)),
        ("One\u00a0two.", ("One two.",)),
        ("Is it?\nYes!", ("Is it?", "Yes!")),
        ("He said “yes.”", ("He said “yes.”",)),
        ("Cafe\u0301.", ("Caf\u00e9.",)),
    ],
)
def test_a_paragraph_is_a_line_after_title_byline_and_dateline(text, expected):
    assert paragraphs(text) == expected


def test_the_five_articles_have_the_paragraphs_that_the_citations_count():
    """Where the articles are not on the machine, which they may not be, there is nothing to count."""
    counts = [len(paragraphs(path.read_text(encoding="utf-8"))) for path in sorted(SOURCES.glob("*.txt"))]
    assert counts in ([17, 23, 12, 12, 30], [])


@pytest.mark.parametrize(
    ("citation", "finding"),
    [
        (cited("sings at night", 2), Finding.STANDS),
        (cited("sings  at\n night", 2), Finding.STANDS),
        (cited("sings in the evening.", 3), Finding.STANDS),
        (cited("Sub-heading", 4), Finding.STANDS),
        (cited("sings at night", 1), Finding.OTHER_PARAGRAPH),
        (cited("sings at night", 99), Finding.OTHER_PARAGRAPH),
        (cited("sings at noon", 2), Finding.NOT_FOUND),
        (cited("Sings at night", 2), Finding.NOT_FOUND),
        (cited("The title of it", 1), Finding.NOT_FOUND),
        (cited("sings at night", None), Finding.NO_PARAGRAPH),
        (cited("sings", 5), Finding.AMBIGUOUS),
        (cited("sings", 5, prefix="It "), Finding.AMBIGUOUS),
        (cited("sings", 5, prefix="It ", suffix=" and"), Finding.STANDS),
        (cited("sings", 5, prefix="It", suffix="and"), Finding.STANDS),
        (cited("sings", 5, suffix=","), Finding.STANDS),
        (cited("sings", 5, prefix="He", suffix=","), Finding.AMBIGUOUS),
        (cited("sings", 5, prefix="It ", suffix=" and  sings."), Finding.STANDS),
    ],
    ids=lambda case: case.quote if isinstance(case, Citation) else case.name,
)
def test_a_quotation_stands_once_in_its_paragraph(citation, finding):
    assert Article(ARTICLE).find(citation) is finding


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text_form", ["NFC", "NFD"])
def test_composed_and_decomposed_accents_are_one_wording(form, text_form):
    text = unicodedata.normalize(text_form, "Müdafiə naziri Şuşada çıxış etdi.")
    assert Article(text).find(cited(unicodedata.normalize(form, "Şuşada çıxış"))) is Finding.STANDS


@pytest.mark.parametrize(
    ("name", "value"),
    [("quote", "sings at noon"), ("locator", 2), ("prefix", "The"), ("suffix", "too")],
)
def test_a_changed_quotation_must_be_checked_again(name, value):
    citation = cited("sings at night")
    assert find_by_digest(citation) is Finding.NEVER_CHECKED
    citation.checked_digest = digest(citation)
    assert find_by_digest(citation) is Finding.STANDS_BY_DIGEST
    setattr(citation, name, value)
    assert find_by_digest(citation) is Finding.CHANGED


def test_a_quotation_must_be_checked_again_when_its_article_changes():
    citation = cited("sings at night")
    citation.checked_digest = digest(citation)
    citation.source.sha256 = "b" * 64
    assert find_by_digest(citation) is Finding.CHANGED


def test_words_cannot_wander_between_the_parts_without_a_change_of_the_digest():
    assert digest(cited("b", prefix="a")) != digest(cited("ab"))
    assert digest(cited("b", suffix="a")) != digest(cited("b", prefix="a"))


def test_the_digest_of_an_article_follows_its_paragraphs_and_not_its_blank_lines_or_title():
    article = Article("Title\n\nOne.\n\nTwo.")
    assert article.sha256 == Article("Other title\nOne.\n  Two.  ").sha256
    assert article.sha256 != Article("Title\n\nOne. Two.").sha256


@given(st.text(), st.data())
def test_whole_words_of_any_paragraph_are_found_in_it(text, data):
    blocks = paragraphs(text + "\nEnd of it.")
    number = data.draw(st.integers(1, len(blocks)))
    words = blocks[number - 1].split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    assume(quote)
    whole = cited(quote, number, prefix=" ".join(words[:start]), suffix=" ".join(words[end:]))
    assert Article(text + "\nEnd of it.").find(whole) is Finding.STANDS


@given(st.text(), st.text(min_size=1), st.integers(1, 5))
def test_looking_for_anything_in_any_text_never_fails(text, quote, locator):
    assert isinstance(Article(text).find(cited(quote, locator)), Finding)
