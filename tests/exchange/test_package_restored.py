"""A data package restored: all of it, published as it was, or nothing."""

import hashlib
import io
import tracemalloc
import zipfile

import pytest

from clauses.exchange.package import restore
from clauses.exchange.problems import FileError
from clauses.models import Action, Actor, Citation
from tests.support.packages import package_bytes

from ..support.budget import WHOLE
from ..support.factories import ActionFactory, ActorFactory, CitationFactory, PlaceFactory
from ..support.import_pages import RESTORE, upload
from ..support.people import person
from ..support.reading import text

pytestmark = pytest.mark.database


def confirm(client, response):
    return client.post(RESTORE, {"token": response.context["token"]}, follow=True)


def changed(content, path, old, new):
    """A package with one of its files altered."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old, new) if name == path else part)
    return out.getvalue()


def restored(content):
    result = restore.restore(content, user=None, confirmed=True)
    assert not result.problems
    return result


@WHOLE
def test_a_package_brings_back_what_was_deleted(shipped, whole):
    """Some of the actions and what rests on them; as a heavy test, every action and every citation."""
    content = package_bytes()
    lost = Action.objects.all() if whole else Action.objects.filter(pk__in=Action.objects.all()[:5])
    Citation.objects.filter(**({} if whole else {"action__in": lost})).delete()
    lost.delete()
    assert package_bytes() != content
    restored(content)
    assert package_bytes() == content


def test_a_package_of_what_is_there_already_writes_nothing(shipped):
    before = {model: model.history.count() for model in (Action, Citation, Actor)}
    counts = restored(package_bytes()).counts
    assert {model: model.history.count() for model in before} == before
    assert all(count["new"] == count["update"] == 0 for count in counts.values())


def test_what_a_record_says_of_rows_that_are_not_public_stays_as_it_is(db):
    """A package cannot name a withdrawn publisher or a draft place: its empty cell is no reason to take them away."""
    action = ActionFactory(places=[PlaceFactory(), PlaceFactory(state="draft")])
    source = CitationFactory(action=action).source
    Actor.objects.filter(pk=source.publisher_id).update(state="withdrawn", withdrawn_reason="It was wrong.")
    content = package_bytes()
    assert {count for counts in restored(content).counts.values() for count in (counts["new"], counts["update"])} == {0}
    Action.objects.filter(pk=action.pk).update(title="Altered")
    assert restored(content).counts["Actions"]["update"] == 1
    action.refresh_from_db()
    source.refresh_from_db()
    assert (action.title == "Altered", action.places.count(), source.publisher is None) == (False, 2, False)


def test_what_was_public_is_public_again_and_what_is_not_in_it_stays(db):
    action, other = ActionFactory(title="As packed"), ActorFactory(state="draft")
    CitationFactory(action=action)
    content = package_bytes()
    Action.objects.filter(pk=action.pk).update(state="withdrawn", withdrawn_reason="By mistake", title="Later")
    restored(content)
    action.refresh_from_db()
    assert (action.state, action.withdrawn_reason, action.title) == ("published", "", "As packed")
    assert action.history.first().history_change_reason == "imported from a data package"
    assert Actor.objects.get(pk=other.pk).state == "draft"


def test_a_manager_sees_what_a_package_would_do_and_confirms_it_once(db):
    action = ActionFactory(title="As packed")
    CitationFactory(action=action)
    content, manager = package_bytes(), person("manager")
    Action.objects.filter(pk=action.pk).update(title="Later")
    shown = upload(manager, content)
    assert Action.objects.get(pk=action.pk).title == "Later"
    assert shown.context["counts"]["Actions"] == {"new": 0, "update": 1, "skip": Action.objects.published().count() - 1}
    assert "The package is restored: 1 rows written." in text(confirm(manager, shown))
    assert Action.objects.get(pk=action.pk).title == "As packed"
    assert "used already" in text(confirm(manager, shown))


def test_what_was_withdrawn_since_is_named_and_becomes_public_again_for_a_reason_only(db):
    action, client = ActionFactory(), person("manager")
    CitationFactory(action=action)
    content = package_bytes()
    action.state, action.withdrawn_reason = "withdrawn", "It never took place"
    action.save()
    shown = upload(client, content)
    assert f"Action “{action.slug}”, withdrawn since: It never took place" in text(shown)
    assert "Say why" in text(confirm(client, shown))
    action.refresh_from_db()
    assert action.state == "withdrawn"
    token = upload(client, content).context["token"]
    client.post(RESTORE, {"token": token, "why": "It did, on another day"})
    action.refresh_from_db()
    assert action.state == "published"
    assert action.history.first().history_change_reason == "imported from a data package: It did, on another day"


def test_what_was_changed_after_the_preview_is_not_written_over(db):
    action = ActionFactory(title="As packed")
    CitationFactory(action=action)
    content, manager = package_bytes(), person("manager")
    shown = upload(manager, content)
    Action.objects.filter(pk=action.pk).update(title="Meanwhile")
    assert "Somebody changed these records after the preview" in text(confirm(manager, shown))
    assert Action.objects.get(pk=action.pk).title == "Meanwhile"


@pytest.mark.parametrize("role", ["viewer", "editor", "reviewer"])
def test_only_managers_restore(role, db):
    client = person(role)
    assert client.get(RESTORE).status_code == 403
    assert upload(client, package_bytes()).status_code == 403
    assert client.post(RESTORE, {"token": "x"}).status_code == 403


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
