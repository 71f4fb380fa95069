"""How many promises are in which state, and how that is said and drawn."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from ...evidence.states import NO_DUTY, REPORTED, StateOf
from ...vocabularies import Modality, PromiseState

# What is said of one promise in a state, and of several.
SAID = {
    PromiseState.REPORTED: ("has follow-ups reported", "have follow-ups reported"),
    PromiseState.RELATED_ONLY: ("has related steps only", "have related steps only"),
    PromiseState.ANNOUNCED_ONLY: ("was announced only", "were announced only"),
    PromiseState.UNCLEAR: ("has follow-ups without a word on how far they got",) * 2,
    PromiseState.NOTHING_REPORTED: ("has nothing reported", "have nothing reported"),
    PromiseState.NOT_TRIGGERED: ("was not triggered", "were not triggered"),
}
DUTIES = [value for value in Modality.values if value not in NO_DUTY]


@dataclass(frozen=True)
class Share:
    """How many promises are in one state; where it begins and how wide it is, in percent of all, to draw."""

    state: PromiseState
    count: int
    x: float
    percent: float
    asked: str  # the question of the list of commitments for just these

    @property
    def said_of_one(self) -> str:
        return SAID[self.state][0]

    @property
    def said_of_many(self) -> str:
        return SAID[self.state][1]


@dataclass(frozen=True)
class Tally:
    """How many promises are in which state. `scope` is what lists are asked with, as ("agreement", its code)."""

    states: tuple[StateOf, ...]
    scope: tuple[tuple[str, str], ...]

    @cached_property
    def promises(self) -> list[StateOf]:
        return [one for one in self.states if one.sets_duty]

    @property
    def statements(self) -> list[StateOf]:
        """Those that set no duty, which are counted apart."""
        return [one for one in self.states if not one.sets_duty]

    @property
    def shares(self) -> list[Share]:
        """The promises by state, in the order of the vocabulary."""
        counts = Counter(one.state for one in self.promises)
        found: list[Share] = []
        for state in PromiseState:
            if counts[state]:
                asked = [*self.scope, ("state", state.value), *(("modality", value) for value in DUTIES)]
                before = sum(share.count for share in found)
                x, wide = (round(100 * some / len(self.promises), 2) for some in (before, counts[state]))
                found.append(Share(state, counts[state], x, wide, urlencode(asked)))
        return found

    @property
    def deeds(self) -> int:
        """The follow-ups on promises reported as begun or done, each once, however many promises it bears on."""
        return len({key for one in self.promises for key, step in one.steps.items() if step == REPORTED})
