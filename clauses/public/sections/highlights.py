"""Which actions weigh most: steps of an agreement's own life, instruments that bind, things that were built or done."""

from django.db.models import Q

from ... import known_on
from ...known_on.then import column
from ...models import Action
from ...querysets import ActionQuerySet
from ...vocabularies import ActionRelation, ActionStatus, ActionType

INSTRUMENTS = (
    ActionType.ADOPTION,
    ActionType.SIGNATURE,
    ActionType.PARLIAMENTARY_APPROVAL,
    ActionType.PRESIDENTIAL_ASSENT,
    ActionType.RATIFICATION,
    ActionType.ENTRY_INTO_FORCE,
    ActionType.LAW_ADOPTED,
    ActionType.DECREE,
)
WORKS = (
    ActionType.INFRASTRUCTURE,
    ActionType.JOINT_INSTITUTION,
    ActionType.JOINT_PRODUCTION,
    ActionType.RECONSTRUCTION,
    ActionType.DEMINING,
    ActionType.DELIVERY,
    ActionType.TRADE_MEASURE,
)
REPORTED_DONE = (ActionStatus.COMPLETED, ActionStatus.ONGOING)


def consequential(actions: ActionQuerySet) -> ActionQuerySet:
    """Those reported as done or under way that are a step of an agreement's life, or a follow-up that is an instrument
    or a work; a meeting, a drill or a statement is none."""
    status = column(Action, "status", known_on.day())
    step = Q(relation=ActionRelation.LIFE_CYCLE)
    deed = Q(relation=ActionRelation.FOLLOW_UP, type__in=(*INSTRUMENTS, *WORKS))
    return actions.as_then("status").filter(step | deed, **{f"{status}__in": REPORTED_DONE})
