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


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["hex", "rot13", "zip", "idna", "undefined", "unicode_escape", "utf-16", "no-such"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_request_in_another_charset_than_utf_8_is_refused(client, address, charset):
    body = b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\n\\ud800\\u0000\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert client.generic("POST", address, body, content_type=kind).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_request_in_utf_8_may_say_so(client, charset):
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    response = client.generic("POST", "/admin/login/", b"username=%C5%9Fu%C5%9Fa&password=x", content_type=kind)
    assert response.status_code == 200
    assert 'value="şuşa"' in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("value", [r'"\000abcdefghijklm"', r'"\001"', r'"\342\200\256"'])
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "other"])
def test_a_cookie_that_cannot_be_printed_is_refused(client, name, value):
    for address in ADDRESSES:
        response = client.get(address, headers={"cookie": f"{name}={value}"})
        assert response.status_code == 400
        assert "delete the cookies of this site" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [b"%00", b"a%ED%A0%80", b"%FF%FE"])
def test_a_form_with_broken_characters_is_answered_with_what_is_wrong(client, typed):
    kind = "application/x-www-form-urlencoded"
    body = b"username=" + typed + b"&password=" + typed + b"&next=" + typed + b"&csrfmiddlewaretoken=" + typed
    assert client.generic("POST", "/admin/login/", body, content_type=kind).status_code == 200
