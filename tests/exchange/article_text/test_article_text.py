"""The text of an article out of a file: what is read, what is refused, and that nothing is said of it elsewhere."""

import logging
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.exchange import article_text
from clauses.exchange.problems import FileError
from tests.support.files.word_files import BODY, XML, P, word
from tests.support.rows.articles import PAGE, WORDS


@pytest.mark.parametrize(
    "content",
    [WORDS.encode(), b"\xef\xbb\xbf" + WORDS.encode(), WORDS.encode("utf-16")],
    ids=["utf-8", "with its mark", "utf-16"],
)
def test_plain_text_is_taken_as_it_is(content):
    assert article_text.read("Article.TXT", content) == WORDS


def test_of_a_page_the_article_is_taken_and_nothing_around_it():
    lines = article_text.read("page.html", PAGE.encode()).splitlines()
    assert lines[0] == "Allies meet"
    assert lines[1:7] == [f"{number}. {WORDS}" for number in range(6)]
    assert lines[7:] == ["They agreed on the first thing.", "They agreed on the second thing."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1254"])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding):
    page = PAGE.replace("🚀", "ı").replace(
        "<head>", f'<head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    )
    assert article_text.read("page.html", page.encode(encoding)).splitlines()[1] == f"0. {WORDS.replace('🚀', 'ı')}"


def test_of_a_word_document_the_paragraphs_are_taken_in_their_order():
    assert article_text.read("article.docx", word()) == "Allies meet\nIn a table.\nThe armies held a drill. Şuşa 🚀"


def test_words_that_were_inserted_are_read_and_deleted_ones_are_not():
    changed = "<w:p><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins><w:del><w:r><w:delText>will "
    changed += "</w:delText></w:r></w:del><w:hyperlink><w:r><w:t>meet.</w:t></w:r></w:hyperlink></w:p>"
    assert article_text.read("a.docx", word(XML.format(changed))) == "They never meet."


REFUSED = {
    "another ending": ("article.pdf", b"%PDF", "“.pdf” cannot be read. Choose .txt, .html or .docx"),
    "no ending": ("article", b"x", "without an ending"),
    "too large": ("a.txt", b"x" * (article_text.LARGEST + 1), "larger than 5 MB"),
    "not UTF-8": ("a.txt", "Şuşa".encode("cp1254"), "not UTF-8"),
    "a picture": ("a.txt", b"\x89PNG\x00\x00", "not UTF-8"),
    "NUL": ("a.txt", b"a\x00b", "not UTF-8, or no text at all"),
    "an empty page": ("a.html", b"", "no article was found"),
    "a page without words": ("a.htm", b"<html><body><script>1</script></body></html>", "no article was found"),
    "a page that is none": ("a.html", b"\x00\xff" * 500, "the encoding of this page is not certain"),
    "a page of NULs": ("a.html", b"\x00" * 500, "no article was found"),
    "a page of tags": ("a.html", b"<div>" * 60_000, "more than 50,000 tags"),
    "no document": ("a.docx", b"PK\x03\x04 and so on", "no Word document"),
    "a document with a password": ("a.docx", article_text.ENCRYPTED + b"x" * 100, "with a password"),
    "a damaged document": ("a.docx", word()[:-200], "no Word document"),
    "a document without a body": ("a.docx", word(XML.replace("<w:body>{}</w:body>", "")), "no Word document"),
    "a document of another kind": ("a.docx", word("<html/>"), "no Word document"),
    "a document in an encoding that nobody knows": (
        "a.docx",
        word(b'<?xml version="1.0" encoding="no-such"?>' + XML.format("").encode()),
        "no Word document",
    ),
    "a document that is no XML": ("a.docx", word("<w:p"), "no Word document"),
    "a document with entities": (
        "a.docx",
        word('<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format("&a;")),
        "declares entities",
    ),
    "a document with entities in UTF-16": (
        "a.docx",
        word(('<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format("&a;")).encode("utf-16")),
        "declares entities",
    ),
    "entities in another part": (
        "a.docx",
        word(parts={"word/footnotes.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "declares entities",
    ),
    "a document without relationships": ("a.docx", word(relations=b"<x/>"), "no Word document"),
    "a table that is called a document": (
        "a.docx",
        word(XML.replace("w:document", "w:workbook").format("")),
        "no Word document",
    ),
    "a document with the same part twice": ("a.docx", word(parts={BODY.upper(): b"<x/>"}), "no Word document"),
    "a PDF with another name": ("a.docx", b"%PDF-1.7", "this is a PDF, not a .docx file"),
    "RTF with another name": ("a.txt", b"{\\rtf1 x.}", "this is an RTF document, not a .txt file"),
    "a document called a page": ("a.html", word(), "this is a packed file, such as a Word document"),
    "an old document called a page": ("a.html", b"\xd0\xcf\x11\xe0" * 9, "an old Word document"),
    "a page saved as one file": (
        "a.html",
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0",
        "saved as one file (.mhtml)",
    ),
    "a page with NUL in it": ("a.html", b"<p>One.\x00</p>", "no article was found"),
    "a page that lost signs": ("a.html", "<p>�u�a.</p>".encode(), "U\\+FFFD stands in it"),
    "a large page": ("a.html", b"<p>" + b"x" * (article_text.LARGEST_PAGE + 1), "larger than 2 MB"),
    "a deep page": ("a.html", b"<ul><li>" * 400 + b"x", "too deep"),
    "a document that swells": ("a.docx", word(XML.format(P.format("a") * 200_000)), "unpacks to too much"),
    "a document with a bomb beside it": ("a.docx", word(parts={"bomb": b"0" * 50 * 2**20}), "unpacks to too much"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_what_helps_and_soon(case, caplog):
    name, content, words = REFUSED[case]
    began = process_time()
    with caplog.at_level(logging.DEBUG), pytest.raises(FileError, match=words.replace("(", r"\(").replace(")", r"\)")):
        article_text.read(name, content)
    assert process_time() - began < 20  # of the processor; the slowest takes a third of one
    assert caplog.text == ""


def test_a_deep_page_is_refused_and_breaks_nothing():
    with pytest.raises(FileError, match="too deep"):
        article_text.read("a.html", b"<div>" * 49_000 + b"x")


def test_nothing_is_said_of_an_article_in_the_log(caplog):
    with caplog.at_level(logging.DEBUG):
        article_text.read("page.html", PAGE.encode())
    assert caplog.text == ""


@pytest.mark.parametrize(("suffix", "library"), [(".html", "lxml"), (".htm", "lxml")])
def test_where_a_library_is_missing_it_is_named_and_pasting_is_offered(monkeypatch, suffix, library):
    here = article_text.find_spec
    monkeypatch.setattr(article_text, "find_spec", lambda name: None if name == library else here(name))
    assert suffix in article_text.missing()
    with pytest.raises(FileError, match=r"is missing.*extra “articles”.*paste the text"):
        article_text.read(f"a{suffix}", b"x")
    assert article_text.read("a.txt", b"x") == "x"


@given(st.binary(max_size=200), st.sampled_from([*article_text.READERS, ".doc", ""]))
def test_whatever_is_in_a_file_there_is_a_text_or_a_reason(content, suffix):
    with suppress(FileError):
        assert isinstance(article_text.read(f"file{suffix}", content), str)
