"""Three hundred typing mistakes in words of the shipped record: the right word is among the first three offers."""

import random
from collections.abc import Iterator

import pytest

from clauses.models import Action
from clauses.search.nearest import did_you_mean
from clauses.search.question import read
from clauses.search_index.engine import engine
from clauses.search_index.words import split

pytestmark = pytest.mark.usefixtures("wider")

MANY, ENOUGH, SHORTEST = 300, 0.95, 4
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = "aeiou"
OFFERS = 3


def swapped(word: str, at: int, drawn: random.Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(word: str, at: int, drawn: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def doubled(word: str, at: int, drawn: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def neighbour(word: str, at: int, drawn: random.Random) -> str:
    row = next((row for row in KEYS if word[at] in row), word[at])
    place = row.find(word[at])
    return word[:at] + drawn.choice(row[max(0, place - 1) : place] + row[place + 1 : place + 2] or row) + word[at + 1 :]


def wrong_vowel(word: str, at: int, drawn: random.Random) -> str:
    at = next((place for place, letter in enumerate(word) if letter in VOWELS and place >= at), at)
    return word[:at] + drawn.choice(VOWELS) + word[at + 1 :]


KINDS = (swapped, dropped, doubled, neighbour, wrong_vowel)


def mistakes(vocabulary: dict[str, int], many: int) -> Iterator[tuple[str, str, str]]:
    """`many` mistakes as (kind, word, as it is typed), of all kinds in turn; those that give another word are none."""
    drawn = random.Random(14)
    words = sorted(word for word in vocabulary if word.isalpha() and word.isascii() and len(word) >= SHORTEST)
    while many:
        kind, word = KINDS[many % len(KINDS)], drawn.choice(words)
        typed = kind(word, drawn.randrange(len(word)), drawn)
        if typed not in vocabulary:
            many -= 1
            yield kind.__name__, word, typed


def offered(text: str) -> list[str]:
    return [offer.text for offer in did_you_mean(read(text))]


def test_the_right_word_is_among_the_first_three_offers():
    vocabulary = dict(engine().vocabulary())
    missed = [
        f"{typed} for {word} ({kind})" for kind, word, typed in mistakes(vocabulary, MANY) if word not in offered(typed)
    ]
    assert len(missed) <= (1 - ENOUGH) * MANY, f"{len(missed)}: {', '.join(missed)}"


def test_one_wrong_word_among_others_is_offered_right():
    drawn = random.Random(41)
    vocabulary = dict(engine().vocabulary())
    titles = [split(title) for title in Action.objects.order_by("pk").values_list("title", flat=True)]
    titles = [words for words in titles if len(words) > 3 and all(map(str.isascii, words))]
    missed = []
    for number in range(MANY // 3):
        words = drawn.choice(titles)
        start, size = drawn.randrange(len(words) - 2), 2 + number % 2
        asked = words[start : start + size]
        place = max(range(len(asked)), key=lambda at: len(asked[at]))
        typed = KINDS[number % len(KINDS)](asked[place], drawn.randrange(len(asked[place])), drawn)
        wrong = " ".join([*asked[:place], typed, *asked[place + 1 :]])
        if typed not in vocabulary and len(typed) >= SHORTEST and " ".join(asked) not in offered(wrong):
            missed.append(f"{wrong} for {' '.join(asked)}: {offered(wrong)}")
    assert len(missed) <= (1 - ENOUGH) * MANY / 3, f"{len(missed)}: {', '.join(missed)}"
