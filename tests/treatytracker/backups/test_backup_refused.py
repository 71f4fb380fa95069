"""Backups: never overwritten, kept only if they are whole, and restored only where they are, after a yes."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clauses.models import Actor
from tests.support.files.backups import back_up, held, restore
from tests.support.rows import factories
from treatytracker.backups import postgresql, sqlite
from treatytracker.backups.archives import FILES, MANIFEST
from treatytracker.backups.digests import difference

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("var")]
ENGINE = {"sqlite": sqlite, "postgresql": postgresql}


def test_no_file_is_ever_overwritten(file):
    file.write_text("mine")
    with pytest.raises(CommandError, match=r"exists already, and no backup is ever overwritten\. Name another file\."):
        back_up(file)
    assert file.read_text() == "mine"


def test_a_copy_that_is_not_the_same_is_not_kept(file, monkeypatch):
    copy = ENGINE[connection.vendor].copy

    def copy_meanwhile(*arguments):
        found = copy(*arguments)
        found["tables"]["clauses_actor"]["sha256"] = "0" * 64
        return found

    monkeypatch.setattr(ENGINE[connection.vendor], "copy", copy_meanwhile)
    with pytest.raises(CommandError, match=r"No backup was made\..* clauses_actor: "):
        back_up(file)
    assert [path.name for path in file.parent.iterdir()] == ["var"]


@pytest.mark.parametrize("name", ["nowhere/backup.zip", "var/secret/backup.zip"])
def test_a_folder_that_cannot_be_used_is_named(tmp_path, name):
    (tmp_path / "var" / "secret").write_text("a file")
    with pytest.raises(CommandError, match=r"cannot be used: .*Name a folder"):
        back_up(tmp_path / name)


def packed_anew(file, *, more=(), change=lambda manifest: None, database=None):
    """The same archive with another manifest or other members."""
    with zipfile.ZipFile(file) as archive:
        manifest, name = json.loads(archive.read(MANIFEST)), FILES[connection.vendor]
        database = archive.read(name) if database is None else database
    change(manifest)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(manifest["file"]["name"], database)
        for extra in more:
            archive.writestr(extra, "x")


def altered(file):
    with zipfile.ZipFile(file) as archive:
        database = bytearray(archive.read(FILES[connection.vendor]))
    database[-100] ^= 1
    packed_anew(file, database=bytes(database))


def with_bomb(file):
    packed_anew(file, database=bytes(101 * 2**20), change=lambda manifest: manifest["file"].update(bytes=101 * 2**20))


def changed(**values):
    return lambda file: packed_anew(file, change=lambda manifest: manifest.update(values))


DAMAGED = {
    "no archive": (lambda file: file.write_text("Dear all"), "is no backup, or a damaged one. Choose another"),
    "cut off": (lambda file: file.write_bytes(file.read_bytes()[:-2000]), "is no backup, or a damaged one."),
    "altered": (altered, "the database in it was altered."),
    "a third file": (lambda file: packed_anew(file, more=["../evil"]), "holds something else than its manifest says."),
    "a bomb": (with_bomb, "holds something else than its manifest says."),
    "another program's": (changed(application="other"), "is no backup, or a damaged one."),
    "no list of tables": (changed(tables=[1]), "is no backup, or a damaged one."),
    "a newer form": (changed(format=2), "was written by a newer treatytracker. Update this one first."),
    "a newer version": (
        changed(migrations=["clauses.9999_later"], version="7.0"),
        "has the migration clauses.9999_later, which this version has not. Install treatytracker 7.0 or newer",
    ),
    "an older version on half the way": (
        changed(migrations=["clauses.0001_tables", "clauses.0002_roles"]),
        "has not got the migration clauses.0001_record. Restore it with an earlier treatytracker (git checkout ",
    ),
    "other content": (
        changed(tables={"clauses_actor": {"rows": 1, "sha256": "0" * 64}}),
        "The backup is not what it should be: ",
    ),
}


def refusal(file):
    try:
        restore(file, "--no-keep")
    except CommandError as refused:
        return str(refused)
    return "It was restored."


def test_a_backup_that_is_none_changes_nothing(file):
    back_up(file, "--no-verify")
    whole = file.read_bytes()
    factories.ActorFactory()
    before, wrong = held(), []
    for case, (damage, words) in DAMAGED.items():
        file.write_bytes(whole)
        damage(file)
        said = refusal(file)
        if words not in said or difference(before, held()):
            wrong.append((case, said, difference(before, held())))
    assert wrong == []


def test_a_backup_of_the_other_database_is_refused_with_another_way(file):
    back_up(file, "--no-verify")
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    packed_anew(file, change=lambda found: found.update(database=other, file=found["file"] | {"name": FILES[other]}))
    with pytest.raises(CommandError, match=r"is a backup of \w+; DATABASE_URL says \w+\. .*`write_fixtures`"):
        restore(file)


def test_a_missing_file_is_named(file):
    with pytest.raises(CommandError, match=r"backup\.zip cannot be read: No such file or directory\. Name the file"):
        restore(file)


@pytest.mark.parametrize("answer", ["no", "", "y"])
def test_nothing_happens_before_somebody_says_yes(file, answer, monkeypatch):
    back_up(file, "--no-verify")
    factories.ActorFactory(slug="test-kept")
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(CommandError, match=r"Nothing was changed\."):
        call_command("restore", str(file), stdout=io.StringIO())
    assert Actor.objects.filter(slug="test-kept").exists()


def test_where_nobody_can_answer_the_option_is_named(file, monkeypatch):
    back_up(file, "--no-verify")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match=r"Nobody answered\. Add --yes where nobody can\."):
        call_command("restore", str(file), stdout=io.StringIO())
