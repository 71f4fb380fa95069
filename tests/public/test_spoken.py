"""What a screen reader is told: which language a title is in, wherever it stands."""

import pytest

from clauses.public.wording import spoken

from ..support.pages.reading import html_of
from ..support.rows.factories import ActionFactory, AgreementNameFactory, CitationFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
TITLE = "Şuşa Bəyannaməsi qüvvəyə mindi"
SPOKEN = f'<span lang="az">{TITLE}</span>'


@pytest.fixture
def action():
    row = ActionFactory()
    source = SourceFactory(title=TITLE, language="az", published="2021-12-04", slug="zq-source")
    CitationFactory(action=row, source=source)
    return row


def test_a_title_says_its_language_in_lists_search_and_on_the_pages_of_records(client, action):
    origin = SourceFactory(derived_from=action.citations.get().source, derivation="republished", title="Repeated")
    addresses = ["/sources/", "/search/?q=mindi", action.get_absolute_url(), "/sources/zq-source/"]
    for address in [*addresses, origin.get_absolute_url(), "/sources/?known_on=2022-02-10"]:
        html = html_of(client, address).replace("<mark>", "").replace("</mark>", "")  # of the words that are asked for
        assert SPOKEN in html, address
        assert html.partition("<body>")[2].count(TITLE) == html.count(SPOKEN), address


def test_a_title_without_a_public_publisher_says_its_language_where_it_stands_for_one(client, action):
    source = action.citations.get().source
    source.publisher.state = "draft"
    source.publisher.save()
    CitationFactory(agreement=action.agreement, source=source)
    for address in (action.get_absolute_url(), f"{action.agreement.get_absolute_url()}sources/"):
        html = html_of(client, address)
        assert html.partition("<body>")[2].count(TITLE) == html.count(SPOKEN) > 0, address


def test_a_name_of_an_agreement_says_its_language_where_it_is_cited(client):
    name = AgreementNameFactory(name="Şuşa Bəyannaməsi", language="az")
    source = CitationFactory(name=name, agreement=None).source
    assert '<span lang="az">Şuşa Bəyannaməsi</span>' in html_of(client, source.get_absolute_url())


def test_a_title_in_english_or_in_no_known_language_and_what_stands_for_one_say_nothing(client):
    for values in ({"language": "en"}, {"language": "en-GB"}, {"language": ""}, {"language": "tr", "title": ""}):
        source = SourceFactory(**values)
        assert "<span lang" not in html_of(client, source.get_absolute_url())
    assert "<span lang" not in html_of(client, "/sources/")


def test_what_a_title_holds_stays_text(client):
    assert spoken("<b>&", "tr") == '<span lang="tr">&lt;b&gt;&amp;</span>'
    SourceFactory(title="<b>Şuşa</b>", language="tr")
    assert '<span lang="tr">&lt;b&gt;Şuşa&lt;/b&gt;</span>' in html_of(client, "/sources/")
