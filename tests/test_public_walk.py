"""Every public address of every record answers, with the shipped fixtures and two hundred more rows in each table."""

import re

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clauses.dataset import BY_NAME, TABLES
from clauses.public.lists import LISTS

from .factories import fill

pytestmark = pytest.mark.django_db
PLAIN = ["home", "data", "codebook", "method", "corrections", "accessibility", "robots"]
LARGEST = 100_000  # bytes of a page at the shipped size


@pytest.fixture
def get():
    """Asks the site for a page as a server does; Django's test client would copy the context of every template."""
    site, requests = BaseHandler(), RequestFactory()
    site.load_middleware()
    return lambda address: site.get_response(requests.get(address))


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200, address
        if response.streaming:
            b"".join(response.streaming_content)
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_every_public_record_has_a_page(get, name):
    fill(200)
    for row in BY_NAME[name].published():
        assert get(row.get_absolute_url()).status_code == 200, row.get_absolute_url()


@pytest.mark.parametrize("name", LISTS)
def test_every_page_of_every_list_answers(get, name):
    fill(200)
    last = -(-BY_NAME[name].published().count() // 50)
    assert last > 4
    for number in range(1, last + 1):
        assert get(f"/{name}/?page={number}").status_code == 200
    assert get(f"/{name}/?page={last + 1}").status_code == 400


def test_every_link_of_the_first_pages_leads_somewhere(get, shipped):
    seen, waiting = set(), [reverse(name) for name in (*PLAIN, *LISTS)]
    for address in waiting:
        html = get(address).content.decode()
        for link in re.findall(r'href="(/[^"#]*|\?[^"#]*)', html):
            whole = (address.partition("?")[0] + link if link.startswith("?") else link).replace("&amp;", "&")
            if whole not in seen and not whole.startswith(("/static/", "/admin/")):
                seen.add(whole)
                assert get(whole).status_code == 200, f"{whole} on {address}"


def test_pages_are_small_at_the_shipped_size(get, shipped):
    addresses = [reverse(name) for name in (*PLAIN, *LISTS)]
    addresses += [row.get_absolute_url() for name in LISTS for row in BY_NAME[name].published()]
    sizes = {address: len(get(address).content) for address in addresses}
    assert {address: size for address, size in sizes.items() if size > LARGEST} == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_fifty_rows_is_small(client, name):
    fill(60)
    assert len(client.get(f"/{name}/").content) < LARGEST


@pytest.mark.parametrize("name", LISTS)
def test_the_queries_of_a_record_do_not_grow_with_its_rows(client, name):
    few, many = fill(6)[name][0], fill(60)[name][0]
    assert queries(client, many.get_absolute_url()) <= queries(client, few.get_absolute_url())


@pytest.mark.parametrize("address", ["/", "/data/", "/search/?q=test", *(f"/{name}/" for name in LISTS)])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(client, address):
    fill(6)
    few = queries(client, address)
    fill(60)
    assert queries(client, address) <= few


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_queries_of_a_file_do_not_grow_with_its_rows(client, table):
    fill(6)
    few = queries(client, f"/data/{table.name}.csv")
    fill(60)
    assert queries(client, f"/data/{table.name}.csv") <= few


@pytest.mark.parametrize("name", LISTS)
def test_a_list_needs_few_queries(client, name, django_assert_max_num_queries):
    fill(60)
    with django_assert_max_num_queries(12):
        client.get(f"/{name}/")
