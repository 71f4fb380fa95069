"""What followed an agreement: the newest, a drawing of all by domain and day, and the years with their entries."""

from collections import Counter
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...models import Action, Agreement, Bearing, Commitment, Domain
from ...vocabularies import ActionRelation
from ..days import days_of
from ..lists import LISTS, public
from ..pages import page
from ..sections.series import Year, by_year, newest_first, sure_of_day, year_of
from ..sections.timeline import Timeline
from .frame import found, frame

NEWEST = 6
OPEN_YEARS = 2
MOST_LISTED = 45  # entries below the drawing


def actions_of(agreement: Agreement) -> list[Action]:
    rows = Action.objects.published().filter(agreement=agreement).in_time_order()
    return tell_under_way(LISTS["actions"].load(rows))


def commitments_of(agreement: Agreement) -> list[Commitment]:
    """With what puts an action into the lanes of the drawing."""
    rows = Commitment.objects.published().of_agreement(agreement)
    return list(rows.prefetch_related(public("domains", Domain), public("bearings", Bearing)))


@dataclass(frozen=True)
class Followed:
    """What followed an agreement, year by year: years that are listed, and those that are one link with a number."""

    listed: list[Year]
    linked: list[tuple[int | None, int]]
    total: int

    @classmethod
    def of(cls, actions: list[Action]) -> "Followed":
        """The newest years are open. A year that would make the page too large is one link to its list."""
        years, room = by_year(actions), MOST_LISTED
        listed: list[Year] = []
        for number, year in enumerate(years):
            room -= len(year.entries)
            if room < 0 and listed:
                break
            listed.append(replace(year, entries=year.entries[:MOST_LISTED], is_open=number < OPEN_YEARS))
        shown = {action.pk for year in listed for entry in year.entries for action in entry.actions}
        left = {year_of(action) for action in actions if action.pk not in shown}
        counts = Counter(map(year_of, actions))
        linked = [(year, counts[year]) for year in sorted(left, key=lambda year: year or 0, reverse=True)]
        return cls(listed, linked, len(actions))


@page
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    actions = actions_of(row)
    follow_ups = [action for action in actions if action.relation == ActionRelation.FOLLOW_UP]
    context = {
        **frame(row, "agreement_timeline"),
        "follow_ups": len(follow_ups),
        "newest": LISTS["actions"].shown(newest_first(sure_of_day(follow_ups))[:NEWEST]),
        "timeline": Timeline.of(actions, commitments_of(row)),
        "followed": Followed.of(actions),
        "days": days_of(row),
    }
    return render(request, "public/agreement/timeline.html", context)
