"""What goes along when two records become one, or two again, though no key that a preview tells of holds it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ..models import Citation, Merge, RejectedPassage, Resolution
from ..models.about import TARGETS
from ..models.base import Row
from ..models.resolutions import digest_of
from .edits import Edit, What

Standing = dict[int, frozenset[int]]  # by decision: the statements that it was made on

# --- Decisions on disagreements: the same statements under another code are nothing new


def decisions_about(citations: Iterable[Citation]) -> QuerySet:
    """The decisions on the fields of which these citations state something."""
    about = Q(pk__in=[])
    for row in citations:
        about |= Q(field=row.field, **{name: getattr(row, f"{name}_id") for name in TARGETS})
    return Resolution._base_manager.filter(about).order_by("pk")


def standing(decisions: Iterable[Resolution]) -> Standing:
    """Those since which nothing else has been stated."""
    found = ((one.pk, one.statements, list(one.stated())) for one in decisions)
    return {pk: _numbers(rows) for pk, digest, rows in found if digest_of(rows) == digest}


def keep_standing(before: Standing, *, user, reason: str) -> None:
    """Writes the digest of these decisions anew, where the same statements have another one by now.

    Where a statement has come or gone on the way, the disagreement is open again, as it should be.
    """
    for one in Resolution._base_manager.filter(pk__in=before).order_by("pk"):
        rows = list(one.stated())
        digest = digest_of(rows)
        if _numbers(rows) == before[one.pk] and digest != one.statements:
            one.statements, one._change_reason, one._history_user = digest, reason, user
            one.save()


def _numbers(rows: Iterable[Citation]) -> frozenset[int]:
    return frozenset(row.pk for row in rows)


# --- What was rejected in an article goes where its text goes


def moves_text(edits: Iterable[Edit]) -> bool:
    return any(edit.table == "sourcetext" and edit.what == What.CHANGED for edit in edits)


def move_rejections(old: int, new: int) -> None:
    """From one source to another, both by number."""
    known = list(RejectedPassage.objects.filter(source=new).values_list("sha256", flat=True))
    RejectedPassage.objects.filter(source=old).exclude(sha256__in=known).update(source=new)


# --- What is said of a record stays under its number, and is found there


def numbers_of(row: Row) -> dict[int, str]:
    """The number of `row` and those of all that were merged into it, each with its code; a query for each step back."""
    found, last = {row.pk: row.code}, [row.pk]
    merges = Merge.objects.standing().filter(table=row._meta.model_name)
    while last:
        before = dict(merges.filter(kept__in=last).values_list("old_row", "old_code"))
        last = [pk for pk in before if pk not in found]
        found = before | found
    return found
