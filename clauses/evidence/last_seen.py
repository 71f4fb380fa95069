"""How far an action had got when it was last reported: never what the calendar of today would make of it.

What was under way in 2021 and was not reported since is not under way now as far as anybody knows, so it is said with
the day of its last report wherever its status stands. Asked of public rows, and so of what was known on the day asked
for (`known_on`).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from .. import dates
from ..models import Action, Citation
from ..vocabularies import ActionStatus

FINISHED = (ActionStatus.COMPLETED, ActionStatus.CANCELLED, ActionStatus.MISSED, ActionStatus.UNKNOWN)
UNDER_WAY = "under way when last reported"
NOT_SAID = "outcome not said"


class Seen(NamedTuple):
    """When something was last reported: the date of the source as it is known, and the day to sort it by."""

    published: str
    day: date


def seen_in(citations: Iterable[Citation]) -> Seen | None:
    """The newest dated report among citations that are loaded with their sources."""
    sources = [one.source for one in citations if one.is_believed and one.source.published_sort]
    last = max(sources, key=lambda one: (one.published_sort, one.slug), default=None)
    return Seen(last.published, last.published_sort) if last else None


def status_in_words(action: Action, last: Seen | None) -> str:
    """The status, and by what report: “under way when last reported, 5 September 2022”."""
    status = NOT_SAID if action.status == ActionStatus.UNKNOWN else action.get_status_display()
    if action.status == ActionStatus.ONGOING:
        return f"{UNDER_WAY}, {dates.words(last.published) if last else 'no report has a date'}"
    if last is None or action.status in FINISHED:
        return status
    if action.status == ActionStatus.PLANNED and action.date_latest and last.day <= action.date_latest:
        end = cast(dates.Point, dates.parse(action.date).end).words()  # it has a last day
        return f"{status} until {end}, not reported since {dates.words(last.published)}"
    return f"{status} when last reported, {dates.words(last.published)}"


def tell_under_way(actions: Iterable[Action]) -> list[Action]:
    """The same rows; those that were under way when last reported say so in `standing`: one query for all of them."""
    actions = list(actions)
    open_ones = [one for one in actions if one.status == ActionStatus.ONGOING and not hasattr(one, "standing")]
    last = _last_reports([one.pk for one in open_ones]) if open_ones else {}
    for one in open_ones:
        vars(one)["standing"] = status_in_words(one, last.get(one.pk))
    return actions


def _last_reports(keys: Iterable[int]) -> dict[int, Seen]:
    """When each of these actions was last reported, in one query."""
    rows = Citation.objects.published().believed().filter(action__in=keys, source__published_sort__isnull=False)
    rows = rows.order_by("source__published_sort", "source__slug")
    columns = ("action", "source__published", "source__published_sort")
    return {key: Seen(*seen) for key, *seen in rows.values_list(*columns)}
