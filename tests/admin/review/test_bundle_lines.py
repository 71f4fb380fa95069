"""The line of a citation in a bundle says what it is about, so that nobody needs to unfold it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import Citation

from ...support.pages.bundles import bundle_address
from ...support.pages.reading import text
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import (
    AgreementFactory,
    AgreementNameFactory,
    AgreementRelationFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
)
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


def test_the_line_of_a_citation_says_what_it_supports_with_a_link():
    editor = person("editor")
    source, action, first, second = talks(editor)
    page = editor.get(bundle_address(source))
    about = f'Supports action <a href="/admin/clauses/action/{action.pk}/change/?bundle=source-{source.pk}">Talks</a>: '
    assert f"{about}date 5 October 2021, “words of the test”" in text(page)
    assert f"{about}status completed, “words of the test”" in text(page)
    place = PlaceFactory(name="Shusha")
    for row, given in ((first, {"field": "place", "value": place.slug}), (second, {"field": "", "value": ""})):
        Citation.objects.filter(pk=row.pk).update(stance="contradicts", quote="", **given)
    page = text(editor.get(bundle_address(source)))
    about = about.replace("Supports", "Contradicts")
    assert f"{about}place Shusha</p>" in page
    assert f"{about.removesuffix(': ')}</p>" in page


def test_the_line_of_a_citation_of_a_name_leads_to_the_agreement_that_has_it():
    editor = person("editor")
    name = AgreementNameFactory(agreement=AgreementFactory(title="Treaty"), kind="reported", name="Shusha accord")
    citation = draft(CitationFactory, editor, name=name)
    link = f'<a href="/admin/clauses/agreement/{name.agreement_id}/change/?bundle=citation-{citation.pk}">Shusha accord'
    assert link in text(editor.get(bundle_address(citation)))


def test_citations_of_many_names_and_relations_take_as_many_queries_as_of_few():
    editor, source = person("editor"), draft(SourceFactory)

    def add(number):
        draft(CitationFactory, source=source, number=number, name=AgreementNameFactory(kind="reported"))
        draft(CitationFactory, source=source, number=number + 100, relation=AgreementRelationFactory())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(bundle_address(source)).status_code == 200
        return len(captured)

    add(1)
    queries()
    few = queries()
    for number in range(2, 8):
        add(number)
    assert queries() == few
