"""Where the files of the site lie, as the environment says: what cannot be right stops the start with its remedy."""

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from treatytracker.storages import COLLECTED, ON_DISK, STATIC_ON_DISK, read_static_url, read_storages

from ..support.site.paths import ROOT

NAMES = [f"{name}{more}" for name in ("STATIC_STORAGE", "FILES_STORAGE") for more in ("", "_OPTIONS")] + ["STATIC_URL"]
MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
HOST = "https://static.example.org"


@pytest.fixture
def environment(monkeypatch):
    """environment(STATIC_STORAGE="…"): what a start in this environment reads."""

    def read(**values):
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return read_storages(collected=True), read_static_url()

    return read


BAD = {
    "a storage that is no name": ({"STATIC_STORAGE": "s3"}, "STATIC_STORAGE: write the dotted name"),
    "a storage that is empty": ({"FILES_STORAGE": ""}, "FILES_STORAGE: write the dotted name"),
    "a storage that is not installed": ({"FILES_STORAGE": "no_such.s3.Storage"}, "there is no module no_such.s3"),
    "options that are no JSON": ({"STATIC_STORAGE_OPTIONS": "bucket"}, "STATIC_STORAGE_OPTIONS cannot be read. Write"),
    "options that are a list": ({"FILES_STORAGE_OPTIONS": "[1]"}, "FILES_STORAGE_OPTIONS cannot be read. Write"),
    "an address without a slash at its end": ({"STATIC_URL": f"{HOST}/x"}, "STATIC_URL: write a path or an https"),
    "an address without https": ({"STATIC_URL": "http://static.example.org/"}, "STATIC_URL: write a path or an https"),
    "an address that goes on in the policy": ({"STATIC_URL": f"{HOST}; script-src */"}, "STATIC_URL: write a path"),
    "an empty address": ({"STATIC_URL": ""}, "STATIC_URL: write a path"),
}


@pytest.mark.parametrize(("values", "remedy"), BAD.values(), ids=BAD)
def test_a_storage_that_cannot_be_right_stops_the_start_with_its_remedy(environment, values, remedy):
    with pytest.raises(ImproperlyConfigured) as stopped:
        environment(**values)
    assert remedy in str(stopped.value)


def test_where_nothing_is_said_files_lie_on_the_disk(environment):
    storages, address = environment()
    assert [storages[name]["BACKEND"] for name in ("default", "staticfiles")] == [ON_DISK, COLLECTED]
    assert address == ("static/", [])
    assert read_storages(collected=False)["staticfiles"]["BACKEND"] == STATIC_ON_DISK


def test_any_storage_of_django_takes_their_place_by_its_name(environment):
    storages, (address, hosts) = environment(
        FILES_STORAGE="django.core.files.storage.InMemoryStorage",
        STATIC_STORAGE=MANIFEST,
        STATIC_STORAGE_OPTIONS='{"location": "/x", "max_post_process_passes": 3}',
        STATIC_URL=f"{HOST}:8443/x/",
    )
    assert storages["staticfiles"] == {
        "BACKEND": MANIFEST,
        "OPTIONS": {"location": "/x", "max_post_process_passes": 3},
    }
    assert storages["default"]["BACKEND"].endswith("InMemoryStorage")
    assert (address, hosts) == (f"{HOST}:8443/x/", [f"{HOST}:8443"])


LOOK = """
import django; django.setup()
from django.test import Client
found = Client().get("/about/", secure=True, headers={"host": "treaties.example.org"})
print(found.status_code, found["Content-Security-Policy"], found.text)
"""


def test_files_are_collected_into_the_storage_and_pages_take_them_from_its_host(tmp_path):
    values = {
        "TREATYTRACKER_PRODUCTION": "true",
        "SECRET_KEY": "kX3v-9Qm2_zR7tLw8YpB4nHc6JdS1gFaTuEoVbNiMxKqWyZr5DhPs",
        "ALLOWED_HOSTS": "treaties.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "STATIC_STORAGE": MANIFEST,
        "STATIC_STORAGE_OPTIONS": f'{{"location": "{tmp_path}/bucket"}}',
        "STATIC_URL": f"{HOST}/x/",
        "DJANGO_SETTINGS_MODULE": "treatytracker.settings",
    }
    for command in (["manage.py", "migrate", "-v0"], ["manage.py", "collectstatic", "--no-input"], ["-c", LOOK]):
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=os.environ | values, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("200 ")
    assert f"style-src 'self' {HOST};" in done.stdout
    [sheet] = re.findall(rf'href="{HOST}/x/(treatytracker/public\.\w+\.css)"', done.stdout)
    assert (tmp_path / "bucket" / sheet).exists()
