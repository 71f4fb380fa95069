"""Who wrote what has not been reviewed yet, read from the history."""

from itertools import pairwise

from ..models import Row, owned_tables
from ..vocabularies import ReviewState
from .edits import ABOUT_REVIEW, written_columns


def writers(row: Row) -> set[int]:
    """The users who wrote in `row`, or in rows that belong to it, since it was last published."""
    saves = list(row.history.order_by("history_date", "history_id"))
    last = max((at for at, save in enumerate(saves) if save.state == ReviewState.PUBLISHED), default=None)
    content = [each.attname for each in written_columns(type(row)) if each.name not in ABOUT_REVIEW]
    recent = saves if last is None else saves[last:]
    pairs = pairwise([None, *recent] if last is None else recent)
    users = {
        save.history_user_id
        for before, save in pairs
        if before is None or any(getattr(before, name) != getattr(save, name) for name in content)
    }
    since = saves[last].history_date if last is not None else None
    for table, name in owned_tables(type(row)):
        own = table.history.filter(**{f"{name}_id": row.pk})
        own = own.filter(history_date__gt=since) if since else own
        users |= set(own.values_list("history_user_id", flat=True))
    return {user for user in users if user is not None}
