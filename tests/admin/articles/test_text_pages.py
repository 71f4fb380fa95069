"""The admin's pages for the texts of articles and for what became of the quotations in them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.articles.quotations import Article
from clauses.editing import texts
from clauses.models import Citation, Proposal, SourceText
from tests.support.pages.forms import filled, saved
from tests.support.pages.reading import shown
from tests.support.rows.articles import PAGE, hidden, text_address
from tests.support.rows.factories import CitationFactory, SourceFactory
from tests.support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
TEXT = "Allies meet\n\nThe armies held a drill in the hills.\nThey will meet again in spring.\nThey met.\n"


@pytest.fixture
def source():
    return SourceFactory(slug="paper", state="draft", sha256="", title="A paper")


@pytest.fixture
def editor():
    return person("editor")


def test_a_pasted_text_is_shown_as_it_is_read_before_anything_is_stored(editor, source):
    CitationFactory(source=source, number=1, quote="held no drill", locator=1)
    CitationFactory(source=source, number=2, quote="met", locator=1)
    response = editor.post(text_address(source), {"text": TEXT.replace("\n", "\r\n"), "step": "look"})
    said = shown(response)
    assert "Nothing is stored yet" in said
    assert "Not counted as paragraphs, because they do not end like sentences: Allies meet" in said
    assert "no. 1 “held no drill” It does not stand in the text." in said
    assert "no. 2 “met” It stands in paragraph 3; 1 is given." in said
    assert response.content.decode().count("<li>They") == 2
    assert not SourceText.objects.exists()
    answer = editor.post(
        text_address(source), hidden(response) | {"step": "store", "reason": "Read on paper"}, follow=True
    )
    assert "The text is stored: 3 paragraphs. Of its quotations, 1 stand in it, 1 do not stand in it." in shown(answer)
    row = SourceText.objects.get()
    assert (row.source, row.text) == (source, texts.read(TEXT))
    assert row.history.get().history_change_reason == "Read on paper"
    assert row.history.get().history_user == editor.user


def test_a_file_is_read_and_its_text_can_be_mended_before_it_is_stored(editor, source):
    file = SimpleUploadedFile("page.html", PAGE.encode(), "text/html")
    response = editor.post(text_address(source), {"file": file, "step": "look"})
    assert response.context["report"].head == ("Allies meet",)
    sent = hidden(response) | {"step": "store"}
    again = editor.post(text_address(source), sent | {"text": sent["text"].replace("Allies meet", "Allies met")})
    assert "You changed the text after it was shown." in shown(again)
    assert not SourceText.objects.exists()
    editor.post(text_address(source), hidden(again) | {"step": "store"})
    assert SourceText.objects.get().text.startswith("Allies met\n")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Paste the text or choose a file: one of the two."),
        ({"text": " \r\n "}, "Paste the text or choose a file: one of the two."),
        ({"text": "Only a title"}, "There is no paragraph in it"),
        ({"file": ("a.pdf", b"%PDF")}, "“.pdf” cannot be read."),
        ({"file": ("a.txt", b"\xff\x00\xff")}, "this is not UTF-8"),
        ({"file": ("a.txt", b"x" * (5 * 2**20 + 1))}, "the file is larger than 5 MB"),
        ({"file": ("a.txt", b"")}, "empty"),
        ({"text": "One.", "file": ("a.txt", b"One.")}, "one of the two."),
    ],
    ids=["nothing", "spaces", "title", "pdf", "not UTF-8", "large", "empty file", "both"],
)
def test_what_cannot_be_stored_says_why(editor, source, sent, said):
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile(*sent["file"])}
    assert said in shown(editor.post(text_address(source), sent | {"step": "look"}))
    assert not SourceText.objects.exists()


def test_a_newer_text_keeps_the_digest_of_the_earlier_one_in_sight(editor, source):
    texts.store(source, TEXT, user=editor.user)
    texts.store(source, "Another text.", user=editor.user)
    said = shown(editor.get(text_address(source)))
    assert f"1 paragraph; digest {Article('Another text.').sha256}" in said
    assert f"{Article(TEXT).sha256}" in said.partition("Earlier texts")[2]
    assert "By editor" not in said
    assert said.partition("Earlier texts")[2].count("editor") == 1


def test_who_stores_after_somebody_else_is_shown_what_that_changes_now(editor, source):
    response = editor.post(text_address(source), {"text": TEXT, "step": "look"})
    texts.store(source, "Another text.", user=person("reviewer").user)
    answer = editor.post(text_address(source), hidden(response) | {"step": "store"})
    assert "Somebody else has stored a text of this source meanwhile." in shown(answer)
    assert SourceText.objects.get().text == "Another text."
    editor.post(text_address(source), hidden(answer) | {"step": "store"})
    assert SourceText.objects.get().text == texts.read(TEXT)


def test_a_viewer_is_shown_neither_the_page_nor_the_way_to_it(source):
    texts.store(source, "A canary sings.", user=person("editor").user)
    citation = CitationFactory(source=source, number=1, quote="No canary sings", locator=1)
    viewer = person("viewer")
    assert viewer.get(text_address(source)).status_code == 403
    assert viewer.post(text_address(source), {"text": TEXT, "step": "store"}).status_code == 403
    assert "/text/" not in viewer.get(f"/admin/clauses/source/{source.pk}/change/").content.decode()
    page = viewer.get(f"/admin/clauses/citation/{citation.pk}/change/?passage=1-0-8")
    assert "A canary" not in page.content.decode()


def test_a_source_in_review_says_why_no_text_is_stored_now(editor, source):
    source.state = "in_review"
    source.save()
    assert "is in review, so nobody writes in it now" in shown(editor.get(text_address(source)))
    editor.post(text_address(source), {"text": TEXT, "step": "look"})
    assert not SourceText.objects.exists()


def test_the_digest_of_a_public_source_is_proposed(editor):
    source = SourceFactory(sha256="")
    response = editor.post(text_address(source), {"text": TEXT, "step": "look"})
    answer = editor.post(text_address(source), hidden(response) | {"step": "store"}, follow=True)
    assert "its new digest waits for a reviewer" in shown(answer)
    assert f"/admin/clauses/proposal/{Proposal.objects.get().pk}/change/" in answer.content.decode()


def test_the_plain_form_of_a_text_goes_through_the_same_door(editor, source):
    citation = CitationFactory(source=source, number=1, quote="held a drill", locator=1)
    sent = {"source": source.pk, "text": TEXT.replace("\n", "\r\n")}
    assert editor.post("/admin/clauses/sourcetext/add/", sent).status_code == 302
    row = SourceText.objects.get()
    source.refresh_from_db()
    assert (row.text, source.sha256) == (texts.read(TEXT), Article(TEXT).sha256)
    assert citation.check_in_text.lock == "locked"
    saved(editor, row, text="Only this.")
    citation.check_in_text.refresh_from_db()
    assert citation.check_in_text.lock == "broken"
    refused = editor.post(f"/admin/clauses/sourcetext/{row.pk}/change/", filled(editor, row, text="Title"))
    assert "There is no paragraph in it" in shown(refused)


# --- On the page of a citation


@pytest.fixture
def broken(source, editor):
    texts.store(source, TEXT, user=editor.user)
    row = CitationFactory(source=source, number=1, quote="held a long drill", locator=2, state="draft")
    texts.store(source, TEXT, user=editor.user)
    return row


def test_the_nearest_passages_are_offered_to_a_person_who_saves_one(editor, broken):
    page = f"/admin/clauses/citation/{broken.pk}/change/"
    response = editor.get(page)
    said = shown(response)
    assert "Broken : It does not stand in the stored text." in said
    offered = r"Paragraph 1, \d\d % alike: … The armies held a drill in the hills\. … Fill this in"
    assert re.search(offered, said), said.partition("Broken :")[2][:500]
    (link,) = set(re.findall(r'href="(\?passage=1-[^"]*)"', response.content.decode()))
    chosen = editor.get(page + link)
    form = chosen.context["adminform"].form
    assert [form[name].value() for name in ("quote", "locator")] == ["held a drill", 1]
    assert "not saved yet" in shown(chosen)
    broken.refresh_from_db()
    assert (broken.quote, broken.check_in_text.lock) == ("held a long drill", "broken")
    stored = saved(editor, broken, quote="held a drill", locator=1)
    assert stored.check_in_text.lock == "locked"
    assert "Locked : It stands in paragraph 1, from sign 12 on." in shown(editor.get(page))


def test_a_quotation_that_stands_twice_is_told_apart_by_the_words_around_it(editor, source):
    texts.store(source, TEXT, user=editor.user)
    row = CitationFactory(source=source, number=1, quote="They", locator=1, state="draft")
    saved(editor, row, note="x")
    page = f"/admin/clauses/citation/{row.pk}/change/"
    response = editor.get(page)
    assert "It stands in these places." in shown(response)
    for link, paragraph in zip(re.findall(r'href="(\?passage=[^"]*)"', response.content.decode()), (2, 3), strict=True):
        form = editor.get(page + link).context["adminform"].form
        found = [form[name].value() for name in ("quote", "prefix", "suffix", "locator")]
        assert Article(TEXT).locate(*found).place.paragraph == paragraph == found[-1]


@pytest.mark.parametrize("passage", ["9-0-1", "1-5-3", "0-0-1", "1-0-9999999", "x", "1-0", "٣-0-1", "1" * 400])
def test_a_passage_that_is_nowhere_fills_nothing(editor, broken, passage):
    form = editor.get(f"/admin/clauses/citation/{broken.pk}/change/?passage={passage}").context["adminform"].form
    assert form["quote"].value() == "held a long drill"


def test_a_passage_for_a_public_citation_becomes_a_proposal(editor, broken):
    Citation.objects.filter(pk=broken.pk).update(state="published")
    page = f"/admin/clauses/citation/{broken.pk}/change/"
    response = editor.get(f"{page}?passage=1-11-23")
    data = {field.html_name: field.value() or "" for field in response.context["adminform"].form}
    assert editor.post(page, data).status_code == 302
    broken.refresh_from_db()
    assert broken.quote == "held a long drill"
    (edit,) = Proposal.objects.get(table="citation").edits
    assert edit["new"] == {"quote": "held a drill", "prefix": "The armies", "suffix": "in the hills.", "locator": 1}


def test_what_does_not_stand_is_on_the_first_page(editor, broken):
    assert "Quotations that do not stand in their text 1" in shown(editor.get("/admin/"))
    rows = editor.get("/admin/clauses/citation/?work=broken").context["cl"].result_list
    assert list(rows) == [broken]
