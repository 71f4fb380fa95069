"""Web pages: what a reader sees is the text, in the encoding that a browser would read it in, and the rest is told."""

from contextlib import suppress
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clauses.editing import texts
from clauses.exchange import article_text, encodings
from clauses.exchange.problems import FileError
from clauses.models import Citation
from tests.support.pages.reading import shown
from tests.support.rows.articles import hidden, text_address
from tests.support.rows.factories import CitationFactory, SourceFactory
from tests.support.rows.people import person

TURKISH = "Bakan “tatbikat 5–8 Ekim’de yapılacak” dedi."


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>T</title></head><body>{body}</body></html>"


def blocks(body: str) -> list[str]:
    return article_text.read("a.html", page(body).encode()).splitlines()


# --- Encodings


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-9", "cp1254"),
        ("latin5", "cp1254"),
        (" ISO-8859-9 ", "cp1254"),
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("x-cp1251", "cp1251"),
        ("koi8-u", "koi8_u"),
        ("gb2312", "gb18030"),
        ("shift_jis", "cp932"),
    ],
)
def test_page_iso_8859_9_and_every_label_is_read_as_browsers_read_it(label, codec):
    sign = {"cp1254": "“ş–’”", "cp1252": "“é–’”", "cp1251": "«ш–’»", "koi8_u": "Зустріч її"}.get(codec, "日")
    for head in (f'<meta charset="{label}">', f"<META content='text/html; charset={label}' HTTP-EQUIV=Content-Type>"):
        content = page(f"<p>One {sign} two.</p>", head).encode(codec)
        assert article_text.read("a.html", content) == f"One {sign} two."


def test_every_label_of_the_standard_means_an_encoding_that_is_here_or_is_refused():
    assert len(encodings.LABELS) == 228
    for label, name in encodings.LABELS.items():
        if name != "replacement":
            assert article_text.read("a.html", page("<p>One.</p>", f"<meta charset={label}>").encode()) == "One."


@pytest.mark.parametrize(
    "head",
    [
        '<!-- <meta charset="utf-8"> --><meta charset="latin5">',
        '<script>let x = \'<meta charset="utf-8">\'</script><meta charset="latin5">',
        '<div title=\'<meta charset="utf-8">\'></div><meta charset="latin5">',
        '<meta name="x" content="text/html; charset=utf-8"><meta charset="latin5">',
        '<meta charset="no-such-label"><meta charset="latin5">',
        f"<style>{'x' * 3000}</style><meta charset='latin5'>",
    ],
    ids=["comment", "script", "attribute", "other meta", "unknown label", "late"],
)
def test_only_a_declaration_declares(head):
    assert article_text.read("a.html", page(f"<p>{TURKISH}</p>", head).encode("cp1254")) == TURKISH


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_beats_the_label(encoding):
    content = page(f"<p>{TURKISH}</p>", "<meta charset=latin5>").encode(encoding)
    assert article_text.read("a.html", content) == TURKISH


@pytest.mark.parametrize(
    ("label", "codec", "said"),
    [
        ("utf-8", "cp1254", "not all its bytes are what it declares, utf-8"),
        ("utf-16", "cp1254", "not all its bytes are what it declares, utf-16"),
        ("windows-1254", "utf-8", "it declares windows-1254, and its bytes are UTF-8"),
        ("iso-2022-kr", "utf-8", "is not certain"),
        ("no-such-label", "cp1254", "declares none that is known and is not UTF-8"),
        ("iso-8859-2", "cp1254", r"U\+0093 stands in it"),
    ],
)
def test_a_page_that_contradicts_its_label_is_refused_with_what_helps(label, codec, said):
    with pytest.raises(FileError, match=f"{said}.*paste the text"):
        article_text.read("a.html", page(f"<p>{TURKISH}</p>", f"<meta charset={label}>").encode(codec))


# --- What is a block


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (
            "<p>The two sides will hold joint drills<br>every year.</p>",
            ["The two sides will hold joint drills every year."],
        ),
        ("<p>One<br> &nbsp;<br/>two.<br></p>", ["One", "two."]),
        ("<p>One\ntwo\u2028three.</p>four", ["One two three.", "four"]),
        ("<p>No more.</p><p>No more.</p>", ["No more.", "No more."]),
        ("<p>- Will it?</p><ul><li>• One.<li>Two</ul>", ["- Will it?", "• One.", "Two"]),
        ("<table><tr><th>Year<th>Area<tr><td>2021<td>132 km2</table>", ["Year", "Area", "2021", "132 km2"]),
        ("<table><tr><td><p>One long.</p><p>Two.</p></td></tr></table>", ["One long.", "Two."]),
        ("<div>One<span style='display:block'>two</span></div>", ["One", "two"]),
        (
            "<pre>The first line of it that was\nbroken.\n\nNext</pre>",
            ["The first line of it that was", "broken.", "Next"],
        ),
        ("<p>5&#150;8, <q>so</q> he sa<wbr>id<sup>2</sup></p>", ["5–8, “so” he said2"]),
        ("<p>One <b>two</b><i>three</i>.<p>four", ["One twothree.", "four"]),
        ("<p>One</br>two.</p>", ["One two."]),
        ("<p>One.</p></body></html><p>Two.</p></html>three", ["One.", "Two.", "three"]),
        ("<xmp>One <b>\ntwo</xmp><listing>three\nfour</listing>", ["One <b>", "two", "three", "four"]),
        ("<div style='white-space: pre-line'>One.\nTwo.</div><p>Three\nfour.</p>", ["One.", "Two.", "Three four."]),
        ("<p>One<noembed>no</noembed><noframes>no</noframes><meter>3</meter><progress>4</progress>.</p>", ["One."]),
        ("<p><math><semantics><mi>x</mi><annotation>\\frac x</annotation></semantics></math> is.</p>", ["x is."]),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字。</p>", ["漢字。"]),
    ],
)
def test_page_line_break_in_paragraph_page_table_and_dash_page_layout_table_are_read_as_they_are_seen(body, read):
    assert blocks(body) == read


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p hidden>no</p><p style='color:red; DISPLAY: none'>no</p><p class='sr-only'>no</p>", "hidden parts: 3"),
        ("<dialog>no</dialog>", "hidden parts: 1"),
        ("<p style='font-size:0'>no</p><p style='opacity: 0.0!important; top:0'>no</p>", "hidden parts: 2"),
        ("<p><ruby><rt>no</rt></ruby></p>", "readings beside words: 1"),
        (
            "<nav>no</nav><footer>no</footer><div class='related-posts'>no</div><p role=search>no</p>",
            "around the article",
        ),
        ("<del>no</del>", "deleted words: 1"),
        ("<figure><figcaption>no</figcaption></figure>", "captions of pictures: 1"),
        ("<svg><text>no</text></svg>", "drawn as pictures: 1"),
        ("<p><a href='/x'>no</a></p>", "links to elsewhere: 1"),
    ],
)
def test_what_is_left_out_of_a_page_is_told(body, told):
    reading = article_text.reading("a.html", page(f"<p>The one that stays, with words enough.</p>{body}").encode())
    assert reading.text == "The one that stays, with words enough."
    assert told in "; ".join(reading.said)


def test_a_formula_that_is_read_in_one_line_is_told_and_small_print_is_read():
    reading = article_text.reading(
        "a.html", page("<p style='font-size:0.8em;opacity:.9'><math><mi>x</mi></math>.").encode()
    )
    assert (reading.text, reading.said) == ("x.", ("formulas, which are read in one line: 1",))


def test_the_article_is_taken_where_most_words_are_in_it_and_the_page_where_they_are_not():
    long = "Words of the article, of which there are many more than of all else."
    assert blocks(f"<div>Around</div><article><h1>T</h1><p>{long}</p></article>") == ["T", long]
    assert blocks(f"<article>Teaser</article><p>{long}</p>") == ["Teaser", long]
    assert blocks(f"<div class='category-social'><p>{long}</p></div>") == [long]
    assert blocks(f"<p><a href='/text'>{long}</a></p>") == [long]


@pytest.mark.parametrize(
    "shape",
    [
        *("<div>" * 200 + "x" + "</div>" * 200, "<p><a href=x>l</a> w.", "<table><tr><td>c</table>", "<b>x<p>y"),
        *("<a href=x>", '<p class="', '<meta charset="x', "<!--", "<script>", "<header>", "<ul><li>x", "&amp;"),
    ],
)
def test_a_page_of_240_kb_of_any_shape_is_read_or_refused_soon(shape):
    content = (shape * (240_000 // len(shape))).encode()
    began = process_time()
    with suppress(FileError):
        article_text.read("a.html", content)
    assert process_time() - began < 10  # of the processor; the slowest takes half of one


# --- Through the page of the source


@pytest.mark.django_db
@pytest.mark.pages
def test_what_was_left_out_is_said_before_the_text_is_stored_and_the_quotation_is_locked():
    Citation.objects.all().delete()
    source, editor = SourceFactory(state="draft", sha256=""), person("editor")
    row = CitationFactory(source=source, number=1, quote="joint drills every year", locator=1, state="draft")
    body = "<h1>T</h1><p>There will be joint drills<br>every year.</p><p hidden>no</p>"
    file = SimpleUploadedFile("a.html", page(body).encode())
    response = editor.post(text_address(source), {"file": file, "step": "look"})
    assert "hidden parts: 1" in shown(response)
    editor.post(text_address(source), hidden(response) | {"step": "store"})
    row.refresh_from_db()
    assert (row.check_in_text.lock, row.check_in_text.paragraph) == ("locked", 1)


@pytest.mark.django_db
@pytest.mark.pages
@pytest.mark.parametrize("sign", ["\ufffd", "\x93"])
def test_actors_replacement_character_as_a_text_is_refused_at_every_door(sign):
    source, editor = SourceFactory(state="draft", sha256=""), person("editor")
    text = f"Title.\nOne {sign} two."
    said = f"In line 2 stands U+{ord(sign):04X}"
    assert said in shown(editor.post(text_address(source), {"text": text, "step": "look"}))
    file = SimpleUploadedFile("a.txt", text.encode())
    assert said in shown(editor.post(text_address(source), {"file": file, "step": "look"}))
    assert said in shown(editor.post("/admin/clauses/sourcetext/add/", {"source": source.pk, "text": text}))
    assert texts.text_of(source) is None
