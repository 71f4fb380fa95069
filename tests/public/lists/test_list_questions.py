"""Lists: which questions are answered, whatever marks and quotes come with them, and which are refused."""

from itertools import product

import pytest

from clauses.dataset import TABLES
from clauses.filters import FILTERSETS, is_tracking
from clauses.public.lists import LISTS

from ...support.pages.reading import csv_rows, listed_actions, page
from ...support.rows.factories import ActionFactory, ActorFactory
from ...support.rows.filling import bulk

pytestmark = pytest.mark.django_db
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
    assert set(listed_actions(client.get("/actions/", {"q": text}).content.decode())) == codes
    assert set(listed_actions(client.get("/search/", {"q": text}).content.decode())) == codes
    assert {row["slug"] for row in csv_rows(client.get("/data/actions.csv", {"q": text}))} == codes
    assert set(listed_actions(client.get("/actions/", {"q": text, "known_on": "2022-02-10"}).content.decode())) == set()


def test_words_beyond_the_eighth_are_said_on_the_page_and_asked_by_no_link_of_it(client, agreement):
    ActionFactory(agreement=agreement, title="one two three four five six seven eight")
    text = "One two three four five six seven eight nine “ten”"
    for address in ("/actions/", "/search/"):
        html = client.get(address, {"q": text}).content.decode()
        assert "Not looked for: nine, ten." in html
        asked = html.partition("</head>")[2].partition('class="printed"')[0]  # paper says the address as it was asked
        assert "six+seven+eight+nine" not in asked
        assert len(listed_actions(html)) == 1
    refused = client.get("/data/actions.csv", {"q": text})
    assert refused.status_code == 400
    assert "q: 10 words are asked for. Search for at most 8." in refused.content.decode()


def test_marks_alone_ask_for_nothing(client, agreement):
    bulk(ActionFactory, 2, agreement=agreement)
    assert "No word is asked for, only marks." in page(client, "/search/?q=%E2%80%9C%E2%80%9D")
    assert len(listed_actions(client.get("/actions/?agreement=pact&q=%22%22").content.decode())) == 2


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
    assert "<script>" not in html
