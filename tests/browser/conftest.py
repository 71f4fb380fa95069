"""A real browser on the live site: it reaches nothing but the site, and its console stays free of errors."""

import os
import re
import shutil
from pathlib import Path

import pytest

MACOS_CHROMES = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
ARGUMENTS = [
    "--no-sandbox",  # CI is root, for whom Chromium refuses to start with its sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Links change slowly; where no frame is drawn, as in a tab behind others, they do not change at all.
AT_REST = """Promise.race([
  Promise.all(document.getAnimations().map((each) => each.finished)),
  new Promise((done, fail) => setTimeout(fail, 60000, new Error("what moves does not come to rest"))),
])"""


def find_chromium():
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = [shutil.which(name) for name in names if name]
    found += [path for path in MACOS_CHROMES if Path(path).exists()]
    return next(filter(None, found), None)


@pytest.fixture(scope="package")
def browser():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install -r requirements-ci.txt"
    )
    chromium = find_chromium()
    if not chromium:
        pytest.skip("Chromium was not found: install it or name it in CHROMIUM")
    from django.db import connections

    # Playwright keeps an event loop in this thread: Django takes what runs meanwhile for asynchronous code and
    # gives it database connections of its own. Those of before and after are closed, lest they go stale.
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()
        connections.close_all()


@pytest.fixture
def faults():
    """What the browser complained of; a test that provokes a complaint on purpose clears the list."""
    return []


@pytest.fixture
def new_page(browser, live_server, shipped, faults):
    """Opens pages in a context of their own: new_page(color_scheme="dark", viewport={...}).

    The site has the five articles, or with `wider` both datasets.
    """
    contexts = []

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(60_000)  # milliseconds: for what hangs, and not for a slow machine
        context.route(re.compile(f"^(?!{re.escape(live_server.url)}/)"), lambda route: refuse(route, faults))
        page = context.new_page()
        page.on("console", lambda message: note_console(message, faults))
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "the browser complained:\n" + "\n".join(faults)


def refuse(route, faults):
    faults.append(f"a page asked another host: {route.request.url}")
    route.abort()


def note_console(message, faults):
    """Chromium reports a breach of the content security policy as a console error, too."""
    if message.type == "error":
        faults.append(f"{message.location.get('url', '')}: {message.text}")


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): the page's next request is that user's, without the login form."""
    from django.conf import settings
    from django.test import Client

    def enter(page, user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])

    return enter


@pytest.fixture
def axe():
    """axe(page) fails with every accessibility fault that axe-core finds there."""
    run = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()

    def check(page):
        found = run.run(page).response["violations"]
        assert not found, f"{page.url}\n" + "\n".join(describe(violation) for violation in found)

    return check


@pytest.fixture
def fine(axe, faults):
    """fine(page): the browser complained of nothing, and axe finds nothing."""

    def check(page):
        page.wait_for_load_state()
        assert not faults, page.url
        axe(page)
        page.evaluate("0")  # what the browser said until here has arrived
        faults.clear()  # axe sets styles of its own, which the policy blocks, and asks for sheets where none are

    return check


@pytest.fixture
def at_work(new_page, sign_in):
    """at_work("editor", "ada"): her browser, signed in. Her account is at `page.user`."""
    from ..support.rows.people import person

    def enter(role, name, **options):
        page = new_page(**options)
        page.user = person(role, name).user
        sign_in(page, page.user)
        return page

    return enter


@pytest.fixture
def twins(db):
    """One ministry, recorded twice and published twice."""
    from ..support.rows.factories import ActionParticipantFactory, ActorFactory

    kept, other = (
        ActorFactory(slug=slug, name="Ministry of Talks") for slug in ("talks-ministry", "ministry-of-talks")
    )
    ActionParticipantFactory(actor=other)
    return kept, other


@pytest.fixture
def fine_everywhere(fine):
    """A page has no fault, light on a desk and dark on a telephone."""

    def check(page):
        for size, scheme in (({"width": 1280, "height": 900}, "light"), ({"width": 390, "height": 844}, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.evaluate(AT_REST)
            fine(page)

    return check


def describe(violation):
    places = "\n".join(
        f"    {' '.join(map(str, node['target']))}: {node['failureSummary']}" for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{places}"
