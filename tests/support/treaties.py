"""The real treaties, where they are at hand, and the forms in which a text comes."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from clauses.exchange.article_text import reading

from .files.word_files import XML, P, word
from .site.paths import ROOT

AGAIN = {"二": "bis", "三": "ter"}
REAL = ROOT.parent / "shared" / "treaties"
PARAGRAPHS = {
    "en": [re.compile(r"^(\d+)\.(?=\D)")],
    "zh": [
        re.compile(r"^(\d+)[.、．](?=\D)"),
        re.compile(r"^([一二三四五六七八九十]+)、"),
        re.compile(r"^[（(]([一二三四五六七八九十]+)[）)]"),
    ],
}

MADE_UP = {
    "name": "roads",
    "treaty_en": "Treaty of Roads",
    "treaty_zh": "道路條約",
    "preamble_en": "The parties agree:",
    "preamble_zh": "締約國協議如下：",
    "articles": [
        {
            "article": number,
            "title_en": "On roads" if at % 2 else "",
            "title_zh": "道路" if at % 2 else "",
            "content_en": "1. Roads are kept as Article 3 says.\n2. Bridges are kept, too.",
            "content_zh": "一、道路依第三條維持。\n二、橋樑亦同。",
        }
        for at, number in enumerate((*"一二三四五六七八九十", "十一", "十一之二", "十二"))
    ],
}


def treaties() -> list[dict[str, Any]]:
    """The real ones; where they are not at hand, one that is made up in their form."""
    found = [json.loads(path.read_text("utf-8")) | {"name": path.stem} for path in sorted(REAL.glob("*.json"))]
    return found or [MADE_UP]


def blocks(treaty: dict[str, Any], language: str) -> Iterator[tuple[str, list[str]]]:
    """Each article: its number as it is printed, and its lines, a heading first where it has one."""
    for article in treaty["articles"]:
        first, _, again = article["article"].partition("之")
        number = (
            f"第{first}條{f'之{again}' if again else ''}" if language == "zh" else f"Article {_english(first, again)}"
        )
        lines = [article[f"title_{language}"], *article[f"content_{language}"].split("\n")]
        yield number, [line.strip() for line in lines if line.strip()]


def _english(number: str, again: str) -> str:
    value = next(each for each in range(1, 200) if _number(each, is_digit=False) == number)
    return f"{value} {AGAIN[again]}" if again else str(value)


def opening(treaty: dict[str, Any], language: str) -> list[str]:
    return [treaty[f"treaty_{language}"], *filter(None, treaty[f"preamble_{language}"].split("\n"))]


def lines_kept(treaty: dict[str, Any], language: str) -> str:
    parts = ["\n".join([number, *lines]) for number, lines in blocks(treaty, language)]
    return "\n\n".join([*opening(treaty, language), *parts])


def a_line_each(treaty: dict[str, Any], language: str) -> str:
    parts = [" ".join([number, *lines]) for number, lines in blocks(treaty, language)]
    return "\n".join([*opening(treaty, language), *parts])


def one_line(treaty: dict[str, Any], language: str) -> str:
    return a_line_each(treaty, language).replace("\n", " ")


def as_page(treaty: dict[str, Any], language: str) -> str:
    title, *rest = opening(treaty, language)
    page = [f"<h1>{html.escape(title)}</h1>", *(f"<p>{html.escape(line)}</p>" for line in rest)]
    for number, lines in blocks(treaty, language):
        page += [f"<h3>{number}</h3>", *(f"<p>{html.escape(line)}</p>" for line in lines)]
    written = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><body>{"".join(page)}</body></html>'
    return reading("treaty.html", written.encode()).text


def as_word(treaty: dict[str, Any], language: str) -> str:
    lines = opening(treaty, language)
    for number, own in blocks(treaty, language):
        lines += [number, *own]
    return reading("treaty.docx", word(XML.format("".join(P.format(html.escape(line)) for line in lines)))).text


FORMS: dict[str, Callable[[dict[str, Any], str], str]] = {
    "lines kept": lines_kept,
    "a line each": a_line_each,
    "one line": one_line,
    "page": as_page,
    "word": as_word,
}


def paragraphs(treaty: dict[str, Any], language: str) -> list[list[str]]:
    """Of each article the numbers of its paragraphs: those at the beginnings of its lines, from 1, in its first way."""
    found = []
    for _, lines in blocks(treaty, language):
        first: re.Pattern[str] | None = None
        numbers: list[str] = []
        for line in lines:
            way = next((each for each in PARAGRAPHS[language] if each.match(line)), None)
            first = first or way
            mark = first.match(line) if first and way is first else None
            if mark and mark[1] == _number(len(numbers) + 1, is_digit=mark[1].isdigit()):
                numbers.append(mark[1])
        found.append(numbers)
    return found


def _number(value: int, *, is_digit: bool) -> str:
    if is_digit:
        return str(value)
    digits = ["〇", *"一二三四五六七八九"]
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    begun = f"{digits[hundreds]}百" if hundreds else ""
    middle = (f"{digits[tens]}十" if tens > 1 or hundreds else "十") if tens else ("零" if hundreds and ones else "")
    return begun + middle + (digits[ones] if ones else "")
