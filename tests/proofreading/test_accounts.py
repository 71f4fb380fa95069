"""The tables beside the fixtures account for each event, reference and fact: by published rows, or by a reason."""

import csv
import re

import pytest
from django.conf import settings

from clauses.models import Action, Citation, Commitment, Source

pytestmark = pytest.mark.usefixtures("wider")

OUTCOMES = {"record", "figures", "merged", "left_out"}


def lines_of(name: str) -> list[dict[str, str]]:
    """The lines of a table, each with its number; what is separated by semicolons as a list."""
    with (settings.BASE_DIR / "fixtures" / name).open(encoding="utf-8", newline="") as file:
        return [line | {"line": number} for number, line in enumerate(csv.DictReader(file), 2)]


def listed(cell: str) -> list[str]:
    return [code.strip() for code in cell.split(";") if code.strip()]


def codes_of(*models) -> set[str]:
    rows = ((model._meta.model_name, model.objects.published().values_list("slug", flat=True)) for model in models)
    return {f"{name}:{slug}" for name, slugs in rows for slug in slugs}


@pytest.fixture
def cited():
    """The record of each published citation, by the code of the citation."""
    found = Citation.objects.published().select_related("source", "action", "commitment")
    return {f"{one.source.slug}/{one.number}": record_of(one) for one in found}


def record_of(citation: Citation) -> str:
    for name in ("action", "commitment"):
        if row := getattr(citation, name):
            return f"{name}:{row.slug}"
    return ""


def test_each_event_has_published_records_or_is_left_out_with_its_reason():
    lines, known = lines_of("wider_record_rows.csv"), codes_of(Action, Commitment)
    assert len({line["row"] for line in lines}) == len(lines) == 142
    for line in lines:
        records = listed(line["records"])
        assert line["outcome"] in OUTCOMES, line
        assert set(records) <= known, line
        assert (line["outcome"] == "left_out") == (not records), line
        assert line["reason"].strip() or line["outcome"] not in ("left_out", "merged"), line


def test_each_reference_has_citations_of_its_source_on_records_of_its_event_or_a_reason(cited):
    lines, sources = lines_of("wider_record_references.csv"), codes_of(Source)
    records = {line["row"]: listed(line["records"]) for line in lines_of("wider_record_rows.csv")}
    assert len({(line["row"], line["number"]) for line in lines}) == len(lines) == 303
    for line in lines:
        citations = listed(line["citations"])
        assert bool(citations) != bool(line["reason"].strip()), line
        assert not line["source"] or f"source:{line['source']}" in sources, line
        for code in citations:
            assert code.rpartition("/")[0] == line["source"], line
            assert cited.get(code, "unknown") in records[line["row"]], line


def test_each_difference_from_the_file_of_events_has_its_reason():
    rows = {line["row"] for line in lines_of("wider_record_rows.csv")}
    lines = lines_of("wider_record_differences.csv")
    assert lines
    assert [line for line in lines if line["row"] not in rows or not line["reason"].strip()] == []


def test_each_fact_of_the_five_articles_is_cited_or_left_out_for_a_reason(cited):
    lines = lines_of("source_facts.csv")
    assert {line["article"] for line in lines} == {"000", "001", "002", "003", "004"}
    assert len({line["fingerprint"] for line in lines}) == len(lines)
    for line in lines:
        citations = listed(line["cited_as"])
        assert bool(citations) != bool(line["reason"].strip()), line
        assert set(citations) <= set(cited), line
        assert re.fullmatch("[0-9a-f]{12}", line["fingerprint"]), line
