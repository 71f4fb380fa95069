"""Years: each sentence by its rule, and each number that of the list which it leads to."""

import re
from html import unescape

import pytest

from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.conflicts import says
from ...support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
NUMBER = re.compile(r'<a href="/(actions|sources|commitments)/\?([^"#]+)"[^>]*>([\d,]+)')


def signed(agreement, day="2021-06-15", **more):
    return ActionFactory(agreement=agreement, type="signature", relation="life_cycle", date=day, **more)


def lead(client, address) -> str:
    """The first sentences of the page."""
    html = re.search(r'<p class="lead">(.*?)</p>', html_of(client, address), re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def part(client, address, name) -> str:
    """The words of one section."""
    html = html_of(client, address)
    html = html[html.index(f'<section id="{name}">') :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[: html.index("</section>")])).split())


@pytest.fixture
def promise():
    return CommitmentFactory(title="Meet once a year", modality="obligation")


# --- Numbers


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("known", ["", "known_on=2022-06-30"])
def test_each_number_is_that_of_the_list_it_leads_to(client, known):
    addresses = [f"/years/?{known}", *(f"/years/{year}/?{known}" for year in (1994, 2021, 2022))]
    addresses += [] if known else ["/years/2025/?agreement=shusha-declaration-2021-06-15"]
    links = {link for address in addresses for link in NUMBER.findall(html_of(client, address))}
    assert len(links) > (40 if known else 80)
    counts = {link: len(csv_rows(client.get(f"/data/{link[0]}.csv?{unescape(link[1])}"))) for link in links}
    assert [link for link in links if int(link[2].replace(",", "")) != counts[link]] == []


@pytest.mark.usefixtures("wider")
def test_what_is_disputed_is_what_lists_say_so_of(client):
    """Each action of the list of a year of which a row says that sources differ, and no other."""
    for year in (2021, 2025):
        rows = html_of(client, f"/actions/?year={year}")
        differing = set(re.findall(r'class="stance disputed" href="(/actions/[^/]+/)#disputed"', rows))
        html = html_of(client, f"/years/{year}/")
        html = html[html.index('<section id="disputed">') :]
        listed = set(re.findall(r'<a href="(/actions/[^/]+/)#disputed"', html))
        assert differing == listed
        assert f"Sources differ on {len(listed)} actions of that year" in lead(client, f"/years/{year}/")


def test_an_announcement_that_is_completed_is_not_done_and_is_in_no_list_of_what_is(client, promise):
    bearing(promise, date="2022-05-01", type="announcement", status="completed")
    bearing(promise, date="2022-06-01", type="meeting", status="completed")
    assert lead(client, "/years/2022/").startswith(
        "In 2022, no agreements were signed, and 1 follow-up was reported as begun or done, on 1 promise."
    )
    asked = re.search(r'<a href="/actions/\?([^"]+)">1 follow-up</a>', html_of(client, "/years/2022/"))[1]
    assert len(csv_rows(client.get(f"/data/actions.csv?{unescape(asked)}"))) == 1


# --- Sentences


def test_a_year_with_everything_is_said_in_two_sentences(client, promise):
    signed(promise.clause.agreement)
    drill = bearing(promise, published="2021-10-09", date="2021-10-05")
    says(drill, "2021-10-05", source=SourceFactory(published="2021-10-10"))
    says(drill, "2021-11-05", source=SourceFactory(published="2021-11-06"))
    assert lead(client, "/years/2021/") == (
        "In 2021, 1 agreement was signed, and 1 follow-up was reported as begun or done, on 1 promise. "
        "Sources differ on 1 action of that year, and 3 sources came out in it."
    )


def test_a_year_with_several_of_each_speaks_of_many(client, promise):
    for _ in range(2):
        signed(AgreementFactory(), "2022-01-01")
    other = CommitmentFactory(clause=promise.clause)
    for row in (promise, other):
        bearing(row, published="", date="2022-05-01")
    assert lead(client, "/years/2022/") == (
        "In 2022, 2 agreements were signed, and 2 follow-ups were reported as begun or done, on 2 promises. "
        "No source came out in it."
    )


def test_a_year_with_a_source_alone_says_that_nothing_was_signed_or_done(client):
    SourceFactory(published="2019-03-01")
    assert lead(client, "/years/2019/") == (
        "In 2019, no agreements were signed, and no follow-ups were reported as begun or done. 1 source came out in it."
    )
    assert "No follow-up of 2019 is reported." in part(client, "/years/2019/", "done")
    assert "No agreement recorded here was signed in 2019." in part(client, "/years/2019/", "promised")
    assert "On no action of 2019 do sources differ." in part(client, "/years/2019/", "disputed")
    assert "No promise recorded here had been signed by then." in part(client, "/years/2019/", "promises")


def test_how_far_the_follow_ups_got_is_said_without_what_there_is_none_of(client, promise):
    bearing(promise, date="2022-05-01", status="planned")
    bearing(promise, date="2022-05-02", status="completed")
    assert "2 follow-ups of 2022 are recorded: 1 reported as begun or done and 1 only announced." in part(
        client, "/years/2022/", "done"
    )
    bearing(promise, date="2023-05-02", status="unknown")
    assert "1 follow-up of 2023 is recorded: 1 without a word on how far it got." in part(
        client, "/years/2023/", "done"
    )


def test_the_index_says_which_years_and_which_has_most(client, promise):
    assert lead(client, "/years/") == "No action and no source of a certain year is recorded."
    SourceFactory(published="2019-03-01")
    assert lead(client, "/years/") == "Actions and sources of 1 year are recorded, 2019. No follow-up has a year."
    for day in ("2022-05-01", "2022-06-01", "2023-05-01"):
        bearing(promise, published="", date=day)
    assert lead(client, "/years/") == (
        "Actions and sources of 3 years are recorded, from 2019 to 2023. No year has more follow-ups than 2022: 2."
    )


# --- What is under which heading


def test_a_promise_is_first_seen_in_the_year_of_its_first_follow_up_and_saw_nothing_in_the_next(client, promise):
    signed(promise.clause.agreement)
    bearing(promise, date="2021-12-31")
    bearing(promise, date="2023-01-01")
    assert "First seen in 2021 1 promise had its first recorded follow-up" in part(client, "/years/2021/", "promises")
    SourceFactory(published="2022-03-01")
    assert "Nothing in 2022 Of 1 promise that had been signed" in part(client, "/years/2022/", "promises")
    assert "had a follow-up in that year, and none of them its first" in part(client, "/years/2023/", "promises")


def test_promises_signed_later_or_nobody_knows_when_did_not_see_nothing(client, promise):
    SourceFactory(published="2019-03-01")
    signed(promise.clause.agreement)
    CommitmentFactory(title="Signed nobody knows when")
    assert "Nothing in" not in part(client, "/years/2019/", "promises")
    assert "Meet once a year" in part(client, "/years/2021/", "promises")
    assert "nobody knows when" not in part(client, "/years/2021/", "promises")


def test_a_planned_signature_and_that_of_another_text_sign_no_agreement(client, promise):
    signed(promise.clause.agreement, status="planned")
    ActionFactory(type="signature", relation="follow_up", date="2021-07-01")
    assert lead(client, "/years/2021/").startswith("In 2021, no agreements were signed")


def test_statements_without_a_duty_are_counted_apart_from_promises(client, promise):
    CommitmentFactory(clause=promise.clause, modality="declaratory", title="They stress it")
    signed(promise.clause.agreement)
    words = part(client, "/years/2021/", "promised")
    assert "1 promise and 1 statement that sets no duty" in words
    assert "Meet once a year" in words
    assert "They stress it" not in words


def test_domains_are_counted_with_their_follow_ups(client, promise):
    promise.domains.add(DomainFactory(label="Trade zq"))
    for day in ("2022-05-01", "2022-06-01"):
        bearing(promise, date=day)
    assert "Trade zq 1 2 follow-ups in Trade zq" in part(client, "/years/2022/", "done")


def test_a_year_of_one_agreement_counts_that_alone(client, promise):
    bearing(promise, date="2022-05-01")
    bearing(CommitmentFactory(), date="2022-06-01")
    address = f"/years/2022/?agreement={promise.clause.agreement.slug}"
    assert "1 follow-up was reported as begun or done, on 1 promise" in lead(client, address)
    assert "2 follow-ups were reported as begun or done, on 2 promises" in lead(client, "/years/2022/")
    assert promise.clause.agreement.title in page(client, address)


def test_what_was_corrected_in_the_year_leads_to_as_many_lines(client):
    ActionFactory(date="2026-05-01")
    found = page(client, "/years/2026/")
    number = re.search(r"(\d+) statements of the record were corrected, added or looked at again in 2026", found)[1]
    assert f"of {number} lines" in page(client, "/corrections/?year=2026")
