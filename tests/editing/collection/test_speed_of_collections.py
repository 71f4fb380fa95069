"""`make bench`: how long a generated collection takes to come in published, its memory, and how long others wait.

AGREEMENTS says its size: 10,000 are 60,000 parties, 30,000 actions, 30,000 sources and 60,000 citations. Numbers to
compare, not to pass.
"""

import os
import re
import resource
import subprocess
import sys
from time import monotonic

import pytest

from tests.support.files.generated_collection import write
from tests.support.site.paths import ROOT

# ruff: noqa: T201  commands of ours; numbers to read
pytestmark = pytest.mark.bench
SAVES = """
from time import monotonic, sleep
from django.contrib.auth import get_user_model
from django.test import Client
from clauses.models import Actor
user = get_user_model().objects.create_user("other", is_staff=True)
actor = Actor.objects.create(slug="of-others", name="Other", kind="state")
waits = []
while True:
    began = monotonic()
    actor.name = f"Other {len(waits)}"
    actor.save()
    Client().force_login(user)
    waits.append(monotonic() - began)
    print(f"{len(waits)} saves and sign-ins, longest {max(waits):.2f} s", flush=True)
    sleep(0.5)
"""


def test_a_collection_comes_in_published_while_others_save(tmp_path, capsys):
    size = int(os.environ.get("AGREEMENTS", "500"))
    rows = sum(write(tmp_path / "in", size).values())
    settings = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=settings, check=True)
    with subprocess.Popen([*manage, "shell", "-c", SAVES], env=settings, stdout=subprocess.PIPE, text=True) as others:
        began = monotonic()
        command = [*manage, "import_collection", str(tmp_path / "in"), "--state", "published"]
        said = subprocess.run(command, env=settings, check=True, capture_output=True, text=True).stdout
        took = monotonic() - began
        others.kill()
        waited = others.communicate()[0].splitlines()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    began = monotonic()
    subprocess.run([*manage, "undo_import", re.search(r"undo_import (\d+)", said)[1]], env=settings, check=True)
    undone = monotonic() - began
    assert f"{rows:,} added." in said
    with capsys.disabled():
        print(f"\n{rows:,} rows in and published in {took:.0f} s, undone in {undone:.0f} s, {memory:.0f} MB at most")
        print(f"others meanwhile: {waited[-1] if waited else 'nothing'}")
