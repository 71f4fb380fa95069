"""The list and the file of all conflicts have those that a person noted, on a past day, too."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses import known_on
from clauses.dates import parse
from clauses.exchange.package.restore import restore
from clauses.models import Disagreement
from tests.support.files.packages import package_bytes

from ..support.pages.reading import html_of, page_of_row
from ..support.rows.conflicts import listed, note, rows_of_file
from ..support.rows.factories import ActionFactory, ActorFactory, CitationFactory, CommitmentFactory, SourceFactory
from ..support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_the_list_has_them_and_can_be_narrowed_to_them(client, trade, exports, names):
    other = ActionFactory(title="Compared")
    for value in ("2021", "2022"):
        CitationFactory(action=other, field="date", value=value)
    everything, noted, types = listed(client), listed(client, about="noted"), listed(client, field="type")
    assert all(title in everything for title in ("Exports above", "What was signed", "Compared"))
    assert "Noted by the editors" in noted
    assert "Compared" not in noted
    assert "What was signed" in types
    assert "Exports above" not in types
    assert "Exports above" not in listed(client, standing="decided")


def test_the_file_has_a_row_for_each_side_that_names_the_disagreement(client, dialogues, numbering, trade, exports):
    rows = [row for row in rows_of_file(client) if row["disagreement"] == "exports-above-turnover"]
    assert [(row["table"], row["code"], row["field"], row["side"]) for row in rows] == [
        ("commitments", trade.slug, "figure", str(number)) for number in (1, 2)
    ]
    assert {(row["measure"], row["value"], row["unit"]) for row in rows} == {
        ("exports", "4.7", "billion USD"),
        ("turnover", "4.6", "billion USD"),
    }
    assert {(row["about"], row["standing"], row["decision"]) for row in rows} == {("noted", "open", "")}
    others = [row for row in rows_of_file(client) if row["disagreement"] == numbering.slug]
    assert {row["code"] for row in others} == {row.slug for row in dialogues}
    assert {(row["field"], row["value"]) for row in others} == {("", "")}
    assert {row["about"] for row in rows_of_file(client, "?about=noted")} == {"noted"}


def test_it_comes_back_from_a_package_as_it_was(client, exports, names, numbering):
    content, before = package_bytes(), listed(client, about="noted")
    Disagreement.objects.all().delete()
    assert not restore(content, user=None, confirmed=True).problems
    assert package_bytes() == content
    assert listed(client, about="noted") == before


def test_the_files_of_an_agreement_have_those_about_it_alone(client, trade, exports, names):
    address = f"/data/disagreements.csv?agreement={trade.clause.agreement.slug}"
    content = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    assert exports.slug in content
    assert names.slug not in content
    assert f"/data/disagreements.csv?agreement={trade.clause.agreement.slug}" in html_of(
        client, f"{trade.clause.agreement.get_absolute_url()}data/"
    )


# --- Known on a day


def test_on_a_past_day_it_is_shown_only_once_all_its_passages_were_out(client, trade, exports):
    CitationFactory(commitment=trade, source__published="2022-01-10")
    for day, is_there in (("2022-01-31", False), ("2022-02-01", True)):
        for words in (page_of_row(client, trade, f"?known_on={day}"), listed(client, known_on=day)):
            assert ("Exports above the turnover" in words) is is_there


def test_a_passage_about_what_nobody_had_reported_keeps_it_back():
    known, unknown = (ActionFactory() for _ in range(2))
    CitationFactory(action=unknown, source__published="2023-01-01")
    said = [CitationFactory(action=known, note="So."), CitationFactory(action=unknown, stance="contradicts")]
    row = note("Both", *said, CitationFactory(action=known, note="Not so."))
    with known_on.override(parse("2022-12-31").latest):
        assert not Disagreement.objects.published().filter(pk=row.pk).exists()
    with known_on.override(parse("2023-01-01").latest):
        assert Disagreement.objects.published().filter(pk=row.pk).exists()


# --- Many of them


@pytest.mark.parametrize("many", [500, pytest.param(10_000, marks=pytest.mark.heavy)])
def test_many_need_as_many_queries_as_few(client, many):
    promise = CommitmentFactory(title="Much is said of it")
    sources = bulk(SourceFactory, 50, publisher=ActorFactory(kind="media"))

    def queries(count):
        said = bulk(CitationFactory, count, commitment=promise, source=sources, number=[*range(count, count * 2)])
        for number in range(0, min(count, 20), 2):
            note(f"Disagreement {count}-{number}", *said[number : number + 2])
        asked = []
        for address in ("/conflicts/", promise.get_absolute_url(), "/data/conflicts.csv"):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
                b"".join(response) if response.streaming else response.content
            asked.append(len(captured))
        return asked

    few = queries(4)
    assert queries(many) == few
