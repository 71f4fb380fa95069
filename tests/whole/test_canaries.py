"""A word that stands in what somebody may not see is found by them nowhere: searches, filters, exports.

That no page shows it is seen where every page is drawn for every role, in test_roles.py.
"""

import pytest

from clauses.dataset import TABLES
from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview
from clauses.public.lists import LISTS

from ..support.pages.reading import body
from ..support.rows.canaries import SAID, UNLISTED, said_among_editors, unlisted
from ..support.rows.factories import ActorFactory, CitationFactory
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
STAFF = ("viewer", "editor", "reviewer", "manager")


# --- Readers


def test_a_search_for_the_word_finds_what_a_search_for_nonsense_finds(client, db):
    for state in ("draft", "in_review", "withdrawn"):
        unlisted(state)
    for address in ("/search/", *(f"/{name}/" for name in LISTS), *(f"/data/{table.name}.csv" for table in TABLES)):
        answers = [client.get(address, {"q": word}) for word in (UNLISTED, "Zqnothing")]
        one, other = (body(answer).replace(UNLISTED, "").replace("Zqnothing", "") for answer in answers)
        assert one == other, address
    for name in LISTS:
        assert UNLISTED.lower() not in body(client.get(f"/{name}/?sort=")).lower(), name


def test_nothing_that_is_offered_for_its_beginning_or_for_a_word_like_it_says_it(client, db):
    for state in ("draft", "in_review", "withdrawn"):
        unlisted(state)
    said_among_editors()
    for word in (UNLISTED.lower(), SAID.lower()):
        for asked in (word[:4], word[:-1], f"{word[:-1]}q", f"{word[1]}{word[0]}{word[2:]}"):
            for address in ("/search/", "/search/suggestions/"):
                for day in ({}, {"known_on": "2022-01-01"}):
                    assert word not in body(client.get(address, {"q": asked, **day})).lower().replace(asked, ""), asked


def test_a_reader_is_told_nothing_by_the_code_of_a_draft_that_was_merged(client, db):
    kept, other = ActorFactory(), ActorFactory(state="draft", slug=UNLISTED.lower())
    merge(kept, other, user=person("reviewer").user, reason="The same", seen=preview(kept, other).digest)
    assert client.get(f"/actors/{UNLISTED.lower()}/").status_code == 404


# --- Staff


def test_a_viewer_exports_and_searches_nothing_of_what_editors_say(db):
    said_among_editors()
    viewer = person("viewer")
    assert viewer.get("/admin/clauses/action/", {"q": SAID}).context["cl"].result_count == 0
    for table in TABLES:
        export = viewer.post(f"/admin/clauses/{table.model._meta.model_name}/export/", {"format": "csv"})
        assert SAID not in body(export), table.name


@pytest.mark.parametrize(
    "query", [{"prefix": "before"}, {"prefix__exact": "before"}, {"checked_digest": "c" * 64}, {"suffix__isnull": "0"}]
)
def test_a_viewer_does_not_guess_private_words_with_filters(db, query):
    CitationFactory(prefix="before", checked_digest="c" * 64)
    assert person("viewer").get("/admin/clauses/citation/", query).status_code in (302, 400)


@pytest.mark.parametrize("role", STAFF)
def test_no_list_is_filtered_by_what_is_secret_about_accounts(db, role):
    client = person(role)
    for address in ("/admin/auth/user/", "/admin/clauses/proposal/", "/admin/clauses/merge/"):
        for query in ("password__startswith=p", "author__password__exact=x", "author__email__exact=x"):
            assert client.get(f"{address}?{query}").status_code in (302, 400, 403), f"{address}?{query}"
