"""What a brief holds: a sheet for somebody with a minute or two. All of it is capped, so that it fits on its paper."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ...models import Action, Citation, Commitment, Domain, Source
from ...vocabularies import ActionType, Extent, SourceKind
from ..promises.matrix import MOST_ROWS, Line, Matrix
from ..promises.tally import Tally
from ..sections.summary import Read

MOST_KINDS = 8  # of steps of its life
MOST_OF_A_KIND = 4
MOST_DOMAINS = 20
MOST_MISSED = 6
# What is said or tried on the way is no step of an instrument's life that a brief names.
UNNAMED = (
    ActionType.NEGOTIATION,
    ActionType.BILL_SUBMITTED,
    ActionType.MEETING,
    ActionType.VISIT,
    ActionType.CALL,
    ActionType.STATEMENT,
    ActionType.ANNOUNCEMENT,
)
READ = (Extent.WHOLE, Extent.EXCERPT, Extent.CUT_EXCERPT)
OFFICIAL = (SourceKind.OFFICIAL, SourceKind.GAZETTE, SourceKind.SPEECH)
END = re.compile(r"(?:(?<=[^\W\d]{2}[.!?])|(?<=\d{4}[.!?]))\s+(?=[^\W\d_])")  # the stop of “1.” or of “J.” is no end


class Behind(NamedTuple):
    """The one source that is named for an action, and how many others report it."""

    source: Source | None = None
    others: int = 0


def behind_each(actions: Iterable[Action]) -> dict[int, Behind]:
    """By the number of the action: two queries, however many there are.

    Named is the one that was read most fully; of those an official one before the press, as its words are the
    first; then the earliest.
    """
    rows = Citation.objects.published().believed().filter(action__in={one.pk for one in actions}).order_by()
    columns = (f"source__{name}" for name in ("extent", "kind", "published_sort", "slug"))
    found: dict[int, set[tuple[int, bool, date, str, int]]] = {}
    for action, key, extent, kind, day, slug in rows.values_list("action", "source", *columns):
        read = READ.index(extent) if extent in READ else len(READ)
        found.setdefault(action, set()).add((read, kind not in OFFICIAL, day or date.max, slug, key))
    named = {action: min(some)[-1] for action, some in found.items()}
    sources = Source.objects.published().select_related("publisher").in_bulk(set(named.values()))
    return {action: Behind(sources.get(named[action]), len(some) - 1) for action, some in found.items()}


def first_sentence(text: str) -> str:
    return END.split(text.strip(), maxsplit=1)[0]


# --- The head


@dataclass(frozen=True)
class StepOfLife:
    """What happened to the instrument, once or several times: “approval by parliament”, with the first actions."""

    label: str
    actions: list[Action]
    more: int


@dataclass(frozen=True)
class Life:
    """The named steps in the order of time, and how many other actions of its life are recorded."""

    steps: list[StepOfLife]
    others: int


def life_in_short(actions: Collection[Action]) -> Life:
    """Of the steps of an agreement's life in the order of time; those of one kind stand where the first of them was."""
    kinds: dict[str, list[Action]] = {}
    for action in actions:
        if action.type not in UNNAMED:
            kinds.setdefault(action.type, []).append(action)
    steps = [
        StepOfLife(ActionType(kind).label, some[:MOST_OF_A_KIND], len(some[MOST_OF_A_KIND:]))
        for kind, some in list(kinds.items())[:MOST_KINDS]
    ]
    return Life(steps, len(actions) - sum(len(step.actions) + step.more for step in steps))


# --- The table of promises


@dataclass(frozen=True)
class Told:
    """Some promises with the newest deed on any of them and a source of it."""

    heading: str  # the domain of many; empty for one promise
    lines: list[Line]
    deed: Action | None
    behind: Behind

    @property
    def line(self) -> Line:
        return self.lines[0]

    @property
    def tally(self) -> Tally:
        return Tally(tuple(line.became for line in self.lines), ())


@dataclass(frozen=True)
class Table:
    """A row for each promise, or for each domain where the promises are many; `more` promises are in no row."""

    rows: list[Told]
    by_domain: bool
    more: int


def table_of(matrix: Matrix) -> Table:
    """In as many queries for many promises as for few."""
    by_domain = len(matrix.lines) > MOST_ROWS
    groups = _by_domain(matrix.lines) if by_domain else [("", [line]) for line in matrix.lines]
    shown = groups[:MOST_DOMAINS] if by_domain else groups
    newest = [_newest(lines) for _, lines in shown]
    behind = behind_each(deed for deed in newest if deed)
    rows = [
        Told(heading, lines, deed, behind.get(deed.pk, Behind()) if deed else Behind())
        for (heading, lines), deed in zip(shown, newest, strict=True)
    ]
    return Table(rows, by_domain, sum(len(lines) for _, lines in groups[len(shown) :]))


def _by_domain(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """The lines under the main domain of each, so that each is counted once."""
    found: dict[Domain | None, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.domain].append(line)
    named = sorted((one for one in found if one), key=lambda one: (one.position, one.slug))
    groups = [(one.label, found[one]) for one in named]
    return [*groups, ("Without a domain", found[None])] if None in found else groups


def _newest(lines: Iterable[Line]) -> Action | None:
    deeds = {deed: line.became.days[deed.pk] for line in lines if (deed := line.became.newest_deed)}
    return max(deeds, key=lambda deed: (deeds[deed] or date.min, deed.slug), default=None)


# --- What is not known


@dataclass(frozen=True)
class NotKnown:
    """How much of the sources was read, and the first of `count` promises of which the editors say what they looked
    for and did not find, with the beginning of what they say."""

    total: int
    whole: int
    excerpts: int
    missed: list[tuple[Commitment, str]]
    count: int

    @property
    def others(self) -> int:
        """Sources of which nothing was read, or nobody noted how much."""
        return self.total - self.whole - self.excerpts


def not_known_of(read: Read, commitments: Collection[Commitment]) -> NotKnown:
    """Those come first of which the promised thing itself was not seen."""
    counts = {value: count for value, _, count in read.extents}
    missed = sorted((one for one in commitments if one.not_seen), key=lambda one: not one.itself_not_seen)
    return NotKnown(
        total=read.total,
        whole=counts.get(Extent.WHOLE, 0),
        excerpts=counts.get(Extent.EXCERPT, 0) + counts.get(Extent.CUT_EXCERPT, 0),
        missed=[(one, first_sentence(one.not_seen)) for one in missed[:MOST_MISSED]],
        count=len(missed),
    )
