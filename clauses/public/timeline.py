"""Where the marks of a timeline stand. The colours and lines are the stylesheet's."""

from dataclasses import dataclass, field
from datetime import date

from .. import dates
from ..models import Action, Commitment
from ..vocabularies import ActionRelation

LEFT, RIGHT, TOP, LANE = 190, 880, 30, 26
NARROWEST = 5  # a mark of one day must still be seen
LIFE, OTHER = "the agreement itself", "other actions"


@dataclass(frozen=True)
class Mark:
    """One action in one lane. `shape` is day, span or between (once, somewhere in between)."""

    action: Action
    shape: str
    x: float
    width: float
    middle: float


@dataclass
class Lane:
    label: str
    y: int
    marks: list[Mark] = field(default_factory=list)

    @property
    def baseline(self) -> int:
        return self.y + LANE // 2


@dataclass
class Timeline:
    lanes: list[Lane]
    ticks: list[tuple[float, str]]
    undrawn: int
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP

    @property
    def height(self) -> int:
        return TOP + LANE * len(self.lanes) + 8

    @property
    def width(self) -> int:
        return RIGHT + 20

    @classmethod
    def of(cls, actions: list[Action], commitments: list[Commitment]) -> "Timeline | None":
        """The actions by domain from the first month to the last; what is older than the agreement is not drawn."""
        drawn = [one for one in actions if one.date_sort and one.relation != ActionRelation.BASELINE]
        if not drawn:
            return None
        scale = Scale.over(drawn)
        lanes: dict[str, Lane] = {}
        for label, action in sorted(placed(drawn, commitments), key=lambda pair: pair[0]):
            lane = lanes.setdefault(label[1], Lane(label[1], TOP + LANE * len(lanes)))
            lane.marks.append(scale.mark(action))
        return cls(list(lanes.values()), scale.ticks(), len(actions) - len(drawn))


def placed(actions: list[Action], commitments: list[Commitment]):
    """Each action with each of its lanes, as ((place of the lane, its label), action)."""
    domains: dict[int, dict[int, tuple]] = {}
    for commitment in commitments:
        for bearing in commitment.bearings.all():
            for domain in commitment.domains.all():
                domains.setdefault(bearing.action_id, {})[domain.pk] = (domain.position + 1, domain.label)
    for action in actions:
        if action.relation == ActionRelation.LIFE_CYCLE:
            yield (0, LIFE), action
        else:
            for label in domains.get(action.pk, {0: (100000, OTHER)}).values():
                yield label, action


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
        start, end = parsed.earliest or parsed.sort, parsed.latest or parsed.sort
        shape = "between" if parsed.kind == "one_of" or None in (parsed.earliest, parsed.latest) else parsed.kind
        shape = "day" if start == end and shape == "point" else "span" if shape == "span" else "between"
        width = max(NARROWEST, self.x(end) - self.x(start))
        return Mark(action, shape, self.x(start), round(width, 1), round(self.x(start) + width / 2, 1))

    def ticks(self) -> list[tuple[float, str]]:
        """The starts of the years; of the quarters where there are few years."""
        years = range(self.first.year, self.last.year + 2)
        months = (1, 4, 7, 10) if len(years) < 5 else (1,)
        days = [date(year, month, 1) for year in years for month in months]
        days = [day for day in days if self.first <= day <= self.last]
        step = max(1, len(days) // 12)
        return [(self.x(day), f"{day:%b %Y}" if len(months) > 1 else str(day.year)) for day in days[::step]]
