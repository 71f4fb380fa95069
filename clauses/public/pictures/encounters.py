"""Who met whom at meetings, visits and calls that are reported as held: states and organisations."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from django.db.models import QuerySet

from ...models import Action, ActionParticipant, Actor
from ...vocabularies import ActionStatus, ActionType
from ..coverage import Scope

MEETINGS = (ActionType.MEETING, ActionType.VISIT, ActionType.CALL)
HELD = (ActionStatus.COMPLETED, ActionStatus.ONGOING, ActionStatus.SUSPENDED)
MOST_ROWS = 12
Pair = tuple[str, str]  # the codes of two actors, in their order


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


@dataclass(frozen=True)
class Encounters:
    """The meetings by their numbers in the database, each with the codes of those who met."""

    actors: dict[str, Actor]
    meetings: dict[int, frozenset[str]]

    @cached_property
    def pairs(self) -> Counter[Pair]:
        """How often each two of them met."""
        return Counter(pair for some in self.meetings.values() for pair in combinations(sorted(some), 2))

    @cached_property
    def order(self) -> list[str]:
        """Those who met anybody, most meetings first."""
        often = Counter(code for some in self.meetings.values() if len(some) > 1 for code in some)
        return sorted(often, key=lambda code: (-often[code], code))

    def between(self, one: str, other: str) -> int:
        """How often these two met."""
        return self.pairs[min(one, other), max(one, other)]

    def of(self, wanted: Iterable[str]) -> list[int]:
        """The meetings in which all of these took part."""
        asked = set(wanted)
        return [key for key, some in self.meetings.items() if asked <= some]

    @property
    def sentence(self) -> str:
        if not self.pairs:
            return ""
        (one, other), number = min(self.pairs.items(), key=lambda item: (-item[1], item[0]))
        names = f"{self.actors[one].name} and {self.actors[other].name}"
        begins = f"{names} are reported to have met {times(number)}"
        if len(self.pairs) == 1:
            return f"{begins}."
        held = sum(len(some) > 1 for some in self.meetings.values())
        those = "one meeting, visit or call" if held == 1 else f"{held:,} meetings, visits and calls"
        return f"{begins}; no two more often. {len(self.order)} states and organisations took part in {those}."


def encounters_in(scope: Scope) -> Encounters:
    """Of one agreement or all. Two queries. An organ or office stands for its state."""
    held = scope.rows("actions", type=list(MEETINGS), status=list(HELD))
    rows: QuerySet[ActionParticipant] = ActionParticipant.objects.published().filter(action__in=held.values("pk"))
    ties = list(rows.order_by().values_list("action", "actor"))
    actors = {
        row.pk: row.country if row.country is not None and row.country.is_public else row
        for row in Actor.objects.published().filter(pk__in=rows.order_by().values("actor")).select_related("country")
    }
    meetings: dict[int, set[str]] = defaultdict(set)
    for action, actor in ties:
        meetings[action].add(actors[actor].slug)
    named = {row.slug: row for row in actors.values()}
    return Encounters(named, {key: frozenset(some) for key, some in meetings.items()})


def newest_first(keys: Iterable[int]) -> list[int]:
    """These actions in the order of lists. One query."""
    wanted = set(keys)
    order = Action.objects.published().filter(type__in=MEETINGS).newest_first().values_list("pk", flat=True)
    return [key for key in order if key in wanted]
