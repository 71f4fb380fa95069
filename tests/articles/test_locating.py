"""Where a quotation stands: once, or where paragraph and context agree, or nowhere; never by guess."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clauses.articles.quotations import Article, normalised, paragraphs, plain
from clauses.articles.spans import Span
from clauses.vocabularies import QuotationLock

LOCKED, AMBIGUOUS, BROKEN = QuotationLock.LOCKED, QuotationLock.AMBIGUOUS, QuotationLock.BROKEN
DISPLACED = QuotationLock.DISPLACED

ARTICLE = Article("""A title
The canary sings at dawn. The canary sleeps at noon.
The canary sings at dusk.
Nobody sings at night.
The canary sings at dusk.
""")

# (quote, prefix, suffix, paragraph given) → what becomes of it, and the paragraph where it is locked
CASES = {
    "stands once": (("sleeps at noon", "", "", 1), LOCKED, 1),
    "stands once, in another paragraph": (("sleeps at noon", "", "", 3), LOCKED, 1),
    "stands once, no paragraph given": (("sleeps at noon", "", "", None), LOCKED, 1),
    "stands once, between other words": (("sleeps at noon", "The owl", "again", 1), DISPLACED, None),
    "stands nowhere": (("sings at noon", "", "", 1), BROKEN, None),
    "another case of letters": (("the canary", "", "", 1), BROKEN, None),
    "across two paragraphs": (("at noon. The canary", "", "", 1), BROKEN, None),
    "nothing at all": (("", "", "", 1), BROKEN, None),
    "several times, nothing given": (("sings at", "", "", None), AMBIGUOUS, None),
    "several times, once in the paragraph": (("sings at", "", "", 3), LOCKED, 3),
    "several times, twice in the paragraph": (("canary", "", "", 1), AMBIGUOUS, None),
    "several times, none in the paragraph": (("canary", "", "", 3), AMBIGUOUS, None),
    "twice in the paragraph, the suffix decides": (("canary", "", "sleeps", 1), LOCKED, 1),
    "the suffix decides without a paragraph": (("sings at", "", "night", None), LOCKED, 3),
    "the suffix says where it went": (("sings at", "", "night", 9), LOCKED, 3),
    "the suffix contradicts the paragraph": (("sings at", "", "night", 2), AMBIGUOUS, None),
    "the suffix fits nowhere": (("sings at", "", "sea", 2), AMBIGUOUS, None),
    "the same paragraph twice, one given": (("sings at dusk", "", "", 4), LOCKED, 4),
    "the same paragraph twice, none given": (("sings at dusk", "The canary", "", None), AMBIGUOUS, None),
    "words before, in the paragraph above": (("The canary sings", "night. ", "", None), LOCKED, 4),
    "words after, in the paragraph below": (("sings at dusk.", "", " Nobody", None), LOCKED, 2),
}


@pytest.mark.parametrize("case", CASES)
def test_a_quotation_is_locked_where_only_one_place_can_be_meant(case):
    asked, lock, paragraph = CASES[case]
    found = ARTICLE.locate(*asked)
    assert (found.lock, found.place and found.place.paragraph) == (lock, paragraph)


def test_what_stands_in_another_paragraph_is_said_to_have_moved():
    moved = {number: ARTICLE.locate("sleeps at noon", locator=number).moved for number in (None, 1, 3)}
    assert moved == {None: False, 1: False, 3: True}
    assert not ARTICLE.locate("sings at noon", locator=3).moved


def test_places_are_counted_in_code_points_of_their_paragraph():
    article = Article("Title\n𝔖 🕊️ Şuşa.\nİ𝔖 🕊️ Şuşa.")
    assert article.locate("Şuşa").places == (Span(1, 5, 9), Span(2, 6, 10))
    assert Article("aaa.").locate("aa").places == (Span(1, 0, 2), Span(1, 1, 3))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("cafe\u0301.", "cafe"),
        ("x\u0302 y.", "x"),
        ("👩\u200d🚀 flew.", "👩"),
        ("👋🏽 all.", "👋"),
        ("x\u0302 y.", "\u0302"),
    ],
)
def test_a_part_of_one_sign_does_not_stand_there(text, part):
    assert Article(text).locate(part).lock == BROKEN
    assert Article(text).locate(text.partition(" ")[0]).lock == LOCKED


def test_the_nearest_passages_are_offered_with_what_a_citation_needs():
    first, *_ = ARTICLE.nearest("canary slept at noon")
    assert (first.quote, first.prefix, first.suffix, first.place) == (
        "canary sleeps at noon",
        "The canary sings at dawn. The",
        ".",
        Span(1, 30, 51),
    )
    assert ARTICLE.locate(first.quote).place == first.place
    assert ARTICLE.nearest("Völlig anderes Zeug") == ARTICLE.nearest("") == Article("").nearest("canary") == []


def test_the_nearest_passage_takes_in_the_signs_that_were_asked_for_and_no_more_words():
    article = Article("They signed a declaration “on allied relations” in spring.")
    found = [article.nearest(words)[0].quote for words in ("declaration, “on allied relations”", "signed declaration")]
    assert found == ["declaration “on allied relations”", "signed a declaration"]


# --- What holds of any text

WORDS = st.text(st.characters(exclude_categories=("Cs", "Z", "Cc")), min_size=1, max_size=6).filter(
    lambda word: plain(word) == word and not unicodedata.category(word[0]).startswith("M")
)
SIGNS = st.sampled_from(["e\u0301", "👩\u200d🚀", "שלום", "مرحبا", "𝔖", "Şuşa", "ə", "the", "the"])
PHRASE = st.lists(WORDS | SIGNS, min_size=1, max_size=6).map(lambda words: plain(" ".join(words)))


@given(st.text())
def test_a_text_is_normalised_once_and_keeps_its_paragraphs(text):
    once = normalised(text)
    assert normalised(once) == once
    assert paragraphs(once) == paragraphs(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("A\r\nB\rC\u2028D\x0cE\x85F", "A\nB\nC D\nE\nF"),
        ("\ufeffA\u200b\u00ad b\u202e\x00\u00a0 c \n\n\n", "A b c"),
        ("cafe\u0301\x1fx", "café x"),
        (" \n\t", ""),
    ],
)
def test_newlines_accents_spaces_and_unseen_signs_are_made_one(text, stored):
    assert normalised(text) == stored


@given(PHRASE, PHRASE, PHRASE, st.lists(PHRASE, max_size=3), st.lists(PHRASE, max_size=3))
def test_what_is_edited_outside_a_quotation_keeps_its_lock(quote, before, after, above, below):
    paragraph = f"{before} {quote} {after}."
    article = Article("\n".join([*(f"{line}." for line in above), paragraph, *(f"{line}." for line in below)]))
    found = article.locate(quote)
    assume(len(found.places) == 1)
    edited = Article("\n".join(["New here.", *(f"{line}?" for line in below), f"So {before} {quote} {after}; more!"]))
    assume(len(edited.locate(quote).places) == 1)
    again = edited.locate(quote, before, after, found.place.paragraph)
    assert again.lock == LOCKED
    assert edited.passage(again.place).quote == quote


@given(PHRASE, PHRASE, PHRASE, st.data())
def test_what_is_edited_inside_a_quotation_breaks_it_whatever_is_like_it(words, before, after, data):
    quote = f"§{words}¤"  # signs that stand nowhere else, or the same words might stand beside it, too
    assume(not set("§¤Ж") & set(before + words + after))
    at = data.draw(st.integers(0, len(quote) - 1))
    edited = Article(f"{before} {quote[:at]}Ж{quote[at + 1 :]} {after}.\n{before} {words} {after}.")
    found = edited.locate(quote, before, after, 1)
    assert (found.lock, found.place, found.places) == (BROKEN, None, ())


@given(PHRASE, st.lists(PHRASE, min_size=2, max_size=5), st.data())
def test_a_repeated_passage_is_locked_only_where_paragraph_and_context_agree(quote, others, data):
    article = Article("\n".join(f"{other} {quote} {number}." for number, other in enumerate(others)))
    prefix = data.draw(st.sampled_from(["", *others]))
    locator = data.draw(st.none() | st.integers(1, len(others) + 1))
    found = article.locate(quote, prefix, "", locator)
    assert len(found.places) >= len(others)
    if found.lock == LOCKED:
        passage = article.passage(found.place, around=1000)
        assert passage.quote == quote
        text = " ".join(article.paragraphs[: found.place.paragraph - 1]) + " " + passage.prefix
        assert text.endswith(prefix)
        assert found.moved is (locator is not None and found.place.paragraph != locator)
        assert prefix or not found.moved
    else:
        assert found.lock == AMBIGUOUS


@given(st.text(), st.text(), st.text(max_size=5), st.text(max_size=5), st.none() | st.integers(1, 9))
def test_looking_for_anything_is_locked_at_just_these_words_or_not_at_all(text, quote, prefix, suffix, locator):
    article = Article(text)
    found = article.locate(quote, prefix, suffix, locator)
    assert (found.place is not None) == (found.lock == LOCKED)
    for place in found.places:
        assert article.paragraphs[place.paragraph - 1][place.start : place.end] == plain(quote)
    for passage in article.nearest(quote):
        assert article.paragraphs[passage.place.paragraph - 1][passage.place.start : passage.place.end] == passage.quote
