"""Quotations are looked for in the articles, and what does not stand there is named with its remedy."""

import pytest
from django.core.management import CommandError, call_command

from clauses.articles.quotations import Article
from clauses.models import QuotationCheck
from tests.support.rows.factories import CitationFactory, SourceFactory, SourceTextFactory

pytestmark = pytest.mark.django_db
TEXT = """Allies meet
By A Reporter

The two armies held a joint drill in the mountains on Tuesday, the ministry said in a long statement to the press.
Filler words stand here so that the article is long enough: {filler}.
Drills follow
“We will meet again,” he said. The allies agreed. They meet again in spring.
""".format(filler=" ".join(["and so on"] * 40))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "000.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def source(db):
    return SourceFactory(slug="test-paper", sha256=Article(TEXT).sha256)


@pytest.fixture
def verify(capsys):
    def run(*arguments):
        status = 0
        try:
            call_command("verify_quotations", *map(str, arguments), verbosity=0)
        except SystemExit as end:
            status = end.code
        return status, capsys.readouterr().out.splitlines()

    return run


def test_all_stand(folder, source, verify):
    CitationFactory(source=source, number=1, quote="held a joint drill", locator=1)
    CitationFactory(source=source, number=2, quote="", locator=None)
    assert verify(folder) == (0, ["1 of 1 stand"])


WRONG = {
    "not found": (
        {"quote": "the two armies held a drill", "locator": 1},
        "1          does not stand in the text  1 (83 %)",
        "1 does not stand in the text. Copy the words letter for letter.",
    ),
    "found nowhere near": (
        {"quote": "Völlig anderes Zeug", "locator": 1},
        "1          does not stand in the text  –",
        "1 does not stand in the text. Copy the words letter for letter.",
    ),
    "other paragraph": (
        {"quote": "held a joint drill", "locator": 3},
        "3          stands in the text, but not in the paragraph given  1",
        "1 stands in the text, but not in the paragraph given. Mend the paragraph.",
    ),
    "no paragraph": (
        {"quote": "held a joint drill", "locator": None},
        "–          gives no paragraph  1",
        "1 gives no paragraph. Give the paragraph.",
    ),
    "ambiguous": (
        {"quote": "meet again", "locator": 4},
        "4          stands several times; paragraph, prefix and suffix do not decide  4",
        "1 stands several times; paragraph, prefix and suffix do not decide. Lengthen the prefix or the suffix.",
    ),
    "whole sentence": (
        {"quote": "The allies agreed", "locator": 4},
        "4          is a whole sentence of the text  4",
        "1 is a whole sentence of the text. Quote a part of it and say the rest in own words.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_quotation_is_a_line_of_a_table_and_its_remedy_stands_below(case, folder, source, verify):
    fields, line, remedy = WRONG[case]
    CitationFactory(source=source, number=7, **fields)
    status, (header, *lines) = verify(folder)
    assert header.split("  ")[0] == "Source"
    assert (status, lines) == (1, [f"test-paper  7    {line}", remedy, "0 of 1 stand"])


def test_the_table_says_no_word_of_a_text(folder, source, verify):
    CitationFactory(source=source, number=1, quote="the two armies held a drill", locator=1)
    CitationFactory(source=source, number=2, quote="meet again", locator=4)
    said = " ".join(verify(folder)[1])
    assert not {"armies", "joint", "allies", "mountains"} & set(said.split())


def test_a_heading_is_no_sentence_and_a_suffix_decides(folder, source, verify):
    CitationFactory(source=source, number=1, quote="Drills follow", locator=3)
    CitationFactory(source=source, number=2, quote="meet again", prefix="They ", locator=4)
    assert verify(folder) == (0, ["2 of 2 stand"])


def test_an_article_that_is_not_there_is_no_proof(folder, source, verify):
    CitationFactory(source=SourceFactory(slug="other", sha256="0" * 64), number=1, quote="held a joint drill")
    status, lines = verify(folder)
    assert (status, lines[-1]) == (1, "0 of 1 stand")
    assert lines[0] == f"000.txt is the text of no quoted source; its digest is {source.sha256}."
    assert lines[2] == "other   1    1          its article is not in the folder  –"


def test_a_file_that_cannot_be_read_is_named(folder, source, verify):
    (folder / "001.txt").write_bytes(b"\xff\xfe\xff")
    CitationFactory(source=source, quote="held a joint drill")
    assert verify(folder) == (0, ["001.txt cannot be read: it is not UTF-8. Save it as UTF-8.", "1 of 1 stand"])


def test_a_source_is_quoted_for_less_than_a_twentieth_or_one_passage(folder, source, verify):
    CitationFactory(source=source, number=1, quote="in the mountains on Tuesday", locator=1)
    CitationFactory(source=source, number=2, quote="in the mountains on Tuesday", locator=1)
    CitationFactory(source=source, number=3, quote="Filler words stand here", locator=2)
    assert verify(folder) == (0, ["3 of 3 stand"])
    CitationFactory(source=source, number=4, quote="the ministry said in a long statement", locator=1)
    allowed = "Quote 15 at most: one passage of 15 words, which is always allowed."
    assert verify(folder) == (1, [f"test-paper: 16 of its 169 words are quoted. {allowed}", "4 of 4 stand"])


def test_a_long_source_is_quoted_for_less_than_a_twentieth(folder, source, verify):
    longer = TEXT.replace("and so on", "and so on and on")
    (folder / "000.txt").write_text(longer + "More is said here of it. " * 40, encoding="utf-8")
    source.sha256 = Article((folder / "000.txt").read_text()).sha256
    source.save()
    for number, quote in enumerate(
        ("in the mountains on Tuesday", "held a joint drill", "a long statement to the press")
    ):
        CitationFactory(source=source, number=number + 1, quote=quote, locator=1)
    CitationFactory(source=source, number=4, quote="Filler words stand here so that the article is long", locator=2)
    assert verify(folder) == (
        1,
        ["test-paper: 25 of its 489 words are quoted. Quote 24 at most: a twentieth of the article.", "4 of 4 stand"],
    )


NONE_STORED = (
    "No folder was given: 0 quotations were looked for in stored texts; of the others only the stored digests were "
    "checked."
)


def test_without_folder_and_texts_only_digests_are_checked_and_it_says_so(folder, source, verify):
    good = CitationFactory(source=source, number=1, quote="held a joint drill", locator=1)
    status, lines = verify()
    assert (status, lines[0], lines[2]) == (1, NONE_STORED, "test-paper  1    1          never found in a text  –")
    assert verify(folder, "--write") == (
        0,
        [
            "0 checks and 1 digests stored.",
            "To ship the digests: python manage.py write_fixtures fixtures",
            "1 of 1 stand",
        ],
    )
    good.refresh_from_db()
    assert (good.version, good.history.first().history_change_reason) == (2, "the quotation was found in the text")
    assert verify() == (0, [NONE_STORED, "1 of 1 stand"])
    good.quote = "a joint drill"
    good.save()
    assert "changed since it was last found" in verify()[1][2]


@pytest.fixture
def stored(source):
    return SourceTextFactory(source=source, text=TEXT)


def checks():
    return list(QuotationCheck.objects.order_by("citation__number").values_list("lock", "paragraph", "start"))


def test_without_a_folder_quotations_are_looked_for_in_the_stored_texts(stored, source, verify):
    CitationFactory(source=source, number=1, quote="held a joint drill", locator=1)
    CitationFactory(source=source, number=2, quote="meet again", locator=4)
    CitationFactory(source=source, number=3, quote="meet never", locator=4)
    other = SourceFactory(slug="without-a-text")
    CitationFactory(source=other, number=1, quote="said nothing")
    status, lines = verify()
    assert (status, lines[-1]) == (1, "1 of 4 stand")
    assert lines[0].startswith("No folder was given: 3 quotations were looked for in stored texts")
    assert [line.split("  ")[0].strip() for line in lines[2:5]] == ["test-paper", "test-paper", "without-a-text"]
    assert checks() == []


def test_what_is_found_in_stored_texts_is_stored_where_asked_for_and_only_once(stored, source, verify):
    good = CitationFactory(source=source, number=1, quote="held a joint drill", locator=1)
    CitationFactory(source=source, number=2, quote="meet again", locator=4)
    CitationFactory(source=source, number=3, quote="meet never", locator=4)
    lines = verify("--write")[1]
    assert "3 checks and 1 digests stored." in lines, "\n".join(lines)
    assert checks() == [("locked", 1, 15), ("ambiguous", None, None), ("broken", None, None)]
    assert "0 checks and 0 digests stored." in verify("--write")[1]
    assert good.history.count() == 2


def test_a_source_whose_digest_is_not_that_of_its_text_is_named(stored, source, verify):
    good = CitationFactory(source=source, number=1, quote="held a joint drill", locator=1)
    source.sha256 = "0" * 64
    source.save()
    assert "test-paper: its digest is not that of its stored text. Mend one of them." in verify("--write")[1]
    good.refresh_from_db()
    assert good.checked_digest == ""


def test_many_texts_take_no_more_queries_than_few(stored, source, verify, django_assert_max_num_queries):
    for _ in range(60):
        other = SourceFactory(sha256=Article(TEXT).sha256)
        SourceTextFactory(source=other, text=TEXT)
        CitationFactory(source=other, number=1, quote="held a joint drill", locator=1)
    with django_assert_max_num_queries(16):
        assert verify()[1][-1] == "60 of 60 stand"


def test_nothing_is_written_unless_asked_nor_twice(folder, source, verify):
    good = CitationFactory(source=source, quote="held a joint drill")
    verify(folder)
    assert good.history.count() == 1
    verify(folder, "--write")
    verify(folder, "--write")
    assert good.history.count() == 2


def test_write_needs_the_articles(db):
    with pytest.raises(CommandError, match="needs texts"):
        call_command("verify_quotations", "--write")


def test_a_folder_that_is_none_is_refused(tmp_path, db):
    with pytest.raises(CommandError, match="is no folder"):
        call_command("verify_quotations", str(tmp_path / "nowhere"))


def test_it_says_how_far_it_is(folder, source, capsys):
    CitationFactory(source=source, quote="held a joint drill")
    call_command("verify_quotations", str(folder))
    assert capsys.readouterr().out.splitlines() == ["looking for quotations ...", "1 of 1 stand"]
