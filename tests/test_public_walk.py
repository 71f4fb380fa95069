"""Every public address of every record answers: of the shipped fixtures, and of made-up rows in every table."""

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
PLAIN = ["home", "data", "coverage", "codebook", "method", "corrections", "accessibility", "robots"]
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
def test_every_made_up_record_has_a_page(get, name):
    """Those of the shipped records are asked for below."""
    for row in fill(40)[name]:
        assert get(row.get_absolute_url()).status_code == 200, row.get_absolute_url()


@pytest.mark.parametrize("name", LISTS)
def test_every_page_of_every_list_answers(get, name):
    fill(200)
    last = -(-BY_NAME[name].published().count() // 50)
    assert last > 4
    for number in range(1, last + 1):
        assert get(f"/{name}/?page={number}").status_code == 200
    assert get(f"/{name}/?page={last + 1}").status_code == 400


@pytest.mark.parametrize("name", LISTS)
def test_every_shipped_record_has_a_small_page(get, shipped, name):
    for row in BY_NAME[name].published():
        response = get(row.get_absolute_url())
        assert response.status_code == 200, row.get_absolute_url()
        assert len(response.content) <= LARGEST, row.get_absolute_url()


def test_the_first_pages_are_small_and_every_link_of_them_leads_somewhere(get, shipped):
    seen = {row.get_absolute_url() for name in LISTS for row in BY_NAME[name].published()}  # asked for above
    for address in [reverse(name) for name in (*PLAIN, *LISTS)]:
        response = get(address)
        assert len(response.content) <= LARGEST, address
        for link in {address, *links_of(response, address)} - seen:
            assert get(link).status_code == 200, f"{link} on {address}"
            seen.add(link)


def links_of(response, address):
    """The addresses of this site that a page leads to."""
    for link in re.findall(r'href="(/[^"#]*|\?[^"#]*)', response.content.decode()):
        whole = (address.partition("?")[0] + link if link.startswith("?") else link).replace("&amp;", "&")
        if not whole.startswith(("/static/", "/admin/")):
            yield whole


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
    with django_assert_max_num_queries(21):
        client.get(f"/{name}/")
