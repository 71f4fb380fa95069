"""Who wrote what has not been reviewed yet, read from the history."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from itertools import pairwise
from operator import itemgetter
from typing import Any

from ..models import Row, owned_tables
from ..vocabularies import ReviewState
from .edits import ABOUT_REVIEW, written_columns

Save = tuple[Any, ...]  # state, user, when, and then what editors write


def writers(row: Row) -> set[int]:
    """The users who wrote in `row`, or in rows that belong to it, since it was last published."""
    return writers_of(type(row), [row.pk])[row.pk]


def writers_of(model: type[Row], keys: Collection[int]) -> dict[int, set[int]]:
    """The same for rows of one table, by their numbers, in as many queries for many as for one."""
    content = [each.attname for each in written_columns(model) if each.name not in ABOUT_REVIEW]
    saves: dict[int, list[Save]] = defaultdict(list)
    history = model.history.filter(id__in=keys).order_by("history_date", "history_id")
    for key, *save in history.values_list("id", "state", "history_user_id", "history_date", *content):
        saves[key].append(tuple(save))
    found = {key: _of_saves(saves[key]) for key in keys}
    for table, name in owned_tables(model):
        own = table.history.filter(**{f"{name}_id__in": keys})
        for key, user, when in own.values_list(f"{name}_id", "history_user_id", "history_date"):
            users, since = found[key]
            if since is None or when > since:
                users.add(user)
    return {key: users - {None} for key, (users, _) in found.items()}


def _of_saves(saves: list[Save]) -> tuple[set[int], datetime | None]:
    """Who wrote in a row since it was last published, and when that was."""
    last = max((at for at, save in enumerate(saves) if save[0] == ReviewState.PUBLISHED), default=None)
    recent = saves if last is None else saves[last:]
    pairs = pairwise([None, *recent] if last is None else recent)
    written = (save for before, save in pairs if save and (before is None or before[3:] != save[3:]))
    return set(map(itemgetter(1), written)), saves[last][2] if last is not None else None
