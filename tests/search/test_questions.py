"""What people ask finds what they mean, among the first five, on both databases."""

import csv
from pathlib import Path

import pytest

from clauses.dataset import TABLES
from clauses.search.find import find
from clauses.search.nearest import did_you_mean
from clauses.tables import table_of

pytestmark = pytest.mark.usefixtures("wider")

QUESTIONS = ("questions", "more_questions")
ADDRESSES = {table_of(table.model): table for table in TABLES}
FIRST = 5


def first_of(text: str) -> list[str]:
    """The first records for a question, or where it finds nothing those for the nearest spelling, as kind/code."""
    found = find(text, FIRST)
    if not found.total:
        found = find(did_you_mean(found.question)[0].text, FIRST)
    tables = [ADDRESSES[hit.table] for hit in found.hits]
    return [
        f"{table.name}/{table.model.objects.get(pk=hit.record).code}"
        for table, hit in zip(tables, found.hits, strict=True)
    ]


@pytest.mark.parametrize("table", QUESTIONS)
def test_each_question_finds_what_is_meant_among_the_first_five(table):
    missed = []
    for row in csv.DictReader(Path(__file__).with_name(f"{table}.csv").read_text().splitlines()):
        found = first_of(row["question"])
        missing = set(row["among_the_first_five"].split()) - set(found)
        if missing:
            missed.append(f"{row['question']}: {', '.join(sorted(missing))} is not among {', '.join(found)}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Shusha", "Şuşa", "Шуша", "shushi", "ŞUŞA", "susha"),
        ("Nakhchivan", "Naxçıvan", "Nahçıvan", "Нахичевань", "Nakhichevan", "nahcivan"),
        ("Əliyev", "Aliyev", "Алиев", "eliyev"),
        ("Zəngəzur", "Зангезур", "zengezur", "Zangezur"),
        ("drill", "drills", "exercise", "exercises", "tatbikat"),
        ("de-mining", "demining", "De Mining", "(de-mining)", "de–mining!"),
        ("132 km2", "132 km²", "132 square kilometres", "132km2"),
        ("132 km2", "132 sq. km", "132 km^2", "132 кв. км", "132 kilometrekare", "132 square kilometers"),
        ("15 June 2021", "2021-06-15", "June 15, 2021", "15.06.2021", "15th june 2021", "15 июня 2021 г."),
        (
            "May to July 2023",
            "2023-05/2023-07",
            "between May and July 2023",
            "May–July 2023",
            "from May 2023 to July 2023",
        ),
        ("Zakir Hasanov", "Zakir Həsənov", "Закир Гасанов", "ZAKIR HASANOV!"),
        ("ratified", "ratification", "ratify", "ratifying", "“ratified”?"),
        ("defence industry", "defense industry", "defence-industry", "(defence) industry."),
        ("Turkey", "Türkiye", "Turkiye", "TURKEY", "türkiye"),
        (
            "Shusha Declaration",
            "shusha declaration!",
            "“Shusha” Declaration",
            "SHUSHA-DECLARATION",
            "[Shusha]: declaration",
        ),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_thing_give_the_same_first_five(spellings):
    answers = {spelling: first_of(spelling) for spelling in spellings}
    assert set(map(tuple, answers.values())) == {tuple(answers[spellings[0]])}, answers


def test_nothing_is_found_for_letters_without_a_meaning_and_nothing_is_offered():
    found = find("qwertyuiop", FIRST)
    assert found.total == 0
    assert did_you_mean(found.question) == []


def test_a_word_with_a_hyphen_before_it_is_left_out():
    with_gas, without = find("pipeline", 50), find("pipeline -gas", 50)
    left_out = find("pipeline gas", 50)
    assert without.total == with_gas.total - left_out.total > 0


def test_a_phrase_stands_side_by_side():
    apart, together = find("council security", 50), find('"security council"', 50)
    assert 0 < together.total <= apart.total
    assert find('"council security"', 50).total == 0


def test_a_period_is_asked_as_possibly_and_what_is_certainly_of_it_comes_first():
    found = find("June 2021", 50)
    assert found.question.period.edtf == "2021-06"
    days = [ADDRESSES[hit.table].model.objects.get(pk=hit.record) for hit in found.hits if hit.table == "action"]
    wholly = [day.date_earliest is not None and day.date[:7] == "2021-06" for day in days]
    assert wholly[0]
    assert not wholly[-1]
