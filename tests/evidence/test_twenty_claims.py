"""Reports, outlets and origins of twenty claims of the shipped data, against a table worked out by hand.

`worked_by_hand/twenty_claims.csv` was written by reading the fixtures by the rules on the method page, each line with
its reasoning. Where this test fails, find out who is right before anything is changed: the table is never bent.
"""

import csv
from operator import attrgetter

import pytest

from clauses.dataset.columns import NO, SEPARATOR, YES
from clauses.dataset.derived import CITED
from clauses.evidence.in_words import Evidence
from clauses.evidence.origins import Chains
from clauses.models import Citation, Source
from clauses.models.about import TARGETS
from clauses.public.sections.claims import claims_of, party_ids
from clauses.vocabularies import Rank, Stance
from tests.support.site.paths import WORKED_BY_HAND

from ..support.pages.reading import rows
from ..support.rows.factories import CitationFactory

pytestmark = [pytest.mark.usefixtures("shipped"), pytest.mark.pages]

TABLE = WORKED_BY_HAND / "twenty_claims.csv"
CLAIMS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
# The agreement whose parties report on themselves, from the record that a claim is about.
AGREEMENT_OF = {name: attrgetter("agreement") for name in TARGETS} | {
    "agreement": lambda row: row,
    "relation": attrgetter("subject"),
    "commitment": attrgetter("clause.agreement"),
}


def codes(cell: str) -> set[str]:
    return set(cell.split(SEPARATOR)) if cell else set()


def claims_about(line):
    """What a public page says of the record of a line."""
    target = line["table"]
    model = Citation._meta.get_field(target).related_model
    row = model.objects.published().get_by_natural_key(*line["record"].split("/"))
    return claims_of(party_ids(AGREEMENT_OF[target](row)), **{target: row})


def supporting(citations):
    return [one for one in citations if one.stance == Stance.SUPPORTS and one.rank != Rank.DEPRECATED]


def test_the_table_holds_twenty_claims_with_their_reasoning():
    assert len({(line["table"], line["record"]) for line in CLAIMS}) == len(CLAIMS) == 20
    assert {line["table"] for line in CLAIMS} == set(TARGETS)
    assert all(len(line["reasoning"]) > 50 for line in CLAIMS)


def test_the_numbers_of_the_table_are_those_of_the_codes_beside_them():
    for line in CLAIMS:
        counted = tuple(str(len(codes(line[name]))) for name in ("sources", "publishers", "ends"))
        assert (line["reports"], line["outlets"], line["origins"]) == counted, line["record"]


@pytest.mark.parametrize("line", CLAIMS, ids=[line["record"] for line in CLAIMS])
def test_a_page_counts_reports_outlets_and_origins_as_the_hand_did(line):
    numbers = (int(line[name]) for name in ("reports", "outlets", "origins"))
    assert claims_about(line).evidence == Evidence(*numbers, {YES: True, NO: False}[line["self_reported"]])


@pytest.mark.parametrize("line", CLAIMS, ids=[line["record"] for line in CLAIMS])
def test_the_chains_lead_through_the_sources_that_the_hand_followed(line):
    citations = supporting(claims_about(line).citations)
    chains = Chains(citations)
    ends = {pk for citation in citations for pk in chains.origins(citation)}
    sources = {citation.source for citation in citations}
    assert {source.slug for source in sources} == codes(line["sources"])
    assert {source.publisher.slug for source in sources} == codes(line["publishers"])
    assert {chains.sources[pk].slug for pk in ends} == codes(line["ends"])


def test_the_file_of_the_evidence_says_the_same(client):
    numbers = ("reports", "outlets", "origins", "self_reported")
    told = {(row["table"], row["code"]): [row[name] for name in numbers] for row in rows(client, "evidence")}
    for line in CLAIMS:
        assert told[CITED[line["table"]].name, line["record"]] == [line[name] for name in numbers], line["record"]


def test_a_reprint_of_a_report_adds_a_report_and_an_outlet_but_no_origin():
    (line,) = [line for line in CLAIMS if line["record"] == "demining-with-turkish-help"]
    before = claims_about(line).evidence
    citation = Citation.objects.get(source__slug="hurriyet-daily-news-2022-02-07-security-meets", number=41)
    reprint = Source.objects.get(slug="infobalkans-2022-02-07-security-meets")
    CitationFactory(source=reprint, action=citation.action, state="published")
    after = claims_about(line).evidence
    assert after == Evidence(before.reports + 1, before.outlets + 1, before.origins, before.self_reported)
