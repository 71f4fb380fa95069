"""`ARTICLES=DIR make bench`: how many of the passages and links that editors made would have been proposed.

DIR holds the articles, one .txt file for each; their texts are not part of the repository, and no word is printed.
"""

import os
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from clauses.management.articles import read_articles
from clauses.models import Source

from .measuring import TOP, Score, measure

pytestmark = pytest.mark.bench
HEADER = ("article", "passages", "proposed", "keywords", "links", "proposed", "keywords", "only here")
EXPLAINED = f"""
Passages: places quoted in the article, and how many of them one of the first {TOP} proposed passages touches.
Links: pairs of a passage and a record that it is cited for, and how many records are among the first {TOP} candidates.
Keywords: the same for a plain keyword ranking (shared words, TF-IDF).
Only here: links to records that nothing but the article tells of. Without it nobody can propose them.
"""


@pytest.fixture
def articles():
    """The articles by the digests of their texts."""
    folder = os.environ.get("ARTICLES")
    if not folder:
        pytest.skip("ARTICLES names no folder with the texts of the articles")
    return {article.sha256: article for article in read_articles(Path(folder), sys.stdout).values()}


def test_proposals_without_the_article_that_they_are_for(articles, wider):
    rows, total = [HEADER], Score()
    for source in Source.objects.filter(sha256__in=articles).order_by("slug"):
        score = measure(source, articles[source.sha256])
        total += score
        rows.append((source.slug, *map(str, astuple(score))))
    rows.append(("all", *map(str, astuple(total))))
    print()
    print_table(rows)
    print(EXPLAINED)


def print_table(rows):
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for name, *numbers in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        print("  ".join([name.ljust(widths[0]), *cells]))
