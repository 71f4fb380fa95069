"""Which day the data of a page is from, for those who cite it."""

from datetime import date, datetime
from itertools import count

from django.utils.timezone import localtime

from ... import known_on
from ...models import Action, Citation, Commitment, Row
from ...vocabularies import ReviewState

CHANGING = (Commitment, Action, Citation)
AT_ONCE = 50  # saves that are looked at, newest first


def data_day() -> date | None:
    """The day asked for, or that of the newest change of a public promise, action or citation.

    None where nothing is public, or the history knows of no change.
    """
    if day := known_on.day():
        return day
    found = [moment for moment in map(_newest_change, CHANGING) if moment]
    return localtime(max(found)).date() if found else None


def _newest_change(model: type[Row]) -> datetime | None:
    """Two queries where one of the newest saves is of a row that is public today, which is the rule: no more is read,
    however long the history is."""
    saves = model.history.filter(state=ReviewState.PUBLISHED).order_by("-history_date", "-history_id")
    for start in count(step=AT_ONCE):
        some = list(saves.values_list("id", "history_date")[start : start + AT_ONCE])
        public = set(model.objects.published().filter(pk__in={key for key, _ in some}).values_list("pk", flat=True))
        moment = next((moment for key, moment in some if key in public), None)
        if moment or len(some) < AT_ONCE:
            return moment
    return None
