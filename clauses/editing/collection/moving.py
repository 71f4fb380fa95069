"""New records of a job go on to review or to the public, when all that they rest on is there."""

from collections.abc import Iterable
from functools import partial
from itertools import takewhile
from time import sleep

from ...dataset import BY_MODEL, BY_NAME
from ...evidence.last_citation import one_at_a_time
from ...models import CITABLE, TARGETS, Citation, ImportJob, ImportRow, Record, Row, Source, target_of
from ...models.many import save_states
from ...one_moment import one_step
from ...vocabularies import ImportOutcome, ImportStage, ReviewState
from ...worked_out import put_off
from ..holding import hold
from ..refusals import Key, in_a_sentence, key_of, lacking_of
from .jobs import go_to, is_record, portion
from .taking import MOST_PLACES, PORTION, note
from .writing import PAUSE

TOUCHED = "stays as it is: somebody wrote in it since it came in."
UNSOURCED = "stays a draft: its source is not public."
UNCITED = "stays a draft. {}"


class Moving:
    """Moves the records on that a job has added, portion by portion: citations with what they are about."""

    def __init__(self, job: ImportJob, worker: str) -> None:
        self.job, self.worker = job, worker
        self.state = ReviewState(job.state)
        self.past = [MOST_PLACES] * 3  # the last that was looked at in each turn; rows are many

    def step(self) -> None:
        rows = self._next()
        if not rows:
            go_to(self.job, self.worker, ImportStage.MOVING, ImportStage.DONE)
            return
        self._move(rows)
        sleep(PAUSE)

    def _next(self) -> list[ImportRow]:
        """Records of one table: first what citations are not about, such as sources, and citations last.

        Of a table the last comes first: a clause may rest on its parts.
        """
        records = {part["table"] for part in self.job.parts if is_record(part["table"])}
        citable = {BY_MODEL[model].name for model in CITABLE.values()}
        waiting = self.job.rows.filter(outcome=ImportOutcome.ADDED, moved=False, cause="")
        for turn, tables in enumerate((records - citable - {"citations"}, records & citable, {"citations"})):
            of_turn = waiting.filter(table__in=tables, place__lt=self.past[turn])
            rows = of_one_table(list(of_turn.order_by("-place")[:PORTION]))
            if rows:
                self.past[turn] = rows[-1].place
                return rows
        return []

    @one_step()
    def _move(self, rows: list[ImportRow]) -> None:
        with portion(self.job, self.worker, ImportStage.MOVING):
            with put_off() as waiting:
                self._move_held(rows)
            waiting.renew()

    def _move_held(self, rows: list[ImportRow]) -> None:
        model = BY_NAME[rows[0].table].model
        along = self._along(rows)
        keys: dict[type[Row], list[int | None]] = {Citation: [row.row for row in along]}
        keys[model] = [*keys.get(model, []), *(row.row for row in rows)]
        held = {(type(row), row.pk): row for row in hold(keys).values()}
        one_at_a_time()
        records = self._untouched(rows, [held.get((model, row.row)) for row in rows])
        records = self._with_public_sources(records) if model is Citation else records
        citations = self._untouched(along, [held.get((Citation, row.row)) for row in along])
        citations = self._with_public_sources(citations)
        if self.state == ReviewState.PUBLISHED:
            records = self._supported(records, citations)
        going = {record.pk for _, record in records}
        citations = [pair for pair in citations if _about(pair[1]) in going]
        self._save(records)
        self._save(citations)
        note([*rows, *(row for row, _ in citations)])

    def _along(self, rows: list[ImportRow]) -> list[ImportRow]:
        """The citations of the job that are about these records."""
        target = target_of(BY_NAME[rows[0].table].model)
        if not target:
            return []
        about = Citation._base_manager.filter(**{f"{target}__in": [row.row for row in rows]}).values_list(
            "pk", flat=True
        )
        return list(
            self.job.rows.filter(
                table="citations", outcome=ImportOutcome.ADDED, moved=False, cause="", row__in=list(about)
            )
        )

    def _untouched(self, rows: Iterable[ImportRow], records: Iterable[object]) -> list[tuple[ImportRow, Record]]:
        """Those that are drafts still as they came in."""
        found = []
        for row, record in zip(rows, records, strict=True):
            if isinstance(record, Record) and record.version == row.version and record.state == ReviewState.DRAFT:
                found.append((row, record))
            else:
                row.cause = TOUCHED
        return found

    def _with_public_sources(self, citations: list[tuple[ImportRow, Record]]) -> list[tuple[ImportRow, Record]]:
        if self.state != ReviewState.PUBLISHED:
            return citations
        sources = {citation.source_id for _, citation in citations if isinstance(citation, Citation)}
        public = set(Source.objects.filter(pk__in=sources, state=ReviewState.PUBLISHED).values_list("pk", flat=True))
        found = [pair for pair in citations if getattr(pair[1], "source_id", None) in public]
        for row, citation in citations:
            row.cause = "" if getattr(citation, "source_id", None) in public else UNSOURCED
        return found

    def _supported(
        self, records: list[tuple[ImportRow, Record]], citations: list[tuple[ImportRow, Record]]
    ) -> list[tuple[ImportRow, Record]]:
        """Those that may be public: a citation supports them, where they need one, or a part that may be public."""
        along = {key_of(citation) for _, citation in citations}
        while records:
            rows = [record for _, record in records]
            going = along | {key_of(record) for record in rows}
            lacking = lacking_of(type(rows[0]), rows, partial(_counts, going))
            if not lacking:
                break
            for row, record in records:
                if record.pk in lacking:
                    row.cause = UNCITED.format(in_a_sentence(record, lacking[record.pk]))
            records = [(row, record) for row, record in records if record.pk not in lacking]
        return records

    def _save(self, pairs: list[tuple[ImportRow, Record]]) -> None:
        if not pairs:
            return
        reason = f"Set to “{self.state.label}” by import {self.job.pk}"
        for row, record in pairs:
            record.state = self.state
            vars(record)["_change_reason"] = reason
            if self.job.user is not None:
                vars(record)["_history_user"] = self.job.user
            row.moved, row.version = True, row.version + 1
        save_states([record for _, record in pairs])


def _counts(going: set[Key], record: Record) -> bool:
    """Whether it is public, or about to be."""
    return record.state == ReviewState.PUBLISHED or key_of(record) in going


def of_one_table(rows: list[ImportRow]) -> list[ImportRow]:
    return list(takewhile(lambda row: row.table == rows[0].table, rows))


def _about(citation: Record) -> int | None:
    return next((key for name in TARGETS if (key := getattr(citation, f"{name}_id"))), None)
