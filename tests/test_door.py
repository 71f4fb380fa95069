"""Broken addresses are answered 400 at one door, on every page, before they reach the database."""

import pytest

ADDRESSES = ["/admin/login/", "/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("query", ["q=%00", "%00=1", "q=a%E2%80%AEb", "q=%0B", "q=" + "x" * 60_000])
def test_a_query_that_cannot_be_printed_or_is_too_long_is_refused(client, address, query):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert "cannot be printed" in response.text or "Shorten it" in response.text


@pytest.mark.django_db
def test_ordinary_queries_in_any_script_pass(client):
    assert client.get("/admin/login/?next=/admin/%3Fq%3DŞuşa+Шуша").status_code == 200
