"""Which day the data of a page is from, for those who cite it."""

from datetime import date

from django.utils.timezone import localtime

from ... import known_on
from ...models import Action, Citation, Commitment
from ...vocabularies import ReviewState

CHANGING = (Commitment, Action, Citation)


def data_day() -> date | None:
    """The day asked for, or that of the newest change of a public promise, action or citation: a query for each table.

    None where nothing is public, or the history knows of no change.
    """
    if day := known_on.day():
        return day
    found = []
    for model in CHANGING:
        public = model.objects.published().order_by().values("pk")
        saves = model.history.filter(state=ReviewState.PUBLISHED, id__in=public).order_by("-history_date")
        found += saves.values_list("history_date", flat=True)[:1]
    return localtime(max(found)).date() if found else None
