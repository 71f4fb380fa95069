"""From a file to the clauses of each language in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from .. import article_text, encodings
from ..article_text.pages import words_of
from ..problems import FileError, Problem
from ..treaty_text import Doubt, Part, doubts, split
from . import akoma_ntoso, columns

MARKED = re.compile(r"^\s*\[([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\]\s*$", re.MULTILINE)  # [tr] on a line of its own
ENDINGS = (".txt", ".html", ".htm", ".docx", ".docm", ".xml", ".akn")
OTHER = "“{}” cannot be read. Choose .txt, .html, .docx or the .xml of Akoma Ntoso."
LARGE = f"the file is larger than {article_text.LARGEST // 2**20} MB."
LANGUAGES = (
    "{} languages are named ({}), but {} found in the file. Languages stand in columns, or each after a line with its "
    "code in square brackets, as in [tr]; or give a file for each."
)
UNNAMED = "the file has text in {}, which is not among the languages that are named ({})."
EMPTY = "there is no text in it."


@dataclass(frozen=True)
class Version:
    """The text in one language."""

    language: str
    parts: list[Part]
    doubts: list[Doubt] = field(default_factory=list)
    said: tuple[str, ...] = ()  # what was left out of the file


def versions(name: str, content: bytes, languages: Sequence[str]) -> list[Version]:
    """The text in each of the languages; FileError says what is wrong with the file and what helps."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in ENDINGS:
        raise _refused(OTHER.format(suffix or "a file without an ending"))
    if len(content) > article_text.LARGEST:
        raise _refused(LARGE)
    if suffix in (".xml", ".akn"):
        language, parts = akoma_ntoso.read(content)
        return [Version(language or languages[0], parts, doubts(parts))]
    texts, said = _texts(suffix, name, content)
    found = [_version(language, text, said) for language, text in _by_language(texts, languages)]
    if not any(version.parts for version in found):
        raise _refused(EMPTY)
    return found


def _refused(words: str) -> FileError:
    return FileError(Problem(0, "", words))


def _version(language: str, text: str, said: tuple[str, ...]) -> Version:
    parts = split(text)
    return Version(language, parts, doubts(parts, text), said)


def _texts(suffix: str, name: str, content: bytes) -> tuple[list[str], tuple[str, ...]]:
    """The columns of the file, or its whole text alone, and what was left out of it."""
    if suffix == ".txt":
        article_text.refuse_other_kinds(suffix, content)
        return columns.of_text(article_text.plain(content)), ()
    whole = article_text.reading(name, content)
    if suffix in (".html", ".htm"):
        pages = columns.of_page(encodings.decoded(content))
        if len(pages) > 1:
            return [words_of(page)[0] for page in pages], whole.said
    return [whole.text], whole.said


def _by_language(texts: list[str], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each text with its language: the columns in the order in which the languages are named, or by their marks."""
    if len(texts) == 1:
        begun, *pieces = MARKED.split(texts[0])
        if pieces and not begun.strip():
            yield from _marked(pieces, languages)
            return
    if len(texts) != len(languages):
        found = "one text was" if len(texts) == 1 else f"{len(texts)} columns were"
        raise _refused(LANGUAGES.format(len(languages), ", ".join(languages), found))
    yield from zip(languages, texts, strict=True)


def _marked(pieces: list[str], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    named = dict(zip(pieces[::2], pieces[1::2], strict=True))
    strange = [language for language in named if language not in languages]
    if strange:
        raise _refused(UNNAMED.format(", ".join(strange), ", ".join(languages)))
    yield from ((language, named[language]) for language in languages if language in named)
