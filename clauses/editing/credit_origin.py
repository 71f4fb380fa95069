"""Saying of several passages at once that an article has them from another source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import Citation, Proposal, Source
from ..one_moment import one_step
from .apply import in_words
from .editors import Editor, sign
from .edits import change, stored
from .holding import hold
from .proposals import OPEN, propose
from .requote import after_saving
from .review import may, needs_review, why_frozen


@dataclass
class Marked:
    """What became of the passages: how many were written, for how many it is proposed, and why others stay."""

    written: int = 0
    proposed: int = 0
    refused: list[str] = field(default_factory=list)


@one_step()
def mark_origin(citations: Iterable[Citation], origin: Source, *, user: Editor, reason: str) -> Marked:
    """Makes `origin` the source that these passages are credited to: drafts are written, published ones proposed."""
    found = Marked()
    with transaction.atomic():
        held = hold({Citation: [one.pk for one in citations]})
        for row in cast(Iterable[Citation], held.values()):
            refusal = _refusal(row, user)
            if not refusal:
                row.origin = origin
                refusal = _fault(row)
            if refusal:
                found.refused.append(refusal)
            elif needs_review(row) and not user.is_superuser:
                edit = change(row)  # none where somebody else has marked it meanwhile
                if edit is not None:
                    propose(row, [edit], user=user, reason=reason)
                    found.proposed += 1
            else:
                sign(row, user, reason)
                row.save()
                after_saving([row])
                found.written += 1
    return found


def _refusal(row: Citation, user: Editor) -> str:
    if not may(user, "change", row):
        return f"You may not change “{row}”."
    frozen = "" if user.is_superuser else why_frozen(row, stored(row))
    return frozen or (f"A change of “{row}” is proposed already. Have it decided first." if _is_proposed(row) else "")


def _is_proposed(row: Citation) -> bool:
    return Proposal.objects.about(row).filter(status__in=OPEN).exists()


def _fault(row: Citation) -> str:
    try:
        row.full_clean()
    except ValidationError as error:
        return " ".join(in_words(row, error))
    return ""
