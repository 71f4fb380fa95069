"""What goes along when two records become one, or two again, though no key that a preview names holds it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from ...models import TARGETS, Citation, Merge, RejectedPassage, Row
from ...tables import table_of
from ...vocabularies import ReviewState, Stance
from ..edits import Edit, What

# --- What was rejected in an article goes where its text goes


def moves_text(edits: Iterable[Edit]) -> bool:
    return any(edit.table == "sourcetext" and edit.what == What.CHANGED for edit in edits)


def move_rejections(old: int, new: int) -> None:
    """From one source to another, both by number."""
    known = list(RejectedPassage.objects.filter(source=new).values_list("sha256", flat=True))
    RejectedPassage.objects.filter(source=old).exclude(sha256__in=known).update(source=new)


# --- A record that comes back is not to stand public without a citation, where it had one


def was_supported(edits: Iterable[Edit], table: str, number: int) -> bool:
    """Whether a published citation supported the row, an action as a rule, when a merge took it away from it."""
    if table not in TARGETS:
        return False
    moved = [edit for edit in edits if edit.model is Citation and edit.old.get(f"{table}_id") == number]
    then = Citation.history.filter(reduce(or_, (Q(id=edit.row, version=edit.version) for edit in moved), Q(id=None)))
    return then.filter(state=ReviewState.PUBLISHED, stance=Stance.SUPPORTS).exists()


# --- What is said of a record stays under its number, and is found there


def numbers_of(row: Row) -> dict[int, str]:
    """The number of `row` and those of all that were merged into it, each with its code; a query for each step back."""
    found, last = {row.pk: row.code}, [row.pk]
    merges = Merge.objects.standing().filter(table=table_of(row))
    while last:
        before = dict(merges.filter(kept__in=last).values_list("old_row", "old_code"))
        last = [pk for pk in before if pk not in found]
        found = before | found
    return found
