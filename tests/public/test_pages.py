"""Sources, the codebook, the search and what holds of every public page."""

import pytest
from django.urls import reverse

from clauses.dataset import TABLES

from ..support.pages.reading import page
from ..support.rows.factories import ActionFactory, ActorFactory, CitationFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_a_source_page_has_what_it_supports_and_what_it_repeats_but_never_its_text(client):
    from ..support.rows.factories import SourceTextFactory

    agency = SourceFactory(title="The dispatch")
    paper = SourceFactory(title="The reprint", derived_from=agency, derivation="reworded")
    SourceTextFactory(source=paper, text="The canary sings in the article.")
    action = ActionFactory(title="Something supported")
    CitationFactory(source=paper, action=action)
    words = page(client, paper.get_absolute_url())
    assert "reworded from The dispatch" in words
    assert "Something supported" in words
    assert "canary" not in words
    assert "reworded The reprint" in page(client, agency.get_absolute_url())


def test_a_chain_of_reprints_that_bites_its_tail_ends(client):
    first, second = SourceFactory(), SourceFactory()
    type(first).objects.filter(pk=first.pk).update(derived_from=second, derivation="republished")
    type(first).objects.filter(pk=second.pk).update(derived_from=first, derivation="republished")
    assert client.get(first.get_absolute_url()).status_code == 200


def test_the_codebook_has_every_column_and_every_value(client):
    words = page(client, reverse("codebook"))
    for table in TABLES:
        assert table.about in words
        for column in table.columns:
            assert column.description in words
            for member in column.vocabulary or ():
                assert member.definition in words


def test_headings_of_a_record_lead_to_the_codebook(client):
    html = client.get(ActionFactory().get_absolute_url()).content.decode()
    assert 'href="/codebook/#actions-date"' in html
    assert 'id="actions-date"' in client.get(reverse("codebook")).content.decode()


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("", "Open an issue in the tracker of the repository"),
        ("corrections@example.org", '<a href="mailto:corrections@example.org">'),
        ("https://example.org/contact", '<a href="https://example.org/contact">'),
    ],
)
def test_the_page_of_corrections_says_where_to_report_an_error(client, settings, contact, told):
    settings.CONTACT_ADDRESS = contact
    assert told in client.get(reverse("corrections")).content.decode()


def test_the_search_finds_every_kind_of_record(client):
    ActorFactory(name="Şuxarabad office")
    ActionFactory(title="Talks in Shuxarabad", description="suxarabad")
    words = page(client, "/search/?q=ŞUXARABAD")
    assert "Şuxarabad office" in words
    assert "Talks in Shuxarabad" in words


def test_an_empty_search_finds_nothing_and_says_nothing(client):
    assert client.get("/search/?q=").status_code == 200
    assert "No public record answers this." in page(client, "/search/?q=xyzzyxyzzy")


@pytest.mark.parametrize("query", ["x=1", "q=" + "a" * 201])
def test_a_search_that_cannot_be_read_is_refused(client, query):
    assert client.get(f"/search/?{query}").status_code == 400


def test_pages_may_be_stored_but_are_checked_each_time(client):
    response = client.get("/")
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert "Cookie" not in response.get("Vary", "")
    assert client.get("/", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_pages_are_read_only(client):
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 200


def test_a_missing_page_is_a_404_in_the_same_style(client):
    response = client.get("/actions/there-is-none/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_the_error_page_needs_no_database(django_assert_num_queries, client, monkeypatch):
    from clauses.public import reference

    monkeypatch.setattr(reference, "closed_lists", lambda: 1 / 0)
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/codebook/")
    assert response.status_code == 500
    assert "The site made an error" in response.content.decode()
