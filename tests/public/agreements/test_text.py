"""The text of an agreement: of a long one a table of contents."""

import pytest

from ...support.pages.reading import page
from ...support.rows.factories import AgreementFactory, ClauseFactory, ClauseTextFactory, CommitmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def agreement():
    return AgreementFactory(title="Pact of the test")


def text_of(agreement) -> str:
    return f"{agreement.get_absolute_url()}text/"


def test_a_long_text_is_a_table_of_contents_whose_parts_count_what_they_hold(client, agreement):
    chapter = ClauseFactory(agreement=agreement, label="I", heading="Aid", position=1)
    articles = [ClauseFactory(agreement=agreement, parent=chapter, position=2 + number) for number in range(90)]
    CommitmentFactory(clause=articles[5], title="Zq promise")
    words = page(client, text_of(agreement))
    assert "Contents 91 clauses" in words
    assert "I Aid 90 clauses inside, 1 promise" in words
    assert "Zq promise" not in words


def test_a_long_text_is_searched_by_itself(client, agreement):
    for owner in (agreement, AgreementFactory()):
        articles = [ClauseFactory(agreement=owner, position=2 + number) for number in range(90)]
        ClauseTextFactory(clause=articles[40], text="Each quagga is helped.", language="en")
    html = client.get(text_of(agreement)).content.decode()
    form = html.partition('action="/clauses/"')[2].partition("</form>")[0]
    assert f'name="agreement" value="{agreement.slug}"' in form
    assert 'name="q"' in form
    assert "1 clause matches" in page(client, f"/clauses/?agreement={agreement.slug}&q=quagga")


def test_a_table_of_contents_has_pages_and_refuses_one_that_is_not_there(client, agreement):
    for number in range(150):
        ClauseFactory(agreement=agreement, label=f"A{number}", position=number + 10)
    assert "Page 1 of 3" in page(client, text_of(agreement))
    assert "A149" in page(client, f"{text_of(agreement)}?page=3")
    for wrong in ("page=4", "page=x", "pages=1"):
        assert client.get(f"{text_of(agreement)}?{wrong}").status_code == 400
