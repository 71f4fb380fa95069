"""The promises of a domain and of an actor, and those that are too many for a row each."""

import re
from html import unescape

import pytest

from clauses.models import CommitmentDomain
from clauses.public.promises.groups import MOST_GROUPS
from clauses.public.promises.matrix import MOST_LINKS, MOST_ROWS, MOST_YEARS

from ...support.pages.marks import found, marks, shares
from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import csv_rows, html_of, page, plain_words
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
SHUSHA = "/agreements/shusha-declaration-2021-06-15/"
GROUP = re.compile(
    r'<th scope="row" role="rowheader"><a href="([^"]+)">([^<]+)</a></th>'
    r'<td role="cell" class="so-far">.*?(?:</svg>)?\s*([^<>]+)</td>'
)


def groups(html) -> list[tuple[str, str, str]]:
    """(address, title, words) of each row that stands for several promises."""
    return [tuple(unescape(part).strip() for part in row) for row in GROUP.findall(html)]


def wrong_numbers(client, html, known="") -> list:
    """The marks and shares of a page whose number is not that of the list that they lead to."""
    wrong = [
        (asked, number)
        for _, _, asked, _, number in marks(html)
        if len(found(client, "actions", f"{asked}{known}")) != int(number)
    ]
    return wrong + [
        (asked, count)
        for asked, _, count in shares(html)
        if len(found(client, "commitments", f"{asked}{known}")) != count
    ]


@pytest.fixture
def energy():
    return DomainFactory(slug="energy", label="Energy", position=2)


@pytest.fixture
def two(energy):
    """Two promises on energy of two agreements, one of them followed."""
    rows = [
        CommitmentFactory(clause__agreement__title=f"{name} pact", title=title, domains=[energy])
        for name, title in (("Alpha", "Build a pipeline"), ("Beta", "Share power"))
    ]
    bearing(rows[0], status="completed", date="2022-05-01")
    return rows


# --- A domain


def test_a_domain_says_what_became_of_its_promises_across_agreements_and_names_these(client, energy, two):
    words = page(client, "/domains/energy/promises/")
    assert "Energy: what became of each promise" in words
    said = "Of 2 promises, 1 has follow-ups reported and 1 has nothing reported."
    assert f"{said} 1 follow-up is reported as begun or done." in words
    assert re.search("Alpha pact .* Build a pipeline .* Beta pact .* Share power", words)
    assert f"{said} 1 follow-up is reported as begun or done. Promise by promise" in page(client, "/domains/energy/")
    assert 'href="/domains/energy/promises/"' in html_of(client, "/domains/energy/")


def test_promises_of_one_agreement_name_it_once_above(client, energy):
    CommitmentFactory(clause__agreement__title="Alpha pact", domains=[energy])
    assert "All from the Alpha pact ." in page(client, "/domains/energy/promises/")


def test_drafts_are_in_no_number_row_drawing_or_file(client, energy, two):
    CommitmentFactory(title="Zq promise", state="draft", domains=[energy])
    hidden = CommitmentFactory(title="Zq of a draft", clause__agreement__state="draft", domains=[energy])
    bearing(hidden, status="completed")
    ActionFactory._meta.model.objects.filter(pk=bearing(two[1], status="completed").pk).update(state="draft")
    assert "Of 2 promises, 1 has follow-ups reported and 1 has nothing" in page(client, "/domains/energy/promises/")
    for name in ("promises/", "promises.svg"):
        assert "Zq" not in html_of(client, f"/domains/energy/{name}")
    rows = csv_rows(client.get("/domains/energy/promises.csv"))
    assert [(row["title"], row["year"], row["reported"]) for row in rows] == [
        ("Build a pipeline", "2022", "1"),
        ("Share power", "", "0"),
    ]


def test_a_past_day_counts_what_was_known_by_then(client, energy, two):
    for row in two:
        for target in ({"commitment": row}, {"agreement": row.clause.agreement}, {"clause": row.clause}):
            CitationFactory(source=SourceFactory(published="2021-01-01"), **target)
    assert "Of 2 promises, 2 have nothing reported." in page(client, "/domains/energy/promises/?known_on=2021-12-31")
    later = page(client, "/domains/energy/promises/?known_on=2022-12-31")
    assert "Of 2 promises, 1 has follow-ups reported and 1 has nothing reported." in later
    assert "as known on 31 December 2022, http://testserver/domains/energy/promises/?known_on=2022-12-31" in later


def test_a_domain_without_promises_says_so_and_has_no_bar(client, energy):
    assert "No promise in this domain is recorded." in page(client, "/domains/energy/promises/")
    assert "Promise by promise" not in page(client, "/domains/energy/")


# --- An actor


def test_an_actor_says_what_became_of_the_promises_that_it_has_a_part_in(client, two):
    actor = ActorFactory(slug="zq", name="Zq State")
    CommitmentActorFactory(commitment=two[0], actor=actor, role="obligor")
    words = page(client, "/actors/zq/promises/")
    assert "Zq State: what became of each promise it has a part in" in words
    assert "The one promise has follow-ups reported." in words
    assert "Share power" not in words
    assert (
        "The one promise has follow-ups reported. 1 follow-up is reported as begun or done. Promise by promise"
        in page(client, "/actors/zq/")
    )
    assert len(csv_rows(client.get("/actors/zq/promises.csv"))) == 1


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("day", ["", "2021-12-31"])
@pytest.mark.parametrize(
    "address", ["/domains/transport-corridors/", "/actors/turkiye/", "/actors/azerbaijan-armed-forces/"]
)
def test_each_number_of_the_shipped_record_is_that_of_the_list_it_leads_to(client, address, day):
    known = f"known_on={day}" if day else ""
    for name in ("", "promises/"):
        html = html_of(client, f"{address}{name}?{known}")
        assert shares(html) or "The one promise " in html
        assert wrong_numbers(client, html) == []


# --- Many


@pytest.fixture
def treaty():
    """41 promises of one treaty in two domains, some in both, one in none; half of them followed."""
    agreement = AgreementFactory(slug="treaty", title="The treaty")
    rows = bulk(CommitmentFactory, MOST_ROWS + 1, clause=ClauseFactory(agreement=agreement))
    domains = [
        DomainFactory(slug=label.lower(), label=label, position=at) for at, label in enumerate(("Trade", "Energy"))
    ]
    for number, row in enumerate(rows[:-1]):
        row.domains.add(domains[number % 2], *(domains if number < 4 else ()))
    actions = bulk(
        ActionFactory,
        20,
        agreement=agreement,
        date=["2021-05", "2022-05"],
        status=["completed", "planned", "completed"],
    )
    bulk(BearingFactory, 20, action=actions, commitment=rows[::2])
    bulk(BearingFactory, 10, action=actions, commitment=rows[2::2])
    return agreement


def test_of_many_promises_each_domain_is_a_row_with_marks_that_leads_to_its_promises(client, treaty):
    html = html_of(client, "/agreements/treaty/promises/")
    assert [(title, words) for _, title, words in groups(html)] == [
        ("Trade", "22 promises, 2 with nothing reported"),
        ("Energy", "22 promises, 20 with nothing reported"),
        ("Without a domain", "1 promise, nothing reported"),
    ]
    assert len(marks(html)) == 4
    assert wrong_numbers(client, html) == []
    for address, title, words in groups(html):
        inner = page(client, address)
        assert f"What became of each promise – {title.replace('Without', 'without')}" in inner
        count = int(words.split()[0])
        assert (f"Of {count} promises, " if count != 1 else "The one promise has ") in inner
        assert wrong_numbers(client, html_of(client, address)) == []


def test_statements_that_set_no_duty_are_named_beside_the_promises_of_a_domain(client, treaty):
    for number, row in enumerate(treaty.clauses.get().commitments.filter(domains__slug="energy").order_by("pk")):
        if number != 3:
            row.modality = "declaratory"
            row.save()
    words = [words for _, title, words in groups(html_of(client, "/agreements/treaty/promises/")) if title == "Energy"]
    assert words == ["1 promise, nothing reported; 21 statements"]


def test_the_drawing_has_a_row_for_each_domain_too(client, treaty):
    text = client.get("/agreements/treaty/promises.svg").content.decode()
    assert text.count("<line ") == 3
    assert "22 promises, 20 with nothing reported" in text
    assert client.get("/agreements/treaty/promises.svg?domain=energy").content.decode().count("<line ") == 22


def test_the_file_has_every_promise_or_those_of_one_domain(client, treaty):
    rows = csv_rows(client.get("/agreements/treaty/promises.csv"))
    assert len({row["commitment"] for row in rows}) == MOST_ROWS + 1
    rows = csv_rows(client.get("/agreements/treaty/promises.csv?domain=none"))
    assert [row["year"] for row in rows] == [""]


@pytest.mark.parametrize("name", ["promises/", "promises.svg", "promises.csv"])
@pytest.mark.parametrize("asked", ["domain=nothing", "domains=trade", "domain=trade&domain=energy", "x=1"])
def test_what_cannot_be_asked_is_refused_with_what_can(client, treaty, name, asked):
    response = client.get(f"/agreements/treaty/{name}?{asked}")
    assert response.status_code == 400
    words = plain_words(response)
    assert (
        "There is no domain with the code “nothing”" in words or "takes domain, the code of one domain or none" in words
    )


def test_many_promises_of_one_domain_come_a_page_at_a_time_and_count_as_one(client, treaty):
    energy = DomainFactory(slug="water")
    rows = bulk(CommitmentFactory, 45, clause=ClauseFactory(agreement=treaty))
    CommitmentDomain.objects.bulk_create(CommitmentDomain(commitment=row, domain=energy) for row in rows)
    address = "/agreements/treaty/promises/?domain=water"
    first, second = (html_of(client, f"{address}{more}") for more in ("", "&page=2"))
    assert "Of 45 promises, 45 have nothing reported." in page(client, address)
    assert (first.count('class="so-far"'), second.count('class="so-far"')) == (MOST_ROWS, 45 - MOST_ROWS)
    assert 'rel="next" href="?domain=water&amp;page=2"' in first
    assert 'href="/agreements/treaty/promises.svg?domain=water&amp;page=2"' in second
    for refused in (f"{address}&page=3", "/agreements/treaty/promises/?page=2"):
        assert client.get(refused).status_code == 400


def test_a_domain_with_many_promises_has_a_row_for_each_agreement_and_an_actor_as_well(client, energy):
    agreements = [AgreementFactory(slug=f"pact-{number}", title=f"Pact {number}") for number in range(MOST_GROUPS + 2)]
    clauses = [ClauseFactory(agreement=one) for one in agreements]
    rows = bulk(CommitmentFactory, 2 * len(clauses), clause=clauses)
    CommitmentDomain.objects.bulk_create(CommitmentDomain(commitment=row, domain=energy) for row in rows)
    actor = ActorFactory(slug="zq")
    bulk(CommitmentActorFactory, len(rows), commitment=rows, actor=actor)
    bearing(rows[0], status="completed", date="2022-05-01")
    for address in ("/domains/energy/promises/", "/actors/zq/promises/"):
        html = html_of(client, address)
        assert len(groups(html)) == MOST_GROUPS
        assert "2 more agreements with fewer promises" in page(client, address)
        assert wrong_numbers(client, html) == []
        assert "Of 2 promises, 1 has follow-ups reported" in page(client, f"{address}?agreement=pact-0")
    (mark,) = marks(html_of(client, "/domains/energy/promises/"))
    assert mark[2] == "domain=energy&agreement=pact-0&relation=follow_up&year=2022"


def dense(agreements, promises, years, domains) -> None:
    """Promises of agreements in domains, each followed in each of the years."""
    fields = bulk(DomainFactory, domains, label="A field of cooperation with a long name")
    clauses = [ClauseFactory(agreement=one) for one in agreements]
    title = "Do more together in a field of cooperation that has a name of so many words"
    rows = bulk(
        CommitmentFactory,
        promises,
        clause=clauses,
        title=title,
        slug=[f"{'a-long-code-' * 7}{promises}-{number}" for number in range(promises)],
    )
    CommitmentDomain.objects.bulk_create(
        CommitmentDomain(commitment=row, domain=fields[number % domains]) for number, row in enumerate(rows)
    )
    for year in range(2025 - years, 2025):
        actions = bulk(ActionFactory, promises, agreement=agreements, date=f"{year}-05-01")
        bulk(BearingFactory, promises, action=actions, commitment=rows)


@pytest.mark.parametrize(("promises", "domains"), [(MOST_ROWS, 1), (200, 20), (200, 60), (200, 2)])
def test_a_page_stays_small_and_a_keyboard_passes_few_links_however_much_is_reported(client, promises, domains):
    dense([AgreementFactory(slug="dense")], promises, MOST_YEARS + 2, domains)
    html = html_of(client, "/agreements/dense/promises/")
    assert len(html.encode()) < LARGEST
    assert len(re.findall("<a |<button|<input|<summary|tabindex=.0", html)) < 150
    rows = min(domains, MOST_GROUPS) if promises > MOST_ROWS else promises
    assert rows <= len(marks(html)) <= MOST_LINKS - rows
    assert wrong_numbers(client, html) == []


def test_it_takes_as_many_queries_for_many_groups_as_for_few(client):
    dense([AgreementFactory(slug="few")], MOST_ROWS + 1, 1, 2)
    dense([AgreementFactory(slug="many")], 200, 3, 10)
    few, many = (queries(client, f"/agreements/{slug}/promises/") for slug in ("few", "many"))
    assert many <= few <= 20
