"""Where an agreement stands: when it was signed, approved and in force, by whom."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html

from ....evidence.worklists import took_place
from ....models import Action
from ....vocabularies import ActionType
from ...statements import differing_on
from ...wording import record_link
from .phrases import called, listed, sentences, tense, when_done

# What a step is called in the sentence, in the order in which it is said. Acts within one state are no ratification.
SAID = {
    ActionType.SIGNATURE: "signed",
    ActionType.PARLIAMENTARY_APPROVAL: "approved by",
    ActionType.RATIFICATION: "ratified by",
    ActionType.ENTRY_INTO_FORCE: "in force",
    ActionType.TERMINATION: "ended",
}
OF_SOMEBODY = (ActionType.PARLIAMENTARY_APPROVAL, ActionType.RATIFICATION)
MOST_STEPS = 4  # of one kind


def answer_of_agreement(life: Sequence[Action]) -> str:
    """The steps that count, of an agreement's own life in the order of time, loaded with participants and first report.

    Nothing of a step that is not reported as done.
    """
    done = [action for action in life if took_place(action.type, action.status)]
    steps = (_step(kind, [action for action in done if action.type == kind]) for kind in SAID)
    said = [step for step in steps if step]
    return sentences([tense().by_then(listed(said))]) if said else ""


def _step(kind: ActionType, actions: Sequence[Action]) -> str:
    if not actions:
        return ""
    if kind in OF_SOMEBODY:
        return format_html("{} {}", SAID[kind], listed(map(_by_somebody, actions), MOST_STEPS, "other step"))
    return format_html("{} {}{}", SAID[kind], when_done(actions[0]), _doubt(actions[0]))


def _by_somebody(action: Action) -> str:
    actors = _actors(action)
    return format_html("{} {}{}", listed(actors, 2) if actors else "a party", when_done(action), _doubt(action))


def _actors(action: Action) -> list[str]:
    parts: Iterable = action.participants.all()
    return [record_link(part.actor, called(part.actor)) for part in parts if part.actor.is_public]


def _doubt(action: Action) -> str:
    return " (sources differ on the date)" if "date" in differing_on(action).split("; ") else ""
