"""A form of somebody who is not signed in costs little, however it is made."""

from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import multipartparser
from django.test import Client

from tests.support.rows.people import person
from treatytracker.requests.uploads import LARGEST

pytestmark = pytest.mark.django_db
KIND = "multipart/form-data; boundary=XX"
NAMELESS = f"--XX\r\nX: {';' * 900}\r\n\r\nv\r\n".encode()  # costs 2 ms to read, and counts as no field
END = b"--XX--\r\n"


@pytest.fixture
def stranger(db):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/admin/login/")  # brings the cookie without which no form is read
    return client


@pytest.mark.parametrize("address", ["/", "/search/", "/admin/login/", "/admin/clauses/domain/import/", "/nothing/"])
def test_a_large_form_of_a_stranger_is_refused_before_it_is_read(stranger, address):
    body = NAMELESS * (LARGEST // len(NAMELESS) + 1) + END
    with patch.object(multipartparser, "parse_boundary_stream") as reading:
        answer = stranger.post(address, body, content_type=KIND)
    assert not reading.called
    assert answer.status_code == (404 if address == "/nothing/" else 400)


def test_no_form_is_read_at_an_address_of_nothing(stranger):
    field = b'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\nv\r\n'
    answer = stranger.post("/nothing/", field * 2001 + END, content_type=KIND)  # more fields than any form has
    assert answer.status_code == 404


def test_it_is_told_what_to_do_instead(stranger):
    answer = stranger.post("/admin/login/", NAMELESS * 1000 + END, content_type=KIND)
    assert "Sign in in another window" in answer.content.decode()


def test_who_is_signed_in_sends_files_of_any_allowed_size(db):
    row = "test-{},One,What belongs to it.{},,,1\r\n"
    content = "slug,label,definition,scope_note,parent,position\r\n" + row.format("one", "." * LARGEST)
    file = SimpleUploadedFile("domains.csv", content.encode())
    answer = person("manager").post("/admin/clauses/domain/import/", {"import_file": file})
    assert "400 kB" not in answer.content.decode()
    assert answer.status_code == 200


def test_a_small_form_of_a_stranger_is_read(stranger):
    token = stranger.cookies["csrftoken"].value
    sent = {"username": "ada", "password": "wrong", "csrfmiddlewaretoken": token, "f": SimpleUploadedFile("a", b"x")}
    assert "enter the correct username" in stranger.post("/admin/login/", sent).content.decode()
