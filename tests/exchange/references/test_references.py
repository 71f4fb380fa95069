"""References of other programs come in as draft sources, by the command and on the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.admin.collection import pages
from clauses.models import Source
from tests.support.files.collections import run
from tests.support.rows.factories import ActorFactory, SourceFactory

pytestmark = pytest.mark.django_db
ITEM = {
    "type": "article-newspaper",
    "title": "Allies meet in Şuşa",
    "container-title": "The Gazette",
    "author": [{"family": "Reporter", "given": "A."}, {"literal": "The desk"}],
    "URL": "https://example.org/1",
    "issued": {"date-parts": [[2021, 6, 15]]},
    "accessed": {"date-parts": [["2021", "7", "1"]]},
    "language": "en",
}
RIS = """TY  - NEWS
TI  - Allies meet in Şuşa
T2  - The Gazette
AU  - Reporter, A.
AU  - The desk
DA  - 2021/06/15/
UR  - https://example.org/1
Y2  - 2021/07/01/
LA  - en
ER  -
"""


def given(tmp_path, name, content, *options):
    (tmp_path / name).write_text(content, encoding="utf-8")
    return run("import_references", tmp_path / name, *options)


@pytest.mark.parametrize(("name", "content"), [("a.json", json.dumps([ITEM])), ("a.ris", RIS)])
def test_a_reference_becomes_a_draft_source_with_all_that_it_says(tmp_path, name, content):
    ActorFactory(slug="gazette", name="The Gazette")
    assert "1 added." in given(tmp_path, name, content)
    source = Source.objects.get()
    assert (source.slug, source.state, source.kind) == ("allies-meet-in-susa-2021-06-15", "draft", "news")
    assert (source.title, source.author) == ("Allies meet in Şuşa", "Reporter, A.; The desk")
    assert (source.publisher.slug, source.url, source.language) == ("gazette", "https://example.org/1", "en")
    assert (source.published, source.accessed_on.isoformat(), source.note) == ("2021-06-15", "2021-07-01", "")


def test_a_second_time_nothing_is_added_even_where_the_code_is_another(tmp_path):
    SourceFactory(slug="mine", url="https://example.org/1", title="Mine")
    assert "0 new, 0 changed, 1 unchanged, 0 refused." in given(tmp_path, "a.json", json.dumps([ITEM]))
    assert Source.objects.get().title == "Mine"


def test_what_has_no_column_is_kept_in_the_note(tmp_path):
    item = ITEM | {"language": "English", "title": "T" * 400, "issued": {"literal": "last spring"}, "URL": "ftp://x"}
    given(tmp_path, "a.json", json.dumps([item, item]))
    first, second = Source.objects.order_by("slug")
    assert second.slug == f"{first.slug}-2"
    assert (len(first.title), first.published, first.published_as_printed) == (300, "", "last spring")
    assert "Published in or by: The Gazette." in first.note
    assert "Language as given: English" in first.note
    assert "Address as given: ftp://x" in first.note
    assert "T" * 400 in first.note


@pytest.mark.parametrize(
    ("parts", "published"),
    [([[2021]], "2021"), ([[2021, 6]], "2021-06"), ([[2021, 6, 1], [2021, 6, 3]], "2021-06-01/2021-06-03"), ([[]], "")],
)
def test_a_date_is_no_more_exact_than_the_reference(tmp_path, parts, published):
    given(tmp_path, "a.json", json.dumps([ITEM | {"issued": {"date-parts": parts}}]))
    assert Source.objects.get().published == published


WRONG = {
    "no JSON": ("a.json", "[{", "a.json: this is no JSON ("),
    "no list": ("a.json", "{}", "a.json: this is no CSL-JSON: a list of items is expected."),
    "very deep": ("a.json", "[" * 100_000, "a.json: this is no JSON ("),
    "no reference": ("a.json", "[]", "a.json: there is no reference in it."),
    "no RIS": ("a.ris", "Hello\n", "a.ris, line 1: this is no line of RIS."),
    "without an end": (
        "a.ris",
        RIS.replace("ER", "N1"),
        "a.ris, line 1, column TY: the record that begins here has no end.",
    ),
    "two in one": (
        "a.ris",
        RIS.replace("ER  -", "N1  -") + RIS,
        "a.ris, line 1, column TY: the record that begins here has no end.",
    ),
    "without a beginning": ("a.ris", "TI  - X\n", "a.ris, line 1, column TI: a record begins with “TY  - ”."),
    "BibTeX": (
        "a.bib",
        "@misc{x}",
        "a.bib: this kind of file is not read. Export the references as CSL-JSON (.json) or RIS",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_told_with_its_place_and_remedy(tmp_path, case):
    name, content, words = WRONG[case]
    assert words in given(tmp_path, name, content)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "odd", [{"issued": 5}, {"author": "x"}, {"title": None}, {"issued": {"date-parts": "x"}}, {"type": []}]
)
def test_odd_values_are_left_out(tmp_path, odd):
    assert "1 added." in given(tmp_path, "a.json", json.dumps([ITEM | odd]))


def test_the_page_of_collections_takes_them_too_as_drafts(admin_client, monkeypatch):
    monkeypatch.setattr(pages, "SECONDS", 3600)  # however busy the machine is
    file = SimpleUploadedFile("library.json", json.dumps([ITEM]).encode())
    page = admin_client.post(
        "/admin/collection/", {"collection": file, "mode": "changed", "state": "published"}, follow=True
    )
    assert "1 new, 0 changed, 0 unchanged, 0 refused." in page.content.decode()
    admin_client.post(page.redirect_chain[-1][0], {"step": "write"})
    assert Source.objects.get().state == "draft"
    wrong = SimpleUploadedFile("library.bib", b"@misc{x}")
    page = admin_client.post("/admin/collection/", {"collection": wrong, "mode": "new", "state": "draft"})
    assert "library.bib: this kind of file is not read." in page.content.decode()
