"""CSL-JSON: a list of items, as Zotero and others export them."""

import json
from typing import Any

from ..formats import decoded
from ..problems import FileError, Problem
from .sources import Reference

KINDS = {
    "article-newspaper": "news",
    "article-magazine": "news",
    "post-weblog": "news",
    "broadcast": "news",
    "webpage": "news",
    "post": "social",
    "speech": "speech",
    "interview": "speech",
    "treaty": "treaty_text",
    "dataset": "dataset",
    "legislation": "official",
    "bill": "official",
    "regulation": "official",
    "report": "official",
    "hearing": "official",
}


def read(content: bytes) -> list[Reference]:
    """FileError where it is no list of items; an item's number stands in place of a line."""
    try:
        items = json.loads(decoded(content))
    except (ValueError, RecursionError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(
            Problem(0, "", f"this is no JSON ({str(error)[:80]}). Export the references once more.")
        ) from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FileError(Problem(0, "", "this is no CSL-JSON: a list of items is expected. Export it as CSL-JSON."))
    return [_reference(item) for item in items]


def _reference(item: dict[str, Any]) -> Reference:
    published, printed = _date(item.get("issued"))
    accessed, _ = _date(item.get("accessed"))
    return Reference(
        kind=KINDS.get(_text(item.get("type")), "academic"),
        title=_text(item.get("title")),
        author=_names(item.get("author")),
        publisher=_text(item.get("container-title")) or _text(item.get("publisher")),
        url=_text(item.get("URL")) or _doi(_text(item.get("DOI"))),
        published=published,
        published_as_printed=printed,
        accessed_on=accessed if len(accessed) == len("2021-06-15") else "",
        language=_text(item.get("language")),
    )


def _text(value: Any) -> str:
    """A text in one line; nothing for what is none."""
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _doi(text: str) -> str:
    return f"https://doi.org/{text}" if text.startswith("10.") else ""


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else []
    names = [_name(person) for person in people if isinstance(person, dict)]
    return "; ".join(filter(None, names))


def _name(person: dict[str, Any]) -> str:
    family = " ".join(filter(None, [_text(person.get("non-dropping-particle")), _text(person.get("family"))]))
    return ", ".join(filter(None, [family, _text(person.get("given"))])) or _text(person.get("literal"))


def _date(value: Any) -> tuple[str, str]:
    """As EDTF, a span where it has two ends; and as it is printed, where that is all that is known."""
    if not isinstance(value, dict):
        return "", ""
    parts = value.get("date-parts")
    days = [day for each in parts if (day := _day(each))] if isinstance(parts, list) else []
    return "/".join(dict.fromkeys(days[:2])), _text(value.get("literal")) or _text(value.get("raw"))


def _day(parts: Any) -> str:
    numbers = [int(_text(each)) for each in parts if _text(each).isdecimal()] if isinstance(parts, list) else []
    if not numbers or not 1000 <= numbers[0] <= 9999:
        return ""
    return "-".join([str(numbers[0]), *(f"{number:02}" for number in numbers[1:3])])
