"""Quotations are looked for in the articles, and what does not stand there is named with its remedy."""

import pytest
from django.core.management import CommandError, call_command

from clauses.evidence.quotations import Article
from clauses.models import Citation
from tests.factories import CitationFactory, SourceFactory

TEXT = """Allies meet
By A Reporter

The two armies held a joint drill in the mountains on Tuesday, the ministry said in a long statement to the press.
Filler words stand here so that the article is long enough: {filler}.
Drills follow
“We will meet again,” he said. The allies agreed. They meet again in spring.
""".format(filler=" ".join(["and so on"] * 40))


@pytest.fixture(autouse=True)
def nothing_else(db):
    Citation.objects.all().delete()


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
            call_command("verify_quotations", *map(str, arguments))
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
        "does not stand in the text. Copy the words letter for letter. Paragraph 1 has 6 of its 6 words.",
    ),
    "other paragraph": (
        {"quote": "held a joint drill", "locator": 3},
        "stands in the text, but not in the paragraph given. Mend the paragraph. It stands in paragraph 1.",
    ),
    "no paragraph": (
        {"quote": "held a joint drill", "locator": None},
        "gives no paragraph. Give the paragraph. It stands",
    ),
    "ambiguous": ({"quote": "meet again", "locator": 4}, "stands several times; paragraph, prefix and suffix"),
    "whole sentence": ({"quote": "The allies agreed", "locator": 4}, "is a whole sentence of the text. Quote a part"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_quotation_is_named_with_its_remedy(case, folder, source, verify):
    fields, words = WRONG[case]
    CitationFactory(source=source, number=7, **fields)
    status, lines = verify(folder)
    assert (status, lines[-1]) == (1, "0 of 1 stand")
    assert lines[0].startswith(f"test-paper, no. 7, paragraph {fields['locator'] or 'not given'}: “{fields['quote']}”")
    assert words in lines[0]


def test_a_heading_is_no_sentence_and_a_suffix_decides(folder, source, verify):
    CitationFactory(source=source, number=1, quote="Drills follow", locator=3)
    CitationFactory(source=source, number=2, quote="meet again", prefix="They ", locator=4)
    assert verify(folder) == (0, ["2 of 2 stand"])


def test_an_article_that_is_not_there_is_no_proof(folder, source, verify):
    CitationFactory(source=SourceFactory(sha256="0" * 64), quote="held a joint drill")
    status, lines = verify(folder)
    assert (status, lines[-1]) == (1, "0 of 1 stand")
    assert lines[0] == f"000.txt is the text of no quoted source; its digest is {source.sha256}."
    assert "its article is not in the folder" in lines[1]


def test_a_file_that_cannot_be_read_is_named(folder, source, verify):
    (folder / "001.txt").write_bytes(b"\xff\xfe\xff")
    CitationFactory(source=source, quote="held a joint drill")
    assert verify(folder) == (0, ["001.txt cannot be read: it is not UTF-8. Save it as UTF-8.", "1 of 1 stand"])


def test_a_source_is_quoted_for_less_than_a_twentieth(folder, source, verify):
    CitationFactory(source=source, number=1, quote="in the mountains on Tuesday", locator=1)
    CitationFactory(source=source, number=2, quote="in the mountains on Tuesday", locator=1)
    CitationFactory(source=source, number=3, quote="Filler words stand here", locator=2)
    assert verify(folder) == (
        1,
        ["test-paper: 9 of its 169 words are quoted. Quote 8 at most, a twentieth.", "3 of 3 stand"],
    )


def test_without_a_folder_only_digests_are_checked_and_it_says_so(folder, source, verify):
    good = CitationFactory(source=source, number=1, quote="held a joint drill", locator=1)
    assert verify()[1][1] == (
        "test-paper, no. 1, paragraph 1: “held a joint drill” never found in a text. "
        "Run python manage.py verify_quotations DIR --write, where DIR holds the article."
    )
    assert "1 digests stored" in verify(folder, "--write")[1][0]
    good.refresh_from_db()
    assert (good.version, good.history.first().history_change_reason) == (2, "the quotation was found in the text")
    words = "No folder was given: only the stored digests were checked, not the texts of the articles."
    assert verify() == (0, [words, "1 of 1 stand"])
    good.quote = "a joint drill"
    good.save()
    assert "changed since it was last found" in verify()[1][1]


def test_nothing_is_written_unless_asked_nor_twice(folder, source, verify):
    good = CitationFactory(source=source, quote="held a joint drill")
    verify(folder)
    assert good.history.count() == 1
    verify(folder, "--write")
    verify(folder, "--write")
    assert good.history.count() == 2


def test_write_needs_the_articles(db):
    with pytest.raises(CommandError, match="needs the folder"):
        call_command("verify_quotations", "--write")


def test_a_folder_that_is_none_is_refused(tmp_path, db):
    with pytest.raises(CommandError, match="is no folder"):
        call_command("verify_quotations", str(tmp_path / "nowhere"))
