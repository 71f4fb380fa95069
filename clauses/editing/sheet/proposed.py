"""What a proposal says of the clauses on a sheet: filled in where its author goes on with it, kept where it is not."""

from collections.abc import Collection, Iterable, Mapping

from ...models import Agreement, Clause, ClauseText, Proposal
from ..edits import Edit, What, fill
from ..proposals import edits_of
from ..saving import Saving


def is_of_clauses(edit: Edit) -> bool:
    """Whether a sheet may have room for what the edit changes."""
    return edit.model in (Clause, ClauseText)


def fill_clauses(clauses: list[Clause], edits: Iterable[Edit]) -> list[Clause]:
    """The clauses as they would be, in their order."""
    by_key = {clause.pk: clause for clause in clauses}
    for edit in edits:
        if edit.model is Clause and edit.what == What.CHANGED and edit.row in by_key:
            fill(by_key[edit.row], edit.new)
    return sorted(clauses, key=lambda one: (one.position, one.wid))


def words_of(texts: Mapping[int, ClauseText], edits: Iterable[Edit]) -> dict[int, str]:
    """The words that the edits give clauses, by clause; `texts` are those that the sheet shows, by clause."""
    of_text = {text.pk: clause for clause, text in texts.items()}
    words = {}
    for edit in edits:
        if edit.model is not ClauseText:
            continue
        if edit.what == What.ADDED and edit.new.get("clause_id") not in texts:
            words[edit.new["clause_id"]] = edit.new["text"]
        elif edit.row in of_text and edit.what == What.DELETED:
            words[of_text[edit.row]] = ""
        elif edit.row in of_text and "text" in edit.new:
            words[of_text[edit.row]] = edit.new["text"]
    return words


def added_text(edits: Iterable[Edit]) -> Edit | None:
    """The first text that they add, whose language, standing and source the others have, too."""
    return next((edit for edit in edits if edit.model is ClauseText and edit.what == What.ADDED), None)


def keep_others(saving: Saving, revised: Proposal, clauses: Collection[int], texts: Mapping[int, ClauseText]) -> None:
    """Keeps what the proposal says of the agreement itself, and of clauses and texts that are not on the sheet.

    What it says of other tables `Saving` keeps by itself, as they are not among its `tables`.
    """
    saving.tables = {Clause, ClauseText}
    shown = {text.pk for text in texts.values()}
    for edit in edits_of(revised):
        of_sheet = (edit.model is Clause and edit.row in clauses) or (edit.model is ClauseText and edit.row in shown)
        of_sheet |= edit.model is ClauseText and edit.what == What.ADDED and edit.new.get("clause_id") in clauses
        if not of_sheet and (edit.model is Agreement or is_of_clauses(edit)):
            _keep(saving, edit)


def _keep(saving: Saving, edit: Edit) -> None:
    """Beside what is proposed; with it where the same row is, as when it only moved."""
    of_row = (each for each in saving.proposed if (each.table, each.row) == (edit.table, edit.row))
    same = next(of_row, None) if edit.row else None
    if same is None:
        saving.proposed.append(edit)
    else:
        same.old, same.new = edit.old | same.old, edit.new | same.new
