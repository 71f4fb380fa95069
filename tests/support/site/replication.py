"""A primary and a streaming replica of PostgreSQL on this machine, and servers of the site before them.

Both listen on sockets in a folder of their own and on no port. What each was asked stands in its log.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic

from .paths import ROOT
from .processes import HANGING

LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+)")
ASKED = re.compile(r"(?:statement|execute [^:]*): .*clauses_")  # of our tables, whatever is prepared
USER = "postgres"
NAME, PASSWORD = "ada", "a-long-password-of-the-test"  # of an account on both
# Each of another shape: pages of records and lists, drawings, a search, files that are sent in pieces, an archive.
ARCHIVE = "/data/treatytracker.zip"  # takes longest
ADDRESSES = (
    *("/", "/agreements/", "/actions/", "/actions/?known_on=2022-01-01", "/commitments/", "/coverage/", "/map.svg"),
    *("/search/?q=peace", "/search/?q=peece", "/years/", "/data/", "/data/actions.csv", "/data/citations.csv"),
    *(ARCHIVE, "/promises/", "/promises.csv", "/about/", "/nothing/at/all/"),
)
NEVER = 300  # seconds after which it will not come to hold on whatever machine; it takes some six


def binary(name: str) -> str:
    """As Debian installs them, the newest; else what is found by its name."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(found[-1]) if found else name


def run(*command: str, **more) -> str:
    """As a user who may run a server of PostgreSQL, which root may not."""
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*as_user, *command], cwd="/", text=True, capture_output=True, check=False, **more)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


class Server:
    """One server of PostgreSQL in `folder`, which its name tells from the others."""

    def __init__(self, folder: Path, name: str):
        self.folder, self.data, self.log = folder / name, folder / name / "data", folder / name / "log"
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, USER)

    @property
    def address(self) -> str:
        return f"postgres://{USER}@/treatytracker?host={self.folder}"

    def make(self) -> None:
        run(binary("initdb"), "-D", str(self.data), "-U", USER, "-A", "trust", "--locale=C.UTF-8", "--no-sync")
        self.start()
        self.ask("CREATE DATABASE treatytracker TEMPLATE template0", "postgres")

    def follow(self, primary: "Server") -> None:
        where = ("-h", str(primary.folder), "-U", USER)
        run(binary("pg_basebackup"), *where, "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c log_statement=all"
        self._control("-w", "-l", str(self.log), "-o", options, "start")

    def kill(self) -> None:
        """As a crash: nobody is told, connections break in the middle of what they do."""
        self._control("-m", "immediate", "stop")

    def _control(self, *arguments: str) -> None:
        run(binary("pg_ctl"), "-D", str(self.data), *arguments, stdin=subprocess.DEVNULL)

    def ask(self, question: str, database: str = "treatytracker") -> str:
        return run(binary("psql"), "-h", str(self.folder), "-U", USER, "-d", database, "-Atqc", question).strip()

    def load(self, address: str) -> None:
        """All that is in the database of this DATABASE_URL."""
        dumped = subprocess.run(
            [binary("pg_dump"), "--no-owner", "-d", address], text=True, capture_output=True, check=True
        )
        run(
            binary("psql"), "-h", str(self.folder), "-U", USER, "-d", "treatytracker", "-q", "-v", "ON_ERROR_STOP=1",
            input=dumped.stdout,
        )  # fmt: skip

    def asked(self) -> int:
        """How many statements about our tables it was sent since it was made."""
        return len(ASKED.findall(self.log.read_text(errors="replace")))


@contextmanager
def primary_and_replica():
    """Both, the primary without a table."""
    folder = Path(tempfile.mkdtemp(prefix="treatytracker-replicas-", dir="/tmp"))  # paths of sockets have to be short
    folder.chmod(0o755)
    primary, replica = Server(folder, "primary"), Server(folder, "replica")
    try:
        primary.make()
        replica.follow(primary)
        yield primary, replica
    finally:
        for server in (replica, primary):
            with suppress(AssertionError):  # one that was killed is not there to be stopped
                server.kill()
        shutil.rmtree(folder, ignore_errors=True)


class Site:
    """A server of the site under gunicorn; `asks` is one request to it."""

    def __init__(self, port: int):
        self.port = port

    def asks(self, address: str, method: str = "GET", body: str | None = None, **headers: str):
        """Its status, its headers and the whole of what it answers."""
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=HANGING)) as http:
            http.request(method, address, body, headers)
            answer = http.getresponse()
            return answer.status, answer.headers, answer.read()

    @contextmanager
    def begins(self, address: str):
        """The answer of which nothing was read but its headers, for whoever reads the rest later."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=HANGING)) as http:
            http.request("GET", address)
            yield http.getresponse()


@contextmanager
def serving(primary: Server, *replicas: Server, **more: str):
    """The site on these databases, in one process, so that what it knows of them is asked of the same one each time."""
    addresses = {"DATABASE_URL": primary.address, "DATABASE_REPLICA_URLS": ",".join(one.address for one in replicas)}
    arguments = ["--workers", "1", "--threads", "4", "--no-control-socket", "--bind", "127.0.0.1:0"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *arguments, "--timeout", str(HANGING), "treatytracker.wsgi"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "treatytracker.settings"} | addresses | more,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said: list[str] = []
    try:
        for line in server.stdout:
            said.append(line)
            if found := LISTENING.search(line):
                break
        assert found, "".join(said)
        reader = Thread(target=lambda: said.extend(server.stdout))  # a full pipe would stop the server
        reader.start()
        yield Site(int(found[1]))
    finally:
        server.terminate()
        server.wait(HANGING)
    reader.join()
    server.stdout.close()
    assert "Traceback" not in "".join(said), "".join(said)


def told(site) -> str:
    return json.loads(site.asks("/healthz")[2])["replicas"]


def until(holds) -> None:
    """Asks again and again, as nobody says when a replica has followed and a site has looked."""
    end = monotonic() + NEVER
    while not holds():
        assert monotonic() < end, "it never came to hold"


@contextmanager
def asked(*servers):
    """How many statements each of these is sent within."""
    found = [server.asked() for server in servers]
    yield found
    found[:] = [server.asked() - before for server, before in zip(servers, found, strict=True)]
