"""Every public address of every record answers: of the shipped fixtures, and of made-up rows in every table.

Each page is drawn once and all that should hold of it is looked at. A plain run draws records that differ most: those
that are tied to most others, to none, and some between; a heavy one draws every record.
"""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from clauses.dataset import BY_NAME, TABLES
from clauses.filters import Question
from clauses.public.lists import LISTS

from ..support.pages.page_costs import LARGEST, PLAIN, counted, most_tied_first
from ..support.rows.filling import fill
from ..support.site.budget import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
WITH_BRIEFS = ("agreements", "commitments")


def is_small(html: str) -> bool:
    return len(html.encode()) <= LARGEST


@WHOLE
def test_every_made_up_record_has_a_small_page_and_one_with_many_rows_needs_no_more_queries(get, whole, subtests):
    """Those of the shipped records are asked for below."""
    small, large = fill(6), fill(60)
    for name in LISTS:
        (few, *_), (many, *others) = small[name], large[name]
        with subtests.test(name):
            html, number = counted(get, many.get_absolute_url())
            assert number <= counted(get, few.get_absolute_url())[1]
            assert is_small(html)
            if name in WITH_BRIEFS:
                brief, number = counted(get, f"{many.get_absolute_url()}brief/")
                assert number <= counted(get, f"{few.get_absolute_url()}brief/")[1]
                assert is_small(brief)
            # Rows at odd places have other ties than at even ones.
            for row in others[::3] if whole else [*others[:2], others[-1]]:
                assert is_small(counted(get, row.get_absolute_url())[0]), row.get_absolute_url()


@WHOLE
@pytest.mark.parametrize("name", LISTS)
def test_every_shipped_record_has_a_small_page(get, shipped, name, whole):
    rows = most_tied_first(BY_NAME[name].published())
    assert rows
    for row in rows if whole else {*rows[:2], rows[len(rows) // 2], rows[-1]}:
        assert is_small(counted(get, row.get_absolute_url())[0]), row.get_absolute_url()


@WHOLE
def test_every_page_of_a_list_is_small_and_needs_as_few_queries_for_many_rows(get, whole, subtests):
    """The first page, one between and the last; more of them among the heavy tests."""
    fill(6)
    few = {name: counted(get, f"/{name}/")[1] for name in LISTS}
    fill(200 if whole else 100)
    for name in LISTS:
        with subtests.test(name):
            last = -(-BY_NAME[name].published().count() // 50)
            assert last > (4 if whole else 2)
            for number in range(1, last + 1):
                html, asked = counted(get, f"/{name}/?page={number}")
                assert is_small(html)
                assert asked <= min(few[name], 21)
            assert get(f"/{name}/?page={last + 1}").status_code == 400


def test_the_queries_of_other_pages_and_of_files_do_not_grow_with_the_rows(get):
    addresses = ["/", "/data/", "/search/?q=test", *(f"/data/{table.name}.csv" for table in TABLES)]
    # Of more than sixty promises the first page has a square for each domain and state; more than a hundred rows of a
    # file are written in portions, of which every further one has 500.
    fill(110)
    few = {address: counted(get, address)[1] for address in addresses}
    fill(60)
    assert [address for address in addresses if counted(get, address)[1] > few[address]] == []


@WHOLE
def test_the_first_pages_are_small_and_every_link_of_them_leads_somewhere(get, shipped, whole):
    """Of links that differ in values alone, every question can be read and the first is followed; heavy follows all."""
    seen = {row.get_absolute_url() for name in LISTS for row in BY_NAME[name].published()}  # asked for above
    for address in [reverse(name) for name in (*PLAIN, *LISTS)]:
        response = get(address)
        assert response.status_code == 200, address
        assert len(response.content) <= LARGEST, address
        seen |= {address, kind_of(address)}
        for link in links_of(response, address):
            if not {link, link if whole else kind_of(link)} & seen:
                assert get(link).status_code == 200, f"{link} on {address}"
            elif link not in seen:
                read(link)
            seen |= {link, kind_of(link)}


def links_of(response, address):
    """The addresses of this site that a page leads to."""
    for link in re.findall(r'href="(/[^"#]*|\?[^"#]*)', response.content.decode()):
        whole = (address.partition("?")[0] + link if link.startswith("?") else link).replace("&amp;", "&")
        if not whole.startswith(("/static/", "/admin/")):
            yield whole


def kind_of(link: str) -> tuple:
    """The page that is led to, and the names of what is asked of it."""
    path, _, query = link.partition("?")
    return path, tuple(sorted(QueryDict(query)))


def read(link: str) -> None:
    """UnclearError where the list that is led to would refuse what is asked of it."""
    path, _, query = link.partition("?")
    if (name := path.strip("/")) in LISTS:
        Question(BY_NAME[name], QueryDict(query), also=("page",))
