"""What every test stands on: a database in a known state, no network, and no skips where CI forbids them.

A test that touches the database finds the tables empty, but for what migrations wrote; one that asks for `shipped`
has the dataset of the five articles, one that asks for `wider` the wider record beside it, as a fresh install has. A
plain test runs in a transaction that is rolled back; after a test that commits (live server, `transactional_db`) the
database is put back, so that no test depends on the order of the others. See `databases.py`.
"""

import gc
import os
import sys
from ipaddress import ip_address

import pytest
from hypothesis import HealthCheck, settings

from .support.site.budget import examples
from .support.site.databases import Databases, databases

# A busy machine is no fault of the code: generated cases are judged by their answers, not by their seconds.
settings.register_profile(
    "untimed",
    deadline=None,
    max_examples=examples(50, 1000),
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("untimed")

NO_SKIPS = os.environ.get("TREATYTRACKER_NO_SKIPS") == "1"


class NetworkError(RuntimeError):
    """A test tried to leave this machine; nothing here is ever fetched from the net."""


def is_here(host):
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def stay_here(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if not is_here(host):
        raise NetworkError(f"a test tried to reach {host}")


# An audit hook sees every socket of the process, whichever library opens it.
sys.addaudithook(stay_here)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return refuse_skip((yield))


def refuse_skip(report):
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped where nothing may be: {reason}"
    return report


def pytest_itemcollected(item):
    """Whatever draws its cases has a budget of them."""
    if getattr(item.obj, "is_hypothesis_test", False):
        item.add_marker("generated")


def pytest_collection_finish():
    """What is imported by now stays; to look through all of it for garbage again and again cost a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_collection_modifyitems(config, items):
    """Sets aside the tests for the other database; CI runs both, so there they are not even skips."""
    from django.db import connection

    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if NO_SKIPS:
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=elsewhere)
        return
    skip = pytest.mark.skip(reason=f"holds on {other} only; DATABASE_URL says {connection.vendor}")
    for item in elsewhere:
        item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def no_collected_files(tmp_path_factory):
    """Static files come from the source, not from what `make serve` collected; no maintenance switch is on."""
    from django.conf import settings

    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.WHITENOISE_AUTOREFRESH = True  # looks for a file when it is asked for: each client would read all of them
    settings.MAINTENANCE_FILE = tmp_path_factory.mktemp("switch") / "maintenance"
    settings.PASSWORDS_FOLDER = tmp_path_factory.mktemp("passwords")  # tests beside one another do not share places


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """The hash of a site with one round instead of a million, which every account of every test would cost."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    PBKDF2PasswordHasher.iterations = 1


# By the fixture that a test asks for; who asks for both gets the first.
WANTED = {"wider": "wider_record", "shipped": "five_articles"}
STATE = pytest.StashKey[str]()
DATABASES = pytest.StashKey[Databases]()


def pytest_runtest_setup(item):
    """The database of the state that the test asks for, before anything of the test looks at it."""
    state = next((state for name, state in WANTED.items() if name in getattr(item, "fixturenames", ())), "empty")
    item.config.stash[STATE] = state
    if DATABASES in item.config.stash:
        item.config.stash[DATABASES].use(state)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, tmp_path_factory):
    """The first test that needs a database has it made; in a file, as on a site, where it is SQLite's."""
    from django.test import TransactionTestCase

    stash = request.config.stash
    cached = hasattr(request.config, "cache")  # not where somebody turned it off
    cache = request.config.cache.mkdir("databases") if cached else tmp_path_factory.mktemp("templates")
    made = stash[DATABASES] = databases(cache, tmp_path_factory.mktemp("databases"), django_db_blocker)
    made.use(stash[STATE])
    # Django would empty every table here, which takes what migrations wrote too and costs more than a copy.
    TransactionTestCase._fixture_teardown = lambda case: made.restore()
    yield
    made.end()


@pytest.fixture(autouse=True)
def no_kept_pages(settings):
    """Every page is worked out: tests replace parts of the program that what is kept does not know of."""
    settings.KEEP_PAGES = False


@pytest.fixture
def shipped(db):
    """The dataset of the five articles."""


@pytest.fixture
def wider(db):
    """The five articles and the wider record, as a fresh install has them."""


@pytest.fixture
def get():
    """get(address): the answer to a reader."""
    from django.test import Client

    from .support.pages.asking import Site

    site, reader = Site(), Client()
    return lambda address: site.ask(reader, address)
