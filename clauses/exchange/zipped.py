"""Packed files from strangers: what is refused before anything is unpacked, and what their damages are."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from xml.parsers import expat

from .problems import FileError, Problem

LARGEST_UNPACKED = 40 * 2**20
MOST_ENTRIES = 100
MOST_TIMES = 100  # that a part may be larger than it is packed; tables of text reach 30
ENTRY = b"PK\x01\x02"  # begins each line of the list of contents, which is read as a whole when a file is opened
MOST_LISTED = 2_000
DAMAGES = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    LookupError,  # also an encoding that nobody knows
    StopIteration,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive; FileError where its list of contents alone is too long, BadZipFile where it is none."""
    if content.count(ENTRY) > MOST_LISTED:
        raise FileError(Problem(0, "", f"the file packs more than {MOST_LISTED:,} files. Save it anew."))
    return zipfile.ZipFile(io.BytesIO(content))


def refuse_large(archive: zipfile.ZipFile) -> None:
    """FileError for what would unpack to too much, or is there twice, before anything is unpacked."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > 2**20 and e.file_size > MOST_TIMES * e.compress_size for e in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or swollen:
        said = f"it unpacks to more than {LARGEST_UNPACKED // 2**20} MB, {MOST_ENTRIES} parts or {MOST_TIMES} times"
        raise FileError(Problem(0, "", f"{said} its size. Use CSV."))
    refuse_twice(archive)


def refuse_twice(archive: zipfile.ZipFile) -> None:
    """FileError where two parts have one name: programs differ in which of them they read."""
    name, count = (
        Counter(name.lower() for name in archive.namelist()).most_common(1)[0] if archive.filelist else ("", 0)
    )
    if count > 1:
        raise FileError(Problem(0, "", f"it holds two parts called “{name[:100]}”. Save it anew."))
