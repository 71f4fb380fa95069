"""Where sources disagree: a row for each side."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import models

from ...evidence.conflicts.decided import Dispute, Side, all_disputes, weighed
from ...evidence.conflicts.noted import Noted, all_noted, weighed_noted
from ...fields import VocabularyField
from ...models import TARGETS, target_key
from ...querysets import CHUNK
from ...vocabularies import CitedField, Stance, Standing
from ...while_unchanged import while_unchanged
from ..columns import SEPARATOR, WorkedOut
from .base import CITED, about_columns, counted_columns, records_at, text, whole


@dataclass(frozen=True)
class SideOfDispute:
    """One side of a disagreement: a row of the file."""

    table: str
    code: str
    field: str
    measure: str
    as_of: str
    about: str
    disagreement: str
    side: int
    stance: str
    value: str
    unit: str
    qualifier: str
    attributed_to: str
    citations: str
    reports: int
    outlets: int
    origins: int
    self_reported: bool
    standing: str
    decision: str
    is_followed: bool


def side_row(code: str, found: Dispute | Noted, number: int) -> SideOfDispute:
    """The side with this number, counted from 1, of a weighed disagreement; it is about the record with this code."""
    side = found.sides[number - 1]
    first = side.citations[0]
    return SideOfDispute(
        table=CITED[target_key(first)[0]].name,
        code=code,
        field=found.field,
        measure=first.measure,
        as_of=SEPARATOR.join(found.as_of),
        about=found.about,
        side=number,
        stance=first.stance,
        value=first.value,
        unit=first.unit,
        qualifier=first.qualifier,
        attributed_to=_credited(side),
        citations=SEPARATOR.join(sorted(one.code for one in side.citations)),
        **side.evidence.numbers,
        standing=found.standing,
        **_decided(found, side),
    )


def _credited(side: Side) -> str:
    actor = side.citations[0].attributed_to
    return actor.code if actor is not None and actor.is_public else ""


def _decided(found: Dispute | Noted, side: Side) -> dict:
    """The decision on what was compared; on what was noted there is none, but it has a code of its own."""
    if isinstance(found, Noted):
        return {"disagreement": found.disagreement.code, "decision": "", "is_followed": False}
    newest = found.decisions[0].code if found.decisions else ""
    return {"disagreement": "", "decision": newest, "is_followed": found.follows(side)}


def _rows_of(some: list[Dispute] | list[Noted]) -> Iterator[SideOfDispute]:
    records = records_at(target_key(side.citations[0]) for one in some for side in one.sides)
    for one in some:
        for number, side in enumerate(one.sides, start=1):
            yield side_row(records[target_key(side.citations[0])].code, one, number)


def conflict_rows() -> Iterator[SideOfDispute]:
    for target in TARGETS:
        found = all_disputes(target)
        while chunk := weighed(list(islice(found, CHUNK))):
            yield from _rows_of(chunk)
    noted = all_noted()
    while some := weighed_noted(list(islice(noted, CHUNK))):
        yield from _rows_of(some)


def conflict_count() -> int:
    return while_unchanged(("conflicts",), _count)


def _count() -> int:
    compared = sum(len(one.conflict.sides) for target in TARGETS for one in all_disputes(target))
    return compared + sum(len(one.told) for one in all_noted())


ABOUT = [("value", "the value"), ("credit", "who is credited"), ("noted", "noted by the editors")]
CONFLICTS = WorkedOut(
    "conflicts",
    "Conflicts",
    "Where sources state different values of one field of one record that cannot all be right, and what the editors "
    "noted as a disagreement, which may be about several records: a row for each side, the one with most reports "
    "first. No side is left out, whatever was decided. Worked out from the citations, disagreements and decisions.",
    {
        "What is in dispute": {
            **about_columns(),
            "field": VocabularyField(
                CitedField,
                verbose_name="field in dispute",
                blank=True,
                help_text="What is in dispute; empty where the sides state different fields, or none.",
            ),
            "measure": text("measure", "What a figure counts, as in turnover or persons trained.", blank=True),
            "as_of": text(
                "time",
                "For which time the figures in dispute hold, as far as the sources say: uncertain dates, separated by "
                "semicolons.",
                blank=True,
            ),
            "about": models.CharField(
                "about",
                max_length=10,
                choices=ABOUT,
                help_text="Whether the values differ, only who is credited with what was done, or what a person noted.",
            ),
            "disagreement": text(
                "disagreement",
                "The code of the disagreement, where the editors noted it; its note says why.",
                blank=True,
            ),
        },
        "The side": {
            "side": whole("side", "The number of the side, counted from 1."),
            "stance": VocabularyField(Stance, help_text="Whether these sources say that it is so, or that it is not."),
            "value": text(
                "value stated",
                "The value by these sources: a date, a status or a number without its unit; empty where the passages "
                "state no value of a field.",
                blank=True,
            ),
            "unit": text("unit", "The unit of a number, as in km2, ha, USD.", blank=True),
            "qualifier": text("qualifier", "Whether a number is about, at least, over or up to the value.", blank=True),
            "attributed_to": text("attributed to", "The code of the actor that these sources credit.", blank=True),
            "citations": text("citations", "The codes of the citations that say so, separated by semicolons."),
            **counted_columns("say so"),
        },
        "What was decided": {
            "standing": VocabularyField(Standing, help_text="Whether the editors decided on it."),
            "decision": text("decision", "The code of the newest decision on it, which gives the reason.", blank=True),
            "is_followed": models.BooleanField(
                "followed", help_text="Whether the decision that holds follows this side; the others stay as they are."
            ),
        },
    },
    key=("table", "code", "field", "measure", "as_of", "disagreement", "unit", "side"),
    published=conflict_rows,
    count=conflict_count,
    filters=("field", "about", "standing"),
)
