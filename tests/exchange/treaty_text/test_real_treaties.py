"""The splitter on fourteen real treaties in two languages, in five forms; and on three made for hard cases."""

from collections import Counter
from difflib import SequenceMatcher

import pytest

from clauses.exchange.treaty_text import Kind, split

from ...support.treaties import FORMS, blocks, paragraphs, treaties
from .hard_cases import RIVERS, RIVERS_OUTLINE, ROADS, ROADS_OUTLINE

AT_LEAST, MOST_FALSE, PARAGRAPHS = {"one line": 0.99}, 0.01, 0.98


def bare(number):
    return "".join(sign for sign in number if sign not in " ().（）第條")


def found_in(text):
    """The number of each article, with those of what is right below it."""
    found = []
    for part in split(text):
        if part.kind == Kind.ARTICLE:
            found.append((bare(part.num), part.level, []))
        elif found and part.num and part.level == found[-1][1] + 1:
            found[-1][2].append(bare(part.num))
    return found


def measured(treaty, language, form):
    counts = Counter()
    found = found_in(FORMS[form](treaty, language))
    printed = [bare(number.removeprefix("Article ")) for number, _ in blocks(treaty, language)]
    within = paragraphs(treaty, language)
    pairs = SequenceMatcher(None, printed, [number for number, _, _ in found], autojunk=False).get_matching_blocks()
    for here, there, many in pairs:
        for at in range(many):
            counts["right"] += 1
            counts["right paragraphs"] += (Counter(within[here + at]) & Counter(found[there + at][2])).total()
    counts["articles"], counts["found"], counts["paragraphs"] = len(printed), len(found), sum(map(len, within))
    return counts


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMS)
def test_the_articles_and_paragraphs_of_real_treaties_are_found(form, language):
    counts = sum((measured(treaty, language, form) for treaty in treaties()), Counter())
    assert counts["right"] >= counts["articles"] * AT_LEAST.get(form, 1)
    assert counts["found"] - counts["right"] <= counts["articles"] * MOST_FALSE
    assert counts["right paragraphs"] >= counts["paragraphs"] * PARAGRAPHS


@pytest.mark.parametrize(("text", "outline"), [(ROADS, ROADS_OUTLINE), (RIVERS, RIVERS_OUTLINE)])
def test_hard_cases_are_split_as_they_are_printed(text, outline):
    shown = [f"{'  ' * (part.level - 1)}{part.kind.name.lower()} {part.num}|{part.heading}" for part in split(text)]
    assert "\n".join(shown) == outline


def test_a_text_all_on_one_line_has_its_chapters_and_articles():
    text = (
        "Treaty of Boats The parties agree: PART I GENERAL Article 1 Boats float. They are named under Article 3. "
        "Article 2 1. Nets are cast. 2. Lines are not: (a) in spring; (b) in autumn. PART II FINAL Article 3 It is so."
    )
    found = [(part.kind.name, part.num, part.text) for part in split(text)]
    assert found[1:] == [
        ("PART", "I", ""),
        ("ARTICLE", "1", "Boats float. They are named under Article 3."),
        ("ARTICLE", "2", ""),
        ("PARAGRAPH", "1", "Nets are cast."),
        ("PARAGRAPH", "2", "Lines are not:"),
        ("ITEM", "(a)", "in spring;"),
        ("ITEM", "(b)", "in autumn."),
        ("PART", "II", ""),
        ("ARTICLE", "3", "It is so."),
    ]


def test_a_line_that_only_names_an_article_begins_none():
    text = "Article 1\nRoads are those of the Charter.\nArticle 9\nArticle 2\nIt is so.\nArticle 1\nArticle 3\nIt ends."
    assert [number for number, _, _ in found_in(text)] == ["1", "2", "3"]


HOSTILE = ["Article 1 " * 20_000, "Article 1. A" * 10_000, "第一條 。" * 20_000, "1. A; " * 20_000]


@pytest.mark.parametrize("signs", HOSTILE, ids=range(4))
def test_a_hostile_run_of_numbers_is_an_answer(signs):
    assert split(signs)
