"""The words of a search: which are alike, and what is left of marks, quotes and repetitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clauses.folding import fold, words
from clauses.models import Agreement
from tests.support.rows.factories import AgreementFactory

ALIKE = [
    ("Əliyev", "eliyev"),
    ("əliyev", "Eliyev"),
    ("İstanbul", "istanbul"),
    ("ISTANBUL", "ıstanbul"),
    ("Iğdır", "igdir"),
    ("IĞDIR", "iğdır"),
    ("Şuşa", "SUSA"),
    ("ŞUŞA", "şuşa"),
    ("Ağdam", "agdam"),
    ("Çavuşoğlu", "cavusoglu"),
    ("Öztürk", "OZTURK"),
    ("Müdafiə", "mudafie"),
    ("Шуша", "ШУША"),
    ("Азербайджан", "АЗЕРБАЙДЖАН"),
    ("e\u0301tat", "\u00e9tat"),
    ("S\u0327us\u0327a", "\u015eu\u015fa"),
    ("I\u0307stanbul", "\u0130stanbul"),
    ("Straße", "STRASSE"),
    ("ＳＨＵＳＨＡ", "shusha"),
    ("ﬁnal", "final"),
    ("Azerbaijan’s", "azerbaijan's"),
    ("two–states", "two-states"),
    ("“one”", '"one"'),
    ("soft\u00adhyphen", "softhyphen"),
    ("zero\u200bwidth", "zerowidth"),
]


@pytest.mark.django_db
def test_either_spelling_finds_the_other(subtests):
    for one, other in ALIKE + [pair[::-1] for pair in ALIKE]:
        with subtests.test(one=one, other=other):
            assert fold(one) == fold(other)
            row = AgreementFactory(title=f"Before {one} after")
            assert row in Agreement.objects.search(other)
            assert row in Agreement.objects.search(f"AFTER {other}")


@pytest.mark.parametrize(("one", "other"), [("Şuşa", "Shusha"), ("Kars", "Караc"), ("Ankara", "Angora"), ("1", "l")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    once = fold(text)
    assert fold(once) == once
    assert "\x00" not in once
    once.encode()


@given(st.text(), st.text())
def test_every_word_of_a_text_is_in_the_folded_text(before, word):
    assert all(part in fold(f"{before} {word}") for part in fold(word).split())


QUOTES = [
    "“”",
    "„“",
    "„”",
    "”“",
    "«»",
    "»«",
    "''",
    '""',
    "‘’",
    "‚‘",
    "‹›",
    "「」",
    "『』",
    "＂＂",
    "``",
    "()",
    "[]",
    "{}",
    "<>",
]


@pytest.mark.parametrize("quotes", QUOTES)
def test_searches_with_quotes_ask_for_the_same_words_as_without(quotes):
    opening, closing = quotes
    asked = [
        "{0}joint exercise{1}",
        "{0}joint exercise",
        "joint exercise{1}",
        "{0}joint{1} {0}exercise{1}",
        "{0}{1} joint exercise",
    ]
    assert [words(one.format(opening, closing)) for one in asked] == [["joint", "exercise"]] * len(asked)


@pytest.mark.parametrize(
    "text",
    [
        "joint-exercise", "joint – exercise", "joint—exercise", "joint/exercise", "joint. exercise.",
        "joint...exercise", "(joint exercise)", "+joint +exercise", "joint* exercise*", "joint: exercise",
        "joint AND exercise",
        "NOT joint OR exercise", "joint, exercise!", "¿joint exercise?", "joint & exercise", "joint|exercise",
        "- joint exercise", "joint exercise joint EXERCISE Exercise",
    ],
)  # fmt: skip
def test_marks_and_operators_are_no_words_of_a_question(text):
    assert words(text) == ["joint", "exercise"]


def test_a_day_a_month_and_a_decimal_stay_whole_and_words_in_small_letters_count():
    assert words("(2021-06-15) 2021-06, 5.8%") == ["2021-06-15", "2021-06", "5.8"]
    assert words("2021–2025") == ["2021", "2025"]
    assert words("war and not peace") == ["war", "and", "not", "peace"]
    assert words("NOT") == ["not"]
    assert words("“” – ...") == []


@given(st.text(max_size=200))
def test_the_words_of_a_text_are_in_the_folded_text_each_once(text):
    found = words(text)
    assert len(found) == len(set(found))
    assert all(word in fold(text) for word in found)


@pytest.mark.django_db
def test_words_beyond_the_eighth_are_not_looked_for_and_repeated_ones_are_none():
    row = AgreementFactory(title="one two three four five six seven eight")
    assert row in Agreement.objects.search("one two three four five six seven eight nine")
    assert row not in Agreement.objects.search("one two three four five six seven nine eight")
    assert row in Agreement.objects.search("one ONE “one” two three four five six seven eight")


@pytest.mark.parametrize("number", range(128))
def test_a_plain_character_folds_alike_among_plain_and_other_letters(number):
    assert fold(f"A{chr(number)}b") == fold(f"Á{chr(number)}b")
