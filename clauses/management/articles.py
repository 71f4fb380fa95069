"""The articles of a folder, for commands that check the data against them."""

from pathlib import Path
from typing import TextIO

from django.core.management import CommandError
from django.core.management.base import OutputWrapper

from ..articles.quotations import Article


def read_articles(folder: Path, out: TextIO | OutputWrapper) -> dict[str, Article]:
    """The articles of the .txt files in `folder` by file name; files that cannot be read are named on `out`."""
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder. Name the one that holds the articles, one .txt file for each.")
    articles = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            articles[path.name] = Article(path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
            out.write(f"{path.name} cannot be read: {reason}. Save it as UTF-8.")
    return articles
