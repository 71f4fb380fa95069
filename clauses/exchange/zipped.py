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
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the ways of which the reader bounds what comes out


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive; FileError where its list of contents alone is too long, BadZipFile where it is none."""
    if content.count(ENTRY) > MOST_LISTED:
        raise FileError(Problem(0, "", f"the file packs more than {MOST_LISTED:,} files. Save it anew."))
    archive = zipfile.ZipFile(io.BytesIO(content))
    if odd := oddly_packed(archive):
        said = (
            f"“{odd[:100]}” in it is packed in a way that is not read here. Pack it anew with “deflate”, as is usual."
        )
        raise FileError(Problem(0, "", said))
    return archive


def oddly_packed(archive: zipfile.ZipFile) -> str:
    """The name of a part that is packed neither with “deflate” nor not at all; empty where there is none."""
    return next((entry.filename for entry in archive.infolist() if entry.compress_type not in PACKED), "")


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part as a whole; BadZipFile where it is not what the list of contents says.

    No more is unpacked than the list says: `ZipFile.read` unpacks all there is before it looks.
    """
    entry = archive.getinfo(name)
    with archive.open(entry) as part:
        return part.read(max(entry.file_size, 1))


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
