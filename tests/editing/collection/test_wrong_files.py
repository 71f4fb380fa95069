"""Forty wrong files: each is told with its file, line and column and what to do, in one message for each cause."""

import io
import zipfile

import pytest

from clauses.models import Actor, Agreement, AgreementParty, ImportJob, ImportRow
from tests.support.files.collections import folder, imported
from tests.support.rows.factories import ActorFactory, AgreementFactory

pytestmark = pytest.mark.django_db
A = "slug,name,kind\n"
P = "agreement,actor\n"


def packed(files: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


# Name → the files, and what is said of them.
WRONG = {
    "no such table": ({"treaties.csv": A}, "treaties.csv: there is no table “treaties”."),
    "nearly a table": ({"agreement.csv": A}, "Did you mean agreements"),
    "worked out": ({"conflicts.csv": "a,b\n"}, "conflicts.csv: conflicts is worked out from the other tables"),
    "no such ending": ({"actors.doc": A}, "actors.doc: “.doc” is no ending of a table. Save it as .csv, "),
    "two of one table": ({"actors.csv": A, "actors.jsonl": "{}"}, "actors.jsonl: “actors.csv” is of the same table."),
    "no file": ({}, "there is no file in it. The tables are: agreements, "),
    "an empty file": ({"actors.csv": ""}, "actors.csv, line 1: the file is empty."),
    "no such column": (
        {"actors.csv": "slug,name,kind,xyzzy\nx,X,state,red\n"},
        "actors.csv, line 1, column xyzzy: there is no such column in actors. Mend the heading or delete it.",
    ),
    "nearly a column": (
        {"actors.csv": "slug,Name,kind\nx,X,state\n"},
        "column Name: there is no such column in actors. Did you mean name?",
    ),
    "a column twice": ({"actors.csv": "slug,name,name\nx,X,X\n"}, "column name: this heading stands more than once"),
    "no key": ({"actors.csv": "name,kind\nX,state\n"}, "actors.csv, line 1: the file lacks slug: without it"),
    "no heading": ({"actors.csv": "slug,name,\nx,X,state\n"}, "this cell stands in a column without a heading"),
    "a row too short": ({"actors.csv": A + "x,X\n"}, "actors.csv, line 2: this row has 2 cells and the header 3."),
    "a row too long": ({"actors.csv": A + "x,X,state,more\n"}, "actors.csv, line 2: this row has 4 cells"),
    "an open quote": ({"actors.csv": A + 'x,"X,state\n'}, "actors.csv, line 2: a quotation mark opens here"),
    "a stray quote": ({"actors.csv": A + 'x,"X"X,state\n'}, "actors.csv, line 2: quotation marks do not match."),
    "no UTF-8": ({"actors.csv": A.encode() + "x,Şuşa,state".encode("cp1254")}, "actors.csv, line 2: this is not UTF-8"),
    "a NUL": ({"actors.csv": A + "x,\0,state\n"}, "actors.csv, line 2: a NUL character stands here"),
    "a packed CSV": ({"actors.csv": packed({"x": b"y"})}, "actors.csv: this is no CSV but a packed file"),
    "no workbook": ({"actors.xlsx": b"nothing"}, "actors.xlsx: "),
    "no JSON": (
        {"actors.jsonl": '{"slug": "x"}\n{"slug": \n'},
        "actors.jsonl, line 2: this is no JSON object in one line",
    ),
    "a list": ({"actors.jsonl": '["x"]\n'}, "actors.jsonl, line 1: this line is no JSON object."),
    "nested": (
        {"actors.jsonl": '{"slug": {"a": 1}}\n'},
        "actors.jsonl, line 1, column slug: a cell is a text, a number",
    ),
    "a name twice": (
        {"actors.jsonl": '{"slug": "x", "slug": "y"}\n'},
        "line 1: this is no JSON object in one line (a name stands in it twice)",
    ),
    "no number": (
        {"actors.jsonl": '{"slug": NaN}\n'},
        "actors.jsonl, line 1: this is no JSON object in one line (NaN is no number)",
    ),
    "very deep": ({"actors.jsonl": "[" * 100_000 + "\n"}, "actors.jsonl, line 1: this is no JSON object in one line"),
    "a NUL in JSON": ({"actors.jsonl": '{"slug": "a\\u0000"}\n'}, "actors.jsonl, line 1, column slug: a NUL character"),
    "an empty code": (
        {"actors.csv": A + ",X,state\n"},
        "actors.csv, line 2, column slug: 1 row has nothing in this cell",
    ),
    "a code twice": (
        {"actors.csv": A + "x,X,state\nx,Y,state\n"},
        "actors.csv, line 3, column slug: 1 row is there a second time: “x” stands in line 2 already. Delete one.",
    ),
    "a code that is none": (
        {"actors.csv": A + "X Y,X,state\n"},
        "actors.csv, line 2, column slug: 1 row: Use lower-case letters",
    ),
    "an endless code": (
        {"actors.csv": A + "x" * 500 + ",X,state\n"},
        "column slug: 1 row has a code of more than 400 characters.",
    ),
    "no value of a list": (
        {"actors.csv": A + "x,X,republic\n"},
        "line 2, column kind: 1 row: “republic” is not in the list.",
    ),
    "too long": (
        {"actors.csv": A + f"x,{'X' * 201},state\n"},
        "column name: 1 row: Ensure this value has at most 200 characters",
    ),
    "no date": (
        {"sources.csv": "slug,kind,published\nx,news,12.3.2020\n"},
        "sources.csv, line 2, column published: 1 row: ",
    ),
    "no number of a paragraph": (
        {"clauses.csv": "agreement,wid,label,heading,function,position\npact,a,A,A,operative,first\n"},
        "clauses.csv, line 2, column position: 1 row: “first” is not a whole number in digits.",
    ),
    "an actor that is not there": (
        {"agreement_parties.csv": P + "pact,aland\npact,alanb\n" + "pact,united-kingdom\n" * 3},
        "column actor: 3 rows name an actor that is not there: united-kingdom.",
    ),
    "a name of two": (
        {"agreement_parties.csv": P + "pact,Congo\n"},
        "names “Congo”, which is the name of several: congo-b, congo-k.",
    ),
    "what rests on a refused row": (
        {"actors.csv": A + "x,X,republic\n", "agreement_parties.csv": P + "pact,x\n"},
        "agreement_parties.csv, line 2, column actor: 1 row names the actor “x”, whose own row is refused.",
    ),
    "a circle": (
        {"actors.csv": "slug,name,kind,parent\nx,X,organ,y\ny,Y,organ,x\n"},
        "actors.csv, line 2: these rows refer to each other in a circle: line ",
    ),
    "a rule of the record": (
        {"actors.csv": "slug,name,kind,iso3\nx,X,person,XXX\n"},
        "actors.csv, line 2: 1 row: Only a state has an ISO code",
    ),
    "an unseen sign": ({"actors.csv": A + "x,X\u202e,state\n"}, "actors.csv, line 2, column name: 1 row: "),
    "half a citation": (
        {"sources.csv": "slug,kind\ns,news\n", "citations.csv": "source,number,note\ns,1,Nothing\n"},
        "citations.csv, line 2: 1 row: Choose exactly one record that it is about",
    ),
}


@pytest.fixture(autouse=True)
def rows():
    AgreementFactory(slug="pact")
    for slug in ("congo-b", "congo-k"):
        ActorFactory(slug=slug, name="Congo")


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_told_once_with_its_place_and_remedy_and_nothing_is_written(tmp_path, case):
    files, words = WRONG[case]
    before = [model.objects.count() for model in (Actor, Agreement, AgreementParty)]
    said = imported(folder(tmp_path, files))
    assert words in said
    assert said.count(words) == 1
    assert [model.objects.count() for model in (Actor, Agreement, AgreementParty)] == before
    assert (ImportJob.objects.count(), ImportRow.objects.count()) == (0, 0)


ARCHIVES = {
    "no archive": (b"PK nothing", "this is neither a folder, a ZIP nor one file of a table."),
    "a bomb": (packed({"actors.csv": A.encode() + b"x" * 30_000_000}), "it unpacks to more than 100 times its size."),
    "cut off": (packed({"actors.csv": A.encode() * 100})[:-30], "this is neither a folder, a ZIP"),
    "packed oddly": (packed({"actors.csv": A.encode()}, zipfile.ZIP_LZMA), "is packed in a way that is not read here."),
    "very many files": (packed({f"{n}.csv": b"" for n in range(300)}), "these are more than 200 files"),
}


@pytest.mark.parametrize("case", ARCHIVES)
def test_a_wrong_archive_is_refused_before_it_is_unpacked(tmp_path, case):
    content, words = ARCHIVES[case]
    (tmp_path / "all.zip").write_bytes(content)
    assert words in imported(tmp_path / "all.zip")
    assert not ImportJob.objects.exists()


def test_a_path_that_is_not_there_is_named(tmp_path):
    assert f"there is no “{tmp_path}/none”. Name a folder, a ZIP or one file of a table." in imported(tmp_path / "none")
