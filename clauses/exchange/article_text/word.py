"""The words of a Word document as a reader sees them, paragraph by paragraph, after all tracked changes are accepted.

The document is read by our own small reader: its parts are found by their relationships, whatever they are called, in
the namespaces of both editions of the standard (ECMA-376). What is left out is counted, so that it can be said.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from ..problems import FileError, Problem
from ..zipped import DAMAGES, opened, part_of, refuse_large
from .word_elements import Words, is_off

LARGEST_BODY = 10 * 2**20  # bytes of the text, unpacked
MOST_ELEMENTS = 500_000
PASTE = "Open it and paste its text instead."
NO_WORD = f"this is no Word document (.docx), or a damaged one. {PASTE}"
LOCKED = f"this is an old Word document (.doc), or one with a password, and cannot be read. {PASTE}"
ENTITIES = f"this document declares entities, which no Word document does. {PASTE}"
HEADS = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
XML = (".xml", ".rels")


def words_of(content: bytes) -> tuple[str, Counter]:
    """The paragraphs, one to a line, and how many parts of each kind were left out; FileError for any other file."""
    try:
        with opened(content) as archive:
            _refuse_hostile(archive)
            main = _related(archive, "", "officeDocument")
            styles = _related(archive, main, "styles") if main else ""
            if not main or archive.getinfo(main).file_size > LARGEST_BODY:
                raise _refused(f"this document is too long. {PASTE}" if main else NO_WORD)
            hidden = _hidden_styles(part_of(archive, styles)) if styles else set()
            return _read(part_of(archive, main), hidden)
    except FileError:
        raise
    except DAMAGES as error:
        raise _refused(NO_WORD) from error


def _refused(words: str) -> FileError:
    return FileError(Problem(0, "", words))


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    """FileError for what unpacks to too much, or hides words in entities, before any part is read as a whole."""
    entries = archive.infolist()
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise _refused(NO_WORD)
    try:
        refuse_large(archive)
    except FileError as error:
        raise _refused(f"this document unpacks to too much. {PASTE}") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused(LOCKED)
    for entry in entries:
        if entry.filename.lower().endswith(XML) and entry.file_size <= LARGEST_BODY:
            _refuse_entities(part_of(archive, entry.filename))


def _refuse_entities(part: bytes) -> None:
    """A document type is refused after the part was decoded: it may be written in any encoding that XML has."""

    def stop(*_: object) -> NoReturn:
        raise _Done

    def refuse(*_: object) -> NoReturn:
        raise _refused(ENTITIES)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = stop, refuse
    try:
        parser.Parse(part, True)
    except (_Done, expat.ExpatError):  # whether a part that is needed can be read is seen when it is
        return


class _Done(Exception):  # noqa: N818
    """The first element of a part was reached."""


def _related(archive: zipfile.ZipFile, part: str, kind: str) -> str:
    """The name of the part to which `part`, or the package, has a relationship of this kind; empty without one."""
    folder, name = posixpath.split(part)
    names = {entry.lower(): entry for entry in archive.namelist()}
    relations = names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    found: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("Type", "").endswith(f"/relationships/{kind}"):
            target = posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/"))
            found.append(names.get(posixpath.normpath(target).lstrip("/").lower(), ""))

    if relations:
        _parse(part_of(archive, relations), lambda element, attributes: start(element.rpartition(" ")[2], attributes))
    return next(filter(None, found), "")


def _parse(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.Parse(part, True)


@lru_cache(1000)
def short(name: str) -> str:
    """The name of an element or attribute with the last word of its namespace, such as wordprocessingml:t."""
    space, _, local = name.rpartition(" ")
    if not space.startswith(HEADS):
        return f"other:{local}" if space else local
    words = [word for word in space.split("/") if not word.isdigit()]
    return f"{words[-1] if words[-1] != 'main' else words[-2]}:{local}"


def _hidden_styles(part: bytes) -> set[str]:
    """The styles whose words are not shown."""
    hidden: dict[str, bool] = {}
    based: dict[str, str] = {}
    inside = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        name, given = short(name), {short(key): value for key, value in attributes.items()}
        if name == "wordprocessingml:style":
            inside[0] = given.get("wordprocessingml:styleId", "")
        elif name == "wordprocessingml:basedOn":
            based[inside[0]] = given.get("wordprocessingml:val", "")
        elif name == "wordprocessingml:vanish":
            hidden[inside[0]] = not is_off(given)

    _parse(part, start)
    found = set()
    for style in {*hidden, *based}:
        at = style
        seen: set[str] = set()
        while at not in hidden and at in based and at not in seen:
            seen.add(at)
            at = based[at]
        if hidden.get(at):
            found.add(style)
    return found - {""}


def _read(part: bytes, hidden: set[str]) -> tuple[str, Counter]:
    reader = Words(hidden)
    _go_through(part, reader)
    if reader.has_open_field:  # a field that nothing ends hides nothing
        reader = Words(hidden, reads_fields=False)
        _go_through(part, reader)
    if not reader.has_body:
        raise _refused(NO_WORD)
    return "\n".join(reader.lines()), reader.left_out


def _go_through(part: bytes, reader: Words) -> None:
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise _refused(f"this document is too long. {PASTE}")
        reader.start(short(name), {short(key): value for key, value in attributes.items()})

    _parse(part, start, lambda name: reader.end(short(name)), reader.text)
