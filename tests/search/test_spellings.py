"""Two hundred made-up names in five spellings each: whatever a record calls it, every spelling finds it first."""

import csv
from pathlib import Path

import pytest

from clauses.models import Actor, Place
from clauses.search.find import find
from clauses.tables import table_of

pytestmark = pytest.mark.django_db

# By the correspondences of the alphabets, and some as the press writes them otherwise than letter by letter.
NAMES = list(csv.DictReader(Path(__file__).with_name("spellings.csv").read_text().splitlines()))
WRITTEN = ("azerbaijani", "turkish", "russian", "english", "ascii")
MODELS = {"person": Actor, "place": Place}
KINDS = {Actor: "media", Place: "region"}
ENOUGH = 0.95
FIRST = 5
SYLLABLES = ("bal", "dor", "gim", "kel", "lun", "mar", "nos", "pir", "rud", "sav", "ten", "vol", "zar")


def distractors() -> list[str]:
    """Names of the same build that are none of the table's."""
    ends = ("ov", "li", "zade", "kend", "abad", "bulag", "chay")
    return [f"{a}{b}{ends[number % len(ends)]}".capitalize() for a in SYLLABLES for number, b in enumerate(SYLLABLES)]


def made(called: list[tuple[type, str]]) -> list:
    rows = [
        model(state="published", slug=f"n{number}", name=name, kind=KINDS[model])
        for number, (model, name) in enumerate(called)
    ]
    for model in KINDS:
        model.objects.bulk_create([row for row in rows if type(row) is model])
    return rows


@pytest.mark.parametrize("written", [*WRITTEN, "in turns"])
def test_each_spelling_finds_its_record_first(written):
    said = [
        (MODELS[name["kind"]], name[WRITTEN[number % len(WRITTEN)] if written == "in turns" else written])
        for number, name in enumerate(NAMES)
    ]
    others = [([Actor, Place][number % 2], name) for number, name in enumerate(distractors())]
    rows = made([*said, *others])[: len(NAMES)]
    missed = []
    for name, row in zip(NAMES, rows, strict=True):
        for spelled in WRITTEN:
            first = [(hit.table, hit.record) for hit in find(name[spelled], 1).hits]
            if first != [(table_of(row), row.pk)]:
                missed.append(f"{name[spelled]} for {row.name}")
    assert len(missed) <= (1 - ENOUGH) * len(NAMES) * len(WRITTEN), f"{len(missed)}: {'; '.join(missed)}"


def test_the_spellings_of_a_name_give_the_same_first_five():
    made([(MODELS[name["kind"]], name["english"]) for name in NAMES])
    unlike = []
    for name in NAMES:
        answers = {tuple((hit.table, hit.record) for hit in find(name[spelled], FIRST).hits) for spelled in WRITTEN}
        if len(answers) > 1:
            unlike.append(", ".join(name[spelled] for spelled in WRITTEN))
    assert len(unlike) <= (1 - ENOUGH) * len(NAMES), f"{len(unlike)}: {'; '.join(unlike)}"
