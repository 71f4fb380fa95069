"""Tables of the dataset that are worked out from its others: what stands behind each claim, and where sources disagree.

They are not stored. Files, codebook, data package and the page of downloads have them like any table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from django.db import models
from django.db.models import Exists, OuterRef

from .columns import SEPARATOR, WorkedOut, related_paths
from .dataset import BY_MODEL, TABLES
from .evidence.disputes import Dispute, all_disputes, weighed
from .evidence.weights import evidence_of
from .fields import VocabularyField
from .models import Citation
from .models.about import TARGETS
from .querysets import default_order
from .vocabularies import CitedField, Standing

CHUNK = 500  # rows in memory at a time
CITED = {target: BY_MODEL[Citation._meta.get_field(target).related_model] for target in TARGETS}


def whole(heading: str, help_text: str) -> models.Field:
    """A column that counts."""
    return models.PositiveIntegerField(heading, help_text=help_text)


def text(heading: str, help_text: str, *, blank: bool = False) -> models.Field:
    return models.CharField(heading, max_length=500, blank=blank, help_text=help_text)


def about_columns() -> dict[str, models.Field]:
    """The columns that say which record a row is about."""
    tables = [(table.name, table.title) for table in CITED.values()]
    return {
        "table": models.CharField("table", max_length=40, choices=tables, help_text="The table of the record."),
        "code": text("code", "The code of the record in that table."),
    }


def counted_columns(whose: str) -> dict[str, models.Field]:
    """The columns that say how much stands behind a statement."""
    return {
        "reports": whole("reports", f"How many sources {whose}, however many of their passages."),
        "outlets": whole("outlets", "How many different publishers these sources have."),
        "origins": whole("origins", "How many independent origins they go back to; copies of one voice are one."),
        "self_reported": models.BooleanField(
            "self-reported", help_text="Whether one of the origins is a party to the agreement or an organ of one."
        ),
    }


@dataclass(frozen=True)
class WeighedRecord:
    """A record and what stands behind it: a row of the file."""

    table: str
    code: str
    reports: int
    outlets: int
    origins: int
    self_reported: bool


def _cited(target: str) -> models.QuerySet:
    """The public records of a table that public citations are about, in the order of every file."""
    model = CITED[target].model
    cited = Citation.objects.published().filter(**{target: OuterRef("pk")})
    return model.objects.published().filter(Exists(cited))


def in_file_order(rows: models.QuerySet) -> models.QuerySet:
    """`rows` in the order of every file, with what their codes need."""
    paths = list(related_paths(rows.model))
    rows = (rows.select_related(*paths) if paths else rows).as_then("date_sort")
    return rows.order_by(*default_order(rows.model), "pk")


def evidence_rows() -> Iterator[WeighedRecord]:
    for target, table in CITED.items():
        records = in_file_order(_cited(target)).iterator(chunk_size=CHUNK)
        while chunk := list(islice(records, CHUNK)):
            weights = evidence_of(target, [row.pk for row in chunk])
            yield from (WeighedRecord(table.name, row.code, **asdict(weights[row.pk])) for row in chunk)


def evidence_count() -> int:
    return sum(_cited(target).count() for target in TARGETS)


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


EVIDENCE = WorkedOut(
    "evidence",
    "Evidence",
    "What stands behind each record that public citations are about: reports, outlets and origins, three numbers and "
    "never one. Only passages that support the record and are not held for errors count. Worked out from the citations "
    "and sources.",
    {"The record": about_columns(), "What stands behind it": counted_columns("support it")},
    key=("table", "code"),
    published=evidence_rows,
    count=evidence_count,
)
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

WORKED_OUT = (EVIDENCE, CONFLICTS)
PUBLIC_TABLES = (*TABLES, *WORKED_OUT)
