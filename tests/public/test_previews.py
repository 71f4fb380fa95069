"""What a link shows of a page elsewhere: its title and description as Open Graph, and an icon."""

import re
from html import unescape

import pytest

from clauses.public.wording import named_in_english

from ..support.pages.kinds import LISTS, PLAIN, RECORDS, REFERENCE, SHUSHA
from ..support.rows.factories import AgreementFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
GENERIC = "What each clause of a treaty commits whom to"


def preview(client, address: str) -> dict[str, str]:
    """What the head of a page says of it, by name."""
    html = client.get(address).content.decode().partition("</head>")[0]
    named = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    assert len(named) == len(dict(named)), address
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    return {name: unescape(words) for name, words in named} | {"title": unescape(title[1])}


@pytest.mark.usefixtures("wider")
def test_every_kind_of_page_has_a_title_and_a_description_of_its_own(client, subtests):
    records = [row.get_absolute_url() for model in RECORDS for row in model.objects.published().order_by("pk")[:3]]
    addresses = [*PLAIN[1:-1], *(f"/{name}/" for name in LISTS), *REFERENCE, *records]
    seen: dict[str, str] = {}
    for address in addresses:
        with subtests.test(address):
            found = preview(client, address)
            assert found["og:site_name"] == "treatytracker"
            assert found["og:type"] == "article"
            assert found["title"] == f"{found['og:title']} – treatytracker"
            assert found["og:url"] == f"http://testserver{address}"
            assert found["og:description"] == found["description"] != ""
            assert GENERIC not in found["description"]
            assert seen.setdefault(found["og:title"] + found["description"], address) == address


@pytest.mark.usefixtures("shipped")
def test_the_first_page_is_the_site(client):
    found = preview(client, "/")
    assert (found["og:type"], found["og:url"]) == ("website", "http://testserver/")
    assert found["og:title"].startswith("treatytracker: ")
    assert found["og:description"].startswith(GENERIC)


def test_a_record_without_a_description_is_described_by_its_title(client):
    row = AgreementFactory(title='A "quoted" <drill>', summary="")
    found = preview(client, row.get_absolute_url())
    assert found["og:title"] == found["og:description"] == 'A "quoted" <drill>'


@pytest.mark.usefixtures("shipped")
def test_a_past_day_and_a_search_have_no_address_to_be_indexed_and_say_the_day(client):
    found = preview(client, f"/agreements/{SHUSHA}/?known_on=2022-06-01")
    assert "og:url" not in found
    assert found["og:title"].endswith(" – known by 1 June 2022")
    assert "og:url" not in preview(client, "/search/?q=gas")


def test_an_address_of_nothing_shows_no_preview(client):
    assert b"og:" not in client.get("/actions/nothing-here/").content


def test_the_title_of_a_foreign_source_is_said_in_english_where_no_language_can_be_said(client):
    source = SourceFactory(title="Şuşa Bəyannaməsi", language="az", kind="news", published="2021-12-16")
    source.publisher.name = "Report"
    source.publisher.save()
    assert named_in_english(source) == "Report, 16 December 2021, in Azerbaijani"
    found = preview(client, source.get_absolute_url())
    assert found["title"] == "Report, 16 December 2021, in Azerbaijani – treatytracker"
    assert "Şuşa" not in "".join(found.values())
    assert named_in_english(SourceFactory(title="Drill begins", language="en-GB")) == "Drill begins"


def test_browsers_that_ask_for_an_icon_find_one(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"] == "/static/treatytracker/icon.svg"
    assert client.post("/favicon.ico").status_code == 405
