"""Reading the text of an article out of a file: plain text, a web page, a Word document. Nothing is ever fetched.

What is read is what a reader sees; what was left out or joined is said, so that a person can look. The library for web
pages is the extra `articles`; it is loaded when a file needs it.
"""

from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePath

from .. import encodings
from ..problems import FileError, Problem
from . import pages, word
from .wrapped import unquoted, unwrapped

LARGEST = 5 * 2**20  # bytes of a file
LARGEST_PAGE = 2 * 2**20  # bytes of a web page, whose words are a small part of it
ENCRYPTED = b"\xd0\xcf\x11\xe0"  # what Office wraps a document with a password in, and the old .doc
PASTE = "Open it and paste its text instead."
NO_ARTICLE = f"no article was found in this page. {PASTE}"
NOT_UTF_8 = "this is not UTF-8, or no text at all. Save it as UTF-8, or paste the text."
DEEP = f"the elements of this page stand within each other too deep. {PASTE}"
MISSING = (
    "this site cannot read {} files: the Python package {} is missing. Whoever runs the site installs it with the "
    "extra “articles” (pip install -r requirements-server.txt). Until then, paste the text."
)
# By what a file begins with: what it is, whatever it is called.
KINDS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a packed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
ARCHIVED = (b"MIME-Version:", b"From: <Saved by", b'From: "Saved by')  # a page saved as one file, .mhtml
SAVE = "Open it, and save it as .docx or plain text, or paste its text."
SAVE_PAGE = "this is a page saved as one file (.mhtml). Save it as “web page, HTML only”, or paste its text."


@dataclass(frozen=True)
class Reading:
    """The text of an article, not normalised yet, and what a person should know of how it was read."""

    text: str
    said: tuple[str, ...] = ()


def read(name: str, content: bytes) -> str:
    """The text alone, see `reading`."""
    return reading(name, content).text


def reading(name: str, content: bytes) -> Reading:
    """The text in a file and what was left out; FileError says what is wrong with the file and what helps."""
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
    refuse_other_kinds(suffix, content)
    return reader(content)


def missing() -> dict[str, str]:
    """The endings that this installation cannot read, each with the package that it lacks."""
    return {
        suffix: package for suffix, (_, library, package) in READERS.items() if library and find_spec(library) is None
    }


def _refused(words: str) -> FileError:
    return FileError(Problem(0, "", words))


def refuse_other_kinds(suffix: str, content: bytes) -> None:
    """FileError for what is plainly no file of this ending, such as a PDF that was given another name."""
    start = content[:1024].lstrip()
    kind = next((kind for sign, kind in KINDS if start.startswith(sign)), None)
    if start.startswith(ENCRYPTED):
        raise _refused(word.LOCKED)
    if suffix not in WORD and start.startswith(b"PK\x03\x04"):
        kind = "a packed file, such as a Word document"
    if kind == "a picture" and suffix == ".txt":
        raise _refused(NOT_UTF_8)
    if kind:
        raise _refused(f"this is {kind}, not a {suffix} file. {SAVE}")
    if start.startswith(ARCHIVED):
        raise _refused(SAVE_PAGE)


def plain(content: bytes) -> str:
    """Plain text with its lines as they are."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(NOT_UTF_8) from error
    if "\0" in text:
        raise _refused(NOT_UTF_8)
    return text


def _text(content: bytes) -> Reading:
    return joined(plain(content))


def joined(text: str) -> Reading:
    """Plain text without what an e-mail or a narrow page does to its lines."""
    text, quoted = unquoted(text)
    text, wrapped = unwrapped(text)
    told = ((wrapped, "lines broken by hand, joined to paragraphs"), (quoted, "signs of quotation (>), left out"))
    return Reading(text, tuple(f"{words}: {count}" for count, words in told if count))


def _page(content: bytes) -> Reading:
    if len(content) > LARGEST_PAGE:
        raise _refused(f"this page is larger than {LARGEST_PAGE // 2**20} MB. {PASTE}")
    if content.count(b"<") > pages.MOST_TAGS:
        raise _refused(f"this page has more than {pages.MOST_TAGS:,} tags. {PASTE}")
    page = encodings.decoded(content)
    encodings.refuse_lost(page)
    if "\0" in page:
        raise _refused(NO_ARTICLE)
    try:
        text, left_out = pages.words_of(page)
    except pages.TooDeepError as error:
        raise _refused(DEEP) from error
    except (ValueError, SyntaxError, AssertionError) as error:  # what the parser raises for what is no page at all
        raise _refused(NO_ARTICLE) from error
    if not text:
        raise _refused(NO_ARTICLE)
    return Reading(text, _told(left_out))


def _word(content: bytes) -> Reading:
    text, left_out = word.words_of(content)
    return Reading(text, _told(left_out))


def _told(left_out: Counter) -> tuple[str, ...]:
    return tuple(f"{what}: {count}" for what, count in sorted(left_out.items()) if count)


WORD = (".docx", ".docm")
READERS = {
    ".txt": (_text, "", ""),
    ".html": (_page, "lxml", "lxml"),
    ".htm": (_page, "lxml", "lxml"),
    ".docx": (_word, "", ""),
    ".docm": (_word, "", ""),
}
