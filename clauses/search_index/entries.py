"""What the indexes are to hold of each record, worked out from the rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Q, When

from ..known_on.reports import model_of, rows_of
from ..published import reviewed_q
from ..tables import column_of
from .indexes import DESK, INDEXES, PUBLIC, Index
from .layout import KINDS, Beside, Kind
from .sounds import sound
from .words import Held, split

PARTED = ";"  # what stands between other names in one column
DAY_BITS, ROW_BITS = 22, 37  # of a number of 64 with a sign: after the kind, days before the last day, and record
LONGEST_NAME = 300  # characters
MOST_YEARS = 10  # that a date may span to be found by each of its years


class Entry(NamedTuple):
    """One record in the index. `place` orders entries: by kind, newest first, then by record."""

    place: int
    kind: int
    record: int
    earliest: date | None
    latest: date | None
    columns: tuple[str, ...]  # the words of each of COLUMNS, parted by spaces
    names: frozenset[tuple[str, str, str]]  # each name as (as it is written, its words, how they sound)


class Said(NamedTuple):
    """Words of another row for a column of the index."""

    column: str
    text: str
    is_public: bool


def place_of(kind: int, day: date | None, record: int) -> int:
    """Where an entry stands; every number of one kind lies between those of the kinds around it."""
    back = (date.max - (day or date.min)).days
    return (kind << DAY_BITS | back) << ROW_BITS | record


def told_by(place: int) -> tuple[int, int]:
    """The kind and the record of the entry at a place."""
    return place >> DAY_BITS + ROW_BITS, place & (1 << ROW_BITS) - 1


def bounds(kind: int) -> tuple[int, int]:
    """The first number of a kind, and the first of the next."""
    return kind << DAY_BITS + ROW_BITS, kind + 1 << DAY_BITS + ROW_BITS


def entries_of(table: str, keys: Collection[int], using: str) -> dict[Index, dict[int, Entry]]:
    """The entries that the records with these keys are to have in each index, by key.

    For the desk only where it is another than the public one.
    """
    kind, found = KINDS[table], {index: dict[int, Entry]() for index in INDEXES}
    told = rows_of(table).using(using).filter(pk__in=keys).annotate(is_public=_if(reviewed_q(model_of(table))))
    rows = list(told.values(*kind.columns, "is_public"))
    beside = _beside(kind, [row["pk"] for row in rows], using)
    for row in rows:
        key, words = row["pk"], beside.get(row["pk"], ())
        every = _entry(table, kind, row, words)
        public = [one for one in words if one.is_public]
        if row["is_public"]:
            found[PUBLIC][key] = every if len(public) == len(words) else _entry(table, kind, row, public)
        if found[PUBLIC].get(key) != every:
            found[DESK][key] = every
    return found


def _if(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _beside(kind: Kind, keys: list[int], using: str) -> dict[int, list[Said]]:
    """For each record the words of other rows."""
    found: dict[int, list[Said]] = defaultdict(list)
    for (table, path, needs), some in groupby(kind.beside if keys else (), _rows_of):
        model, each = model_of(table), list(some)
        needed = model._meta.get_field(needs).related_model if needs else None
        public = reviewed_q(needed, f"{needs}__") if needed else reviewed_q(model)
        rows = rows_of(table).using(using).filter(**{f"{path}__in": keys}).annotate(is_public=_if(public))
        told = rows.order_by("pk").values_list(path, "is_public", *(beside.name for beside in each))
        for key, is_public, *texts in told:
            said = zip(each, texts, strict=True)
            found[key] += [Said(beside.column, text, is_public) for beside, text in said if text]
    return found


def _rows_of(beside: Beside) -> tuple[str, str, str]:
    """Which rows hold the words, asked once for all their columns."""
    return beside.table, beside.path, beside.needs


def _entry(table: str, kind: Kind, row: dict[str, Any], beside: Iterable[Said]) -> Entry:
    codes = [row[name] or "" for name in kind.codes]
    called = [row[name] or "" for name in kind.titles]
    others = [other.strip() for name in kind.others for other in (row[name] or "").split(PARTED)]
    others += [one.text for one in beside if one.column == "names"]
    earliest, latest, day = _days(kind, row)
    names, text = Held(), Held()
    for name in (*called, *codes):
        names.add(name, is_name=kind.stands_for_others or name in codes)
    for name in others:
        names.add(name, is_name=True)
    for name in kind.texts:
        text.add(row[name] or "")
    for name in kind.choices:
        text.add(_labels(table, name).get(row[name], ""))
    for one in beside:
        if one.column == "text":
            text.add(one.text, is_name=True)
    words = [" ".join([*held.words, *held.joined]) for held in (names, text)]
    words[1] = " ".join([words[1], *_years(earliest, latest)]).strip()
    sounds = [" ".join(held.sounds) for held in (names, text)]
    named = {_named(name, said) for name in (*called, *others, *codes) if (said := split(name))}
    place = place_of(kind.number, day, row["pk"])
    return Entry(place, kind.number, row["pk"], earliest, latest, (*words, *sounds), frozenset(named))


@cache
def _labels(table: str, name: str) -> dict[Any, str]:
    """What the values of a closed list are called."""
    return {value: str(label) for value, label in column_of(model_of(table), name).flatchoices}


def _named(name: str, words: list[str]) -> tuple[str, str, str]:
    return name[:LONGEST_NAME], " ".join(words)[:LONGEST_NAME], heard(words)


def heard(words: Iterable[str]) -> str:
    """How a whole name sounds, word by word."""
    return " ".join(map(sound, words))[:LONGEST_NAME]


def _days(kind: Kind, row: dict[str, Any]) -> tuple[date | None, date | None, date | None]:
    """The first and last day on which it may have been, open ends closed, and the day by which it is sorted."""
    if not kind.date:
        return None, None, None
    first, last, day = (row[f"{kind.date}_{part}"] for part in ("earliest", "latest", "sort"))
    if first is None and last is None:
        return None, None, day
    return first or date.min, last or date.max, day


def _years(first: date | None, last: date | None) -> list[str]:
    if first is None or last is None or last.year - first.year > MOST_YEARS:
        return []
    return [str(year) for year in range(first.year, last.year + 1)]
