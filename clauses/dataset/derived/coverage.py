"""How many sources were read: by language, by year, by how much of them was read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from ...evidence.coverage import lots_of
from ...models import Source
from ...vocabularies import Extent
from ..columns import WorkedOut
from .base import text, whole

NONE, NO_YEAR = "none", "no_year"  # as the list of sources is asked for them


@dataclass(frozen=True)
class Share:
    """The sources of one language and year of which as much was read: a row of the file."""

    language: str
    year: str
    extent: str
    sources: int


def coverage_rows() -> Iterator[Share]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for lot in lots_of(Source.objects.published()):
        counts[lot.language or NONE, str(lot.year or NO_YEAR), lot.extent or NONE] += lot.count
    for (language, year, extent), count in sorted(counts.items()):
        yield Share(language, year, extent, count)


COVERAGE = WorkedOut(
    "coverage",
    "Coverage",
    "How many sources there are of each language and year, and how much of them was read. Worked out from the sources.",
    {
        "The sources": {
            "language": text("language", "The language of the sources (BCP 47); none where it is not recorded."),
            "year": text(
                "year", "The year of publication; no_year where there is no date, or none certain to lie in one year."
            ),
            "extent": models.CharField(
                "how much was read",
                max_length=20,
                choices=[*Extent.choices, (NONE, "not recorded")],
                help_text="How much of their text the record rests on.",
            ),
        },
        "How many": {"sources": whole("sources", "How many sources these are.")},
    },
    key=("language", "year", "extent"),
    published=coverage_rows,
    count=lambda: sum(1 for _ in coverage_rows()),
    filters=("extent",),
)
