"""What would bring a record, and the rows that belong to it, back to how they were at some point of their history."""

from datetime import datetime

from ..models import Record, Row, owned_tables
from ..vocabularies import ReviewState
from .edits import ABOUT_REVIEW, Edit, addition, change, deletion, recorded


def edits_back_to(model: type[Row], pk: int, moment: datetime) -> list[Edit]:
    """The edits from now to `moment`, in no order; empty where nothing differs.

    Citations are records of their own and stay as they are.
    """
    edits = _row_edits(model, {"pk": pk}, {"id": pk}, moment)
    for table, name in owned_tables(model):
        edits += _row_edits(table, {name: pk}, {f"{name}_id": pk}, moment)
    return edits


def _row_edits(model: type[Row], now: dict[str, int], then: dict[str, int], moment: datetime) -> list[Edit]:
    before = {row.pk: row for row in _rows_then(model, then, moment)}
    stored = {row.pk: row for row in model._base_manager.filter(**now)}
    edits: list[Edit | None] = [deletion(row) for pk, row in stored.items() if pk not in before]
    for pk, row in before.items():
        if pk not in stored:
            if isinstance(row, Record):  # it is reviewed anew: what it rested on may be gone
                row.state, row.withdrawn_reason = ReviewState.DRAFT, ""
            edits.append(addition(row))
            continue
        for name in ABOUT_REVIEW:  # review goes its own way
            if hasattr(row, name):
                setattr(row, name, getattr(stored[pk], name))
        edits.append(change(row, stored[pk]))
    return [edit for edit in edits if edit is not None]


def _rows_then(model: type[Row], then: dict[str, int], moment: datetime) -> list[Row]:
    """The rows as they were; a row that belonged elsewhere at that moment is not among them."""
    touched = model.history.filter(**then).values_list("id", flat=True).distinct()
    saves = model.history.filter(id__in=list(touched), history_date__lte=moment).order_by("history_date", "history_id")
    last = {save.id: save for save in saves}
    (name, key), *_ = then.items()
    kept = [save for save in last.values() if save.history_type != "-" and getattr(save, name) == key]
    return [recorded(save) for save in kept]
