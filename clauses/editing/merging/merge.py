"""Making two records one, and taking that back. All of it is done, or nothing."""

from copy import copy
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from ...evidence.last_citation import BareError, Keys, held_by, refuse_bare
from ...models import Action, Actor, Citation, Decision, Merge, Place, Row, Source
from ...models.conflicts.decisions_kept import decisions_about, keep_standing, standing
from ...one_moment import one_step
from ...tables import table_of
from ..apply import in_words, keys_of, rows_of
from ..editors import Editor, account, sign
from ..edits import Edit, What, called, change, column, fill, values
from ..holding import Held, hold
from ..requote import after_saving
from .carried import move_rejections, moves_text, was_supported
from .preview import Preview, preview

TABLES: dict[str, type[Row]] = {table_of(model): model for model in (Actor, Place, Source, Action)}
Numbers = dict[str, dict[int, int]]  # table → the number of a row → that under which it came back
STALE = "Somebody changed one of these records after the preview. Look at the new preview."


class MergeError(ValidationError):
    """Two records that cannot become one, or a merge that cannot be undone; `messages` say why and what helps."""


@one_step()
def merge(kept: Row, other: Row, *, user: Editor, reason: str, seen: str, keep_name: bool = False) -> Merge:
    """Makes `other` one with `kept`, as the preview with the digest `seen` shows it.

    `keep_name` adds the name of `other` to the other names of `kept`, where the table has them.
    """
    with transaction.atomic():
        rows = _held(type(kept), kept.pk, other.pk)
        kept, other = (copy(rows[table_of(kept), each.pk]) for each in (kept, other))
        found = preview(kept, other)
        if found.digest != seen:
            raise MergeError(STALE)
        if found.problems:
            raise MergeError(found.problems)
        edits = _with_name(found) if keep_name else found.edits
        because = f"{reason} (“{other.code}” is the same as “{kept.code}”)"
        decided = standing(decisions_about(_citations(found)))
        cited = held_by(rows.values())
        if moves_text(edits):
            move_rejections(other.pk, kept.pk)
        _make_all(edits, rows, user, because)
        _refuse_bare(cited)
        keep_standing(decided, user=account(user), reason=because)
        return Merge.objects.create(
            table=table_of(kept),
            kept=kept.pk,
            old_code=other.code,
            old_row=other.pk,
            steps=[edit.data for edit in edits],
            author=account(user),
        )


def _refuse_bare(held: Keys) -> None:
    try:
        refuse_bare(held)
    except BareError as error:
        raise MergeError(error.messages) from error


def _held(model: type[Row], kept: int, other: int) -> Held:
    """Every row that the merge would write, held before the first is; MergeError where one of the two is gone."""
    two = model._base_manager.in_bulk([kept, other])
    if two.keys() >= {kept, other}:
        found = preview(two[kept], two[other])
        wanted = keys_of(found.edits)
        wanted[Decision] |= {one.pk for one in decisions_about(_citations(found))}
        wanted[model] |= {kept, other}
        rows = hold(wanted)
        if rows.keys() >= {(table_of(model), kept), (table_of(model), other)}:
            return rows
    raise MergeError("One of the two is gone: it was merged or deleted.")


def _citations(found: Preview) -> list[Citation]:
    return [each.row for each in found.moved if isinstance(each.row, Citation)]


def _with_name(found: Preview) -> list[Edit]:
    """The edits, and before them that of the kept record's other names."""
    kept, name = found.kept, getattr(found.other, "name", "")
    names = [each.strip() for each in getattr(kept, "other_names", "").split(";") if each.strip()]
    if not name or name == getattr(kept, "name", "") or name in names or ";" in name:
        return found.edits
    before, after = (type(kept)._base_manager.get(pk=kept.pk) for _ in range(2))
    cast(Any, after).other_names = "; ".join([*names, name])
    named = change(after, before)
    return [named, *found.edits] if named is not None else found.edits


def _make_all(edits: list[Edit], rows: Held, user: Editor, reason: str) -> None:
    for edit in edits:
        row = rows.get((edit.table, edit.row))
        if row is None or row.version != edit.version:
            raise MergeError(STALE)
        _make(edit, row, user, reason)
    after_saving(rows.values())


def _make(edit: Edit, row: Row, user: Editor, reason: str) -> None:
    sign(row, user, reason)
    try:
        if edit.what == What.DELETED:
            row.delete()
        else:
            fill(row, edit.new)
            _save(row)
    except (ProtectedError, RestrictedError) as error:
        raise MergeError(STALE) from error


def _save(row: Row, **how: Any) -> None:
    try:
        row.full_clean(exclude=["id"])
        row.save(**how)
    except ValidationError as error:
        raise MergeError(in_words(row, error)) from error
    except IntegrityError as error:
        raise MergeError(f"“{called(row)}” cannot be saved: another record has its place.") from error


# --- Undoing --------------------------------------------------------------------------------------------------------


def kept_by(merge: Merge) -> Row | None:
    """The record that stayed, if it is still there."""
    return TABLES[merge.table]._base_manager.filter(pk=merge.kept).first()


def edits_of(merge: Merge) -> list[Edit]:
    return [Edit.from_data(data) for data in merge.steps]


def why_not_undo(merge: Merge, *, lock: bool = False) -> list[str]:
    """What stands in the way of undoing it, a sentence for each row."""
    if merge.undone:
        return ["It has been undone already."]
    if kept_by(merge) is None:
        return ["The record that was kept is gone itself. If it was merged into another one, undo that first."]
    edits = [edit for edit in edits_of(merge) if edit.what == What.CHANGED]
    if lock:
        hold(keys_of(edits) | {TABLES[merge.table]: {merge.kept, *keys_of(edits)[TABLES[merge.table]]}})
    rows = rows_of(edits, lock=False)
    return [said for edit in edits for said in _changed_since(edit, rows.get((edit.table, edit.row)))]


def _changed_since(edit: Edit, row: models.Model | None) -> list[str]:
    if row is None:
        return [f"{str(edit.model._meta.verbose_name).capitalize()} no. {edit.row} has been deleted since."]
    now = values(row)
    names = [column(edit.model, name).verbose_name for name, value in edit.new.items() if now[name] != value]
    what = f"{str(row._meta.verbose_name).capitalize()} “{called(row)}”"
    return [f"{what}: the column “{name}” has been changed since. Set it back first." for name in names]


@one_step()
def undo(merge: Merge, *, user: Editor) -> Row:
    """Puts every row back as it was before the merge; returns the record that had gone.

    What was tied to the kept record after the merge stays there. MergeError says what stands in the way.
    """
    with transaction.atomic():
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        problems = why_not_undo(merge, lock=True)
        if problems:
            raise MergeError(problems)
        merge.undone, merge.undone_by = timezone.now(), account(user)
        merge.save()  # from now on the old code is free
        reason = f"The merge of “{merge.old_code}” was undone"
        edits = edits_of(merge)[::-1]
        numbers: Numbers = {}
        changed = [edit for edit in edits if edit.what == What.CHANGED]
        rows = rows_of(changed, lock=True)
        decided = standing(decisions_about(row for row in rows.values() if isinstance(row, Citation)))
        cited = held_by(rows.values())
        cited.get(merge.table, set()).discard(merge.kept)  # it may be as bare as it was before the merge
        back = [_put_back(edit, numbers, user, reason) for edit in edits if edit.what == What.DELETED]
        if was_supported(changed, merge.table, merge.old_row):
            cited.setdefault(merge.table, set()).add(back[0].pk)
        for edit in sorted(changed, key=lambda edit: edit.model is Decision):  # after the statement that it follows
            row = rows[edit.table, edit.row]
            sign(row, user, reason)
            fill(row, _followed(edit, numbers))
            _save(row)
        _refuse_bare(cited)
        after_saving([*back, *rows.values()])
        if moves_text(edits):
            move_rejections(merge.kept, back[0].pk)
        keep_standing(decided, user=account(user), reason=reason)
        for old, new in numbers.get(merge.table, {}).items():
            Merge.objects.filter(table=merge.table, kept=old).update(kept=new)
        return back[0]


def _put_back(edit: Edit, numbers: Numbers, user: Editor, reason: str) -> Row:
    """The deleted row, with its number if that is free; `numbers` has those that were not (table → old → new)."""
    is_free = not edit.model._base_manager.filter(pk=edit.row).exists()
    row = edit.made(edit.row if is_free else None, version=edit.version)
    sign(row, user, reason)
    fill(row, _followed(edit, numbers))
    _save(row, force_insert=True)
    if edit.row is not None and not is_free:
        numbers.setdefault(edit.table, {})[edit.row] = row.pk
    return row


def _followed(edit: Edit, numbers: Numbers) -> dict[str, Any]:
    """What the row held before, with the new numbers of rows that came back under others."""
    found = dict(edit.old)
    for name, value in edit.old.items():
        related = column(edit.model, name).related_model
        if related is not None:
            found[name] = numbers.get(table_of(related), {}).get(value, value)
    return found
