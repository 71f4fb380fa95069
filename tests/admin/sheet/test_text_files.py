"""A file beside the pasted text, and a corrected text compared with the clauses on the sheet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.models import Clause

from ...support.files.treaties import BOATS
from ...support.files.word_files import XML, P, word
from ...support.pages.sheets import Sheet, tree
from ...support.rows.factories import AgreementFactory, SourceFactory

pytestmark = pytest.mark.django_db
DOCUMENT = word(XML.format("".join(P.format(line) for line in BOATS.splitlines() if line)))


@pytest.fixture
def agreement():
    return AgreementFactory(authentic_languages="en")


def file(content, name="boats.txt"):
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def kept(sheet):
    return sheet.save(keep="authentic", language="en", licence="public_domain", source=SourceFactory().pk)


@pytest.mark.parametrize(("content", "name"), [(BOATS, "boats.txt"), (DOCUMENT, "boats.docx")])
def test_a_file_is_split_as_a_pasted_text_is(ada, agreement, content, name):
    sheet = Sheet(ada, agreement).press("paste", file=file(content, name))
    assert Clause.objects.count() == 0
    assert ("2", "1", "Names", "Every boat has a name.") in sheet.rows
    kept(sheet)
    assert "art_2__para_2 < art_2 9 Art. 2(2)|2|" in tree(agreement)


def test_what_is_doubtful_in_it_is_said(ada, agreement):
    sheet = Sheet(ada, agreement).press("paste", file=file("Article 1\nOne.\n\nArticle 4\nFour."))
    assert "Look at Article 4: between it and the article before, 2 to 3 are missing." in sheet.page


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7", "boats.pdf", "“.pdf” cannot be read"),
        (b"Article 1\0", "boats.txt", "this is not UTF-8, or no text at all"),
        (b"", "boats.txt", "there is no text in it."),
        (b"<!DOCTYPE a><a/>", "boats.xml", "this document has a document type"),
        (b"PK", "boats.docx", "this is no Word document"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_its_field_and_the_sheet_stays(ada, agreement, content, name, said):
    sheet = Sheet(ada, agreement).paste("Article 7\nSeven.")
    rows = sheet.rows
    sheet.press("paste", file=file(content, name))
    assert said in sheet.page
    assert sheet.rows == rows


def test_a_corrected_text_is_compared_and_codes_stay(ada, agreement):
    kept(Sheet(ada, agreement).paste(BOATS))
    before = dict(Clause.objects.values_list("wid", "pk"))
    corrected = BOATS.replace("Boats float.", "Boats float on water.").replace(
        "Article 3\n", "Article 2 bis\nNew.\n\nArticle 3\n"
    )
    corrected = corrected.replace("\n(b) their friends.", "")
    sheet = Sheet(ada, agreement).press("compare", file=file(corrected))
    assert "Compared: 1 new, 1 changed, 11 unchanged, 1 not in this text" in sheet.page
    assert "Changed: Paragraph 1 (“Boats float.” → “Boats float on water.”)" in sheet.page
    assert "Not in this text: Item (b)" in sheet.page
    assert Clause.objects.count() == 13
    kept(sheet)
    assert before.items() <= dict(Clause.objects.values_list("wid", "pk")).items()
    assert Clause.objects.get(wid="art_2__para_1").texts.get().text == "Boats float on water."
    assert [line for line in tree(agreement) if "bis" in line] == ["art_2_bis < chp_i 12 Art. 2 bis|2 bis|"]


def test_a_text_that_would_not_fit_is_not_compared(ada, agreement):
    sheet = Sheet(ada, agreement).paste("Article 1\nOne.")
    rows = sheet.rows
    long = "\n".join(f"Article {number}\nWords." for number in range(1, 320))
    sheet.press("compare", file=file(long))
    assert "Nothing was compared" in sheet.page
    assert sheet.rows == rows
