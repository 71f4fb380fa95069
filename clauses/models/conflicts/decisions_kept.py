"""Decisions on disagreements that stand while what they were made on is only named otherwise.

The digest of a decision holds codes: that of each source, and of whom it credits. Where these get another code, or are
merged into a record that has one, the sources have stated nothing else.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from ...tables import model_at
from ..about import TARGETS, target_key
from ..citations import Citation
from ..merging import AROUND_ANOTHER_CODE
from .decisions import Decision, digest_of

Standing = dict[int, frozenset[int]]  # by decision: the statements that it was made on


def decisions_about(citations: Iterable[Citation]) -> list[Decision]:
    """The decisions on the fields of which these citations state something, in one query for many as for few."""
    about = {(row.field, *target_key(row)) for row in citations if row.field}
    wanted = Q(pk__in=[])
    for name in TARGETS:
        wanted |= Q(**{f"{name}__in": {key for _, target, key in about if target == name}})
    rows = Decision._base_manager.filter(wanted).order_by("pk") if about else ()
    return [one for one in rows if (one.field, *target_key(one)) in about]


def standing(decisions: Iterable[Decision]) -> Standing:
    """Those since which nothing else has been stated."""
    found = ((one.pk, one.statements, list(one.stated())) for one in decisions)
    return {pk: _numbers(rows) for pk, digest, rows in found if digest_of(rows) == digest}


def keep_standing(before: Standing, *, user: AbstractBaseUser | None, reason: str) -> None:
    """Writes the digest of these decisions anew, where the same statements have another one by now.

    Where a statement has come or gone on the way, the disagreement is open again, as it should be.
    """
    for one in Decision._base_manager.filter(pk__in=before).order_by("pk"):
        rows = list(one.stated())
        digest = digest_of(rows)
        if _numbers(rows) == before[one.pk] and digest != one.statements:
            one.statements = digest
            vars(one)["_change_reason"] = reason
            if user is not None:  # else whoever is signed in
                vars(one)["_history_user"] = user
            one.save()


def _numbers(rows: Collection[Citation]) -> frozenset[int]:
    return frozenset(row.pk for row in rows)


@contextmanager
def under_another_code(row: models.Model, before: str, after: str) -> Iterator[None]:
    """Around the save of a source, or of whom sources credit, that had the code `before` and gets `after`."""
    named = Q()
    for name in ("source", "attributed_to"):
        if isinstance(row, model_at(Citation, name)):
            named |= Q(**{name: row.pk})
    stated = Citation._base_manager.filter(named).exclude(value="") if named else ()
    keys = [one.pk for one in decisions_about(stated)]
    held = Decision._base_manager.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True)
    decided = standing(held) if keys else {}
    yield
    if decided:
        reason = f"“{before}” has the code “{after}” now"
        keep_standing(decided, user=getattr(row, "_history_user", None), reason=reason)


AROUND_ANOTHER_CODE.append(under_another_code)
