"""A word that stands in what somebody may not see is found by them nowhere: pages, searches, filters, files, counts."""

import re
from html import unescape

import pytest
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory
from django_otp.plugins.otp_totp.models import TOTPDevice

from clauses.dataset import TABLES
from clauses.editing.merging import merge
from clauses.editing.moves import preview
from clauses.models import Comment, Proposal, SavedFilter
from clauses.public.lists import LISTS

from .addresses import Cast, routes
from .every_row import RECORDS, record
from .factories import ActionFactory, ActorFactory, CitationFactory, PlaceFactory, SourceFactory, SourceTextFactory
from .people import person
from .test_admin_forms import change_address, filled
from .test_admin_review import step
from .test_proposals import decide
from .test_public_secrets import body

pytestmark = pytest.mark.django_db
CANARY = "Zqcanary"
STAFF = ("viewer", "editor", "reviewer", "manager")
TITLES = ("title", "name", "label", "heading", "quote", "rationale", "reason")


@pytest.fixture
def addresses(shipped):
    """Every address of the site, each with rows in it."""
    cast = Cast()
    return [f"/{address}" for route in routes() for _, address in cast.filled(route) if "logout" not in address]


def drawn(response) -> str:
    """What a reader gets, without the repetition of what they asked for."""
    found = unescape(body(response)) if "zip" not in response.get("Content-Type", "") else ""
    return f"{found} {response.headers}".lower()


def hits(client, addresses, *words) -> list[str]:
    """The addresses whose answers hold one of the words; Django's test client would copy the context of each."""
    site, requests, found = BaseHandler(), RequestFactory(), []
    site.load_middleware()
    for address in addresses:
        request = requests.get(address)
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        answer = drawn(site.get_response(request))
        found += [address for word in words or (CANARY,) if word.lower() in answer]
    return found


def unlisted(state):
    """A record of every table in this state, with the word in its title; a withdrawn one never was public before."""
    for model in RECORDS:
        texts = {each.name for each in model._meta.fields if not each.is_relation}
        record(model, state, **{next(name for name in TITLES if name in texts): f"{CANARY} here"})


# --- Readers


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_readers_find_nothing_of_what_is_not_public(client, addresses, state):
    asked = [*addresses, *(f"/{name}/?sort=" for name in LISTS)]
    unlisted(state)
    assert hits(client, asked) == []


def test_a_search_for_the_word_finds_what_a_search_for_nonsense_finds(client, shipped):
    for state in ("draft", "in_review", "withdrawn"):
        unlisted(state)
    for address in ("/search/", *(f"/{name}/" for name in LISTS), *(f"/data/{table.name}.csv" for table in TABLES)):
        answers = [client.get(address, {"q": word}) for word in (CANARY, "Zqnothing")]
        one, other = (body(answer).replace(CANARY, "").replace("Zqnothing", "") for answer in answers)
        assert one == other, address


def said_among_editors(author):
    """The word in all that editors say and plan about what is public, and in what is kept about them."""
    action = ActionFactory()
    CitationFactory(action=action, prefix=f"{CANARY} before", suffix=f"{CANARY} after", checked_digest="c" * 64)
    step(author, action, "remark", f"{CANARY} remark")
    for answer in ("", "decline", "return", "apply"):
        data = filled(author, action, description=f"{CANARY if answer != 'apply' else 'Plain'} {answer}")
        author.post(change_address(action), data | {"change_reason": f"{CANARY} reason"})
        if answer:
            decide(person("reviewer", f"decides-{answer}"), Proposal.objects.first(), answer, f"{CANARY} answer")
    SourceTextFactory(source=SourceFactory(), text=f"{CANARY} text")
    SavedFilter.objects.create(user=author.user, table="action", name=f"{CANARY} list", query=f"q={CANARY}")
    assert Comment.objects.filter(text__contains=CANARY).exists()
    assert Proposal.objects.filter(answer__contains=CANARY).count() == 3
    return action


def pages_of(action) -> list[str]:
    own = change_address(action)
    citation = change_address(action.citations.get())
    found = [own, citation, *(each.replace("change/", "history/") for each in (own, citation))]
    return [*found, action.get_absolute_url(), *(f"{here}?q={CANARY}" for here in ("/admin/clauses/action/",))]


def test_readers_find_nothing_of_what_editors_say(client, addresses):
    action = said_among_editors(person("editor", CANARY))
    assert hits(client, [*addresses, action.get_absolute_url()]) == []


def test_a_reader_is_told_nothing_by_the_code_of_a_draft_that_was_merged(client, shipped):
    kept, other = ActorFactory(), ActorFactory(state="draft", slug=CANARY.lower())
    merge(kept, other, user=person("reviewer").user, reason="The same", seen=preview(kept, other).digest)
    assert client.get(f"/actors/{CANARY.lower()}/").status_code == 404


# --- Staff


def test_a_viewer_finds_nothing_of_what_editors_say(addresses):
    action = said_among_editors(person("editor", "writes"))
    viewer = person("viewer")
    assert hits(viewer, [*addresses, *pages_of(action)]) == [f"/admin/clauses/action/?q={CANARY}"]  # the box itself
    assert viewer.get("/admin/clauses/action/", {"q": CANARY}).context["cl"].result_count == 0
    for table in TABLES:
        export = viewer.post(f"/admin/clauses/{table.model._meta.model_name}/export/", {"format": "csv"})
        assert CANARY not in body(export), table.name


@pytest.mark.parametrize(
    "query", [{"prefix": "before"}, {"prefix__exact": "before"}, {"checked_digest": "c" * 64}, {"suffix__isnull": "0"}]
)
def test_a_viewer_does_not_guess_private_words_with_filters(shipped, query):
    CitationFactory(prefix="before", checked_digest="c" * 64)
    assert person("viewer").get("/admin/clauses/citation/", query).status_code in (302, 400)


@pytest.mark.parametrize("role", STAFF)
def test_nobody_finds_the_saved_filters_the_password_or_the_second_step_of_another(addresses, role):
    client, other = person(role), person("editor", "another").user
    other.set_password(f"{CANARY} as a password")
    other.save()
    device = TOTPDevice.objects.create(user=other, name=CANARY, key="a" * 40)
    SavedFilter.objects.create(user=other, table="action", name=CANARY, query=f"q={CANARY}")
    secret = other.password.split("$")[-1]
    asked = [*addresses, change_address(other), "/admin/clauses/action/"]
    assert hits(client, asked, CANARY, secret, device.key) == []


@pytest.mark.parametrize("role", STAFF)
def test_no_list_is_filtered_by_what_is_secret_about_accounts(shipped, role):
    client = person(role)
    for address in ("/admin/auth/user/", "/admin/clauses/proposal/", "/admin/clauses/merge/"):
        for query in ("password__startswith=p", "author__password__exact=x", "author__email__exact=x"):
            assert client.get(f"{address}?{query}").status_code in (302, 400, 403), f"{address}?{query}"


# --- Caches


@pytest.mark.parametrize("role", ["anonymous", "viewer", "superuser"])
def test_no_cache_keeps_what_depends_on_who_asks(addresses, role):
    client = Client() if role == "anonymous" else person(role)
    for address in addresses:
        response = client.get(address)
        kept, varies = response.get("Cache-Control", ""), response.get("Vary", "")
        if address.startswith("/admin/") and "jsi18n" not in address:
            assert "no-store" in kept, f"{address}: {response.status_code} {kept}"
            assert "private" in kept, address
        elif response.status_code == 200 and not address.startswith("/admin/"):
            assert "no-store" not in kept, address
            assert "Cookie" not in varies, address


def test_readers_and_editors_get_the_same_public_pages(addresses):
    editor, reader = person("superuser"), Client()
    PlaceFactory(name=CANARY, state="draft")
    for address in (each for each in addresses if not each.startswith("/admin/") and not each.endswith(".zip")):
        one, other = editor.get(address), reader.get(address)
        assert (one.status_code, plain(one)) == (other.status_code, plain(other)), address


def plain(response) -> str:
    return re.sub(r'number">\w+<', "", body(response))
