"""`loaddata` writes treaties, and tells what else it would write: whoever sends a fixture is given no account by it."""

import bz2
import gzip
import json
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from clauses.models import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mallory.json"


OTHERS = {
    "auth.user": {"username": "mallory", "password": "!", "is_superuser": True},
    "auth.permission": {"name": "All", "codename": "all", "content_type": 1},
    "sessions.session": {"session_data": "x", "expire_date": "2030-01-01T00:00:00Z"},
    "admin.logentry": {"user": 1, "object_repr": "x", "action_flag": 1},
    "contenttypes.contenttype": {"app_label": "x", "model": "x"},
    "otp_totp.totpdevice": {"user": 1, "name": "App"},
    "axes.accessattempt": {"username": "ada"},
}


@pytest.mark.parametrize("label", OTHERS)
def test_rows_of_accounts_and_of_the_inside_of_the_site_are_refused_by_name(folder, path, label):
    model = apps.get_model(label)
    before = model.objects.count()
    paper = {"slug": "test-paper", "name": "Paper", "kind": "body"}
    ours = folder / "01_actors.json"
    ours.write_text(json.dumps([{"model": "clauses.actor", "fields": paper}]))
    path.write_text(json.dumps([{"model": label, "pk": "999", "fields": OTHERS[label]}] * 2))
    with pytest.raises(CommandError, match=rf"would write: {label} \(2 rows\)\. .* --also {label}$"):
        call_command("loaddata", str(ours), str(path), verbosity=0)
    assert model.objects.count() == before
    assert not Actor.objects.exists()


USER = {"username": "mallory", "password": "!", "date_joined": "2026-01-01T00:00:00Z"}
XML = (
    '<django-objects version="1.0"><object model="auth.user" pk="999"><field name="username" type="CharField">m</field>'
    '<field name="password" type="CharField">!</field></object></django-objects>'
)
LINE = json.dumps({"model": "auth.user", "pk": 999, "fields": USER})


def zipped(path, text):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mallory.json", text)


WAYS = {
    "json": (Path.write_text, f"[{LINE}]"),
    "jsonl": (Path.write_text, f"{LINE}\n"),
    "xml": (Path.write_text, XML),
    "json.gz": (lambda path, text: path.write_bytes(gzip.compress(text.encode())), f"[{LINE}]"),
    "json.bz2": (lambda path, text: path.write_bytes(bz2.compress(text.encode())), f"[{LINE}]"),
    "json.zip": (zipped, f"[{LINE}]"),
    "xml.gz": (lambda path, text: path.write_bytes(gzip.compress(text.encode())), XML),
}


@pytest.mark.parametrize("more", [[], ["--database", "default"], ["--also", "auth.group"], ["--ignorenonexistent"]])
@pytest.mark.parametrize("ending", WAYS)
def test_accounts_are_refused_in_every_format_and_with_every_option(folder, ending, more):
    write, text = WAYS[ending]
    path = folder / f"mallory.{ending}"
    write(path, text)
    with pytest.raises(CommandError, match=r"would write: auth\.user \(1 rows\)"):
        call_command("loaddata", str(path), *more, verbosity=0)
    assert not apps.get_model("auth.User").objects.exists()


def test_what_is_excluded_is_neither_loaded_nor_refused(path):
    path.write_text(f"[{LINE}]")
    call_command("loaddata", str(path), "--exclude", "auth.user", verbosity=0)
    assert not apps.get_model("auth.User").objects.exists()


@pytest.mark.parametrize("name", ["nothing.there", "auth", "clauses.historicalactor", "clauses.importpreview"])
def test_a_table_that_cannot_be_loaded_cannot_be_named(path, name):
    path.write_text("[]")
    with pytest.raises(CommandError, match=f"--also {name}: "):
        call_command("loaddata", str(path), "--also", name, verbosity=0)
