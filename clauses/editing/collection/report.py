"""What is said of a job: counts first, causes grouped, refused rows as files to mend and offer again."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Min

from ...exchange.collection.reading import LEFT_OUT, WHY
from ...exchange.csvfile import MARK
from ...exchange.problems import Problem
from ...models import ImportJob
from ...vocabularies import ImportOutcome, ImportStage
from .jobs import counts

ALWAYS = (ImportOutcome.NEW, ImportOutcome.CHANGED, ImportOutcome.SAME, ImportOutcome.REFUSED)
LINES_NAMED = 3
# How a cause goes on after “139 rows”.
PLURALS = {"names ": "name ", "has ": "have ", "is ": "are ", "was ": "were ", "stays ": "stay "}


@dataclass(frozen=True)
class Cause:
    """Why rows of a file stay out."""

    file: str
    column: str
    cause: str
    count: int
    lines: list[int]

    @property
    def words(self) -> str:
        """As in “139 rows name an actor that is not there: united-kingdom.”"""
        rows = "1 row" if self.count == 1 else f"{self.count:,} rows"
        for one, many in PLURALS.items():
            if self.cause.startswith(one):
                return f"{rows} {self.cause if self.count == 1 else many + self.cause.removeprefix(one)}"
        return f"{rows}: {self.cause}"

    @property
    def where(self) -> str:
        lines = ", ".join(map(str, self.lines)) + (" …" if self.count > len(self.lines) else "")
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, line{'s' if self.count > 1 else ''} {lines}{column}"

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


def causes(job: ImportJob, most: int = 200) -> Iterator[Cause]:
    """One for each cause, in the order of the files."""
    out = job.rows.exclude(cause="").order_by()
    grouped = out.values("part", "column", "cause").annotate(count=Count("pk"), first=Min("place"))
    for one in grouped.order_by("first")[:most]:
        of_it = {name: one[name] for name in ("part", "column", "cause")}
        lines = job.rows.filter(**of_it).order_by("line").values_list("line", flat=True)
        yield Cause(
            job.parts[one["part"]]["name"], one["column"], one["cause"], one["count"], list(lines[:LINES_NAMED])
        )


def problems(job: ImportJob) -> list[Problem]:
    """What is wrong with files as a whole; the file stands in place of the sheet."""
    return [Problem(line, column, message, name) for line, column, message, name in job.problems]


def problem_in_words(problem: Problem) -> str:
    where = [problem.sheet] if problem.sheet else []
    where += [f"line {problem.line}"] if problem.line else []
    where += [f"column {problem.column}"] if problem.column else []
    return f"{', '.join(where)}: {problem.message}" if where else problem.message


def sentence(job: ImportJob, found: dict[str, int] | None = None) -> str:
    """The counts, as in “10,000 new, 3 changed, 12 unchanged, 139 refused.”; `found` where they were asked for."""
    is_before = job.stage in (ImportStage.STAGING, ImportStage.CHECKING, ImportStage.READY)
    return in_numbers(counts(job) if found is None else found, always=ALWAYS if is_before else ())


def in_numbers(found: dict[str, int], always: tuple[ImportOutcome, ...] = ()) -> str:
    said = [f"{found.get(each, 0):,} {each.label}" for each in ImportOutcome if each in always or found.get(each)]
    return f"{', '.join(said)}." if said else "No rows."


def by_table(job: ImportJob) -> Iterator[tuple[str, dict[str, int]]]:
    """Each file with its counts."""
    found: dict[int, dict[str, int]] = {}
    for part, outcome, count in job.rows.order_by().values_list("part", "outcome").annotate(Count("pk")):
        found.setdefault(part, {})[outcome] = count
    for place, part in enumerate(job.parts):
        yield part["name"], found.get(place, {})


# --- Refused rows


def refused_files(job: ImportJob) -> Iterator[tuple[str, str]]:
    """A CSV for each file with refused rows: its columns as they were, and why each was refused.

    Mended, the files are offered as they are: the column of reasons is not read.
    """
    for place, part in enumerate(job.parts):
        rows = job.rows.filter(part=place, outcome__in=(ImportOutcome.REFUSED, ImportOutcome.LEFT_OUT)).exclude(
            cause=""
        )
        if not part["header"] or not rows.exists():
            continue
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([*part["header"], WHY])
        for cells, column, cause in rows.order_by("line").values_list("cells", "column", "cause").iterator():
            why = f"{column}: {cause}" if column else cause
            writer.writerow([*("" if cell == LEFT_OUT else cell for cell in cells), why])
        yield f"{part['table']}.csv", MARK + text.getvalue()


def refused_archive(job: ImportJob) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in refused_files(job):
            archive.writestr(name, text)
    return file.getvalue()
