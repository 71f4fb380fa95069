"""What goes to review, and to the public, together: a record with all that is not public yet and that it rests on.

A record needs what its keys name, what the rows that belong to it name, and what speaks for it: its citations with
their sources. Of a source, an agreement and a clause, what is told of them goes along as well.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from django.db import models

from ...models import (
    Action,
    Actor,
    Agreement,
    AgreementName,
    AgreementRelation,
    Assessment,
    Citation,
    Clause,
    Commitment,
    Decision,
    Disagreement,
    Domain,
    Place,
    Record,
    Row,
    Series,
    Source,
    owned_tables,
    target_of,
)
from ...models.belonging import IN_WORDS
from ...models.stated import CODED
from ...vocabularies import ReviewState
from ..queues import UNFINISHED
from ..refusals import Key, key_of
from .beginnings import NAMES_OF_CITED, beginnings
from .parts import Bundle, Need, Part
from .why import needs_no_more, why_begun, why_cited, why_needed, without_other_sources

MOST = 500  # records in one state that go together; beyond these, the next portion goes after them
MOST_ROWS = 20 * MOST  # rows that belong to records, or citations of them, that are looked at in one go
# The order in which records are published: each after what it rests on; citations follow what they are about.
ORDER: tuple[type[Record], ...] = (
    *(Actor, Place, Domain, Series, Source, Agreement, Clause, Commitment, Action, Citation),
    *(Disagreement, Assessment, Decision),
)
Ranked = Callable[[Part], tuple[int, int, int, int]]
# What to load with a record so that its name and its address need no further query
NAMED_BY: dict[type[Row], tuple[str, ...]] = {
    Source: ("publisher",),
    Clause: ("agreement",),
    Assessment: ("commitment",),
    Citation: NAMES_OF_CITED,
    Decision: ("name", "relation"),
}


def collect(root: Record) -> Bundle:
    """The bundle of `root`, in as many queries for many records as for few."""
    begun, more = beginnings(root, MOST)  # of each state
    found = _Collecting(root)
    found.run([(root, ""), *((row, why_begun(root, row)) for row in begun)])
    place = _place(found.parts)
    parts: list[Part] = []
    for state in UNFINISHED:
        here = sorted((part for part in found.parts.values() if part.row.state == state), key=place)
        parts += here[: _portion(here, place)]
        more += len(here) - _portion(here, place)
    return Bundle(root, sorted(parts, key=place), found.parts, found.stored, later=more)


def _portion(parts: list[Part], place: Ranked) -> int:
    """How many of these go together; a record and its citations are not parted, if they are not too many themselves."""
    size = min(MOST, len(parts))
    while 0 < size < len(parts) and place(parts[size])[:2] == place(parts[size - 1])[:2]:
        size -= 1
    return size or min(MOST, len(parts))


def _place(parts: dict[Key, Part]) -> Ranked:
    """The order of the parts: by table, and citations right after the record that they are about."""
    ranks = {model: number for number, model in enumerate(ORDER)}

    def place(part: Part) -> tuple[int, int, int, int]:
        row: Any = part.row
        about = next((each.key for each in part.needs if each.is_vital and each.key[0] != "source"), None)
        record = parts.get(about) if isinstance(row, Citation) and about else None
        if record is not None and record.row.state in UNFINISHED:
            return ranks[type(record.row)], record.row.pk, 1, row.pk
        return ranks[type(row)], row.pk, 0, row.pk

    return place


class _Collecting:
    """The records that were found so far, level by level."""

    def __init__(self, root: Record) -> None:
        self.root = root
        self.slim: set[Key] = set()  # what goes along only because a part of it does
        self.parts: dict[Key, Part] = {}
        self.stored: dict[Key, Record] = {}

    def run(self, level: Iterable[tuple[Record, str]]) -> None:
        while level:
            new = {}
            for row, why in level:
                if key_of(row) not in self.parts:
                    self.parts[key_of(row)] = new[key_of(row)] = Part(row, why)
            level = list(self._named_by(list(new.values()))) if new else []

    def _named_by(self, parts: list[Part]) -> Iterator[tuple[Record, str]]:
        """The records that these rest on, with why, and what speaks for them. Of what is public, only what it needs."""
        by_table: dict[type[Record], dict[int, Part]] = defaultdict(dict)
        for part in parts:
            needs = _keys_of(part.row, vital=part.row.public_with)
            if part.row.state in UNFINISHED or part.key == key_of(self.root):
                by_table[type(part.row)][part.row.pk] = part
                part.needs += needs
            else:
                part.needs += [need for need in needs if need.is_vital]
        for model, here in by_table.items():
            self._add_rows(model, here)
        self._add_codes(by_table.get(Citation, {}).values())
        for part in parts:
            if part.key in self.slim:
                part.needs = needs_no_more(part)
        yield from self._needed(parts)
        for model, here in by_table.items():
            yield from self._citations_of(model, here)

    def _needed(self, parts: list[Part]) -> Iterator[tuple[Record, str]]:
        whose = {need.key: (need, part) for part in reversed(parts) for need in part.needs}
        self._slim_down(parts)
        for row in _load(key for key in whose if key not in self.parts and key not in self.stored):
            need, part = whose[key_of(row)]
            if row.state not in UNFINISHED:
                self.stored[key_of(row)] = row
            if row.state in UNFINISHED or (row.public_with and row.state == ReviewState.PUBLISHED):
                yield row, why_needed(need, part)

    def _slim_down(self, parts: list[Part]) -> None:
        """With a source goes the agreement of a clause that it tells of, and not what else that agreement names."""
        if isinstance(self.root, Source):
            wide = {need.key for part in parts for need in part.needs if isinstance(part.row, Citation)}
            slim = {need.key for part in parts for need in part.needs if need.is_vital or part.key in self.slim}
            self.slim |= slim - wide - self.parts.keys()

    @staticmethod
    def _add_rows(model: type[Record], here: dict[int, Part]) -> None:
        """The rows that belong to these records, with what they name. Of a public record they are public already."""
        for table, column in owned_tables(model):
            names = [each.name for each in table._meta.concrete_fields if each.is_relation and each.name != column]
            rows = table._base_manager.filter(**{f"{column}__in": here}).order_by("pk")
            for row in (rows.select_related(*names) if names else rows)[:MOST_ROWS]:
                part = here[getattr(row, f"{column}_id")]
                setattr(row, column, part.row)
                part.rows.append(row)
                part.needs += [replace(need, is_in_rows=True) for need in _keys_of(row, vital=(), leaving=column)]

    def _add_codes(self, parts: Iterable[Part]) -> None:
        """What citations name by its code."""
        codes: dict[str, dict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
        for part in parts:
            citation = cast(Citation, part.row)
            if citation.field in CODED and citation.value:
                codes[citation.field][citation.value].append(part)
        for name, wanted in codes.items():
            model = CODED[name]
            for pk, slug in model._base_manager.filter(slug__in=wanted).values_list("pk", "slug"):
                what = f"{model._meta.verbose_name} named in a citation"
                need = Need(what, (str(model._meta.model_name), pk), True, is_named_by_code=True)
                for part in wanted[slug]:
                    part.needs.append(need)

    def _citations_of(self, model: type[Record], here: dict[int, Part]) -> Iterator[tuple[Record, str]]:
        """The unfinished citations of these records, and of their names and relations."""
        own = [row for part in here.values() if part.key not in self.slim for row in part.rows]
        about: dict[str, dict[int, Row]] = {}
        for table in (model, AgreementName, AgreementRelation):
            rows = (
                [part.row for part in here.values()] if table is model else [row for row in own if type(row) is table]
            )
            if target_of(table) and rows:
                about[str(target_of(table))] = {row.pk: row for row in rows}
        for target, cited in about.items():
            found = loading(Citation).filter(**{f"{target}__in": cited}, state__in=UNFINISHED).order_by("pk")
            for row in without_other_sources(self.root, found[:MOST_ROWS]):
                yield row, why_cited(cited[getattr(row, f"{target}_id")])


def _keys_of(row: Row, *, vital: Iterable[str], leaving: str = "") -> Iterator[Need]:
    """The records that the keys of a row lead to; a key to a row of a record leads to what that belongs to."""
    called = IN_WORDS.get((type(row), leaving), str(row._meta.verbose_name_plural))
    for each in row._meta.concrete_fields:
        key = getattr(row, each.attname) if each.is_relation and each.name != leaving else None
        if key is None:
            continue
        model = cast(type[Row], each.related_model)
        if issubclass(model, Record):
            what = called if leaving else str(each.verbose_name)
            yield Need(what, (str(model._meta.model_name), key), each.name in vital)
        elif model in (AgreementName, AgreementRelation):
            yield from _keys_of(getattr(row, each.name), vital=("agreement", "subject", "object"))


def _load(keys: Iterable[Key]) -> Iterator[Record]:
    """The records with these keys, one query for each table."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for table, key in keys:
        wanted[table].add(key)
    for model in ORDER:
        numbers = wanted.get(str(model._meta.model_name))
        if numbers:
            yield from loading(model).filter(pk__in=numbers).order_by("pk")


def loading(model: type[Any]) -> models.QuerySet[Any]:
    """All records of a table, ready to be named."""
    related = NAMED_BY.get(model, ())
    rows = model._base_manager.all()
    return rows.select_related(*related) if related else rows
