"""Where the marks of a timeline stand. The colours and lines are the stylesheet's."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ... import dates
from ...models import Action, Commitment
from ...vocabularies import ActionRelation

LEFT, RIGHT, TOP = 225, 880, 26
ROW, AROUND = 11, 9  # the height of one row of marks, and the air of a lane
NARROWEST = 9  # a mark of one day must still be seen and hit
TAIL = 12  # the line at an end that is not known
MOST_TICKS = 12  # more would touch each other
LABEL = 40  # the width of a year on the scale
MOST_DRAWN = 180  # more would make the page too large, and the drawing a smear
LIFE, OTHER, AROUND_IT = "The agreement itself", "Other follow-ups", "Reactions and context"
APART = (ActionRelation.REACTION, ActionRelation.CONTEXT)


@dataclass(frozen=True)
class Mark:
    """One action in one lane. `shape` is point, span or one_of; `tails` are lines towards ends that are not known."""

    action: Action
    shape: str
    x: float
    width: float
    tails: tuple[tuple[float, float], ...]
    row: int = 0

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def left(self) -> float:
        return min([self.x, *(start for start, _ in self.tails)])

    @property
    def right(self) -> float:
        return max([self.x + self.width, *(end for _, end in self.tails)])


@dataclass
class Lane:
    """The marks of one domain, in as many rows as it takes for none to cover another."""

    label: str
    y: int = 0
    rows: list[float] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def height(self) -> int:
        return ROW * len(self.rows) + AROUND

    @property
    def foot(self) -> int:
        """Where its name stands: beside its first row."""
        return self.y + AROUND // 2 + ROW

    def middle_of(self, mark: Mark) -> int:
        return self.y + AROUND // 2 + ROW * mark.row + ROW // 2 + 1

    def add(self, mark: Mark) -> None:
        row = next((number for number, end in enumerate(self.rows) if end + 2 <= mark.left), len(self.rows))
        self.rows[row : row + 1] = [mark.right]
        self.marks.append(replace(mark, row=row))


@dataclass
class Timeline:
    """All lanes one below the other."""

    lanes: list[Lane]
    ticks: list[tuple[float, str]]
    undrawn: int
    most: int = MOST_DRAWN
    top: int = TOP
    width: int = RIGHT + 20

    @property
    def height(self) -> int:
        return self.lanes[-1].y + self.lanes[-1].height + 4

    @property
    def links(self) -> list[tuple[Action, list[tuple[Mark, int]]]]:
        """The actions in the order of time, each once, with its mark in each of its lanes and the height of that."""
        found: dict[int, tuple[Action, list[tuple[Mark, int]]]] = {}
        for lane in self.lanes:
            for mark in lane.marks:
                found.setdefault(mark.action.pk, (mark.action, []))[1].append((mark, lane.middle_of(mark)))
        return sorted(found.values(), key=lambda link: (link[0].date_sort, link[0].slug))

    @classmethod
    def of(cls, actions: list[Action], commitments: list[Commitment]) -> "Timeline | None":
        """The newest actions by domain, from the first month to the last; what is older than the agreement is not
        drawn."""
        drawn = [one for one in actions if one.date_sort and one.relation != ActionRelation.BASELINE]
        drawn = sorted(drawn, key=lambda one: (one.date_sort, one.slug))[-MOST_DRAWN:]
        if not drawn:
            return None
        scale = Scale.over(drawn)
        lanes: dict[tuple, Lane] = {}
        for place, action in sorted(placed(drawn, commitments), key=lambda pair: (pair[0], pair[1].date_sort)):
            lanes.setdefault(place, Lane(place[1])).add(scale.mark(action))
        y = TOP
        for lane in lanes.values():
            lane.y, y = y, y + lane.height
        return cls(list(lanes.values()), scale.ticks(), len(actions) - len(drawn))


def placed(actions: list[Action], commitments: list[Commitment]) -> Iterator[tuple[tuple[int, str], Action]]:
    """Each action with each of its lanes, as ((order of the lane, its label), action).

    What does not carry the agreement out is in no lane of a domain.
    """
    domains: dict[int, set[tuple[int, str]]] = {}
    for commitment in commitments:
        for bearing in commitment.bearings.all():
            lanes = {(domain.position + 1, domain.label) for domain in commitment.domains.all()}
            domains.setdefault(bearing.action_id, set()).update(lanes)
    for action in actions:
        if action.relation == ActionRelation.LIFE_CYCLE:
            yield (0, LIFE), action
        elif action.relation in APART:
            yield (100_001, AROUND_IT), action
        else:
            for place in domains.get(action.pk) or [(100_000, OTHER)]:
                yield place, action


@dataclass(frozen=True)
class Scale:
    """Days on paper."""

    first: date
    last: date

    @classmethod
    def over(cls, actions: list[Action]) -> "Scale":
        days = [day for one in actions for day in (one.date_earliest, one.date_latest, one.date_sort) if day]
        return cls(min(days).replace(day=1), max(days))

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + (RIGHT - LEFT) * share, 1)

    def mark(self, action: Action) -> Mark:
        parsed = dates.parse(action.date)
        start, end = self.x(parsed.earliest or parsed.sort), self.x(parsed.latest or parsed.sort)
        width = max(NARROWEST, end - start)
        x = start if end - start >= NARROWEST else (start + end) / 2 - NARROWEST / 2
        tails = [] if parsed.earliest else [(round(x - TAIL, 1), round(x, 1))]
        tails += [] if parsed.latest else [(round(x + width, 1), round(x + width + TAIL, 1))]
        shape = "point" if parsed.earliest == parsed.latest else "span" if parsed.kind == "span" else "one_of"
        return Mark(action, shape, round(x, 1), round(width, 1), tuple(tails))

    def ticks(self) -> list[tuple[float, str]]:
        """The first month and the starts of the years; of the quarters where there are few years."""
        years = range(self.first.year, self.last.year + 1)
        months = (1, 4, 7, 10) if len(years) < 4 else (1,)
        days = [date(year, month, 1) for year in years for month in months]
        days = [day for day in days if self.first <= day <= self.last]
        step = max(1, -(-len(days) // MOST_TICKS))
        form = "%b %Y" if len(months) > 1 else "%Y"
        found = [(self.x(day), f"{day:{form}}" if day.year > 999 else str(day.year)) for day in days[::step]]
        if len(months) == 1 and (not found or found[0][0] - LEFT >= LABEL):
            found.insert(0, (self.x(self.first), str(self.first.year)))
        return found
