"""Lists: what they count, how they page, and the file that holds the same rows."""

import csv
import io
import re
import zipfile
from itertools import product

import pytest

from clauses.dataset import BY_NAME, TABLES
from clauses.exchange.formats import StrictCSV
from clauses.public.lists import LISTS

from ...support.pages.reading import csv_rows, listed_actions, page
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk

pytestmark = pytest.mark.django_db


def test_pages_hold_each_row_once_and_the_file_holds_the_same_rows(client, agreement):
    bulk(ActionFactory, 120, agreement=agreement, date=["2021", "2021-06-15", ""], title="Same")
    address, listed = "/actions/?agreement=pact&sort=title", []
    for number in (1, 2, 3):
        listed += listed_actions(client.get(f"{address}&page={number}").content.decode())
    assert len(listed) == len(set(listed)) == 120
    file = csv_rows(client.get("/data/actions.csv?agreement=pact&sort=title"))
    assert [row["slug"] for row in file] == listed


def test_the_link_to_the_file_asks_the_same_question_without_the_page(client, agreement):
    bulk(ActionFactory, 60, agreement=agreement)
    html = client.get("/actions/?agreement=pact&type=meeting&page=2").content.decode()
    assert 'href="/data/actions.csv?agreement=pact&amp;type=meeting"' in html


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_a_file_whose_header_is_the_dataset(client, table):
    response = client.get(f"/data/{table.name}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == ",".join(table.header)
    assert len(list(csv.reader(io.StringIO(text)))) == table.published().count() + 1


FILES = ["data/actors.csv", "data/conflicts.csv", "data/corrections.csv", "data/readings.csv"]


def test_any_csv_of_the_page_of_data_begins_with_a_mark_for_spreadsheets_and_the_package_has_none(client):
    """By the mark Excel knows UTF-8, and shows Şuşa; what programs read is the same bytes as ever."""
    ActorFactory(name="Şuşa")
    files = re.findall(r'href="(/data/[a-z_]+\.csv)"', client.get("/data/").content.decode())
    for address in {*files, *(f"/{file}" for file in FILES), "/data/actors.csv?kind=media"}:
        content = b"".join(client.get(address).streaming_content)
        assert content.startswith("\ufeff".encode()), address
        assert content.count("\ufeff".encode()) == 1, address
    package = io.BytesIO(b"".join(client.get("/data/treatytracker.zip").streaming_content))
    with zipfile.ZipFile(package) as archive:
        assert not any("\ufeff".encode() in archive.read(name) for name in archive.namelist())


def test_an_import_reads_a_downloaded_file_with_its_mark(client):
    ActorFactory(name="Şuşa", slug="zq-actor")
    content = b"".join(client.get("/data/actors.csv").streaming_content)
    sheet = StrictCSV().create_dataset(content)
    assert list(sheet.headers) == list(BY_NAME["actors"].header)


def test_a_file_of_no_table_is_a_404(client):
    assert client.get("/data/source_texts.csv").status_code == 404


def test_facets_count_by_all_other_filters(client, agreement):
    bulk(ActionFactory, 3, agreement=agreement, type="visit", status="planned")
    bulk(ActionFactory, 2, agreement=agreement, type="call", status="completed")
    words = page(client, "/actions/?agreement=pact&status=planned")
    assert "Type visit 3 call" not in words
    assert "Status planned 3 completed 2" in words


def test_facets_of_codes_count_what_is_listed(client, agreement):
    here, there = PlaceFactory(name="Here"), PlaceFactory(name="There")
    ActionFactory(agreement=agreement, places=[here, there])
    ActionFactory(agreement=agreement, places=[here])
    assert "Places Here 2 There 1" in page(client, "/actions/?agreement=pact")


def test_a_chosen_value_is_shown_with_a_link_that_takes_it_back(client, agreement):
    bulk(ActionFactory, 2, agreement=agreement, type="visit")
    html = client.get("/actions/?agreement=pact&type=visit").content.decode()
    assert '<a href="?agreement=pact"><span class="label">Type</span> visit' in html
    assert '<a href="?type=visit"><span class="label">Agreement</span>' in html


def test_a_period_is_shown_in_words_and_can_be_taken_back(client, agreement):
    ActionFactory(agreement=agreement)
    words = page(client, "/actions/?agreement=pact&date_from=2021-06&date_match=certainly")
    assert "Date certainly from June 2021" in words


def test_ten_thousand_actors_do_not_make_ten_thousand_choices(client):
    bulk(SourceFactory, 300, publisher=bulk(ActorFactory, 300, kind="media"))
    response = client.get("/sources/")
    assert len(response.content) < 100_000
    assert response.content.decode().count("?publisher=") <= 12


def test_records_beyond_the_most_frequent_are_asked_for_by_their_code(client):
    agreements = bulk(AgreementFactory, 20)
    bulk(ActionFactory, 20, agreement=agreements, title="Zq visit")
    html = client.get("/actions/?q=zq&sort=title").content.decode()
    assert "8 more, by the code in their address" in html
    form = html[html.index('class="by-code"') : html.index("8 more, by the code")]
    assert '<input type="hidden" name="q" value="zq">' in form
    assert '<input type="hidden" name="sort" value="title">' in form


def test_every_domain_is_offered(client):
    for number in range(30):
        CommitmentFactory(domains=[DomainFactory(slug=f"zq-{number}")])
    assert client.get("/commitments/").content.decode().count("?domains=zq-") == 30


def test_a_page_that_there_is_not_is_refused_in_words(client, subtests):
    for name, number in product(LISTS, ["0", "-1", "x", "1e9", "99999", "9" * 300, "²", "1.0", " "]):
        with subtests.test(name=name, number=number):
            response = client.get(f"/{name}/", {"page": number})
            assert response.status_code == 400
            assert "There is no page" in response.content.decode()


def test_a_name_with_a_comma_a_quote_and_a_formula_is_one_harmless_cell(client, agreement):
    AgreementNameFactory(agreement=agreement, name='=1+1, "x"')
    (row,) = csv_rows(client.get("/data/agreement_names.csv?agreement=pact"))
    assert row["name"] == '\'=1+1, "x"'


def test_a_list_of_promises_stands_in_the_order_of_the_text(client, agreement):
    clauses = [ClauseFactory(agreement=agreement, position=position) for position in (2, 1)]
    last, first = (CommitmentFactory(clause=clause) for clause in clauses)
    words = page(client, "/commitments/?agreement=pact")
    assert words.index(first.title) < words.index(last.title)


@pytest.mark.parametrize("sort", ["", "&sort=title"])
def test_an_undated_action_says_in_any_order_when_it_was_first_reported(client, agreement, sort):
    action = ActionFactory(agreement=agreement, date="")
    for day, state in (("2021-12-04", "published"), ("2022-02-07", "published"), ("2021-01-01", "draft")):
        CitationFactory(action=action, source=SourceFactory(published=day), state=state)
    assert "undated, first reported 4 December 2021" in page(client, f"/actions/?agreement=pact{sort}")


def test_the_whole_dataset_is_one_archive(client):
    response = client.get("/data/treatytracker.zip")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert {f"data/{table.name}.csv" for table in TABLES} <= set(archive.namelist())


def test_clauses_stand_under_their_agreement_and_name_it_where_they_are_mixed(client):
    first, second = AgreementFactory(title="Another pact"), AgreementFactory(title="Best pact")
    for agreement in (first, second, first):
        ClauseFactory(agreement=agreement, heading="Zq clause")
    link = f'<a href="{first.get_absolute_url()}">'
    assert client.get("/clauses/?q=zq").content.decode().count(link) == 1
    assert client.get("/clauses/?q=zq&sort=heading").content.decode().count(link) == 2
