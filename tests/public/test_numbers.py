"""Every number that a page states about the shipped record is a count of its rows, counted here without the code that
the pages use; and what stands first as the newest is the newest."""

import csv
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Count, Q
from django.http import QueryDict

from clauses.dataset.derived import PUBLIC_TABLES
from clauses.models import (
    Action,
    Agreement,
    Bearing,
    Citation,
    Commitment,
    CommitmentDomain,
    Disagreement,
    DisagreementSide,
    Domain,
    Source,
)

from ..support.pages.reading import html_of, page, rows

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.usefixtures("wider")]
DECLARATION = "shusha-declaration-2021-06-15"
PACT = f"/agreements/{DECLARATION}/"
LIST = r'<a href="/(actions|commitments|sources)/(?:\?([^"#]*))?"[^>]*>'
# A number in the link, behind it, or that of the editions of a series.
LINKS = (
    rf"{LIST}(\d+)[ <]",
    rf'{LIST}[^<]*</a> <span class="n">(\d+)</span>',
    rf"{LIST}[^<]*</a> <span[^>]*>(\d+) editions",
)
NONE, NO_YEAR = "none", "no_year"
AGREEMENT_OF_A_CITATION = (
    *("agreement__slug", "name__agreement__slug", "relation__subject__slug", "clause__agreement__slug"),
    *("commitment__clause__agreement__slug", "action__agreement__slug"),
)


def certain_year(row, name: str) -> str:
    """The year that a date lies in for certain; none where it has several, or a mark."""
    first, last = getattr(row, f"{name}_earliest"), getattr(row, f"{name}_latest")
    sure = first and last and first.year == last.year and not set("?~%") & set(getattr(row, name))
    return str(first.year) if sure else NO_YEAR


class Facts:
    """What is known of each row of a list, as the questions of its address call it, with the values that it has."""

    def __init__(self):
        self.domains, about = {}, {}
        codes = dict(Domain.objects.published().values_list("pk", "slug"))
        for commitment, domain in CommitmentDomain.objects.published().values_list("commitment", "domain"):
            about.setdefault(commitment, set()).add(codes[domain])
        for action, commitment in Bearing.objects.published().values_list("action", "commitment"):
            self.domains.setdefault(action, set()).update(about.get(commitment, set()))
        self.cited: dict[int, set[str]] = {}
        for path in AGREEMENT_OF_A_CITATION:
            for source, code in (
                Citation.objects.published().exclude(**{path: None}).values_list("source", path).distinct()
            ):
                self.cited.setdefault(source, set()).add(code)
        self.rows = {
            "actions": [
                self.of_action(row) for row in Action.objects.published().select_related("agreement", "series")
            ],
            "commitments": [
                {"agreement": {row.clause.agreement.slug}, "domains": about.get(row.pk, set())}
                for row in Commitment.objects.published().select_related("clause__agreement")
            ],
            "sources": [self.of_source(row) for row in Source.objects.published().select_related("publisher")],
        }

    def of_action(self, row) -> dict[str, set[str]]:
        agreement = {row.agreement.slug} if row.agreement_id else set()
        series = {row.series.slug} if row.series_id else set()
        found = {"agreement": agreement, "series": series, "domain": self.domains.get(row.pk, set())}
        return found | {"relation": {row.relation}, "status": {row.status}, "date": {certain_year(row, "date")}}

    def of_source(self, row) -> dict[str, set[str]]:
        found = {name: {getattr(row, name) or NONE} for name in ("language", "extent", "kind")}
        publisher = {row.publisher.slug} if row.publisher_id else {NONE}
        found |= {"publisher": publisher, "published": {certain_year(row, "published")}}
        return found | {"agreement": self.cited.get(row.pk, set()), "is_stub": {"yes" if row.is_stub else "no"}}

    def count(self, table: str, query: str) -> int:
        asked = dict(QueryDict(unescape(query)).lists())
        wanted: dict[str, set[str]] = {}
        for name, values in asked.items():
            field, _, part = name.partition("_")
            if field in ("date", "published") and part:  # from, to and match: one year for certain, or none
                wanted.setdefault(field, set()).update({*values} - {"certainly"})
            else:
                wanted[name] = set(values)
        return sum(all(row[name] & values for name, values in wanted.items()) for row in self.rows[table])


@pytest.fixture
def facts():
    return Facts()


def numbers(html: str) -> Iterator[tuple[str, str, int]]:
    """The numbers that lead to a list: the list, what is asked of it, and what the page says."""
    for pattern in LINKS:
        for table, query, number in re.findall(pattern, html):
            if not {"sort", "year"} & set(QueryDict(unescape(query))):  # a drawing leaves rows out; years are below
                yield table, query, int(number)


@pytest.mark.parametrize(
    ("address", "at_least"), [("/", 2), (f"{PACT}sources/", 20), (f"{PACT}timeline/", 10), ("/coverage/", 130)]
)
def test_each_number_that_leads_to_a_list_is_the_number_of_its_rows(client, facts, address, at_least):
    found = list(numbers(html_of(client, address)))
    assert [(one, facts.count(*one[:2])) for one in found if facts.count(*one[:2]) != one[2]] == []
    assert len(found) >= at_least


def test_the_first_page_counts_the_promises_and_follow_ups_of_each_agreement(client):
    words = page(client, "/")
    commitments = Commitment.objects.published().filter(clause__agreement__slug=DECLARATION)
    apart = commitments.filter(modality="declaratory").count()
    since = Action.objects.published().filter(agreement__slug=DECLARATION, relation="follow_up").count()
    assert f"{commitments.count()} commitments , {apart} of them statements that set no duty." in words
    assert f"{since} follow-ups are recorded, with those on statements" in words
    assert f"Of {commitments.count() - apart} promises, " in words
    told = words.count(" recorded, with those on statements")
    assert Agreement.objects.published().exclude(record_level="mention").count() == told == 1


def test_the_pages_of_an_agreement_count_follow_ups_disagreements_and_sources(client, facts):
    compared = {
        (row["table"], row["code"], row["field"], row["measure"], row["about"]) for row in rows(client, "conflicts")
    }
    compared = [one for one in compared if one[-1] != "noted" and one[0] != "agreement_relations"]
    sides = Count("sides", filter=Q(sides__in=DisagreementSide.objects.published()))
    noted = Disagreement.objects.published().annotate(public=sides).filter(public__gte=2).count()
    assert f"Sources differ on {len(compared) + noted} points ." in page(client, PACT)
    words = page(client, f"{PACT}sources/")
    assert f"Where sources differ {len(compared) + noted} points" in words
    assert f"{facts.count('sources', f'agreement={DECLARATION}')} sources are cited for it" in words
    actions = Action.objects.published().filter(agreement__slug=DECLARATION)
    words = page(client, f"{PACT}timeline/")
    since = actions.filter(relation="follow_up").count()
    assert f"{actions.count()} actions are recorded, {since} of them reported since" in words
    assert f"All {actions.count()} actions as a list" in words


def test_what_was_read_adds_up_to_all_sources(client):
    html = html_of(client, "/coverage/")
    for heading in ("Language", "Year of publication", "How much was read", "Kind"):
        table = html.partition(f'<th scope="col">{heading}</th>')[2].partition("</table>")[0]
        assert sum(map(int, re.findall(r">(\d+)</a>", table))) == Source.objects.published().count(), heading


def test_the_page_of_coverage_counts_promises_without_follow_up_and_what_rests_on_one_origin(client):
    words = page(client, "/coverage/")
    followed = Bearing.objects.published().filter(action__relation="follow_up").values("commitment")
    bare = Commitment.objects.published().exclude(pk__in=followed).count()
    assert f"On {bare} of {Commitment.objects.published().count()} promises no follow-up is reported." in words
    assert f"Promises without a reported follow-up ({bare})" in words
    evidence = [row for row in rows(client, "evidence") if row["table"] == "actions"]
    one = sum(row["origins"] == "1" for row in evidence)
    own = sum(row["self_reported"] == "yes" for row in evidence)
    assert f"Of {Action.objects.published().count()} actions, {one} rest on one origin only" in words
    assert f"{own} go back, at least in part, to what a party or an organ of one says of itself." in words
    cited = Citation.objects.published().filter(stance="supports", action__isnull=False).exclude(rank="deprecated")
    others = cited.exclude(source__extent="cut_excerpt").values("action")
    only = Action.objects.published().filter(pk__in=cited.values("action")).exclude(pk__in=others).count()
    assert f"{only} actions are known only from excerpts that break off" in words


def test_a_year_that_is_a_link_has_as_many_actions_as_its_list(client):
    found = re.findall(
        r'<li><a href="([^"]*year=\d+)">\d+</a> <span class="n">(\d+) actions?', html_of(client, f"{PACT}timeline/")
    )
    assert found
    for address, number in found:
        assert f"of <b>{number}</b>" in html_of(client, unescape(address))


def test_the_page_of_data_counts_the_rows_of_every_table(client):
    html = html_of(client, "/data/")
    found = re.findall(r'<td class="number">([\d,]+)</td>\s*<td class="file"><a href="/data/([a-z_]+)\.csv', html)
    told = {name: int(number.replace(",", "")) for number, name in found}
    assert told.keys() == {table.name for table in PUBLIC_TABLES}
    stored = {table.name: table.model.objects.published().count() for table in PUBLIC_TABLES if hasattr(table, "model")}
    assert stored.items() <= told.items()


@pytest.mark.parametrize("address", ["/method/", "/accessibility/"])
def test_pages_that_nobody_updates_state_no_count_of_the_record(client, address):
    counted = r"\d[\d,]* (?:actions|commitments|promises|sources|clauses|citations|actors|records)\b"
    assert re.findall(counted, page(client, address)) == []


def test_the_readme_states_numbers_that_the_repository_has():
    words = " ".join((settings.BASE_DIR / "README.md").read_text(encoding="utf-8").split())
    events, references = (lines_of(f"wider_record_{name}.csv") for name in ("rows", "references"))
    assert f"{events} reported events with {references} references" in words
    assert len(PUBLIC_TABLES) > 20
    assert "more than twenty tables as CSV" in words
    assert Source.objects.published().filter(extent="whole").exclude(sha256="").count() == 5
    assert "coded from five news articles" in words


def lines_of(name: str) -> int:
    with Path(settings.BASE_DIR / "fixtures" / name).open(encoding="utf-8", newline="") as file:
        return len(list(csv.DictReader(file)))


def test_the_newest_event_of_the_first_page_is_the_newest_follow_up_by_its_latest_day(client):
    """A date that is marked as a guess leads no list, so the record is asked for those that are sure."""
    html = html_of(client, "/").partition('id="newest"')[2]
    first = Action.objects.published().get(slug=re.search(r'href="/actions/([a-z0-9-]+)/"', html)[1])
    sure = (
        Action.objects.published().filter(relation="follow_up", date_latest__isnull=False).exclude(date__contains="?")
    )
    assert first.date_latest == sure.order_by("date_latest").last().date_latest


def test_the_timeline_of_an_agreement_has_the_same_newest_event_as_the_first_page(client):
    found = [
        re.search(r'href="/actions/([a-z0-9-]+)/"', html_of(client, address).partition('id="newest"')[2])[1]
        for address in ("/", f"{PACT}timeline/")
    ]
    assert found[0] == found[1]
