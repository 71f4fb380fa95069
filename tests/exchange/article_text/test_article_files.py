"""Word documents and plain text: paragraphs are those that a reader sees, however their lines are broken."""

import pytest

from clauses.articles.quotations import Article, head_and_paragraphs, normalised
from clauses.articles.sentence_ends import ends_a_sentence
from clauses.exchange import article_text
from tests.support.files.word_files import BODY, RELATION, TYPE, XML, P, word

R = "<w:r>{}</w:r>"
T = "<w:t>{}</w:t>"
FIELD = R.format('<w:fldChar w:fldCharType="{}"/>')


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def read(body: str, **options) -> article_text.Reading:
    return article_text.reading("a.docx", word(XML.format(body), **options))


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (R.format(f"{T.format('joint drills')}<w:br/>{T.format('every year')}"), "joint drills every year"),
        (R.format(f"{T.format('one')}<w:cr/><w:br/>{T.format('two')}"), "one\ntwo"),
        (R.format(f"{T.format('one')}<w:br w:type='page'/>{T.format('two')}"), "one two"),
        (R.format(f"{T.format('co')}<w:softHyphen/>{T.format('op')}<w:noBreakHyphen/>{T.format('x')}"), "coop-x"),
        (f"<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('one')}", "one"),
        (run("a") + f"<w:ins>{run('b')}</w:ins><w:moveTo>{run('c')}</w:moveTo>", "abc"),
        (run("a") + f"<w:del>{run('b')}</w:del><w:moveFrom>{run('c')}</w:moveFrom>{run('d')}", "ad"),
        (run("a") + run("b", "<w:vanish/>") + run("c", '<w:vanish w:val="0"/>'), "ac"),
        (run("x = ") + "<m:oMath><m:r><m:t>y²</m:t></m:r></m:oMath>", "x = y²"),
        (R.format('<w:sym w:font="x" w:char="2192"/><w:sym w:font="Wingdings" w:char="F0E0"/>') + run("a"), "→a"),
        (R.format('<w:sym w:font="Symbol" w:char="0061"/>') + run("a\uf061b"), "ab"),
        (R.format("<w:rPr><w:vanish/></w:rPr><w:br/><w:br/>") + run("a"), "a"),
        (
            FIELD.format("begin") + R.format("<w:instrText>PAGE</w:instrText>") + run("code") + FIELD.format("separate")
            + run("7") + FIELD.format("end") + run(" of it"),
            "7 of it",
        ),
        (FIELD.format("begin") + run("a field without an end"), "a field without an end"),
        (run("a") + "<w:sdt><w:sdtContent>" + run("b") + "</w:sdtContent></w:sdt>", "ab"),
        (
            run("a") + f"<mc:AlternateContent><mc:Choice>{R.format(T.format('b'))}</mc:Choice>"
            f"<mc:Fallback>{R.format(T.format('b'))}</mc:Fallback></mc:AlternateContent>",
            "ab",
        ),
        (f"<mc:AlternateContent><mc:Fallback>{R.format(T.format('b'))}</mc:Fallback></mc:AlternateContent>", "b"),
    ],
)  # fmt: skip
def test_article_soft_line_break_and_all_else_in_a_paragraph_is_read_as_it_is_seen(paragraph, text):
    assert read(f"<w:p>{paragraph}</w:p>").text == text


def test_a_text_box_is_paragraphs_of_its_own_and_equal_paragraphs_are_two():
    box = f"<w:r><w:txbxContent>{P.format('in the box')}</w:txbxContent></w:r>"
    assert read(f"<w:p>{run('a')}{box}{run('b')}</w:p>{P.format('c')}{P.format('c')}").text == "ab\nin the box\nc\nc"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert read(f"<w:p>{mark}{run('one ')}</w:p>{P.format('two')}{P.format('three')}").text == "one two\nthree"


def test_a_paragraph_whose_end_is_hidden_goes_on_in_the_next():
    end = "<w:pPr><w:rPr>{}</w:rPr></w:pPr>"
    hidden, shown = end.format("<w:vanish/><w:specVanish/>"), end.format('<w:vanish w:val="0"/>')
    assert read(f"<w:p>{hidden}{run('Heading.')}</w:p>{P.format('It goes on.')}").text == "Heading.It goes on."
    assert read(f"<w:p>{shown}{run('Heading.')}</w:p>{P.format('Next.')}").text == "Heading.\nNext."


def test_words_of_a_hidden_style_are_not_read():
    styles = XML.format("").split("<w:body>")[0].replace("w:document", "w:styles")
    styles += '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    relation = RELATION.format(f"{TYPE}/styles", "styles.xml").encode()
    hidden = run("b", '<w:rStyle w:val="B"/>')
    body = f"<w:p>{run('a')}{hidden}</w:p><w:p><w:pPr><w:pStyle w:val='B'/></w:pPr>{run('c')}</w:p>"
    found = read(body, parts={"word/_rels/document.xml.rels": relation, "word/styles.xml": styles.encode()})
    assert (found.text.strip(), found.said) == ("a", ("hidden words: 2",))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<w:del/>", "deleted words: 1"),
        ("<w:ins/>", "inserted words, which are read: 1"),
        (R.format("<w:footnoteReference/>") + R.format("<w:endnoteReference/>"), "footnotes and endnotes: 2"),
        (R.format("<w:commentReference/>"), "comments: 1"),
        ("<w:pPr><w:sectPr><w:headerReference/></w:sectPr></w:pPr>", "headers and footers: 1"),
        ("<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>", "signs or numbers before items of lists: 1"),
        ("<m:oMath/>", "formulas, which are read in one line: 1"),
        (R.format('<w:sym w:char="F0E0"/>'), "signs of special fonts: 1"),
        (R.format("<w:object/>"), "charts, diagrams and embedded documents: 1"),
    ],
)
def test_what_is_left_out_of_a_document_is_told(body, told):
    assert read(f"<w:p>{body}{run('a')}</w:p>").said == (told,)


def test_the_main_part_is_found_by_its_relationship_in_both_editions_of_the_standard():
    strict = XML.format(P.format("a")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    content = word(strict, name="x/story2.xml", relations=RELATION.format(kind, "/X/Story2.xml").encode())
    assert article_text.read("a.docm", content) == "a"
    assert article_text.read("a.docx", word(XML.format(P.format("a")).encode("utf-16"), name=BODY)) == "a"


# --- Plain text

WRAPPED = """Ministers agree on yearly drills

The two ministers met in the capital on Monday and spoke about the new
railway for an hour. They agreed that a joint commission will meet twice
a year, with its first session in spring.

- Will it be held again next year, or was that the last of the drills
for now?

By Some Body
ANKARA
"""
PARAGRAPHS = (
    (
        "The two ministers met in the capital on Monday and spoke about the new railway for an hour. They agreed "
        "that a joint commission will meet twice a year, with its first session in spring."
    ),
    "- Will it be held again next year, or was that the last of the drills for now?",
    "By Some Body",
    "ANKARA",
)


@pytest.mark.parametrize("sign", ["", "> ", ">> "], ids=["wrapped", "quoted", "quoted twice"])
def test_lines_that_were_broken_by_hand_are_one_paragraph_and_that_is_told(sign):
    text = "".join(f"{sign}{line}\n" for line in WRAPPED.splitlines())
    found = article_text.reading("a.txt", text.encode())
    assert Article(found.text).paragraphs == PARAGRAPHS
    assert found.said[0] == "lines broken by hand, joined to paragraphs: 3"
    assert ("signs of quotation (>), left out: 11" in found.said[-1]) == bool(sign)
    again = article_text.joined(normalised(found.text))
    assert (normalised(again.text), again.said) == (normalised(found.text), ())


@pytest.mark.parametrize(
    "text",
    [
        "A title of some length that is not broken at all\nOne sentence of about the same length as it.\nTwo more.",
        "The armies held a drill in the hills, as the ministry said.\nThey will meet again in the spring of it.",
        "Poem\nshort\nlines\nof it.",
        "> only one line is quoted here.\nThe others are not.\nNor is this.",
    ],
)
def test_lines_that_are_paragraphs_stay(text):
    assert article_text.joined(text).said == ()


def test_a_line_break_within_a_paragraph_ends_none():
    text = "A first line that is as long as any other one of it, and that\x0bgoes on."
    assert normalised(article_text.joined(text).text) == text.replace("\x0b", " ")
    assert normalised("One\x0btwo\u2028three.\u2029Four.") == "One two three.\nFour."


# --- Where a sentence ends


ENDING = """«Мы проведём учения в мае.»
Он сказал: «Да»
He said ‘no’
A “word”
Really…
It was (so).
(It was.)
यह है।
کیا؟
یہ ہے۔
日本。
何！
何？
Այո։
ነው።
မြန်မာ။
So it was.’
As the agency said on Monday in a report of its own from the capital (APA)"""


@pytest.mark.parametrize("block", ENDING.splitlines())
def test_article_first_paragraph_ends_with_guillemet_or_any_other_end_is_counted(block):
    assert ends_a_sentence(block)
    assert head_and_paragraphs(f"Headline\n{block}\nThe end.")[0] == ("Headline",)


@pytest.mark.parametrize("block", ["Headline", "By Some Body (Reuters)", "ANKARA (AA)", "Ministers meet:", "2021", ""])
def test_a_byline_is_no_sentence(block):
    assert not ends_a_sentence(block)
