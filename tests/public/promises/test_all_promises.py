"""What became of all promises, by domain and agreement, and the strip: counted by the database, each number a list."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import Commitment, CommitmentDomain
from clauses.public.promises.across import MOST_COLUMNS, MOST_LINES
from clauses.public.promises.strip import MOST_SQUARES, strip_for
from clauses.vocabularies import PromiseState
from tests.support.site.paths import ROOT

from ...support.pages.marks import found, shares
from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import csv_rows, file_rows, html_of, page, plain_words
from ...support.rows.factories import (
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
CELL = re.compile(r'href="/commitments/\?([^"]+)"><svg class="bar short".*?</svg>\s*([^<]+?)\s*</a>')
SQUARE = re.compile(
    r'<a class="sq (\w+)" href="([^"]+)">(?:<b aria-hidden="true">(\d+)</b>)?<span class="tip">([^<]+)</span>'
)


def cells(html) -> list[tuple[str, str]]:
    return [(unescape(asked), words) for asked, words in CELL.findall(html)]


def squares(html) -> list[tuple[str, ...]]:
    """(state, address, number, name) of each."""
    return [tuple(map(unescape, one)) for one in SQUARE.findall(html)]


def wrong_cells(client, html, known="") -> list[tuple[str, str]]:
    """Those whose numbers are not that of the list that they lead to, or of the rows in it with nothing reported."""
    wrong = []
    for asked, words in cells(html):
        rows = found(client, "commitments", f"{asked}{known}")
        bare = found(client, "commitments", f"{asked}&state=nothing_reported{known}")
        some = "" if len(rows) == 1 else "all with " if len(bare) == len(rows) else f"{len(bare)} with "
        said = f"{len(rows)} promise{'' if len(rows) == 1 else 's'}" + (f", {some}nothing reported" if bare else "")
        wrong += [(asked, words, said)] if words != said else []
    return wrong


@pytest.fixture
def two():
    """Alpha promises twice in trade, once in energy as well; Beta once in no domain, and states something."""
    trade, energy = (
        DomainFactory(slug=label.lower(), label=label, position=at) for at, label in enumerate(("Trade", "Energy"))
    )
    alpha, beta = (
        ClauseFactory(agreement=AgreementFactory(slug=name.lower(), title=f"{name} pact"), label="A1")
        for name in ("Alpha", "Beta")
    )
    done = CommitmentFactory(clause=alpha, title="Sell more", slug="sell", domains=[trade])
    CommitmentFactory(clause=alpha, title="Share power", slug="power", domains=[trade, energy])
    CommitmentFactory(clause=beta, title="Talk", slug="talk")
    CommitmentFactory(clause=beta, title="They stress it", modality="declaratory", domains=[trade])
    bearing(done, status="completed", date="2022-05-01")
    return alpha.agreement, beta.agreement


def test_a_row_for_each_domain_and_a_column_for_each_agreement_say_how_many_with_nothing_reported(client, two):
    words = page(client, "/promises/")
    assert "Of 3 promises, 1 has follow-ups reported and 2 have nothing reported." in words
    assert "Domain Alpha pact Beta pact All agreements" in words
    assert "Trade 2 promises, 1 with nothing reported 2 promises, 1 with nothing reported" in words
    assert "Energy 1 promise, nothing reported 1 promise, nothing reported" in words
    assert "Without a domain 1 promise, nothing reported 1 promise, nothing reported" in words
    assert "All domains 2 promises, 1 with nothing reported 1 promise, nothing reported 3 promises, 2 with" in words
    html = html_of(client, "/promises/")
    assert len(cells(html)) == 9
    assert wrong_cells(client, html) == []


def test_drafts_are_in_no_number_square_drawing_or_file(client, two):
    hidden = DomainFactory(label="Zq", state="draft")
    CommitmentFactory(title="Zq", state="draft", clause=two[0].clauses.get())
    CommitmentFactory(title="Zq", clause__agreement__state="draft", clause__agreement__title="Zq")
    Commitment.objects.get(slug="talk").domains.add(hidden)
    before = "Of 3 promises, 1 has follow-ups reported and 2 have nothing reported."
    assert before in page(client, "/promises/")
    assert "Without a domain" in page(client, "/promises/")
    for address in ("/promises/", "/promises.svg"):
        assert "Zq" not in html_of(client, address)
    rows = [tuple(row.values()) for row in csv_rows(client.get("/promises.csv"))]
    assert rows == [
        ("", "beta", "nothing_reported", "1"),
        ("energy", "alpha", "nothing_reported", "1"),
        ("trade", "alpha", "reported", "1"),
        ("trade", "alpha", "nothing_reported", "1"),
    ]


def test_a_past_day_counts_what_was_known_by_then(client, two):
    for row in Commitment.objects.all():
        for target in ({"commitment": row}, {"agreement": row.clause.agreement}, {"clause": row.clause}):
            CitationFactory(source=SourceFactory(published="2021-01-01"), **target)
    assert "Of 3 promises, 3 have nothing reported." in page(client, "/promises/?known_on=2021-12-31")
    later = page(client, "/promises/?known_on=2022-12-31")
    assert "Of 3 promises, 1 has follow-ups reported and 2 have nothing reported." in later
    assert (
        "“What became of promises”, treatytracker, as known on 31 December 2022, http://testserver/promises/" in later
    )
    assert "No promise is recorded" in page(client, "/promises/?known_on=2020-12-31")


def test_with_one_agreement_it_is_named_once_and_has_no_column_of_totals(client):
    CommitmentFactory(clause__agreement__title="Alpha pact", domains=[DomainFactory(label="Trade")])
    words = page(client, "/promises/")
    assert "All are from the Alpha pact : promise by promise ." in words
    assert "Domain So far Trade 1 promise, nothing reported" in words
    assert "All agreements" not in words


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("day", ["", "2021-12-31"])
def test_each_number_of_the_shipped_record_is_that_of_the_list_it_leads_to(client, day):
    known = f"known_on={day}" if day else ""
    html = html_of(client, f"/promises/?{known}")
    assert len(cells(html)) > 15
    assert wrong_cells(client, html) == []
    for asked, state, count in shares(html):
        assert len(found(client, "commitments", asked)) == count, state
    if not day:
        rows = [row for row in file_rows(client, "states") if row["sets_duty"] == "yes"]
        assert len(squares(html)) == len(rows)
        in_file = {row["commitment"]: row["state"] for row in rows}
        assert {address.split("/")[2]: state for state, address, _, _ in squares(html)} == in_file


def test_no_promise_at_all_is_said(client):
    assert "No promise is recorded." in page(client, "/promises/")
    assert client.get("/promises.svg").status_code == 200


@pytest.mark.parametrize("address", ["/promises/?domain=trade", "/promises.svg?page=1", "/promises.csv?x=1"])
def test_a_question_is_refused(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "This page takes no parameter but known_on, a day." in plain_words(response)


def test_the_drawing_stands_alone(client, two):
    text = client.get("/promises.svg").content.decode()
    words = " ".join("".join(ElementTree.fromstring(text).itertext()).split())
    for said in (
        "Of 3 promises",
        "Alpha pact",
        "All agreements",
        "2 promises, 1 nothing",
        "http://testserver/promises/",
    ):
        assert said in words
    assert set(re.findall(r'"(https?://[^"]+)"', text)) == {"http://www.w3.org/2000/svg"}


def many(agreements: int, domains: int) -> None:
    """Two promises of each agreement in each of some domains."""
    fields = bulk(DomainFactory, domains, label="A field of cooperation with a long name")
    title = "Agreement on cooperation between the governments of two states in several fields of a long name"
    clauses = bulk(ClauseFactory, agreements, agreement=bulk(AgreementFactory, agreements, title=title))
    rows = bulk(CommitmentFactory, 2 * agreements * domains, clause=clauses, recurrence=["continuous", "contingent"])
    CommitmentDomain.objects.bulk_create(
        CommitmentDomain(commitment=row, domain=fields[number // agreements % domains])
        for number, row in enumerate(rows)
    )


@pytest.mark.parametrize(("agreements", "domains"), [(1, 60), (3, 30), (40, 12)])
def test_the_page_stays_small_and_a_keyboard_passes_few_links(client, agreements, domains):
    many(agreements, domains)
    html = html_of(client, "/promises/")
    assert len(html.encode()) < LARGEST
    assert len(re.findall("<a |<button|<input|<summary|tabindex=.0", html)) < 160
    assert 1 < html.count('scope="row"') <= MOST_LINES + 1
    if agreements > MOST_COLUMNS:
        assert f"{agreements - MOST_COLUMNS} more agreements with fewer promises" in page(client, "/promises/")
    assert f"{2 * agreements * domains} promises" in page(client, "/promises/")


def test_it_takes_as_many_queries_for_many_agreements_as_for_two(client, two):
    few = queries(client, "/promises/")
    many(40, 6)
    assert queries(client, "/promises/") <= few <= 25


# --- The strip


def test_a_square_is_a_promise_by_its_state_that_leads_to_it_and_has_its_name(client, two):
    assert squares(html_of(client, "/promises/")) == [
        ("reported", "/commitments/sell/", "", "A1 Sell more: 1 reported"),
        ("nothing_reported", "/commitments/power/", "", "A1 Share power: nothing reported"),
        ("nothing_reported", "/commitments/talk/", "", "A1 Talk: nothing reported"),
    ]
    assert "reported 1 nothing reported 2 The squares as a drawing (SVG) For reuse" in page(client, "/promises/")


def test_of_many_promises_a_square_is_those_of_a_domain_in_one_state(client):
    many(1, MOST_SQUARES // 2 + 1)
    with CaptureQueriesContext(connection) as captured:
        strip = strip_for(Commitment.objects.published(), ())
    assert len(captured) <= 8
    assert len(strip.rows) + strip.left == MOST_SQUARES // 2 + 1
    ((heading, (square, other)), *_) = strip.rows
    assert (heading, square.number, other.number) == ("A field of cooperation with a long name", 1, 1)
    assert square.name == "A field of cooperation with a long name: 1 has nothing reported"
    assert [row["title"] for row in found(client, "commitments", square.address.partition("?")[2])]
    assert [(share.state, share.count) for share in strip.shares] == [("nothing_reported", 31), ("not_triggered", 31)]
    assert "One by one" not in page(client, "/promises/")


def test_the_stylesheet_shapes_the_square_of_each_state():
    css = (ROOT / "clauses/static/treatytracker/public.css").read_text(encoding="utf-8")
    assert [state.value for state in PromiseState if f".sq.{state.value}" not in css] == []
