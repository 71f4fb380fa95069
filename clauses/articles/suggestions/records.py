"""Reading the records of each kind that a text could be about, with what they are ranked by."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from ...models import (
    TARGETS,
    Action,
    Agreement,
    AgreementName,
    AgreementRelation,
    Citation,
    Clause,
    ClauseText,
    Commitment,
)
from ...vocabularies import ActionType, ReviewState
from .pool import Asked, Entry, Key
from .reach import Weight
from .words import stems_of

MOST = 150  # records of a kind
MOST_LINKED = 60  # of a kind, for a place or a participant or a day alone
MOST_CITATIONS = 3000  # of all records; their quotations say how the records were spoken of before
MOST_DAYS = 6  # stretches of days that a text names
OPEN_END = timedelta(days=31)  # how far a date reaches where one end is not known
NOT_WITHDRAWN = ~Q(state=ReviewState.WITHDRAWN)


def entries_for(asked: Asked) -> dict[Key, Entry]:
    """The records by kind and number, in as many queries for many as for few."""
    if not asked.rarity:
        return {}
    entries: dict[Key, Entry] = {}
    for read in (_agreements, _names, _relations, _commitments, _clauses, _actions):
        entries |= {entry.key: entry for entry in read(asked, entries)}
    _add_citations(asked, entries)
    for entry in entries.values():
        entry.entities |= {one.key for one in asked.entities if one.is_in(entry.stems.keys())}
    return entries


def _best(rows: models.QuerySet[Any], asked: Asked, column: str = "pk") -> list[int]:
    """The rows that hold the most telling stems, by their numbers. The database weighs each row only once."""
    telling = asked.telling[rows.model]
    weighed = rows.annotate(weight=Weight(telling)).order_by("-weight", "pk").values_list(column, "weight")[:MOST]
    return [number for number, weight in weighed if weight] if telling else []


def _agreements(asked: Asked, entries: dict[Key, Entry]) -> Iterator[Entry]:
    rows = Agreement.objects.filter(NOT_WITHDRAWN)
    for row in rows.filter(pk__in=_best(rows, asked)).order_by("pk").prefetch_related("names", "parties"):
        entry = Entry("agreement", row, entities={("actor", party.actor_id) for party in row.parties.all()})
        entry.add(row.search_text, *(name.search_text for name in row.names.all()))
        yield entry


def _names(asked: Asked, entries: dict[Key, Entry]) -> Iterator[Entry]:
    rows = AgreementName.objects.exclude(agreement__state=ReviewState.WITHDRAWN)
    for row in rows.filter(pk__in=_best(rows, asked)).order_by("pk").select_related("agreement"):
        entry = Entry("name", row, near={("agreement", row.agreement_id)})
        entry.add(row.search_text)
        yield entry


def _relations(asked: Asked, entries: dict[Key, Entry]) -> Iterator[Entry]:
    """The relations between agreements of which the text could be about the second."""
    agreements = [number for kind, number in entries if kind == "agreement"]
    rows = AgreementRelation.objects.filter(object__in=agreements)
    for row in rows.select_related("subject", "object", "clause").order_by("pk")[:MOST]:
        entry = Entry("relation", row, near={("agreement", row.object_id), ("clause", row.clause_id or 0)})
        entry.add(row.subject.title, row.get_predicate_display(), row.object.search_text)
        yield entry


def _clauses(asked: Asked, entries: dict[Key, Entry]) -> Iterator[Entry]:
    rows = Clause.objects.filter(NOT_WITHDRAWN)
    best = [*_best(rows, asked), *_best(ClauseText.objects.all(), asked, "clause")]
    best += [entry.record.clause_id for entry in entries.values() if isinstance(entry.record, Commitment)]
    chosen = rows.filter(pk__in=best).select_related("agreement").order_by("pk")
    for row in chosen.prefetch_related("texts"):
        entry = Entry("clause", row, near={("clause", row.parent_id or 0)})
        entry.add(row.search_text, *(text.search_text for text in row.texts.all()))
        yield entry


def _commitments(asked: Asked, entries: dict[Key, Entry]) -> Iterator[Entry]:
    rows = Commitment.objects.filter(NOT_WITHDRAWN)
    chosen = rows.filter(pk__in=_best(rows, asked)).select_related("clause__agreement").order_by("pk")
    for row in chosen.prefetch_related("domains", "actors"):
        entry = Entry("commitment", row, near={("clause", row.clause_id)}, days=_days(row, "deadline"))
        entry.add(row.search_text)
        entry.about(row.get_kind_display(), *(domain.search_text for domain in row.domains.all()))
        entry.entities = {("actor", part.actor_id) for part in row.actors.all()}
        yield entry


def _actions(asked: Asked, entries: dict[Key, Entry]) -> Iterator[Entry]:
    known = Action.objects.filter(NOT_WITHDRAWN)
    found = _best(known, asked)
    for linked in _links(asked):
        found += known.filter(linked).order_by("-date_sort", "pk").values_list("pk", flat=True)[:MOST_LINKED]
    rows = known.filter(pk__in=found).select_related("agreement").order_by("pk")
    for row in rows.prefetch_related("places", "participants", "bearings"):
        entry = Entry("action", row, days=_days(row, "date"))
        entry.add(row.search_text, *(place.search_text for place in row.places.all()))
        entry.about(row.get_type_display(), type_definition(row))
        entry.entities = {("place", place.pk) for place in row.places.all()}
        entry.entities |= {("actor", part.actor_id) for part in row.participants.all()}
        entry.near = {("commitment", bearing.commitment_id) for bearing in row.bearings.all()}
        yield entry


def type_definition(action: Action) -> str:
    return ActionType(action.type).definition if action.type in ActionType.values else ""


def _links(asked: Asked) -> Iterator[Q]:
    """The conditions on actions with a place, a participant, days or a type that the text names."""
    for kind, path in (("place", "actionplace__place"), ("actor", "participants__actor")):
        numbers = [one.pk for one in asked.entities if one.kind == kind]
        if numbers:
            yield Q(pk__in=_holders(path, numbers))
    types = Action._meta.get_field("type").flatchoices
    yield Q(type__in=[value for value, label in types if asked.rarity.keys() & set(stems_of(label))])
    for named in asked.days[:MOST_DAYS]:
        yield Q(date_sort__gte=named.start - OPEN_END, date_sort__lte=named.end + OPEN_END)


def _holders(path: str, numbers: Iterable[int]) -> models.QuerySet[Action, Any]:
    return Action.objects.filter(**{f"{path}__in": numbers}).order_by().values("pk")


def _days(row: models.Model, name: str) -> tuple[date, date] | None:
    """The first and last day of an uncertain date; an end that is not known lies a month away."""
    first, last = getattr(row, f"{name}_earliest"), getattr(row, f"{name}_latest")
    if first is None and last is None:
        return None
    return first or last - OPEN_END, last or first + OPEN_END


def _add_citations(asked: Asked, entries: dict[Key, Entry]) -> None:
    """Adds in whose words, and in which, sources have spoken of the records before."""
    about = Q()
    for target in TARGETS:
        about |= Q(**{f"{target}__in": [number for kind, number in entries if kind == target]})
    rows = Citation.objects.filter(NOT_WITHDRAWN, about).annotate(publisher=F("source__publisher"))
    columns = (*(f"{target}_id" for target in TARGETS), "quote", "publisher", "speaker_id")
    for *numbers, quote, publisher, speaker in rows.order_by("-pk").values_list(*columns)[:MOST_CITATIONS]:
        key = next((target, number) for target, number in zip(TARGETS, numbers, strict=True) if number)
        entries[key].cited(quote, publisher, speaker)
