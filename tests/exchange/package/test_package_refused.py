"""A data package that is not whole, or not as it was packed, is refused and writes nothing."""

import hashlib
import io
import tracemalloc
import zipfile

import pytest

from clauses.exchange.package import restore
from clauses.exchange.problems import FileError
from clauses.models import Action
from tests.support.files.packages import package_bytes

from ...support.pages.import_pages import upload
from ...support.pages.reading import text
from ...support.rows.factories import ActionFactory, CitationFactory
from ...support.rows.people import person


def changed(content, path, old, new):
    """A package with one of its files altered."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old, new) if name == path else part)
    return out.getvalue()


BROKEN = {
    "no archive": (lambda content: b"hello", "no data package"),
    "an empty file": (lambda content: b" ", "no data package"),
    "an archive cut short": (lambda content: content[: len(content) // 2], "no data package"),
    "a table altered": (
        lambda content: changed(content, "data/actors.csv", b"state", b"stats"),
        "the file was altered",
    ),
}


BROKEN |= {
    "a table whose bytes are damaged": (lambda content: damaged(content, 40), "data/actors.csv is damaged"),
    "a table with a password": (lambda content: marked(content, 8, 1), "data/actors.csv is locked with a password."),
    "an unknown way of packing": (
        lambda content: marked(content, 10, 99),
        "“data/actors.csv” in it is packed in a way that is not read",
    ),
    "a wrong length": (lambda content: marked(content, 20, 3), "data/actors.csv is damaged"),
    "a table that is missing": (
        lambda content: remade(content, {"data/actors.csv": None}),
        "It lacks data/actors.csv.",
    ),
    "a table twice": (
        lambda content: remade(content, {"DATA/actors.csv": b"x"}),
        "two parts called “data/actors.csv”",
    ),
    "a path out of the package": (lambda content: remade(content, {"../etc/passwd": b"x"}), "a path out of itself"),
    "sums that are none": (lambda content: remade(content, {"SHA256SUMS": b"\xff\n\n  x"}), "the file was altered"),
    "more files than can be": (lambda content: b"PK\x01\x02" * 2_001, "packs more than 2,000 files"),
}


def remade(content, parts, packing=zipfile.ZIP_STORED):
    """A package with some of its files exchanged, added or, for None, left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", packing) as after:
        for name, part in ({name: before.read(name) for name in before.namelist()} | parts).items():
            if part is not None:
                after.writestr(name, part)
    return out.getvalue()


def damaged(content, beyond):
    """A package with a wrong byte so far behind where the actors begin."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place = archive.getinfo("data/actors.csv").header_offset + 30 + len("data/actors.csv") + beyond
    return content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :]


def marked(content, place, value):
    """A package whose list of contents says something else of the actors."""
    start = content.rindex(b"data/actors.csv") - 46 + place
    return content[:start] + bytes([value]) + content[start + 1 :]


BY_HAND = {
    "another column": (b"slug,label\r\n", "there is no such column in actors."),
    "no column": (b"", "the file is empty."),
    "another encoding": ("slug,name\r\nx,Şuşa\r\n".encode("cp1254"), "this is not UTF-8."),
}


@pytest.mark.parametrize(("table", "said"), BY_HAND.values(), ids=BY_HAND)
def test_a_package_made_by_hand_is_refused_with_the_table(table, said, db):
    content = package_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sums = archive.read("SHA256SUMS").decode()
        old = hashlib.sha256(archive.read("data/actors.csv")).hexdigest()
    sums = sums.replace(old, hashlib.sha256(table).hexdigest()).encode()
    made = remade(content, {"data/actors.csv": table, "SHA256SUMS": sums})
    page = text(upload(person("manager"), made))
    assert said in page
    assert "Actors" in page


@pytest.mark.parametrize(("breaking", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_whole_package_is_refused(breaking, said, shipped):
    content = breaking(package_bytes())
    with pytest.raises(FileError, match=said):
        restore.restore(content, user=None, confirmed=True)
    assert said in text(upload(person("manager"), content))


def test_one_row_that_breaks_a_rule_stops_the_whole_package(monkeypatch, db):
    action = ActionFactory(title="As packed")
    CitationFactory(action=action)
    content = package_bytes()
    Action.objects.filter(pk=action.pk).update(title="Later")
    tables = restore.unpacked(content)
    tables["citations"] = tables["citations"].replace(b",supports,", b",nonsense,", 1)
    monkeypatch.setattr(restore, "unpacked", lambda content: tables)
    result = restore.restore(content, user=None, confirmed=True)
    (table, problem) = result.problems[0]
    assert (table, problem.column) == ("Citations", "stance")
    assert Action.objects.get(pk=action.pk).title == "Later"


def test_an_archive_that_unpacks_to_too_much_is_refused_unread(monkeypatch, db):
    monkeypatch.setattr(restore, "LARGEST", 1000)
    with pytest.raises(FileError, match="unpacks to more than"):
        restore.restore(package_bytes(), user=None)


def test_a_package_of_150_mb_is_refused_unread(db):
    content = remade(package_bytes(), {"data/more.csv": bytes(150 * 2**20)}, zipfile.ZIP_DEFLATED)
    tracemalloc.start()
    with pytest.raises(FileError, match="unpacks to more than 32 MB"):
        restore.restore(content, user=None)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * 2**20


def test_a_table_of_too_many_rows_is_refused_without_keeping_them(monkeypatch):
    monkeypatch.setattr(restore, "MOST_ROWS", 100)
    actors = next(table for table in restore.load_order() if table.name == "actors")
    content = ",".join(actors.header).encode() + b"\r\n" + b"a,b,,body,,,\r\n" * 200_000
    tracemalloc.start()
    with pytest.raises(FileError, match="line 102: more than 100 rows"):
        restore.sheet_of(actors, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * len(content)
