"""What the site says of itself: numbers as the lists have them, and how it is cited."""

import re
from html import unescape

import pytest
from django.conf import settings

from clauses.public.about import cited_as

from ..support.pages.reading import csv_rows, html_of, page
from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def lead(client, query="") -> str:
    html = re.search(r'<p class="lead">(.*?)</p>', html_of(client, f"/about/{query}"), re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("known", ["", "?known_on=2022-02-10"])
def test_each_number_is_that_of_its_list(client, known):
    html = html_of(client, f"/about/{known}")
    numbers = re.findall(r'<a href="/(agreements|commitments|actions|sources)/[^"#]*">([\d,]+) ', html)
    assert [name for name, _ in numbers] == ["agreements", "commitments", "actions", "sources"]
    for name, number in numbers:
        assert len(csv_rows(client.get(f"/data/{name}.csv{known}"))) == int(number.replace(",", "")), name


def test_the_first_sentence_says_what_is_held_in_how_many_languages_and_up_to_when(client):
    assert lead(client).endswith("It holds no agreements, no commitments, no actions and no sources in no languages.")
    action = ActionFactory()
    for published, language in (("2021-10-06", "tr"), ("2022-03-01?", "tr"), ("2023", ""), ("2021-11", "ru")):
        CitationFactory(action=action, source=SourceFactory(published=published, language=language))
    assert lead(client).endswith(
        "It holds 1 agreement, no commitments, 1 action and 4 sources in 2 languages, the newest of 6 October 2021."
    )


def test_it_is_cited_as_the_file_of_the_repository_says(client):
    CitationFactory(source=SourceFactory(published="2021-10-06"))
    text = (settings.BASE_DIR / "CITATION.cff").read_text(encoding="utf-8")
    said = {name: re.search(rf"^\W*{name}: (.+)$", text, re.MULTILINE)[1] for name in ("title", "version", "name")}
    html = unescape(html_of(client, "/about/"))
    assert f"{said['name']}: {said['title']}, version {said['version']}. Data up to 6 October 2021. http" in html
    for line in (f"version = {{{said['version']}}},", "year = {2021},", f"author = {{{{{said['name']}}}}},"):
        assert line in html
    assert cited_as()["license"] in html


def test_on_a_past_day_the_citation_names_that_day(client):
    assert "Data as known on 10 February 2022" in page(client, "/about/?known_on=2022-02-10")


def test_it_takes_no_question(client):
    assert client.get("/about/?x=1").status_code == 400


def test_every_page_leads_to_it(client):
    assert '<a href="/about/">About</a>' in html_of(client, "/actions/")
