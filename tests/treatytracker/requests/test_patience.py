"""No statement for a reader keeps the database busy for long; who asks for too much is told so."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from clauses.public import data, home
from treatytracker.requests import patience

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
pytestmark = pytest.mark.django_db(transaction=True)


def run(sql: str = ENDLESS):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture
def impatient(settings):
    settings.STATEMENT_SECONDS = 0.05


def is_unlimited() -> bool:
    """Whether a statement that takes a multiple of the limit runs to its end on the connection as it was left."""
    return run(ENDLESS.replace("FROM n)", "FROM n WHERE i < 1000000)"))[0][0] == 1_000_000


def test_a_page_whose_statement_takes_too_long_answers_503_in_the_style_of_the_site(client, impatient, monkeypatch):
    monkeypatch.setattr(home, "_cards", run)
    response = client.get("/")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    html = response.content.decode()
    assert "This takes too long" in html
    assert "public.css" in html
    assert is_unlimited()


def test_a_file_whose_first_rows_take_too_long_answers_503(client, impatient, monkeypatch):
    monkeypatch.setattr(data, "pieces", lambda *_, **__: ((1, str(row)) for row in run()))
    response = client.get("/data/actions.csv")
    assert response.status_code == 503
    assert is_unlimited()


def test_a_later_piece_of_a_file_that_takes_too_long_breaks_it_off(client, impatient, monkeypatch):
    monkeypatch.setattr(data, "package_in_pieces", lambda: (bytes(run()) for _ in range(1)))
    response = client.get("/data/treatytracker.zip")
    with pytest.raises(OperationalError):
        list(response.streaming_content)
    assert is_unlimited()


def test_the_page_of_a_stopped_statement_asks_the_database_nothing(impatient, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert patience.answer_too_slow(None, OperationalError("interrupted")).status_code == 503


def test_other_errors_of_the_database_go_their_own_way():
    assert patience.answer_too_slow(None, OperationalError("no such table: x")) is None
    assert patience.answer_too_slow(None, ValueError("interrupted")) is None


def answer(path: str, view):
    return patience.limit_statements(view)(RequestFactory().get(path))


def test_the_admin_and_commands_have_all_the_time_that_they_need(impatient):
    assert is_unlimited()
    assert answer("/admin/clauses/action/", lambda request: HttpResponse(is_unlimited())).content == b"True"


def test_no_limit_is_set_where_none_is_wanted(settings):
    settings.STATEMENT_SECONDS = 0
    assert answer("/", lambda request: HttpResponse(is_unlimited())).content == b"True"


def test_a_limit_is_lifted_while_a_reader_takes_a_file(impatient):
    response = answer("/", lambda request: StreamingHttpResponse(str(run("SELECT 1")) for _ in range(2)))
    for _ in response.streaming_content:
        assert is_unlimited()
