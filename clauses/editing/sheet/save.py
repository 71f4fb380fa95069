"""Saving a sheet: drafts are written, what is published is proposed, all of it in one transaction or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from ...models import Agreement, Clause, ClauseText, Proposal, Source
from ...models.clauses import TOO_LONG
from ...one_moment import one_step
from ...search_index.upkeep import at_once
from ...vocabularies import ReviewState, TextGrade, TextStatus
from ..holding import hold, hold_proposals
from ..refusals import FROZEN, THAW
from ..saving import Saving
from .hanging import why_kept
from .load import clauses_of, in_tree_order, scope
from .meanwhile import Stored, agree
from .placing import Placing, as_values
from .proposed import keep_others
from .rows import Rows, SheetRow, tidy_text

NO_STANDING = "Say what is kept of the words: their standing and source, or only numbers and headings."
FROZEN_ROW = "It {}, so nobody writes in it now. {} Until then leave it as it is."
FROZEN_PLACE = (
    "It {}, so its place among the clauses cannot change now, as it would by what comes or goes before it. {} "
    "Until then add or move clauses after it."
)
MARKED = "Nothing is saved yet: the rows that are marked say why."
NO_WORDS = "It has neither a heading nor words. Write a heading, or leave it out."


KEEP, ELSEWHERE = "keep", "elsewhere"  # what a refusal is about, where it is not the rows


class RefusedError(ValidationError):
    """Nothing was written: the rows say why in their `problems`, or the message does.

    Its code is `KEEP` where it is not said what becomes of the words, and `ELSEWHERE` where it is about the `clauses`,
    which are on no row of this sheet.
    """

    def __init__(self, message: Any, code: str = "", clauses: Sequence[tuple[Clause, str]] = ()) -> None:
        super().__init__(message, code=code)
        self.clauses = clauses


@dataclass(frozen=True)
class Keeping:
    """What becomes of words that are no stored text yet; without a status they are not kept."""

    language: str = "en"
    status: str = ""
    source: Source | None = None
    is_chosen: bool = True
    licence: str = ""


@dataclass
class Saved:
    added: int = 0
    changed: int = 0
    deleted: int = 0
    unkept: int = 0  # rows whose words are not kept
    proposal: Proposal | None = None
    made: list[Clause] = field(default_factory=list)  # of each row that is kept, in their order


@dataclass
class Sheet:
    """A sheet that is about to be saved. `part` is the clause whose part it is, None for the whole agreement."""

    agreement: Agreement
    rows: Rows
    keeping: Keeping
    user: User
    reason: str = ""
    part: int | None = None
    revised: QuerySet | None = None  # the open proposal that is rewritten, if there is one
    choices: dict[int, tuple[str, str]] = field(default_factory=dict)

    @one_step()
    def save(self) -> Saved:
        """MeanwhileError where somebody else saved; RefusedError where a rule is broken. Then nothing is written."""
        with transaction.atomic():
            self.proposal = next(iter(hold_proposals(self.revised)), None) if self.revised is not None else None
            hold({Agreement: [self.agreement.pk]})
            every = clauses_of(self.agreement)
            held = hold({Clause: [clause.pk for clause in every], ClauseText: self._texts()})
            every = [clause for clause, _ in in_tree_order(clauses_of(self.agreement))]
            self.clauses = {clause.pk: clause for clause in every}
            self.before = {clause.pk: as_values(clause) for clause in every}
            self.texts: dict[int, ClauseText] = {}
            for row in held.values():
                if isinstance(row, ClauseText) and row.clause_id in self.clauses:
                    self.texts[row.clause_id] = row
            self.words = {key: text.text for key, text in self.texts.items()}
            found = scope(sorted(every, key=lambda one: (one.position, one.wid)), self.part)
            agree(self.rows, Stored(found, self.texts, self.choices))
            return _Writing(self, every, [clause.pk for clause, _ in found]).write()

    def _texts(self) -> list[int]:
        return [row.seen.text for row in self.rows if row.seen and row.seen.text]


class _Writing:
    """The rows of a sheet that agrees with what is stored, written top down."""

    def __init__(self, sheet: Sheet, every: list[Clause], keys: list[int]) -> None:
        self.sheet, self.every, self.keys = sheet, every, keys
        self.saving = Saving(sheet.user)
        self.saved = Saved()
        self.rows = [row for row in sheet.rows if not row.is_out]
        placing = Placing(sheet.agreement, self.rows, every, keys, sheet.part, are_kept=bool(sheet.keeping.status))
        placing.place()
        self.made, self.moved = placing.made, placing.moved
        self.saved.made = self.made

    @at_once()
    def write(self) -> Saved:
        gone = self._gone()
        self._check(gone)
        self.saving.begin([*self.every, *self.sheet.texts.values()], self.sheet.reason)
        for row, clause in zip(self.rows, self.made, strict=True):
            self._write(row, clause)
        for clause in self.moved:
            self.saving.write(clause)
        for clause in reversed(gone):
            self.saving.delete(clause)
        self.saved.deleted = len(gone)
        revised = self.sheet.proposal
        if revised is not None:
            keep_others(self.saving, revised, self.keys, self.sheet.texts)
        self.saving.conclude(self.sheet.agreement, revised, was_published=True)
        self.saved.proposal = self.saving.proposal
        return self.saved

    def _gone(self) -> list[Clause]:
        keys = [row.seen.clause for row in self.sheet.rows if row.is_out and row.seen]
        return [self.sheet.clauses[key] for key in keys]

    # --- Whether it may be

    def _check(self, gone: list[Clause]) -> None:
        texts = [text.pk for text in self.sheet.texts.values()]
        is_free = self.sheet.user.is_superuser
        along = [one.pk for one in self.made if is_free or one.state != ReviewState.PUBLISHED]
        refused = why_kept(self.sheet.user, gone, texts, [*along, *(one.pk for one in gone)])
        for row in self.sheet.rows:
            if row.seen and row.is_out and row.seen.clause in refused:
                row.problems.append(refused[row.seen.clause])
        for row, clause in zip(self.rows, self.made, strict=True):
            row.problems += self._why_not(row, clause)
        if any(row.problems for row in self.sheet.rows):
            raise RefusedError(MARKED)
        if not self.sheet.keeping.is_chosen and any(row.text and not self._text(row) for row in self.rows):
            raise RefusedError(NO_STANDING, KEEP)
        frozen = [one for one in self.moved if one.state in FROZEN and not self.sheet.user.is_superuser]
        if frozen:
            raise RefusedError(MARKED, ELSEWHERE, [(one, why_frozen(one, FROZEN_PLACE)) for one in frozen])

    def _why_not(self, row: SheetRow, clause: Clause) -> list[str]:
        if not (self._is_changed(clause) or self._is_reworded(row)):
            return []
        if not (clause.heading or row.num or row.text):
            return [NO_WORDS]
        if clause.state in FROZEN and not self.sheet.user.is_superuser:
            is_moved = not self._is_reworded(row) and self.sheet.before[clause.pk][:-1] == as_values(clause)[:-1]
            return [why_frozen(clause, FROZEN_PLACE if is_moved else FROZEN_ROW)]
        said = _errors(clause, ["agreement", "parent", "id"])
        text = self._text(row) or (self._new_text(row, clause) if row.text else None)
        if text is not None and row.text:
            text.text = row.text
            said += _errors(text, ["clause", "source", "id", "number"])
            said += [TOO_LONG] if text.is_quoted_too_long else []
        return said

    def _is_changed(self, clause: Clause) -> bool:
        under_new = clause.parent is not None and clause.parent.pk is None
        return clause.pk is None or under_new or self.sheet.before[clause.pk] != as_values(clause)

    def _text(self, row: SheetRow) -> ClauseText | None:
        return self.sheet.texts.get(row.seen.clause) if row.seen else None

    def _is_reworded(self, row: SheetRow) -> bool:
        if self._text(row) is not None and row.seen:
            return row.text != tidy_text(self.sheet.words[row.seen.clause])
        return bool(row.text and self.sheet.keeping.status)

    # --- Writing it

    def _write(self, row: SheetRow, clause: Clause) -> None:
        clause.parent = clause.parent  # which has its number only since it was written
        if clause.pk is None:
            self.saving.write(clause)
            self.saved.added += 1
        elif self._is_changed(clause) or self._is_reworded(row):
            self.saved.changed += 1
            if self._is_changed(clause):
                self.saving.write(clause)
        self._write_text(row, clause)

    def _write_text(self, row: SheetRow, clause: Clause) -> None:
        text = self._text(row)
        if text is not None:
            if not row.text:
                self.saving.delete(text)
            elif self._is_reworded(row):
                text.text = row.text
                self.saving.write(text)
        elif row.text and self.sheet.keeping.status:
            self.saving.write(self._new_text(row, clause))
        elif row.text:
            self.saved.unkept += 1

    def _new_text(self, row: SheetRow, clause: Clause) -> ClauseText:
        keeping = self.sheet.keeping
        status = keeping.status or TextStatus.EDITORS_SUMMARY
        made: Any = ClauseText
        standing: dict[str, Any] = {"language": keeping.language, "status": status, "grade": TextGrade.WORDING_READ}
        standing |= {"licence": keeping.licence}
        standing |= {"number": 1} if row.seen is None else {}  # of a clause with texts it is the next free one
        return made(clause=clause, source=keeping.source, text=row.text, **standing)


def why_frozen(clause: Clause, sentence: str) -> str:
    return sentence.format(FROZEN[clause.state], THAW[clause.state])


def _errors(row: Any, exclude: list[str]) -> list[str]:
    """What is wrong with single columns, with their names."""
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        names = {each.name: str(each.verbose_name).capitalize() for each in row._meta.fields}
        return [f"{names.get(name, name)}: {' '.join(said)}" for name, said in error.message_dict.items()]
    return []
