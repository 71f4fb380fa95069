"""When each commitment was last reported, carried out and looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...evidence.staleness import Freshness, freshness_of
from ...models import Commitment
from ...while_unchanged import kept_count
from ..columns import SEPARATOR, WorkedOut
from .base import day, in_portions, text, whole, whole_or_none


@dataclass(frozen=True)
class FreshnessOfCommitment:
    """When a commitment was last reported and looked at: a row of the file."""

    commitment: str
    expected_interval_months: int | None
    last_report: date | None
    last_source: str
    last_carried_out: date | None
    occurrences: int
    months_between: str
    last_looked_at: date | None
    last_analyst: str
    nothing_found_until: date | None


def freshness_row(one: Freshness) -> FreshnessOfCommitment:
    last, judged = one.last_report, one.last_judgement
    return FreshnessOfCommitment(
        commitment=one.commitment.code,
        expected_interval_months=one.commitment.expected_interval_months,
        last_report=last.day if last else None,
        last_source=last.source.code if last else "",
        last_carried_out=one.last_carried_out,
        occurrences=len(one.occurrences),
        months_between=SEPARATOR.join(str(months) for _, _, months in one.intervals),
        last_looked_at=judged.assessed_on if judged else None,
        last_analyst=judged.analyst if judged else "",
        nothing_found_until=max((row.searched_until for row in one.found_nothing if row.searched_until), default=None),
    )


def staleness_rows() -> Iterator[FreshnessOfCommitment]:
    for some in in_portions(Commitment.objects.published()):
        yield from map(freshness_row, freshness_of(some).values())


STALENESS = WorkedOut(
    "staleness",
    "Freshness of commitments",
    "When each commitment was last reported, reported as carried out and looked at. Days since are not counted: a file "
    "does not know when it is read. Worked out from citations, actions, links and judgements; samples do not count.",
    {
        "The commitment": {
            "commitment": text("commitment", "The code of the commitment."),
            "expected_interval_months": whole_or_none("promised interval", "The promised interval in months."),
        },
        "What is reported": {
            "last_report": day("last report", "The day of the newest report of it or of a follow-up action on it."),
            "last_source": text("last source", "The code of the source of that report.", blank=True),
            "last_carried_out": day("last carried out", "The day of the newest report of one of the occurrences."),
            "occurrences": whole("occurrences", "How many follow-up actions are reported as having taken place."),
            "months_between": text(
                "months between", "The whole months from each of them to the next, separated by semicolons.", blank=True
            ),
        },
        "Who looked": {
            "last_looked_at": day("last looked at", "The day of the newest judgement; empty where nobody has looked."),
            "last_analyst": text("last analyst", "The pseudonym of who judged it then.", blank=True),
            "nothing_found_until": day(
                "nothing found until", "The latest day up to which an analyst searched and found nothing."
            ),
        },
    },
    key=("commitment",),
    published=staleness_rows,
    count=lambda: kept_count(Commitment.objects.published()),
)
