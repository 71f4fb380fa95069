"""Packed files that lie about their size, or are packed in rare ways, are refused before they fill the memory."""

import io
import json
import struct
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.exchange import article_text
from clauses.exchange.formats import StrictXLSX
from clauses.exchange.package import restore
from clauses.exchange.problems import FileError
from tests.support.files.imports import HEAD
from tests.support.files.packages import package_bytes
from tests.support.files.word_files import BODY, word
from tests.support.files.workbooks import book
from tests.support.pages.import_pages import upload
from tests.support.rows.people import person
from treatytracker.backups.archives import FILES, MANIFEST, Archive, BackupError

pytestmark = pytest.mark.django_db
SAID, THERE = 10, 16 * 2**20  # bytes of the part as the file says, and as it is
MOST = 8 * 2**20


def swollen(content: bytes, name: str, packing: int) -> bytes:
    """The archive with a part that is packed so, and unpacks to far more than both its headers say."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            part, way = (bytes(THERE), packing) if each == name else (before.read(each), zipfile.ZIP_STORED)
            after.writestr(each, part, compress_type=way)
        entry = after.getinfo(name)
    made = bytearray(out.getvalue())
    struct.pack_into("<I", made, entry.header_offset + 22, SAID)
    struct.pack_into("<I", made, made.rindex(name.encode()) - 46 + 24, SAID)
    return bytes(made)


def damaged(content: bytes, name: str, packing: int) -> bytes:
    """The archive with a part that is packed so and broken inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            way = packing if each == name else zipfile.ZIP_STORED
            after.writestr(each, before.read(each), compress_type=way)
        entry = after.getinfo(name)
    place = entry.header_offset + 30 + len(name) + 9
    made = bytearray(out.getvalue())
    made[place : place + 8] = bytes(byte ^ 255 for byte in made[place : place + 8])
    return bytes(made)


def package(content) -> str:
    return upload(person("manager"), content).content.decode()


def workbook(content) -> str:
    sent = {"import_file": SimpleUploadedFile("domains.xlsx", content)}
    return person("manager").post("/admin/clauses/domain/import/", sent).content.decode()


def said(read, *args) -> str:
    try:
        return str(read(*args))
    except FileError as error:
        return str(error.problems[0])


def article(content) -> str:
    return said(article_text.read, "article.docx", content)


def backup(content, path) -> str:
    path.write_bytes(content)
    try:
        with Archive(path):
            return "It was opened."
    except BackupError as error:
        return str(error)


def a_backup() -> bytes:
    out, file = io.BytesIO(), FILES["sqlite"]
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"application": "treatytracker"}))
        archive.writestr(file, b"x")
    return out.getvalue()


DOORS = {
    "a package": (package, package_bytes, "data/domains.csv"),
    "a workbook": (workbook, lambda: book(HEAD), "xl/worksheets/sheet1.xml"),
    "an article": (article, word, BODY),
    "a backup": (backup, a_backup, MANIFEST),
}
BEHIND = {
    "a package": lambda content: said(restore.unpacked, content),
    "a workbook": lambda content: said(StrictXLSX().create_dataset, content),
}
REFUSED = ("damaged", "packed in a way that is not read here", "no Word document", "no XLSX", "no backup")
PACKINGS = {"deflate": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("door", DOORS)
def test_a_part_that_unpacks_to_more_than_it_says_is_refused_in_little_memory(door, packing, tmp_path):
    ask, made, name = DOORS[door]
    content = swollen(made(), name, PACKINGS[packing])
    more = (tmp_path / "x.backup",) if door == "a backup" else ()
    tracemalloc.start()  # which makes pages slow: the readers behind them are asked
    try:
        answer = BEHIND.get(door, ask)(content, *more)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert any(words in answer for words in REFUSED), answer[-2000:]
    assert peak < MOST


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("door", DOORS)
def test_a_part_that_is_damaged_is_refused_however_it_is_packed(door, packing, tmp_path):
    ask, made, name = DOORS[door]
    more = (tmp_path / "x.backup",) if door == "a backup" else ()
    answer = ask(damaged(made(), name, PACKINGS[packing]), *more)
    assert any(words in answer for words in REFUSED), answer[-2000:]
