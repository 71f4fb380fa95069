"""Which row stands in which of several folders of fixtures. No column says it: the files themselves do."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..models import Actor, Domain, Place
from ..models.base import Record, Row
from .fixtures import Key, references

OF_THE_WORLD = (Actor, Place, Domain)  # what is met everywhere tells nothing of where a row belongs


def placed(rows: dict[Key, dict], held: dict[Path, set[Key]]) -> dict[Path, set[Key]]:
    """What each folder is to hold of `rows`, the database in load order, where its files hold the keys in `held`.

    A row stays in every folder that holds it. A new one goes into every folder that holds what it says nothing without,
    such as source and action of a citation; a new record with a code of its own into the last of these only; into the
    last of all folders where none holds that. Then each folder takes what its rows refer to, and with a row that it
    takes so what belongs to that: participants, names, links to rows that it holds.
    """
    found = {folder: keys & rows.keys() for folder, keys in held.items()}
    known = set().union(*held.values())
    for key, row in rows.items():
        if key not in known:
            for folder in _homes(key, row, found):
                found[folder].add(key)
    belongings = _belongings(rows)
    return {folder: _closed(keys, rows, belongings) for folder, keys in found.items()}


def _homes(key: Key, row: dict, found: dict[Path, set[Key]]) -> list[Path]:
    needs = set(_anchors(key, row))
    homes = [folder for folder, keys in found.items() if needs and needs <= keys]
    if key[0].natural_key_fields == Row.natural_key_fields:
        homes = homes[-1:]
    return homes or list(found)[-1:]


@cache
def _anchoring(model: type[Row]) -> set[str]:
    """The relations that say where a row belongs: the one its natural key begins with, and records it stands with."""
    owner = {name for name in model.natural_key_fields[:1] if model._meta.get_field(name).is_relation}
    return owner | {name for name in model.public_with if model._meta.get_field(name).related_model not in OF_THE_WORLD}


def _anchors(key: Key, row: dict) -> Iterator[Key]:
    names = _anchoring(key[0])
    return (other for name, other in references(key[0], row["fields"]) if name in names)


def _belongings(rows: dict[Key, dict]) -> dict[Key, list[tuple[Key, set[Key]]]]:
    """The rows without a state of their own by each row that they belong to, with all that they belong to."""
    belongings = defaultdict(list)
    for key, row in rows.items():
        anchors = set() if issubclass(key[0], Record) else set(_anchors(key, row))
        for anchor in anchors:
            belongings[anchor].append((key, anchors))
    return belongings


def needed(key: Key, fields: dict) -> Iterator[Key]:
    """The rows without which a row with these values does not load: those it refers to or names by their code."""
    yield from (other for _, other in references(key[0], fields))
    yield from key[0].named_by_value(fields)


def _closed(kept: set[Key], rows: dict[Key, dict], belongings: dict) -> set[Key]:
    closed, waiting = set(kept), list(kept)
    while waiting:
        key = waiting.pop()
        for other in needed(key, rows[key]["fields"]):
            if other in rows and other not in closed:
                closed.add(other)
                taken = {own for own, anchors in belongings[other] if anchors <= closed} - closed
                closed |= taken
                waiting += [other, *taken]
    return closed
