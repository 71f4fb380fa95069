"""The histories of rows: each save with its values, and those of one step at one moment."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from ..one_moment import moment


class KeptManager(HistoryManager):
    """Made once for its rows: the library makes the class anew at each look at a history, and so at each save."""

    @classmethod
    @cache
    def from_queryset(
        cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None
    ) -> type["KeptManager"]:
        return super().from_queryset(queryset_class, class_name)


def _is_saved_after(row: Any, when: datetime) -> bool:
    return bool(type(row).history.filter(id=row.pk, history_date__gt=when).exists())


class History(HistoricalRecords):
    """The saves of a row, those of one step at one moment."""

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> Any:
        if "_history_date" in vars(instance):
            return super().create_historical_record(instance, history_type, using)
        when, is_first = moment()
        if not is_first and history_type != "+" and _is_saved_after(instance, when):
            when = timezone.now()  # somebody else wrote in it since the step began: histories stay in order
        instance._history_date = when
        try:
            return super().create_historical_record(instance, history_type, using)
        finally:
            del instance._history_date
