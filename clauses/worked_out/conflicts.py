"""Where sources disagree: a row for each side."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from django.db import models

from ..columns import SEPARATOR, WorkedOut
from ..evidence.disputes import Dispute, all_disputes, weighed
from ..fields import VocabularyField
from ..models.about import TARGETS
from ..vocabularies import CitedField, Standing
from .base import CHUNK, CITED, about_columns, counted_columns, in_file_order, text, whole


@dataclass(frozen=True)
class SideOfDispute:
    """One side of a disagreement: a row of the file."""

    table: str
    code: str
    field: str
    about: str
    side: int
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
    resolution: str
    is_followed: bool


def side_row(code: str, dispute: Dispute, number: int) -> SideOfDispute:
    """The side with this number, counted from 1, of a weighed disagreement about the record with this code."""
    side = dispute.sides[number - 1]
    first = side.citations[0]
    credited = first.attributed_to
    return SideOfDispute(
        table=CITED[dispute.target].name,
        code=code,
        field=dispute.conflict.field,
        about=dispute.conflict.about,
        side=number,
        value=first.value,
        unit=first.unit,
        qualifier=first.qualifier,
        attributed_to=credited.code if credited is not None and credited.is_public else "",
        citations=SEPARATOR.join(sorted(one.code for one in side.citations)),
        **asdict(side.evidence),
        standing=dispute.standing,
        resolution=dispute.decisions[0].code if dispute.decisions else "",
        is_followed=dispute.follows(side),
    )


def codes_of(target: str, found: Sequence[Dispute]) -> dict[int, str]:
    """The codes of the records in dispute."""
    rows = in_file_order(CITED[target].model.objects.published().filter(pk__in={one.key for one in found}))
    return {row.pk: row.code for row in rows}


def conflict_rows() -> Iterator[SideOfDispute]:
    for target in TARGETS:
        found = all_disputes(target)
        while chunk := weighed(list(islice(found, CHUNK))):
            codes = codes_of(target, chunk)
            for one in chunk:
                yield from (side_row(codes[one.key], one, number) for number in range(1, len(one.sides) + 1))


def conflict_count() -> int:
    return sum(len(one.conflict.sides) for target in TARGETS for one in all_disputes(target))


CONFLICTS = WorkedOut(
    "conflicts",
    "Conflicts",
    "Where sources state different values of one field of one record that cannot all be right: a row for each side, "
    "the one with most reports first. No side is left out, whatever was decided. Worked out from the citations and the "
    "decisions.",
    {
        "What is in dispute": {
            **about_columns(),
            "field": VocabularyField(CitedField, verbose_name="field in dispute", help_text="What is in dispute."),
            "about": models.CharField(
                "about",
                max_length=10,
                choices=[("value", "the value"), ("credit", "who is credited")],
                help_text="Whether the values differ, or only who is credited with what was done.",
            ),
        },
        "The side": {
            "side": whole("side", "The number of the side, counted from 1."),
            "value": text("value stated", "The value by these sources: a date, a status or a number without its unit."),
            "unit": text("unit", "The unit of a number, as in km2, ha, USD.", blank=True),
            "qualifier": text("qualifier", "Whether a number is about, at least, over or up to the value.", blank=True),
            "attributed_to": text("attributed to", "The code of the actor that these sources credit.", blank=True),
            "citations": text("citations", "The codes of the citations that say so, separated by semicolons."),
            **counted_columns("say so"),
        },
        "What was decided": {
            "standing": VocabularyField(Standing, help_text="Whether the editors decided on it."),
            "resolution": text(
                "decision", "The code of the newest decision on it, which gives the reason.", blank=True
            ),
            "is_followed": models.BooleanField(
                "followed", help_text="Whether the decision that holds follows this side; the others stay as they are."
            ),
        },
    },
    key=("table", "code", "field", "side"),
    published=conflict_rows,
    count=conflict_count,
    filters=("field", "standing"),
)
