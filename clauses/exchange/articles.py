"""Reading the text of an article out of a file: plain text, a web page, a Word document. Nothing is ever fetched.

The libraries for web pages and Word documents are the extra `articles`; they are loaded when a file needs them.
"""

import io
import logging
import re
import zipfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import PurePath

from .problems import FileError, Problem
from .xlsx_read import DAMAGES, refuse_large

LARGEST = 5 * 2**20  # bytes of a file
LARGEST_BODY = 10 * 2**20  # bytes of the text of a Word document, unpacked
MOST_TAGS = 50_000  # of a web page: beyond, reading it takes more than a moment
BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The elements that are words, and what stands for those that are signs.
SIGNS = {W + "t": "", W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
MADE_UP = re.compile("^- ", re.MULTILINE)  # set before the items of a list, which have no such sign
ENCRYPTED = b"\xd0\xcf\x11\xe0"  # what Office wraps a document with a password in, and the old .doc
PASTE = "Open it and paste its text instead."
NO_ARTICLE = f"no article was found in this page. {PASTE}"
NOT_UTF_8 = "this is not UTF-8, or no text at all. Save it as UTF-8, or paste the text."
NO_WORD = f"this is no Word document (.docx), or a damaged one. {PASTE}"
LOCKED_WORD = f"this is an old Word document (.doc), or one with a password, and cannot be read. {PASTE}"
MISSING = (
    "this site cannot read {} files: the Python package {} is missing. Whoever runs the site installs it with the "
    "extra “articles” (pip install -r requirements-server.txt). Until then, paste the text."
)


def read(name: str, content: bytes) -> str:
    """The text of an article, not normalised yet; FileError says what is wrong with the file and what helps."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise _refused(
            f"“{suffix or 'a file without an ending'}” cannot be read. Choose .txt, .html or .docx, or paste the text."
        )
    if len(content) > LARGEST:
        raise _refused(f"the file is larger than {LARGEST // 2**20} MB. Paste the text of the article alone.")
    reader, library, package = READERS[suffix]
    if library and find_spec(library) is None:
        raise _refused(MISSING.format(suffix, package))
    return reader(content)


def missing() -> dict[str, str]:
    """The endings that this installation cannot read, each with the package that it lacks."""
    return {
        suffix: package for suffix, (_, library, package) in READERS.items() if library and find_spec(library) is None
    }


def _refused(words: str) -> FileError:
    return FileError(Problem(0, "", words))


def _text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(NOT_UTF_8) from error
    if "\0" in text:
        raise _refused(NOT_UTF_8)
    return text


def _page(content: bytes) -> str:
    if content.count(b"<") > MOST_TAGS:
        raise _refused(f"this page has more than {MOST_TAGS:,} tags. {PASTE}")
    for name in LOGGERS:  # what they say of a page may hold words of the article
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    import trafilatura

    page = _decoded(content)
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True)
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:  # whatever a broken page does
        raise _refused(NO_ARTICLE) from error
    if not text:
        raise _refused(NO_ARTICLE)
    return MADE_UP.sub("", text)


def _decoded(content: bytes) -> str:
    """A page as UTF-8 or as what it says itself; nothing is guessed."""
    declared = CHARSET.search(content, 0, 4096)
    for encoding in (
        "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig",
        declared and declared[1].decode(),
    ):
        with suppress(UnicodeError, LookupError):
            return content.decode(encoding or "utf-8")
    raise _refused(f"the encoding of this page is not certain. {PASTE}")


def _word(content: bytes) -> str:
    """The paragraphs of the body in their order, those of tables and text boxes included, without deleted words."""
    if content.startswith(ENCRYPTED):
        raise _refused(LOCKED_WORD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_hostile(archive)
    except FileError:
        raise
    except DAMAGES as error:
        raise _refused(NO_WORD) from error
    try:
        import docx

        body = docx.Document(io.BytesIO(content)).element.body
    except Exception as error:  # the library has no one error for what it cannot read
        raise _refused(NO_WORD) from error
    if body is None:
        raise _refused(NO_WORD)
    return "\n".join(_words_of(paragraph) for paragraph in body.iter(W + "p"))


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    """FileError, before the library sees it: for what unpacks to too much, or hides words in entities."""
    try:
        refuse_large(archive)
    except FileError as error:
        raise _refused(f"this document unpacks to too much. {PASTE}") from error
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise _refused(LOCKED_WORD)
    if archive.getinfo(BODY).file_size > LARGEST_BODY:
        raise _refused(f"this document is too long. {PASTE}")
    start = archive.read(BODY)[:LARGEST_BODY].lstrip()
    if not start.startswith(b"<") or b"<!DOCTYPE" in start:
        raise _refused(NO_WORD)


def _words_of(paragraph) -> str:
    """The words of one paragraph as they are read; a text box in it has paragraphs of its own, and a second form of
    it for older programs."""
    found = []
    for part in paragraph.iter(*SIGNS):
        above = [each.tag for each in part.iterancestors(W + "p", FALLBACK)]
        if FALLBACK not in above and next(part.iterancestors(W + "p")) is paragraph:
            found.append(SIGNS[part.tag] or part.text or "")
    return "".join(found)


READERS = {
    ".txt": (_text, "", ""),
    ".html": (_page, "trafilatura", "trafilatura"),
    ".htm": (_page, "trafilatura", "trafilatura"),
    ".docx": (_word, "docx", "python-docx"),
}
