"""Lists: what they count, how they page, and the file that holds the same rows."""

import csv
import io
import re
import zipfile
from itertools import product

import pytest

from clauses.dataset import BY_NAME, TABLES
from clauses.exchange.formats import StrictCSV
from clauses.filters import FILTERSETS, is_tracking
from clauses.public.lists import LISTS

from ..support.factories import (
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
    bulk,
)
from ..support.reading import page

pytestmark = pytest.mark.django_db


def rows_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def addresses(html: str) -> list[str]:
    """The codes of the actions that a page of the list links to, in their order."""
    return re.findall(r'<p class="what"><a href="/actions/([^/"]+)/">', html)


def test_pages_hold_each_row_once_and_the_file_holds_the_same_rows(client, agreement):
    bulk(ActionFactory, 120, agreement=agreement, date=["2021", "2021-06-15", ""], title="Same")
    address, listed = "/actions/?agreement=pact&sort=title", []
    for number in (1, 2, 3):
        listed += addresses(client.get(f"{address}&page={number}").content.decode())
    assert len(listed) == len(set(listed)) == 120
    file = rows_of(client.get("/data/actions.csv?agreement=pact&sort=title"))
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


HOSTILE = [
    {"q": "\x00"},
    {"q": "x" * 60_000},
    {"q": "\ud800".encode("utf-8", "surrogatepass").decode("latin1")},
    {"sort": "'; DROP TABLE clauses_action; --"},
    {"type": ["visit", "\x00"]},
    {"type": "x" * 300},
    {"agreement": "\u202eabc"},
    {"agreement": "../../etc/passwd"},
    {"date_from": "99999999999999999999"},
    {"date_from": "2021-13"},
    {"date_from": "\x00"},
    {"date_to": "٢٠٢١"},
    {"search_text__contains": "x"},
    {"state": "draft"},
    {"id": "1"},
    {"": "x"},
    {"x" * 500: "1"},
]


def test_a_hostile_question_is_refused_and_nothing_breaks(client, subtests):
    for name, query in product(LISTS, HOSTILE):
        with subtests.test(name=name, query=str(query)[:80]):
            for address in (f"/{name}/", f"/data/{name}.csv"):
                assert client.get(address, query).status_code == 400


MARKS = [
    "utm_source=x&utm_campaign=y&utm_id=",
    "fbclid=IwAR0",
    "gclid=1&gclid=2",
    "UTM_Source=x&utm-medium=y",
    "ysclid=abc123",
    "yclid=1&ymclid=2&_openstat=a&openstat=b",
    "gad_source=1&gad_campaignid=2&gbraid=3&wbraid=4&dclid=5&gclsrc=6&srsltid=7",
    "mc_cid=1&mc_eid=2&mkt_tok=3&_hsenc=4&_hsmi=5&hsa_acc=6&ml_subscriber=7&vero_id=8&ck_subscriber_id=9",
    "msclkid=1&twclid=2&ttclid=3&li_fat_id=4&igshid=5&igsh=6&rdt_cid=7&epik=8",
    "_x_tr_sl=az&_x_tr_tl=en&_x_tr_pto=wapp&amp=1&amp_js_v=2&usqp=3&sca_esv=4&gws_rd=ssl&gfe_rd=cr",
    "clid=1&tpclid=2&yadordid=3&_ym_debug=4&roistat=5&calltouch_tm=6&mindbox-click-id=7&ef_id=8&s_cid=9&sc_cid=a",
    "__s=1&vgo_ee=2&dm_i=3&emci=4&emdi=5&ceid=6&inf_contact_key=7&nr_email_referer=8&_bhlid=9&ncid=a&cmpid=b&si=c&trk=d",
    "_ga=1&_gl=2&mtm_campaign=3&pk_campaign=4&matomo_x=5&ref=x&ref_src=y&wprov=sfla1&spm=z",
]
PAGES = ["/actions/?type=visit", "/data/actions.csv?type=visit", "/search/?q=visit", "/conflicts/?", "/coverage/?"]
PAGES += ["/corrections/?", "/data/corrections.csv?", "/data/readings.csv?", "/data/evidence.csv?", "/?", "/method/?"]


@pytest.mark.parametrize("mark", MARKS)
def test_addresses_from_search_engines_are_the_page_without_their_marks(client, agreement, mark):
    """Word for word: no link and no form of it has the marks, and for a cache it is the same answer."""
    ActionFactory(agreement=agreement, type="visit")
    for address in ("/actions/?agreement=pact", *PAGES):
        plain, marked = client.get(address.rstrip("?")), client.get(f"{address}&{mark}".replace("?&", "?"))
        assert (plain.status_code, marked.status_code) == (200, 200), address
        if plain.streaming:
            assert b"".join(plain.streaming_content) == b"".join(marked.streaming_content)
        else:
            assert plain.content == marked.content, address
            assert plain["ETag"] == marked["ETag"]


def test_the_canonical_link_asks_what_was_asked_without_marks_and_a_past_day_has_none(client):
    html = client.get("/actions/?utm_source=x&type=visit&q=").content.decode()
    assert '<link rel="canonical" href="http://testserver/actions/?type=visit">' in html
    assert "canonical" not in client.get("/actions/?known_on=2022-02-10").content.decode()
    assert "canonical" not in client.get("/actions/?x=1").content.decode()


def test_no_name_that_can_be_asked_is_passed_over_as_a_mark_and_no_column_either():
    names = {"page", "record", "sort", "known_on", "q", "year", "from", "to", "source", "campaign", "id", "lang"}
    for table in TABLES:
        names |= {*table.header, *FILTERSETS[table.name].base_filters}
    assert [name for name in sorted(names) if is_tracking(name)] == []


def test_unknown_names_that_may_be_questions_stay_refused(client):
    for name in (
        "from",
        "source",
        "campaign",
        "utm",
        "xutm_source",
        "fbclid2",
        "refs",
        "reference",
        "id",
        "state",
        "s",
    ):
        assert client.get("/actions/", {name: "1"}).status_code == 400, name
        assert client.get("/search/", {name: "1"}).status_code == 400, name


SEARCHES = ['"joint exercise"', "“joint exercise”", "„joint exercise”", "«joint exercise»", "»joint exercise«"]
SEARCHES += [
    "'joint exercise'",
    "‘joint exercise’",
    "‹joint exercise›",
    "「joint exercise」",
    '"joint exercise',
    "joint“ exercise",
]
SEARCHES += [
    "(joint exercise)",
    "joint exercise*",
    "joint-exercise",
    "joint – exercise",
    "joint/exercise",
    "[joint: exercise]",
]
SEARCHES += ["+joint +exercise", "joint AND exercise", "joint exercise joint EXERCISE"]


@pytest.mark.parametrize("text", SEARCHES)
def test_searches_with_quotes_find_what_the_words_alone_find(client, agreement, text):
    found = [ActionFactory(agreement=agreement, title=f"{word} joint exercise", type="visit") for word in ("A", "B")]
    ActionFactory(agreement=agreement, title="Joint declaration", type="visit")
    codes = {action.slug for action in found}
    assert set(addresses(client.get("/actions/", {"q": text}).content.decode())) == codes
    assert set(addresses(client.get("/search/", {"q": text}).content.decode())) == codes
    assert {row["slug"] for row in rows_of(client.get("/data/actions.csv", {"q": text}))} == codes
    assert set(addresses(client.get("/actions/", {"q": text, "known_on": "2022-02-10"}).content.decode())) == set()


def test_words_beyond_the_eighth_are_said_on_the_page_and_asked_by_no_link_of_it(client, agreement):
    ActionFactory(agreement=agreement, title="one two three four five six seven eight")
    text = "One two three four five six seven eight nine “ten”"
    for address in ("/actions/", "/search/"):
        html = client.get(address, {"q": text}).content.decode()
        assert "Not looked for: nine, ten." in html
        assert "six+seven+eight+nine" not in html.partition("</head>")[2]
        assert len(addresses(html)) == 1
    refused = client.get("/data/actions.csv", {"q": text})
    assert refused.status_code == 400
    assert "q: 10 words are asked for. Search for at most 8." in refused.content.decode()


def test_marks_alone_ask_for_nothing(client, agreement):
    bulk(ActionFactory, 2, agreement=agreement)
    assert "No word is asked for, only marks." in page(client, "/search/?q=%E2%80%9C%E2%80%9D")
    assert len(addresses(client.get("/actions/?agreement=pact&q=%22%22").content.decode())) == 2


def test_a_value_that_is_asked_twice_counts_once_and_too_many_are_refused(client, agreement):
    ActionFactory(agreement=agreement, type="visit")
    html = client.get("/actions/?agreement=pact&type=visit&type=visit").content.decode()
    assert 'href="/data/actions.csv?agreement=pact&amp;type=visit"' in html
    years, places = ("&".join(f"{name}={number}" for number in range(1000, 1051)) for name in ("year", "places"))
    assert "at most 50 times" in client.get(f"/actions/?{years}").content.decode()
    fewer = [text.rpartition("&")[0] for text in (years, places)]
    html = client.get(f"/actions/?{'&'.join(fewer)}&q=x").content.decode()
    assert "101 values are asked for. Ask for at most 100 in all." in html


def test_a_page_that_was_asked_for_much_is_not_as_large_as_its_square(client):
    """Each value that is shown as chosen is a link that holds all others."""
    years = "&".join(f"year={number}" for number in range(1950, 2000))
    publishers = bulk(ActorFactory, 50, kind="media", slug=[f"zq-{'x' * 80}-{number}" for number in range(50)])
    asked = "&".join(f"publisher={one.slug}" for one in publishers)
    for address in (f"/actions/?{years}", f"/sources/?{asked}"):
        response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) < 110_000
    assert "50 values" in page(client, f"/sources/?{asked}")


def test_the_refusal_does_not_repeat_markup(client):
    html = client.get("/actions/", {"type": "<script>alert(1)</script>"}).content.decode()
    assert "<script" not in html


def test_a_name_with_a_comma_a_quote_and_a_formula_is_one_harmless_cell(client, agreement):
    AgreementNameFactory(agreement=agreement, name='=1+1, "x"')
    (row,) = rows_of(client.get("/data/agreement_names.csv?agreement=pact"))
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
