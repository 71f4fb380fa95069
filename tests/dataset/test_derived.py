"""Tables worked out from the others: what stands behind each record, and where sources disagree."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.dataset.derived import CONFLICTS, EVIDENCE, WORKED_OUT
from clauses.exchange.package.restore import load_order

from ..support.pages.reading import rows_of
from ..support.rows.conflicts import says
from ..support.rows.factories import ActionFactory, ActorFactory, AgreementPartyFactory, CitationFactory, SourceFactory
from ..support.rows.filling import fill

pytestmark = pytest.mark.django_db


def of(table, record) -> list[dict]:
    return [row for row in rows_of(table) if row["code"] == record.code]


def test_a_record_stands_with_its_reports_outlets_and_origins():
    action = ActionFactory()
    tweet = SourceFactory(kind="social", publisher=ActorFactory(kind="body"))
    AgreementPartyFactory(agreement=action.agreement, actor=tweet.publisher)
    for _ in range(2):
        CitationFactory(action=action, origin=tweet)
    (row,) = of(EVIDENCE, action)
    assert row == {
        "table": "actions",
        "code": action.slug,
        "reports": "2",
        "outlets": "2",
        "origins": "1",
        "self_reported": "yes",
    }


def test_a_conflict_stands_with_a_row_for_each_side_the_most_reported_first():
    action = ActionFactory()
    later = [says(action, "2021-10-06") for _ in range(2)]
    earlier = says(action, "2021-10-05")
    first, second = of(CONFLICTS, action)
    assert (first["side"], first["value"], first["reports"], first["standing"]) == ("1", "2021-10-06", "2", "open")
    assert first["citations"] == "; ".join(sorted(one.code for one in later))
    assert (second["side"], second["value"], second["citations"]) == ("2", "2021-10-05", earlier.code)
    assert (first["table"], first["field"], first["about"], first["is_followed"]) == ("actions", "date", "value", "no")


def test_the_credited_actor_stands_with_the_side_if_it_is_public():
    action, public, draft = (
        ActionFactory(),
        ActorFactory(slug="zq-public"),
        ActorFactory(slug="zq-draft", state="draft"),
    )
    for actor in (public, draft):
        CitationFactory(action=action, field="area_cleared", value="132", unit="km2", attributed_to=actor)
    assert sorted(row["attributed_to"] for row in of(CONFLICTS, action)) == ["", "zq-public"]


def test_what_is_not_public_is_no_side_and_no_report():
    action = ActionFactory()
    says(action, "2021-10-06")
    says(action, "2021-10-05", state="draft")
    says(action, "2021-10-04", source=SourceFactory(state="draft"))
    assert of(CONFLICTS, action) == []
    assert [row["reports"] for row in of(EVIDENCE, action)] == ["1"]


def test_the_counts_are_those_of_the_rows():
    says(*[ActionFactory()], "2021-10-06")
    fill(12)
    assert [table.count() for table in WORKED_OUT] == [len(rows_of(table)) for table in WORKED_OUT]


def test_many_rows_need_as_many_queries_as_few():
    def queries():
        with CaptureQueriesContext(connection) as asked:
            for table in WORKED_OUT:
                rows_of(table)
        return len(asked)

    fill(20)
    dispute()
    few = queries()
    fill(60)
    for _ in range(20):
        dispute()
    assert queries() == few


def dispute():
    action = ActionFactory()
    return [says(action, value) for value in ("2021-10-05", "2021-10-06")]


def test_a_part_of_the_conflicts_can_be_asked_for(client):
    action = ActionFactory()
    says(action, "2021-10-06")
    says(action, "2021-10-05")
    for query, is_there in (("field=date&standing=open", True), ("field=status", False), ("standing=decided", False)):
        content = b"".join(client.get(f"/data/conflicts.csv?{query}").streaming_content).decode("utf-8-sig")
        assert (action.slug in content) is is_there, query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour=red", "This list cannot be asked for “colour”. It knows: about, field, standing."),
        ("field=colour", "field: “colour” is none of its values: date, "),
        ("standing=lost", "standing: “lost” is none of its values: open, decided, reopened."),
        ("&".join(f"field=value-{number}" for number in range(51)), "“field” is asked 51 times. Ask it at most 50"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_with_what_can_be_asked(client, query, words):
    response = client.get(f"/data/conflicts.csv?{query}")
    assert response.status_code == 400
    assert words in response.content.decode()


def test_pages_of_downloads_and_codebook_have_them(client):
    for page in ("/data/", "/codebook/"):
        content = client.get(page).content.decode()
        assert all(f"/data/{table.name}.csv" in content for table in WORKED_OUT)


def test_imports_do_not_take_them():
    assert not {table.name for table in load_order()} & {table.name for table in WORKED_OUT}


@pytest.mark.parametrize("table", WORKED_OUT, ids=lambda table: table.name)
def test_each_column_is_described_in_a_full_sentence_and_keys_and_filters_exist(table):
    assert all(column.description.endswith(".") for column in table.columns)
    assert {*table.key, *table.filters} <= set(table.header)
