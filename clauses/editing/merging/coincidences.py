"""Records that are likely one thing by day and people, whatever they are called: a treaty that is recorded twice under
two titles, an event, an article.

Candidates are asked for by the day and the people, or by the day and the publisher, and not by words. On the day of a
visit the same two sign many agreements: where more than FEW are found, only those count whose titles are alike, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from rapidfuzz import fuzz

from ... import dates
from ...models import Action, Agreement, Source
from ...vocabularies import ActionType
from ..typed.instruments import type_named_in
from ..typed.signature import SIGN, signatures_of
from ..typed.written_days import reading
from .entries import bare_names

FEW = 3
SHARED = 2  # people
LONGEST = timedelta(days=6)  # from the first to the last day: a longer span names no day
TITLES_OF_A_DAY, TITLES_OF_KINDS, TITLES_OF_FEW = 85, 75, 60  # per cent
LOOKED_AT, MOST_PEOPLE = 100, 40
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Coincidence:
    row: Any
    likeness: int  # of the titles, in per cent
    reason: str


def are_one_day(one: Days, other: Days) -> bool:
    """Whether both name a day, or a few, and can have been on the same."""
    (start, end), (from_, until) = one, other
    if start is None or end is None or from_ is None or until is None:
        return False
    return start <= until and from_ <= end and end - start <= LONGEST and until - from_ <= LONGEST


def are_same_people(one: set[int], other: set[int]) -> bool:
    """Whether they are two at least, and the same: with a third one it was another meeting or another treaty."""
    return len(one) >= SHARED and one == other


def are_elsewhere(one: set[int], other: set[int]) -> bool:
    return bool(one and other and not one & other)


def may_be_one(kind: str, other: str, likeness: int) -> bool:
    """Whether instruments of these types can be one: a treaty and a protocol of one day only if called alike."""
    return not kind or not other or kind == other or likeness >= TITLES_OF_KINDS


def coincidences(model: type[Model], typed: Mapping[str, str], names: list[str], own: int | None) -> list[Coincidence]:
    """Those of a record with these values, the most alike first. `names` are its titles folded, as `bare_names`."""
    finder = FINDERS.get(model)
    found = finder(typed, names, own) if finder else []
    if len(found) > FEW:
        found = [each for each in found if each.likeness >= TITLES_OF_FEW]
    return sorted(found, key=lambda each: (-each.likeness, each.row.pk))


def told_of_row(row: Any) -> dict[str, str]:
    """What of a stored record is no column of its own: its people, and of an agreement the day of its signature."""
    if isinstance(row, Action):
        participants = row.participants.values_list("actor", flat=True)
        return {"participants": _joined(participants), "places": _joined(row.places.values_list("pk", flat=True))}
    if isinstance(row, Agreement):
        signature = signatures_of(row).exclude(date="").first()
        parties = row.parties.filter(role__in=SIGN).values_list("actor", flat=True)
        return {"parties": _joined(parties), "signed_on": signature.date if signature else ""}
    return {}


def _joined(keys: Any) -> str:
    return ",".join(map(str, keys[:MOST_PEOPLE]))


def _agreements(typed: Mapping[str, str], names: list[str], own: int | None) -> list[Coincidence]:
    days, parties = _days(typed["signed_on"]), _keys(typed["parties"])
    if days is None or len(parties) < SHARED:
        return []
    signed = _on(Action._base_manager.filter(type=ActionType.SIGNATURE, agreement__isnull=False), "date", days)
    rows = Agreement._base_manager.filter(pk__in=signed.order_by().values("agreement")).exclude(pk=own or 0)
    rows = _with_people(rows, "parties", parties, Q(parties__role__in=SIGN)).prefetch_related("names", "parties")
    kind = typed["instrument_type"] or type_named_in(typed["title"])
    found = [
        Coincidence(row, _likeness(names, row.title, *(each.name for each in row.names.all())), "same day and parties")
        for row in rows[:LOOKED_AT]
        if are_same_people(parties, {each.actor_id for each in row.parties.all() if each.role in SIGN})
    ]
    return [each for each in found if may_be_one(kind, each.row.instrument_type, each.likeness)]


def _actions(typed: Mapping[str, str], names: list[str], own: int | None) -> list[Coincidence]:
    days, participants = _days(typed["date"]), _keys(typed["participants"])
    if days is None or len(participants) < SHARED or not typed["type"]:
        return []
    rows = _on(Action._base_manager.filter(type=typed["type"]), "date", days).exclude(pk=own or 0)
    for agreement in _keys(typed["agreement"]):
        rows = rows.filter(Q(agreement=agreement) | Q(agreement=None))
    rows = _with_people(rows, "participants", participants).prefetch_related("participants", "places")
    places = _keys(typed.get("places", ""))
    return [
        Coincidence(row, _likeness(names, row.title), "same type, day and participants")
        for row in rows[:LOOKED_AT]
        if are_same_people(participants, {each.actor_id for each in row.participants.all()})
        and not are_elsewhere(places, {each.pk for each in row.places.all()})
    ]


def _sources(typed: Mapping[str, str], names: list[str], own: int | None) -> list[Coincidence]:
    days, publisher = _days(typed["published"]), _keys(typed["publisher"])
    if days is None or not publisher or not names:
        return []
    repeats = _keys(typed["derived_from"])
    rows = _on(Source._base_manager.filter(publisher__in=publisher), "published", days).exclude(pk=own or 0)
    if typed["language"]:
        rows = rows.filter(language__in=("", typed["language"]))
    likely = ((row, _likeness(names, row.title)) for row in rows.exclude(pk__in=repeats).order_by("-pk")[:LOOKED_AT])
    return [
        Coincidence(row, likeness, f"titles {likeness} % alike, same publisher and day")
        for row, likeness in likely
        if likeness >= TITLES_OF_A_DAY
    ]


Finder = Callable[[Mapping[str, str], list[str], int | None], list[Coincidence]]
FINDERS: dict[type[Model], Finder] = {Agreement: _agreements, Action: _actions, Source: _sources}


def _days(text: str) -> tuple[date, date] | None:
    """The days that were typed; None where they name no day, nor a few."""
    written = reading(text).edtf
    typed = dates.parse(written) if written else None
    if typed is None or typed.earliest is None or typed.latest is None or typed.latest - typed.earliest > LONGEST:
        return None
    return typed.earliest, typed.latest


def _keys(text: str) -> set[int]:
    parts = [part for part in text.split(",")[:MOST_PEOPLE] if part.isascii() and part.isdigit() and len(part) < 19]
    return set(map(int, parts))


def _on(rows: QuerySet, column: str, days: tuple[date, date]) -> QuerySet:
    """Those whose date names a day, or a few, which can be these."""
    start, end = f"{column}_earliest", f"{column}_latest"
    near = {f"{start}__gte": days[0] - LONGEST, f"{end}__lte": days[1] + LONGEST}
    return rows.filter(**near, **{f"{start}__lte": days[1], f"{end}__gte": days[0]})


def _with_people(rows: QuerySet, relation: str, people: set[int], which: Q = Q()) -> QuerySet:  # noqa: B008
    """Those that have two of these people at least; whom they have beyond is looked at row by row."""
    among = Q(**{f"{relation}__actor__in": people}) & which
    shared = Count(f"{relation}__actor", filter=among, distinct=True)
    return rows.alias(shared=shared).filter(shared__gte=SHARED).order_by("pk")


def _likeness(names: list[str], *titles: str) -> int:
    """How alike the two most alike of the names are, in per cent."""
    return int(max((fuzz.ratio(one, other) for one in names for other in bare_names(*titles)), default=0))
