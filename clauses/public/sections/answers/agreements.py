"""Where an agreement stands: when it was signed, approved and in force, by whom."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html

from ....evidence.worklists import took_place
from ....models import Action
from ....vocabularies import ActionType
from ...statements import differing_on
from ...wording import record_link
from .phrases import listed, sentences, tense, when, with_article

# What a step is called, in the order in which it is said. Acts within one state are no ratification.
SAID = {
    ActionType.SIGNATURE: "signed",
    ActionType.PARLIAMENTARY_APPROVAL: "approved by",
    ActionType.RATIFICATION: "ratified by",
}
THEN = {ActionType.ENTRY_INTO_FORCE: "it took effect", ActionType.TERMINATION: "it ended"}
NOBODY = {ActionType.PARLIAMENTARY_APPROVAL: "a parliament", ActionType.RATIFICATION: "a party"}
MOST_STEPS = 4  # of one kind


def answer_of_agreement(life: Sequence[Action]) -> str:
    """The steps that count, of an agreement's own life in the order of time, loaded with participants.

    Nothing of a step that is not reported as done, nor a day that no source states.
    """
    done = [action for action in life if took_place(action.type, action.status)]
    by_kind = {kind: [action for action in done if action.type == kind] for kind in (*SAID, *THEN)}
    said = [step for step in (_step(kind, by_kind[kind]) for kind in SAID) if step]
    later = [format_html("{}{}", words, _when(by_kind[kind][0])) for kind, words in THEN.items() if by_kind[kind]]
    told = tense()
    if not said and not later:
        return ""
    known = f"as known by {told.known_by}: " if told.known_by else ""
    return sentences([format_html("{}{}", known, listed(said)) if said else "", *later])


def _step(kind: ActionType, actions: Sequence[Action]) -> str:
    if not actions:
        return ""
    if kind == ActionType.SIGNATURE:
        return format_html("{}{}", SAID[kind], _when(actions[0]))
    told = dict.fromkeys(_by_somebody(action, NOBODY[kind]) for action in actions)
    return format_html("{} {}", SAID[kind], listed(told, MOST_STEPS, "other step"))


def _by_somebody(action: Action, nobody: str) -> str:
    actors = _actors(action)
    return format_html("{}{}", listed(actors, 2) if actors else nobody, _when(action))


def _actors(action: Action) -> list[str]:
    parts: Iterable = action.participants.all()
    return [record_link(part.actor, with_article(part.actor)) for part in parts if part.actor.is_public]


def _when(action: Action) -> str:
    """The day, and that sources differ on it; nothing where there is none."""
    if not action.date:
        return ""
    doubt = " (sources differ on the date)" if "date" in differing_on(action).split("; ") else ""
    return f" {when(action.date)}{doubt}"
