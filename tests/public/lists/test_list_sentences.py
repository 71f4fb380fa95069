"""The first sentence of each list, and that no list says a code where there is a name."""

import re

import pytest

from clauses.public.lists import LISTS

from ...support.pages.reading import html_of, page
from ...support.rows.conflicts import decide, says
from ...support.rows.factories import ActionFactory, DomainFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def lead(client, address) -> str:
    html = re.search(r'<p class="lead">(.*?)</p>', html_of(client, address), re.DOTALL)[1]
    return " ".join(html.split())


def test_a_list_says_how_many_of_what_are_recorded(client):
    assert lead(client, "/domains/") == "No public domains are recorded."
    DomainFactory(label="Trade zq")
    assert lead(client, "/domains/") == "1 domain is recorded."
    assert "1–1 of 1 domain " in page(client, "/domains/")
    DomainFactory(label="Energy zq")
    assert lead(client, "/domains/?sort=label") == "2 domains are recorded."
    assert "1–2 of 2 domains " in page(client, "/domains/")


def test_a_narrowed_list_says_how_many_match(client):
    for label in ("Trade zq", "Energy zq", "Energy zx"):
        DomainFactory(label=label)
    assert lead(client, "/domains/?q=zq") == "2 domains match what is asked."
    assert lead(client, "/domains/?q=zx") == "1 domain matches what is asked."
    assert lead(client, "/domains/?q=none-such") == "No domains match what is asked."


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.usefixtures("shipped")
def test_every_list_begins_with_a_number_and_its_noun(client, name):
    assert re.fullmatch(r"[\d,]+ [a-z]+ (is|are) recorded\.", lead(client, f"/{name}/"))


@pytest.mark.usefixtures("wider")
def test_languages_are_offered_and_chosen_by_their_names(client):
    html = html_of(client, "/sources/?language=tr")
    for code, name in (("tr", "Turkish"), ("az", "Azerbaijani"), ("hy", "Armenian")):
        assert re.search(rf'language={code}[^"]*"[^>]*>{name}</a>', html) or f"</span> {name} <span" in html
    assert '<span class="label">Language</span> Turkish' in html


def test_the_conflicts_are_counted_by_where_they_stand(client):
    assert lead(client, "/conflicts/") == "No conflict between sources is listed."
    action = ActionFactory()
    for value in ("2021-10-05", "2021-11-05"):
        statement = says(action, value, source=SourceFactory())
    assert lead(client, "/conflicts/") == "1 conflict between sources is listed; it is open."
    other = ActionFactory()
    for value in ("2021-10-05", "2021-11-05"):
        says(other, value, source=SourceFactory())
    assert lead(client, "/conflicts/") == "2 conflicts between sources are listed; all of them are open."
    decide(action, statement)
    assert lead(client, "/conflicts/") == "2 conflicts between sources are listed: 1 open and 1 decided."
    assert lead(client, "/conflicts/?standing=decided") == "1 conflict between sources is listed; it is decided."
