"""Records that are likely what somebody is just writing, or about to publish: by rules that are told in words.

Unlike the list of duplicates, which compares a whole table, this asks the database for what holds the very words, or is
of the same day and people, a bounded number of rows, and looks at these. So it can be asked while one types.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat

from ... import dates
from ...folding import LONGEST_SEARCH, fold
from ...models import Action, Actor, Agreement, AgreementName, Clause, Commitment, NotTheSame, Place, Source
from ...tables import table_of
from ..typed.written_days import reading
from .coincidences import coincidences, told_of_row
from .entries import bare_address, bare_names

MOST = 5  # that are named
LOOKED_AT = 100  # rows that hold the words of a name
MOST_NAMES, MOST_WORDS = 8, 12
KEY = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True)
class Rule:
    """By what two records of a table are likely one thing.

    `apart` are columns in which they then cannot differ, where both have one; `within` names the clause in whose
    agreement both are, and `repeats` the record that one copies, which is no twin of it. By the columns in `also` and
    the actors of the rows in `people` they are found whatever they are called; see `coincidences.py`.
    """

    names: tuple[str, ...]
    day: str = ""
    address: str = ""
    apart: tuple[str, ...] = ()
    within: str = ""
    repeats: str = ""
    what: str = "title"
    also: tuple[str, ...] = ()
    people: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a form that are asked about."""
        own = (*self.names, self.day, self.address, *self.apart, self.within, self.repeats, *self.also)
        return tuple(name for name in own if name)

    @property
    def asked(self) -> tuple[str, ...]:
        """All that is asked about: the columns, and the people with their numbers joined by commas."""
        return (*self.columns, self.people) if self.people else self.columns


RULES: dict[type[models.Model], Rule] = {
    Actor: Rule(("name", "other_names"), apart=("country", "iso3"), what="name"),
    Place: Rule(("name", "other_names"), apart=("kind", "iso3"), what="name"),
    Source: Rule(
        ("title",), day="published", address="url", apart=("language",), repeats="derived_from", also=("publisher",)
    ),
    Action: Rule(("title",), day="date", also=("type", "agreement"), people="participants"),
    Agreement: Rule(("title",), also=("signed_on", "instrument_type"), people="parties"),
    Commitment: Rule(("title",), within="clause", what="title in the same agreement"),
}
TABLES = {table_of(model): model for model in RULES}


@dataclass(frozen=True)
class Twin:
    row: Any
    reason: str


def twins_of(model: type[models.Model], typed: Mapping[str, Any], own: int | None = None) -> list[Twin]:
    """The rows of `model` that are likely the same as one with these values, at most MOST. `own` is its number.

    `typed` has the columns of the rule as texts, related rows by their numbers; what cannot be read counts as empty.
    """
    rule = RULES[model]
    texts = {name: str(typed.get(name) or "").strip() for name in (*rule.asked, *typed)}
    names = bare_names(*_names(rule, texts))
    found = {each.row.pk: each for each in _by_words(model, rule, texts, own)}
    for each in coincidences(model, texts, names, own):
        found.setdefault(each.row.pk, Twin(each.row, each.reason))
    return _not_told_apart(model, list(found.values()), own)[:MOST]


def _by_words(model: type[models.Model], rule: Rule, texts: Mapping[str, str], own: int | None) -> list[Twin]:
    """Those of the same name or address."""
    names = _names(rule, texts)
    address = bare_address(texts.get(rule.address, "")) if rule.address else ""
    if not names and not address:
        return []
    rows = _candidates(model, rule, texts, address).exclude(pk=own)
    if model is Agreement:
        rows = rows.prefetch_related("names")
    found = ((row, _why_same(rule, row, texts, bare_names(*names), address)) for row in rows[:LOOKED_AT])
    return [Twin(row, reason) for row, reason in found if reason]


def twins_of_row(row: Any) -> list[Twin]:
    """The same for a stored record, without those that somebody has told apart from it."""
    rule = RULES[type(row)]
    told = told_of_row(row)
    columns = (name for name in rule.columns if name not in told)
    values = {name: getattr(row, row._meta.get_field(name).attname) for name in columns}
    return twins_of(type(row), values | told, row.pk)


def _names(rule: Rule, texts: Mapping[str, str]) -> list[str]:
    """What the record is called, each name by itself."""
    names = [
        part for name in rule.names for part in (texts[name].split(";") if name == "other_names" else [texts[name]])
    ]
    return [name[:LONGEST_SEARCH] for name in names if bare_names(name)][:MOST_NAMES]


def _candidates(model: Any, rule: Rule, texts: Mapping[str, str], address: str) -> Any:
    """Rows that hold all words of a name, in whatever order, or the address; those that hold just these first."""
    holding = just = Q(search_text__contains=fold(address)) if address else Q(pk__in=[])
    if "?" in address:  # stored with what follows its readers before what tells the page
        holding |= Q(search_text__contains=fold(address.partition("?")[0]))
    for name in _names(rule, texts):
        words = Q(*(Q(search_text__contains=word) for word in bare_names(name)[0].split()[:MOST_WORDS]))
        holding |= words
        if model is Agreement:
            holding |= Q(pk__in=AgreementName.objects.filter(words).order_by().values("agreement"))
        just |= Q(lines__contains=f"\n{fold(name)}\n")
    rows = model._base_manager.filter(holding)
    if rule.within:
        number = texts[rule.within]
        clause = Clause.objects.filter(pk=number) if KEY.fullmatch(number) else Clause.objects.none()
        rows = rows.filter(clause__agreement__in=clause.values("agreement"))
    lines = Concat(Value("\n"), "search_text", Value("\n"), output_field=models.TextField())
    return rows.alias(lines=lines).order_by(Case(When(just, then=0), default=1), "pk")


def _why_same(rule: Rule, row: Any, texts: Mapping[str, str], names: list[str], address: str) -> str:
    """Why the row is likely the same; empty where it is another thing."""
    if address and bare_address(getattr(row, rule.address)) == address:
        return "same web address"
    own = bare_names(*_names(rule, {name: str(getattr(row, name)) for name in rule.names}))
    own += bare_names(*(each.name for each in row.names.all())) if isinstance(row, Agreement) else []
    if not set(own) & set(names) or any(_differs(row, name, texts[name]) for name in rule.apart):
        return ""
    if not rule.day:
        return f"same {rule.what}"
    same_day = _same_day(row, rule.day, texts[rule.day])
    if same_day is False or (rule.repeats and texts[rule.repeats] == str(row.pk)):
        return ""
    return f"same {rule.what} and day" if same_day else f"same {rule.what}, and a day is missing"


def _differs(row: Any, name: str, text: str) -> bool:
    value = getattr(row, row._meta.get_field(name).attname)
    return bool(value and text) and str(value) != text


def _same_day(row: Any, column: str, text: str) -> bool | None:
    """Whether both can have been on one day; None where one has no day that can be read."""
    written = reading(text).edtf
    if not written or not getattr(row, column):
        return None
    typed = dates.parse(written)
    start, end = getattr(row, f"{column}_earliest"), getattr(row, f"{column}_latest")
    return (typed.earliest or date.min) <= (end or date.max) and (start or date.min) <= (typed.latest or date.max)


def _not_told_apart(model: type[models.Model], twins: list[Twin], own: int | None) -> list[Twin]:
    if own is None or not twins:
        return twins
    told = NotTheSame.objects.filter(Q(first=own) | Q(second=own), table=table_of(model))
    apart = {number for pair in told.values_list("first", "second") for number in pair}
    return [twin for twin in twins if twin.row.pk not in apart]
