"""Reading Akoma Ntoso XML: the clauses of one expression, in its order, with their permanent codes.

The document is read by the standard library, after a look at it that refuses document types, and so entities, and what
is nested or has more elements than any treaty. No word is left out but notes of editors and the metadata.
"""

from collections.abc import Iterable, Iterator
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from ..problems import FileError, Problem
from ..treaty_text import Kind, Part
from .names import KINDS

DEEPEST, MOST_ELEMENTS = 60, 200_000
NO_XML = "this is no XML, or it is damaged: {}."
NO_DOCUMENT = "this is no Akoma Ntoso document: it has none of the elements act, doc, bill or statement."
ENTITIES = "this document has a document type (<!DOCTYPE>), which Akoma Ntoso does not need. Delete it."
DEEP = f"its elements stand within each other deeper than {DEEPEST}."
MANY = f"it has more than {MOST_ELEMENTS:,} elements."
DOCUMENTS = ("act", "doc", "bill", "statement", "judgment", "documentCollection")
LEFT_OUT = ("meta", "authorialNote", "coverPage", "components")
TRANSPARENT = ("body", "mainBody", "list", "recitals", "citations", "attachments", "blockList", "container", "clauses")
WORDS = ("content", "intro", "wrapUp", "wrap")
BLOCKS = (
    "p",
    "block",
    "docTitle",
    "longTitle",
    "listIntroduction",
    "listWrapUp",
    "tr",
    "blockContainer",
    "crossHeading",
)
Element = ElementTree.Element


def read(content: bytes) -> tuple[str, list[Part]]:
    """The language of the expression, empty where it is not said, and the parts; FileError for any other file."""
    _refuse_hostile(content)
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  document types are refused before
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise _refused(NO_XML.format(error)) from error
    document = next((each for each in root.iter() if _name(each) in DOCUMENTS), None)
    if document is None or _name(root) != "akomaNtoso":
        raise _refused(NO_DOCUMENT)
    language = next((each.get("language", "") for each in document.iter() if _name(each) == "FRBRlanguage"), "")
    return language, list(_parts(document, 1))


def _refused(words: str) -> FileError:
    return FileError(Problem(0, "", words))


def _refuse_hostile(content: bytes) -> None:
    depth = count = 0

    def start(*_: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise _refused(DEEP if depth > DEEPEST else MANY)

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> NoReturn:
        raise _refused(ENTITIES)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _refused(NO_XML.format(error)) from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _parts(holder: Element, level: int) -> Iterator[Part]:
    """The parts in an element that is none itself."""
    for child in holder:
        name = _name(child)
        if name in LEFT_OUT:
            continue
        kind = _kind(child)
        if kind is not None:
            yield from _part(child, kind, level)
        elif name in TRANSPARENT or name in DOCUMENTS:
            yield from _parts(child, level)


def _kind(element: Element) -> Kind | None:
    name = _name(element)
    if name == "hcontainer":
        named = element.get("name", "")
        return Kind.ANNEX if named == "annex" else Kind.__members__.get(named.upper(), Kind.GROUP)
    return KINDS.get(name)


def _part(element: Element, kind: Kind, level: int) -> Iterator[Part]:
    if kind == Kind.NAME:
        yield Part(level, kind, heading=" ".join(_lines(element)), code=_code(element))
        return
    num, heading = _said(element, "num"), _said(element, "heading")
    heading = heading or next((_tidy(each) for each in element if each.get("name") == "heading"), "")
    yield Part(level, kind, num, heading, "\n".join(_own_lines(element)), _code(element))
    yield from _parts(element, level + 1)


def _code(element: Element) -> str:
    return element.get("wId") or ""


def _said(element: Element, name: str) -> str:
    return next((_tidy(child) for child in element if _name(child) == name), "")


def _own_lines(element: Element) -> Iterator[str]:
    """The words of a part that are not in the parts below it, a line for each block."""
    for child in element:
        name = _name(child)
        if name in ("num", "heading", *LEFT_OUT) or child.get("name") == "heading" or _kind(child):
            continue
        yield from _own_lines(child) if name in (*TRANSPARENT, *WORDS, *DOCUMENTS) else _lines(child)


def _lines(element: Element) -> Iterator[str]:
    """The blocks in an element, each on a line."""
    inside = [each for each in element if _name(each) in BLOCKS]
    if inside:
        for each in inside:
            yield from _lines(each)
    elif words := _tidy(element):
        yield words


def _tidy(element: Element) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        if _name(child) not in LEFT_OUT:
            yield " " if _name(child) in ("br", "eol") else ""
            yield from _texts(child)
        yield child.tail or ""
