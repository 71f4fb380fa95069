"""Every page of a record says how it is cited, with its own title and address."""

import pytest

from ...support.pages.reading import html_of
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def clause():
    return ClauseFactory(label="O1", heading="The parties' help", agreement__title="Pact")


def foreign():
    return SourceFactory(title="Отчёт", language="ru", publisher__name="Paper", published="2021-06-15")


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (clause, "O1 The parties’ help, Pact"),
        (lambda: CommitmentFactory(title="Help each other"), "Help each other"),
        (lambda: ActionFactory(title="Help arrives"), "Help arrives"),
        (lambda: SourceFactory(title="A report"), "A report"),
        (foreign, "Paper, 15 June 2021, in Russian"),
        (lambda: ActorFactory(name="Ruritania"), "Ruritania"),
        (lambda: PlaceFactory(name="Ostrava"), "Ostrava"),
        (lambda: DomainFactory(label="Help in need"), "Help in need"),
    ],
)
def test_each_record_says_once_how_it_is_cited(client, make, title):
    address = make().get_absolute_url()
    html = html_of(client, address)
    assert html.count('<blockquote class="cite">') == 1
    said = html.partition('<blockquote class="cite">')[2].partition("</blockquote>")[0]
    assert said.startswith(f"“{title}”, treatytracker")
    assert said.endswith(f", http://testserver{address}. Licence CC BY 4.0.")


def test_an_agreement_leads_to_how_it_is_cited(client):
    address = AgreementFactory().get_absolute_url()
    assert f'href="{address}data/#reuse">Cite</a>' in html_of(client, address)
    assert '<section id="reuse"' in html_of(client, f"{address}data/")
