"""What a reference says, as a row of the table of sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from ... import dates
from ...dataset import BY_NAME
from ...fields import LANGUAGE
from ...folding import fold
from ...models import Actor, Source
from ..collection.naming import Names, UnknownError

MOST = 20_000
LONGEST_CODE = 80


@dataclass(frozen=True)
class Reference:
    """A reference as other programs keep it; its publisher is a name."""

    kind: str
    title: str
    author: str
    publisher: str
    url: str
    published: str
    published_as_printed: str
    accessed_on: str
    language: str


def as_rows(references: Iterable[Reference]) -> list[dict[str, str]]:
    """Rows with codes of their own. Who has been a source by this address before has the same code again."""
    names = Names(lambda table: ())
    by_url = dict(Source._base_manager.exclude(url="").values_list("url", "slug"))
    taken: set[str] = set()
    rows = []
    for reference in references:
        row = _row(reference, names)
        code = by_url.get(reference.url) or _code(reference)
        row["slug"] = next(each for each in _numbered(code) if each not in taken)
        taken.add(row["slug"])
        rows.append({name: text for name, text in row.items() if text})
    return rows


def _numbered(code: str) -> Iterable[str]:
    yield code
    yield from (f"{code}-{number}" for number in range(2, MOST + 2))


def _code(reference: Reference) -> str:
    words = slugify(fold(reference.title or reference.author or reference.publisher))[:LONGEST_CODE].strip("-")
    day = "" if dates.remedy(reference.published) else reference.published.partition("/")[0]
    return "-".join(filter(None, [words.replace("_", "-") or "source", day]))


def _row(reference: Reference, names: Names) -> dict[str, str]:
    row = {name: getattr(reference, name) for name in reference.__dataclass_fields__}
    notes = []
    row["publisher"], note = _publisher(reference.publisher, names)
    notes.append(note)
    for name in ("title", "author"):
        longest = BY_NAME["sources"].column(name).field.max_length or 0
        if len(row[name]) > longest:
            notes.append(f"Its {name} in full: {row[name]}")
            row[name] = f"{row[name][: longest - 1].rstrip()}…"
    if row["language"] and not LANGUAGE.regex.match(row["language"]):  # type: ignore[union-attr]
        notes.append(f"Language as given: {row['language']}")
        row["language"] = ""
    if row["published"] and dates.remedy(row["published"]):
        row["published_as_printed"] = row["published_as_printed"] or row["published"]
        row["published"] = ""
    if not row["url"].startswith(("http://", "https://")):
        notes.append(f"Address as given: {row['url']}" if row["url"] else "")
        row["url"] = ""
    return row | {"note": " ".join(filter(None, notes))}


def _publisher(name: str, names: Names) -> tuple[str, str]:
    """The code of the one actor of this name; else nothing, and a note that says the name."""
    if not name:
        return "", ""
    try:
        return names.code_of(Actor, name), ""
    except UnknownError:
        return "", f"Published in or by: {name}."
