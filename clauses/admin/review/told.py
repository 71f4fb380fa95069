"""What is said after a step of the review, in people's words: what was done with how many records, and to whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model

from ...editing.queues import written_by
from ...models import Record
from ...vocabularies import ReviewState
from ..mixins import AnyUser

MOST_NAMED = 2  # authors by name
MOST_ASKED = 20  # accounts of which it is asked whether they wrote in what is returned
DONE = {
    ReviewState.IN_REVIEW: "{} {} sent to review.",
    ReviewState.PUBLISHED: "{} {} published.",
    ReviewState.WITHDRAWN: "{} {} withdrawn: readers find your reason at the address.",
}
NOTHING = "Nothing was done: none of them had to be moved."


def told(user: AnyUser, rows: Sequence[Record], state: ReviewState, text: str, before: ReviewState) -> str:
    """One sentence or two about these records, of which there is one at least; of drafts by where they came from."""
    if state != ReviewState.DRAFT:
        return DONE[state].format(counted(rows), _was(rows))
    if before != ReviewState.IN_REVIEW:
        return f"{counted(rows)} {_was(rows)} set back: {_drafts(rows)}."
    own = _written(user, rows)
    others = [row for row in rows if row not in own]
    return " ".join(filter(None, [_returned(user, others, text), _taken_back(own)]))


def counted(rows: Sequence[Any]) -> str:
    """“Talks” by its title, “2 actions”, “4 records”."""
    if len(rows) == 1:
        return f"“{rows[0]}”"
    models = {type(row) for row in rows}
    return f"{len(rows)} {models.pop()._meta.verbose_name_plural if len(models) == 1 else 'records'}"


def _was(rows: Collection[Record]) -> str:
    return "was" if len(rows) == 1 else "were"


def _drafts(rows: Collection[Record]) -> str:
    return "it is a draft again" if len(rows) == 1 else "they are drafts again"


def _taken_back(rows: Sequence[Record]) -> str:
    return f"You took back {counted(rows)}: {_drafts(rows)}." if rows else ""


def _returned(user: AnyUser, rows: Sequence[Record], text: str) -> str:
    if not rows:
        return ""
    names = _authors(user, rows)
    more = len(names) - MOST_NAMED
    listed = names if more <= 0 else [*names[:MOST_NAMED], f"{more} more" if more > 1 else "one more"]
    whom = f" to {' and '.join(filter(None, [', '.join(listed[:-1]), listed[-1]]))}" if listed else ""
    return f"{counted(rows)} {_was(rows)} returned{whom}{', with your reason' if text else ''}."


def _authors(user: AnyUser, rows: Iterable[Record]) -> list[str]:
    """Who else wrote in these since they were last public, by name; in as many queries for many records as for few."""
    by_table = _by_table(rows)
    keys: set[int] = set()
    for model, here in by_table.items():
        history: Any = model.history
        keys |= set(history.filter(id__in=here).values_list("history_user_id", flat=True).order_by().distinct())
    people: Any = get_user_model().objects.filter(pk__in=keys - {None, user.pk}).order_by("username")
    return [each.get_username() for each in people[:MOST_ASKED] if _wrote(each, by_table)]


def _written(user: AnyUser, rows: Iterable[Record]) -> list[Record]:
    wrote = {
        (model, pk)
        for model, keys in _by_table(rows).items()
        for pk in model._base_manager.filter(written_by(model, user), pk__in=keys).values_list("pk", flat=True)
    }
    return [row for row in rows if (type(row), row.pk) in wrote]


def _wrote(user: AnyUser, by_table: dict[type[Record], set[int]]) -> bool:
    return any(
        model._base_manager.filter(written_by(model, user), pk__in=keys).exists() for model, keys in by_table.items()
    )


def _by_table(rows: Iterable[Record]) -> dict[type[Record], set[int]]:
    found: dict[type[Record], set[int]] = defaultdict(set)
    for row in rows:
        found[type(row)].add(row.pk)
    return found
