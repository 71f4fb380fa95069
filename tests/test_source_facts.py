"""Every fact of the source articles is cited or left out for a reason; the list of them ships with the data."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clauses.management.commands.verify_facts import COLUMNS, LIST, fingerprint, read_list
from clauses.models import Citation

pytestmark = pytest.mark.usefixtures("shipped")

TABLES = """# Facts
| ¶ | Claim | Anchor | Class |
|---|---|---|---|
| 1 | Not in an article. | - | BG |

## Article 000 (A paper)

| ¶ | Claim | Anchor | Class | Check |
|---|---|---|---|---|
| 1 | They met. | “met” | AC | - |
| 2-3 | They  talked. | “talked” | OP | - |
"""
MET = fingerprint("000", "1", "They met.", "AC")
TALKED = fingerprint("000", "2-3", "they talked.", "OP")


@pytest.fixture
def code():
    return Citation.objects.published().first().code


@pytest.fixture
def write(tmp_path):
    def write(*lines) -> Path:
        path = tmp_path / "list.csv"
        path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def tables(tmp_path):
    path = tmp_path / "facts.md"
    path.write_text(TABLES, encoding="utf-8")
    return path


def verify(*arguments, **options) -> tuple[str, bool]:
    """What the command prints, and whether it finds all in order."""
    out = StringIO()
    try:
        call_command("verify_facts", *arguments, stdout=out, **options)
    except SystemExit:
        return out.getvalue(), False
    return out.getvalue(), True


def test_each_fact_of_the_five_articles_is_cited_or_left_out_for_a_reason():
    told, fine = verify()
    assert fine, told
    assert {row["article"] for row in read_list(LIST)} == {"000", "001", "002", "003", "004"}


def test_the_list_holds_each_row_of_the_tables_that_it_was_made_from():
    facts = Path(__file__).resolve().parents[2] / "shared" / "facts" / "source_facts.md"
    told, fine = verify(*[facts] * facts.exists())  # the tables are not a part of the repository
    assert fine, told


def test_a_cited_row_and_one_left_out_are_accounted_for(write, tables, code):
    path = write(f"000,1,AC,They met.,{code},,{MET}", f"000,2-3,OP,They talked.,,an opinion,{TALKED}")
    told, fine = verify(tables, list=path)
    assert (told, fine) == ("2 of 2 rows accounted for: 1 cited, 1 left out\n", True)


def test_a_citation_that_does_not_exist_is_named_with_its_line(write):
    told, fine = verify(list=write(f"000,1,AC,They met.,nowhere/7,,{MET}"))
    assert not fine
    assert "list.csv, line 2: there is no published citation nowhere/7. Write the code of one" in told
    assert told.endswith("0 of 1 rows accounted for: 1 cited, 0 left out\n")


def test_a_citation_that_is_no_longer_public_does_not_count(write, code):
    source, _, number = code.rpartition("/")
    citation = Citation.objects.get(source__slug=source, number=number)
    citation.state = "draft"
    citation.save()
    told, fine = verify(list=write(f"000,1,AC,They met.,{code},,{MET}"))
    assert not fine
    assert code in told


@pytest.mark.parametrize(("cited", "reason"), [("", ""), ("a/1", "an opinion")])
def test_a_row_has_either_citations_or_a_reason(write, cited, reason):
    told, fine = verify(list=write(f"000,1,AC,They met.,{cited},{reason},{MET}"))
    assert not fine
    assert "line 2: write either the citations of the fact or the reason" in told


def test_a_row_of_the_tables_that_the_list_lacks_is_named_with_its_fingerprint(write, tables):
    told, fine = verify(tables, list=write(f"000,1,AC,They met.,,an opinion,{MET}"))
    assert not fine
    assert (
        f"facts.md, line 11: article 000, ¶ 2-3 is not in the list. Add a line for it with the fingerprint {TALKED}."
        in told
    )
    assert told.endswith("1 of 2 rows accounted for: 0 cited, 1 left out\n")


def test_a_row_of_the_list_that_the_tables_lack_is_named(write, tables):
    known = [f"000,1,AC,They met.,,an opinion,{MET}", f"000,2-3,OP,They talked.,,an opinion,{TALKED}"]
    told, fine = verify(tables, list=write(*known, "000,9,BG,Invented.,,an opinion,0123456789ab"))
    assert not fine
    assert "list.csv, line 4: facts.md has no such row. Delete the line, or mend its fingerprint 0123456789ab." in told
    assert told.endswith("2 of 3 rows accounted for: 0 cited, 3 left out\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("article,claim\n", "write the header"),
        (",".join(COLUMNS) + "\n000,1\n", "line 2: write 7 cells"),
        (",".join(COLUMNS) + "\n" + "x," * 9 + "\n", "line 2: write 7 cells"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused(tmp_path, text, words):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        verify(list=path)


def test_files_that_are_not_there_are_refused(tmp_path, write):
    with pytest.raises(CommandError, match="cannot be read"):
        verify(list=tmp_path / "none.csv")
    with pytest.raises(CommandError, match="cannot be read"):
        verify(tmp_path / "none.md", list=write())
