"""The files of a job are read, one at a time, and their rows kept beside the record."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Max

from ...dataset import BY_NAME, Table
from ...exchange.collection.files import Archive, Placed
from ...exchange.collection.naming import CODES, NAMES, OTHERS, Names, stored_codes
from ...exchange.collection.reading import LEFT_OUT, sheet_of
from ...exchange.collection.resolving import Staged, staged_rows
from ...exchange.problems import FileError, Problem
from ...models import CITABLE, Citation, ImportJob, ImportRow, Source
from ...querysets import CHUNK
from ...vocabularies import ImportOutcome, ImportStage
from ..holding import hold
from .jobs import go_to, portion, refuse_forbidden

DEFAULTS = "a default citation for each new row"  # stands in place of the name of a file
MOST_CITATIONS = 2**15 - 1  # of one source
NAMED = (*NAMES, *CODES, OTHERS)


class Staging:
    """Reads the files of a job; `step` reads the next of them."""

    def __init__(self, job: ImportJob, worker: str) -> None:
        self.job, self.worker = job, worker
        self.names = Names(self._staged)
        self.archive: Archive | None = None

    def step(self) -> None:
        """Reads one file more. What is wrong with files as a whole ends the job."""
        try:
            if not self.job.parts:
                self._begin()
                return
            for place, part in enumerate(self.job.parts):
                if not part["is_read"]:
                    self._read(place, part)
                    return
            self._end()
        except FileError as error:
            problems = [[one.line, one.column, one.message, one.sheet] for one in error.problems]
            go_to(self.job, self.worker, ImportStage.STAGING, ImportStage.REFUSED, problems=problems, content=None)

    def _archive(self) -> Archive:
        if self.archive is None:
            self.archive = Archive(bytes(self.job.content or b""))
        return self.archive

    def _begin(self) -> None:
        """Finds out which file is which, and looks at all of them before the rows of any are kept."""
        placed = self._archive().placed()
        refuse_forbidden(self.job, [one.table for one in placed])
        problems = []
        for one in placed:
            try:
                sheet_of(one, self._archive().read(one.name))
            except FileError as error:
                problems += error.problems
        if problems:
            raise FileError(problems)
        parts: list[dict[str, Any]] = [
            {"name": one.name, "table": one.table.name, "header": [], "is_plain": one.is_plain, "is_read": False}
            for one in placed
        ]
        if self.job.sources:
            header = ["source", "number", *CITABLE, "note"]
            parts.append(
                {"name": DEFAULTS, "table": "citations", "header": header, "is_plain": False, "is_read": False}
            )
            parts.sort(key=lambda part: part["table"] in ("decisions", "disagreement_sides"))  # that name citations
        self._keep(parts)

    def _keep(self, parts: list[dict[str, Any]]) -> None:
        with portion(self.job, self.worker, ImportStage.STAGING):
            ImportJob.objects.filter(pk=self.job.pk).update(parts=parts)
        self.job.parts = parts

    def _read(self, place: int, part: dict[str, Any]) -> None:
        with portion(self.job, self.worker, ImportStage.STAGING):
            self.job.rows.filter(part=place).delete()  # what was kept before its worker was killed
        table, header = BY_NAME[part["table"]], part["header"]
        if part["name"] == DEFAULTS:
            rows: Iterator[Staged] = self._default_citations(header)
        else:
            sheet = sheet_of(Placed(part["name"], table, part["is_plain"]), self._archive().read(part["name"]))
            header = list(sheet.headers)
            rows = iter(staged_rows(table, self.names, sheet, part["name"]))
        self._keep_rows(place, table, rows)
        parts = [dict(one) for one in self.job.parts]
        parts[place] |= {"header": header, "is_read": True}
        self._keep(parts)

    def _keep_rows(self, place: int, table: Table, rows: Iterator[Staged]) -> None:
        first = (self.job.rows.aggregate(last=Max("place"))["last"] or 0) + 1
        kept: list[ImportRow] = []
        for number, row in enumerate(rows, first):
            kept.append(
                ImportRow(
                    job=self.job,
                    place=number,
                    table=table.name,
                    part=place,
                    line=row.line,
                    code=row.code,
                    cells=row.cells,
                    read=row.read,
                    column=row.column[:200],
                    cause=row.cause,
                    outcome=ImportOutcome.REFUSED if row.cause else ImportOutcome.WAITING,
                )
            )
            if len(kept) == CHUNK:
                self._store(kept)
                kept = []
        self._store(kept)

    def _store(self, rows: list[ImportRow]) -> None:
        with portion(self.job, self.worker, ImportStage.STAGING):
            ImportRow.objects.bulk_create(rows)

    def _end(self) -> None:
        go_to(self.job, self.worker, ImportStage.STAGING, ImportStage.CHECKING, content=None)

    # --- What was read before

    def _staged(self, table: Table) -> Iterator[tuple[str, dict[str, str]]]:
        """Codes of the rows that other files bring, with what names them."""
        headers = [part["header"] for part in self.job.parts]
        rows = self.job.rows.filter(table=table.name).exclude(code="").values_list("code", "part", "cells")
        for code, part, cells in rows.iterator():
            told = dict(zip(headers[part], cells, strict=True)) if headers[part] else {}
            yield code, {name: told[name] for name in NAMED if told.get(name, LEFT_OUT) != LEFT_OUT}

    def _default_citations(self, header: list[str]) -> Iterator[Staged]:
        """A citation of the source that its table rests on for each row that is new and can be cited."""
        numbers: dict[str, int] = {}
        line = 0
        for target, model in CITABLE.items():
            table = next(each for each in BY_NAME.values() if each.model is model)
            source = self.job.sources.get(table.name, self.job.sources.get("", ""))
            if not source:
                continue
            if source not in self.names.known(Source):
                raise FileError(
                    Problem(0, "", f"there is no source “{source[:100]}”. Name one that is there, or add it.")
                )
            stored = stored_codes(model)
            for row in self.job.rows.filter(table=table.name, outcome=ImportOutcome.WAITING).iterator():
                if row.code in stored:
                    continue
                number = numbers[source] = numbers.get(source, last_number(self.job, source)) + 1
                line += 1
                yield self._citation(header, line, source, number, target, row)

    def _citation(self, header: list[str], line: int, source: str, number: int, target: str, row: ImportRow) -> Staged:
        note = f"Row {row.line} of {self.job.parts[row.part]['name']}."
        cells = {"source": source, "number": str(number), target: row.code, "note": note}
        found = Staged(line, [cells.get(name, LEFT_OUT) for name in header], code=f"{source}/{number}")
        if number > MOST_CITATIONS:
            said = f"is one more than the {MOST_CITATIONS:,} citations that a source has room for."
            found.refuse("number", f"{said} Give the tables sources of their own: --source TABLE=SOURCE.")
        return found


def last_number(job: ImportJob, source: str) -> int:
    """The highest number of a citation of this source, in the record and in the files."""
    stored = Citation._base_manager.filter(source__slug=source).aggregate(last=Max("number"))["last"] or 0
    codes = job.rows.filter(table="citations", code__startswith=f"{source}/").values_list("code", flat=True)
    numbers = [int(number) for code in codes if (number := code.rpartition("/")[2]).isdecimal()]
    return max([stored, *numbers])


def number_anew(job: ImportJob, rows: list[ImportRow]) -> None:
    """Gives default citations other numbers where somebody else has taken those that were free at the check."""
    at, name = (job.parts[rows[0].part]["header"].index(column) for column in ("number", "source"))
    slugs = {row.cells[name] for row in rows}
    sources = Source._base_manager.filter(slug__in=slugs)
    hold({Source: list(sources.values_list("pk", flat=True))})
    first = min(int(row.cells[at]) for row in rows)
    stored = Citation._base_manager.filter(source__in=sources, number__gte=first)
    taken = {f"{source}/{number}" for source, number in stored.values_list("source__slug", "number")}
    crowded = {row.cells[name] for row in rows if row.code in taken}
    for slug in crowded:
        last = last_number(job, slug)
        for number, row in enumerate((row for row in rows if row.cells[name] == slug), last + 1):
            row.cells[at], row.code = str(number), f"{slug}/{number}"
    if crowded:
        ImportRow.objects.bulk_update(rows, ["cells", "code"])
