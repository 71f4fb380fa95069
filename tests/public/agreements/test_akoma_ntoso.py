"""The text of an agreement as Akoma Ntoso: what is public of it, and no more."""

from xml.etree import ElementTree

import pytest

from clauses.exchange.treaty_files import akoma_ntoso
from clauses.exchange.treaty_text import Kind, split
from clauses.models import Clause

from ...exchange.treaty_text.hard_cases import ROADS
from ...support.files.treaties import BOATS, WITH_ANNEX
from ...support.pages.page_costs import queries
from ...support.rows.factories import ActionFactory, AgreementFactory, ClauseFactory, ClauseTextFactory, SourceFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db
ADDRESS = "/agreements/treaty-on-roads/akn.xml"


@pytest.fixture
def agreement():
    return AgreementFactory(slug="treaty-on-roads", authentic_languages="tr; en")


@pytest.fixture
def imported(agreement):
    """A text that came in by the sheet of the clauses and is published."""
    from clauses.editing.sheet.save import Keeping
    from clauses.editing.text_import.plan import Plan
    from clauses.exchange.treaty_files import versions

    def stored(text):
        found = versions("roads.txt", text.encode(), ["en"])
        plan = Plan(agreement, found, [Keeping("en", "authentic", SourceFactory(), licence="public_domain")])
        plan.save(person("editor").user, "")
        Clause.objects.update(state="published")

    return stored


def text_of(client, question=""):
    response = client.get(f"{ADDRESS}{question}")
    assert response.status_code == 200, response.content.decode()
    return response, response.getvalue()


@pytest.mark.parametrize("text", [BOATS, ROADS, WITH_ANNEX], ids=["boats", "roads", "annex"])
def test_what_came_in_goes_out_as_the_same_tree(client, imported, text):
    imported(text)
    response, content = text_of(client)
    assert response["Content-Type"] == "application/akn+xml; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="treaty-on-roads-en.akn.xml"'
    language, parts = akoma_ntoso.read(content)
    before = [(part.level, part.kind, part.num, part.heading, part.text) for part in split(text)]
    assert (language, [(part.level, part.kind, part.num, part.heading, part.text) for part in parts]) == ("en", before)
    assert {part.code for part in parts} == set(Clause.objects.values_list("wid", flat=True))


def test_only_public_clauses_and_words_that_may_be_reprinted_are_in_it(client, agreement):
    shown = ClauseFactory(agreement=agreement, wid="art_1", num="1", level="article", heading="Roads", position=1)
    ClauseFactory(agreement=agreement, wid="art_2", num="2", level="article", heading="Secret zq", state="draft")
    quoted = ClauseFactory(agreement=agreement, wid="art_3", num="3", level="article", heading="Tolls", position=2)
    ClauseTextFactory(clause=shown, text="Own words zq.", language="tr")
    ClauseTextFactory(clause=quoted, text="Quoted zq.", status="authentic", source=SourceFactory(), language="tr")
    whole = {"clause": shown, "status": "authentic", "licence": "licensed", "language": "tr"}
    ClauseTextFactory(**whole, text="Bilinmeyen zq.", source=SourceFactory(state="draft"))
    ClauseTextFactory(**whole, text="Yollar açıktır.", source=SourceFactory())
    _, content = text_of(client)
    assert "zq" not in content.decode()
    assert akoma_ntoso.read(content)[0] == "tr"
    assert [(part.kind, part.num, part.heading, part.text) for part in akoma_ntoso.read(content)[1]] == [
        (Kind.ARTICLE, "1", "Roads", "Yollar açıktır."),
        (Kind.ARTICLE, "3", "Tolls", ""),
    ]


def test_the_language_is_chosen_in_the_address(client, agreement):
    clause = ClauseFactory(agreement=agreement)
    for language, words in (("tr", "Yollar."), ("en", "Roads."), ("az", "Yollar, az.")):
        given = {"status": "authentic", "licence": "public_domain", "source": SourceFactory()}
        ClauseTextFactory(clause=clause, language=language, text=words, **given)
    assert "Yollar." in text_of(client)[1].decode()
    assert "Yollar, az." in text_of(client, "?language=az")[1].decode()
    refused = client.get(f"{ADDRESS}?language=de")
    assert refused.status_code == 400
    assert "The text is not here in “de”. It is in: az, en, tr." in refused.content.decode()


@pytest.mark.parametrize("question", ["?page=1", "?language=", "?language=en&language=tr", "?language=%00"])
def test_a_question_that_cannot_be_read_is_refused(client, agreement, question):
    assert client.get(f"{ADDRESS}{question}").status_code == 400


def test_the_day_is_the_first_on_which_it_may_have_been_signed(client, agreement):
    def days():
        root = ElementTree.fromstring(text_of(client)[1])
        return [each.get("date") for each in root.iter() if "FRBRdate" in each.tag]

    assert set(days()) == {"0001-01-01"}
    ActionFactory(agreement=agreement, type="adoption", date="1999-04")
    assert set(days()) == {"1999-04-01"}
    ActionFactory(agreement=agreement, type="signature", date="1999-05-07")
    assert set(days()) == {"1999-05-07"}


def test_its_queries_do_not_grow_with_the_clauses(client, imported, agreement):
    imported(BOATS)
    few = queries(client, ADDRESS)
    for number in range(30):
        ClauseFactory(agreement=agreement, num=str(number), level="article")
    assert queries(client, ADDRESS) == few


def test_a_draft_and_an_agreement_that_is_gone_have_none(client):
    AgreementFactory(slug="treaty-on-roads", state="draft")
    assert client.get(ADDRESS).status_code == 404
