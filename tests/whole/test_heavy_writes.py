"""Many people at one record, over HTTP and under gunicorn: none sees an error, and no edit writes over another."""

import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from clauses.admin.review.clashes import MEANWHILE
from tests.support.pages.forms import Form
from tests.support.rows import factories
from tests.support.rows.people import person
from tests.support.site.paths import ROOT
from tests.support.site.processes import HANGING, environment

pytestmark = pytest.mark.django_db(transaction=True)
LISTENING = re.compile(r"Listening at: \S+:(\d+) ")


class Editor:
    """Somebody at a browser of their own who adds one to the counter, again and again."""

    def __init__(self, port: int, address: str, name: str, session: str):
        self.port, self.address, self.name, self.session = port, address, name, session

    def works(self, times: int) -> list[str]:
        """How each of so many attempts ended."""
        return [self.adds_one(attempt) for attempt in range(times)]

    def adds_one(self, attempt: int) -> str:
        status, page, cookies = self.asks("GET", f"sessionid={self.session}")
        if status != 200:
            return f"read: {status}"
        fields = Form(page).fields
        number = int(fields["name"].split()[1])
        # Two who typed the same would agree and not clash, so each signs.
        fields |= {"name": f"Counter {number + 1} of {self.name}, {attempt}", "_save": "Save"}
        token = cookies.partition(";")[0]
        status, page, _ = self.asks("POST", f"sessionid={self.session}; {token}", urlencode(fields))
        if status == 302:
            return "stored"
        return "refused" if status == 200 and MEANWHILE in page else f"written: {status}"

    def asks(self, method: str, cookie: str, body: str | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        # One connection for each request: an idle one may be closed by the server just when it is used again.
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=HANGING)) as http:
            http.request(method, self.address, body, headers)
            answer = http.getresponse()
            cookies = [value for name, value in answer.getheaders() if name == "Set-Cookie" and "csrftoken" in value]
            return answer.status, answer.read().decode(), "".join(cookies)


@pytest.fixture
def port(no_collected_files):
    """The port of gunicorn, run as `make serve` does."""
    arguments = ["--workers", "2", "--threads", "2", "--no-control-socket", "--bind", "127.0.0.1:0"]
    arguments += ["--timeout", str(HANGING)]  # in which a worker has to be up, on a busy machine too
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *arguments, "treatytracker.wsgi"],
        cwd=ROOT,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = []
    try:
        for line in server.stdout:
            said.append(line)
            if found := LISTENING.search(line):
                break
        else:
            pytest.fail("".join(said))
        reader = Thread(target=lambda: said.extend(server.stdout))  # a full pipe would stop the server
        reader.start()
        yield int(found[1])
    finally:
        server.terminate()
        server.wait(HANGING)
    reader.join()
    server.stdout.close()
    assert "Traceback" not in "".join(said)


@pytest.mark.parametrize(("requests", "people"), [(16, 4), pytest.param(2000, 16, marks=pytest.mark.heavy)])
def test_who_reads_and_then_writes_is_told_of_others_and_the_counter_is_exact(port, requests, people):
    counter = factories.ActorFactory(name="Counter 0 of nobody", state="draft")
    address = reverse("admin:clauses_actor_change", args=[counter.pk])
    editors = [Editor(port, address, f"editor-{number}", session(f"editor-{number}")) for number in range(people)]
    with ThreadPoolExecutor(people) as pool:
        ends = Counter(end for ends in pool.map(Editor.works, editors, [requests // people] * people) for end in ends)
    assert set(ends) <= {"stored", "refused"}, ends
    assert ends.total() == requests
    counter.refresh_from_db()
    reached = [int(name.split()[1]) for name in counter.history.values_list("name", flat=True)]
    assert sorted(reached) == list(range(ends["stored"] + 1))
    assert (int(counter.name.split()[1]), counter.version) == (ends["stored"], ends["stored"] + 1)


def session(name: str) -> str:
    return person("editor", name).cookies["sessionid"].value
