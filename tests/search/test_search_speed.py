"""`make bench`: what a search costs in processor time at a thousand, a hundred thousand and a million actions.

The entries are written straight into the tables of the index: by way of the rows, a million would take hours. Numbers
to compare, not to pass. Where DATASETTE_PYTHON names a Python that has Datasette, its own search of the same file is
measured beside ours.
"""

import random
from datetime import date, timedelta
from time import perf_counter, process_time

import pytest
from django.db import connection, transaction

from clauses.models import Place, SearchEntry, SearchName
from clauses.search.find import find
from clauses.search.nearest import did_you_mean
from clauses.search_index import upkeep
from clauses.search_index.entries import heard, place_of
from clauses.search_index.layout import KINDS
from clauses.search_index.sounds import sound
from clauses.search_index.vectors import vector_of

from ..support.site.peers import datasette

# ruff: noqa: T201  numbers to read
pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
ACTION = KINDS["action"].number
VOCABULARY, BATCH, ROUNDS, SHOWN = 100_000, 5_000, 5, 50
CHANGED = 10_000
STEEP = 2.2  # the commonest word stands in about every fifth entry
SYLLABLES = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in "aeiou"]
COMMON = ("drill", "joint", "meeting", "gas", "railway", "minister", "signed", "corridor", "energy", "Baku")
TABLE = "/search/clauses_searchentry.json?_fts_table=clauses_searchwords&_fts_pk=id&_size=50&_facet=kind&_search="


def words_of(drawn: random.Random) -> list[str]:
    """A vocabulary of which the first words are common and the last are rare."""
    made = dict.fromkeys(COMMON)
    while len(made) < VOCABULARY:
        made["".join(drawn.choices(SYLLABLES, k=drawn.randint(2, 4)))] = None
    return list(made)


def entry(number: int, words: list[str], drawn: random.Random) -> tuple:
    """A row of the index: a title of eight words and a text of thirty."""
    picked = [words[int(VOCABULARY * drawn.random() ** STEEP)] for _ in range(38)]
    slug = f"action-{number}"
    day = date(2000, 1, 1) + timedelta(days=number % 9_000)
    names, text = [*map(str.lower, picked[:8]), *slug.split("-")], list(map(str.lower, picked[8:]))
    columns = (
        " ".join(names),
        f"{' '.join(text)} {day.year}",
        f"{sound(picked[0])} {sound('action')} {number}",
        " ".join(map(sound, text[:5])),
    )
    return place_of(ACTION, day, number), number, day, columns


def filled(many: int) -> list[str]:
    drawn = random.Random(many)
    words = words_of(drawn)
    fields = "id, kind, record, earliest, latest, names, text, names_heard, text_heard, vector"
    put = f"INSERT INTO {SearchEntry._meta.db_table} ({fields}) VALUES ({', '.join(['%s'] * 10)})"
    named = f"INSERT INTO {SearchName._meta.db_table} (entry_id, written, words, heard) VALUES (%s, %s, %s, %s)"
    is_vector = connection.vendor == "postgresql"
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(1, many + 1, BATCH):
            rows = [entry(number, words, drawn) for number in range(start, min(start + BATCH, many + 1))]
            cursor.executemany(
                put,
                [
                    (place, ACTION, number, str(day), str(day), *columns, vector_of(columns) if is_vector else "")
                    for place, number, day, columns in rows
                ],
            )
            titles = [
                (place, columns[0].split(" action ")[0], f"action-{number}") for place, number, _, columns in rows
            ]
            cursor.executemany(
                named,
                [
                    (place, written, said, heard(said.split()))
                    for place, title, slug in titles
                    for written, said in ((title, title), (slug, slug.replace("-", " ")))
                ],
            )
    return words


def questions(words: list[str]) -> dict[str, str]:
    rare, middling = words[VOCABULARY - 7], words[500]
    typed = f"{middling[:2]}{middling[3]}{middling[2]}{middling[4:]}x"
    return {
        "a common word": "drill",
        "a middling word": middling,
        "a rare word": rare,
        "two words": "joint drill",
        "a phrase": '"joint drill"',
        "a day": "3 March 2015",
        "a day and a word": "drill 3 March 2015",
        "a month and a word": "drill March 2015",
        "eight words": "drill joint meeting gas railway minister signed corridor",
        "a typing mistake": typed,
    }


def spent(asked) -> tuple[float, object]:
    asked()
    times = []
    for _ in range(ROUNDS):
        began = process_time()
        answer = asked()
        times.append((process_time() - began) * 1000)
    return sorted(times)[ROUNDS // 2], answer


def size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('clauses_searchentry')")
        else:
            cursor.execute("SELECT sum(length(block)) FROM clauses_searchwords_data")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("many", [1_000, 100_000, 1_000_000], ids="{:,}".format)
def test_what_a_search_costs(many, tmp_path, capsys):
    began, used = perf_counter(), process_time()
    words = filled(many)
    with capsys.disabled():
        print(f"\n{many:,} actions: {perf_counter() - began:.1f} s ({process_time() - used:.1f} s of processor)")
        print(f"to generate and index them; {size() / 1_000_000:.1f} MB of words")
        for name, text in questions(words).items():
            if name == "a typing mistake":
                ms, offers = spent(lambda text=text: did_you_mean(find(text, SHOWN).question))
                print(f"{ms:9.1f} ms  {name}: {text}, {len(offers)} offers")
            else:
                ms, found = spent(lambda text=text: find(text, SHOWN))
                print(f"{ms:9.1f} ms  {name}: {text}, {found.total:,} found")
        beside(tmp_path / "search.db", ["drill", "joint drill", words[500], words[VOCABULARY - 7]])


def beside(path, asked) -> None:
    """Datasette's own search of the same words."""
    addresses = {f"{TABLE}{text.replace(' ', '+')}": text for text in asked}
    for address, (status, ms) in datasette(path, addresses).items():
        print(f"{ms:9.1f} ms  Datasette {status}  {addresses[address]}")


def test_what_a_change_of_ten_thousand_rows_costs(capsys):
    """Of places, which stand for the simplest rows: each gets another name."""
    places = [Place(state="published", slug=f"p-{n}", name=f"Place {n}", kind="region") for n in range(CHANGED)]
    with upkeep.put_off():
        keys = {place.pk for place in Place.objects.bulk_create(places, batch_size=500)}
    with capsys.disabled():
        for what in ("new", "unchanged"):
            began = process_time()
            upkeep.renew("place", keys)
            print(f"\n{process_time() - began:9.2f} s of processor  {CHANGED:,} {what} rows")
        with upkeep.put_off():
            for place in places:
                place.name = f"Renamed {place.name}"
            Place.objects.bulk_update(places, ["name"], batch_size=500)
        began = process_time()
        upkeep.renew("place", keys)
        print(f"{process_time() - began:9.2f} s of processor  {CHANGED:,} renamed rows")
