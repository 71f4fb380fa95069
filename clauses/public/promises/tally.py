"""How many promises are in which state, and how that is said and drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count

from ... import known_on
from ...evidence.states import NO_DUTY, REPORTED, STATE, StateOf, step_of, with_states
from ...known_on import then
from ...models import Action, Bearing, Commitment
from ...querysets import CommitmentQuerySet
from ...vocabularies import Modality, PromiseState
from ...while_unchanged import kept
from ..sections.counting import in_figures

Counted = tuple[str, str, int]  # how many promises are in a state, with a modality
Pairs = tuple[tuple[str, str], ...]  # a question of a list, as ("agreement", its code)
# What is said of one promise in a state, and of several.
SAID = {
    PromiseState.REPORTED: ("has follow-ups reported", "have follow-ups reported"),
    PromiseState.RELATED_ONLY: ("has related steps only", "have related steps only"),
    PromiseState.ANNOUNCED_ONLY: ("was announced only", "were announced only"),
    PromiseState.UNCLEAR: (
        "has follow-ups without a word on how far they got",
        "have follow-ups without a word on how far they got",
    ),
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
class Totals:
    """How many promises are in which state. `scope` is what lists are asked with.

    `apart` are statements that set no duty, `deeds` the follow-ups on promises reported as begun or done, each once.
    """

    counts: Counter[str]
    scope: Pairs
    apart: int = 0
    deeds: int = 0

    @property
    def count(self) -> int:
        return self.counts.total()

    @property
    def asked(self) -> str:
        """The question of the list of commitments for just these promises."""
        return urlencode([*self.scope, *(("modality", value) for value in DUTIES)])

    @property
    def shares(self) -> list[Share]:
        """The promises by state, in the order of the vocabulary."""
        found: list[Share] = []
        for state in PromiseState:
            if count := self.counts[state]:
                asked = [*self.scope, ("state", state.value), *(("modality", value) for value in DUTIES)]
                before = sum(share.count for share in found)
                x, wide = (round(100 * some / self.count, 2) for some in (before, count))
                found.append(Share(state, count, x, wide, urlencode(asked)))
        return found

    @property
    def in_short(self) -> str:
        """As in “9 promises, 2 with nothing reported; 1 statement”."""
        bare = self.counts[PromiseState.NOTHING_REPORTED]
        some = "" if self.count == 1 else "all with " if bare == self.count else f"{bare} with "
        promises = in_figures(self.count, "promise") + (f", {some}nothing reported" if bare else "")
        said = [promises] if self.count else []
        return "; ".join([*said, in_figures(self.apart, "statement")] if self.apart else said)


@dataclass(frozen=True)
class Tally:
    """The same of promises that were loaded with their states."""

    states: tuple[StateOf, ...]
    scope: Pairs

    @cached_property
    def promises(self) -> list[StateOf]:
        return [one for one in self.states if one.sets_duty]

    @property
    def statements(self) -> list[StateOf]:
        """Those that set no duty, which are counted apart."""
        return [one for one in self.states if not one.sets_duty]

    @cached_property
    def totals(self) -> Totals:
        deeds = {key for one in self.promises for key, step in one.steps.items() if step == REPORTED}
        counts = Counter(str(one.state) for one in self.promises)
        return Totals(counts, self.scope, len(self.statements), len(deeds))

    @property
    def count(self) -> int:
        return len(self.promises)

    @property
    def shares(self) -> list[Share]:
        return self.totals.shares

    @property
    def deeds(self) -> int:
        """The follow-ups on promises reported as begun or done, each once, however many promises it bears on."""
        return self.totals.deeds


def totals_of(rows: CommitmentQuerySet[Commitment], scope: Pairs) -> Totals:
    """Counted by the database: two queries, however many promises there are."""
    asked = with_states(rows).order_by().values_list(STATE, "modality").annotate(rows=Count("pk", distinct=True))
    return totals_in(kept(asked), scope, _deeds(rows))


def totals_in(counted: Iterable[Counted], scope: Pairs, deeds: int = 0) -> Totals:
    """Of promises counted by state and modality."""
    counts: Counter[str] = Counter()
    apart = 0
    for state, modality, count in counted:
        if modality in NO_DUTY:
            apart += count
        else:
            counts[state] += count
    return Totals(counts, scope, apart, deeds)


def _deeds(rows: CommitmentQuerySet[Commitment]) -> int:
    """Asked of actions, by lists of numbers: where SQLite may join the tables it reads all actions for each promise."""
    duties = rows.exclude(modality__in=NO_DUTY).order_by().values("pk")
    ties = Bearing._base_manager.filter(commitment__in=duties)  # public where both ends are
    actions = Action.objects.published().implementing().filter(pk__in=ties.values("action")).as_then("status")
    status = then.column(Action, "status", known_on.day())
    counted = actions.order_by().values_list("relation", "type", status).annotate(rows=Count("pk"))
    return sum(count for *what, count in kept(counted) if step_of(*what) == REPORTED)
