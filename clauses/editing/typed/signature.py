"""The signature of an agreement: an action, made from the day that its form asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.timezone import localdate

from ... import dates
from ...models import Action, ActionParticipant, ActionPlace, Agreement, Citation, Place, Row
from ...vocabularies import (
    ActionRelation,
    ActionStatus,
    ActionType,
    ParticipantRole,
    PartyRole,
    Rank,
    ReviewState,
    Stance,
)
from ..apply import give_number
from ..editors import Editor, sign
from ..requote import after_saving
from .codes import made_code

WHY = "Made with the day of signature in the form of its agreement"
SIGN = (PartyRole.PARTY, PartyRole.SIGNATORY)
PASSAGE = ("source", "quote", "prefix", "suffix", "locator", "speaker", "speaker_as_reported", "origin")


@dataclass(frozen=True)
class Signing:
    """When an agreement was signed, in EDTF, and where, if that is known."""

    date: str
    place: Place | None = None


def signatures_of(agreement: Agreement) -> models.QuerySet[Action]:
    """The actions that are its signature, in any state."""
    return Action.objects.filter(agreement=agreement, type=ActionType.SIGNATURE).order_by("date_sort", "slug")


def record_signature(agreement: Agreement, signing: Signing, *, user: Editor) -> Action | None:
    """Stores the signature as a draft, with its parties and the passage that the agreement is cited with.

    Call it in the transaction that holds the agreement. None where the agreement has a signature already.
    ValidationError where a rule is broken.
    """
    if signatures_of(agreement).exists():
        return None
    action = _action(agreement, signing)
    _write(action, user)
    written: list[Row] = [action]
    for row in _belonging(action, agreement, signing):
        give_number(row)
        _write(row, user)
        written.append(row)
    after_saving(written)
    return action


def _write(row: Row, user: Editor) -> None:
    row.full_clean()
    sign(row, user, WHY)
    row.save()


def _action(agreement: Agreement, signing: Signing) -> Action:
    earliest = dates.parse(signing.date).earliest
    is_to_come = earliest is not None and earliest > localdate()
    room = Action._meta.get_field("title").max_length or 0
    return Action(
        slug=made_code(Action, "slug", ["signature", agreement.slug]),
        title=f"Signature of {agreement.title}"[:room].strip(),
        type=ActionType.SIGNATURE,
        status=ActionStatus.PLANNED if is_to_come else ActionStatus.COMPLETED,
        agreement=agreement,
        relation=ActionRelation.LIFE_CYCLE,
        date=signing.date,
    )


def _belonging(action: Action, agreement: Agreement, signing: Signing) -> Iterator[Row]:
    if signing.place is not None:
        yield ActionPlace(action=action, place=signing.place)
    actors = agreement.parties.filter(role__in=SIGN).order_by("pk").values_list("actor", flat=True)
    for actor in dict.fromkeys(actors):
        yield ActionParticipant(action=action, actor_id=actor, role=ParticipantRole.SIGNATORY)
    cited = agreement.citations.filter(stance=Stance.SUPPORTS).exclude(state=ReviewState.WITHDRAWN)
    given = cited.exclude(rank=Rank.DEPRECATED).order_by("pk").first()
    if given is not None:
        yield Citation(action=action, stance=Stance.SUPPORTS, **{name: getattr(given, name) for name in PASSAGE})
