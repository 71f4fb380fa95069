"""How one cell of text becomes a value: exactly, or with a ValueError that says what to write instead."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.widgets import Widget

from .. import dates
from ..characters import refuse_unreadable
from ..dataset import NO, YES, Column, text_of
from ..fields import UncertainDateField
from .guard import unguard
from .nearest import nearest

WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,18})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Strict(Widget):
    """A cell of one column. `read` is given what is not empty."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column, self.field = column, column.field

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        try:
            refuse_unreadable(value)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        return self.read(value) if value else self.empty()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return text_of(value)

    def empty(self) -> str | None:
        """What an empty cell stands for."""
        if self.field.null:
            return None
        if self.field.blank:
            return ""
        raise ValueError(f"this cell is empty. {self.remedy()}")

    def remedy(self) -> str:
        return "Fill it."

    def read(self, text: str) -> Any:
        raise NotImplementedError


class TextCell(Strict):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        return super().clean(unguard(value), row, **kwargs)

    def read(self, text: str) -> Any:
        return text


class ListedCell(Strict):
    """One value of a closed list, written as the codebook lists it."""

    def __init__(self, column: Column) -> None:
        super().__init__(column)
        self.values = {str(value): value for value, _ in self.field.flatchoices}

    def remedy(self) -> str:
        return f"Write one of {', '.join(self.values)}."

    def read(self, text: str) -> Any:
        if text not in self.values:
            raise ValueError(f"“{text}” is not in the list.{nearest(text, self.values)} {self.remedy()}")
        return self.values[text]


class YesNoCell(Strict):
    def remedy(self) -> str:
        return f"Write {YES} or {NO}."

    def read(self, text: str) -> Any:
        if text not in (YES, NO):
            raise ValueError(f"“{text}” is neither {YES} nor {NO}. {self.remedy()}")
        return text == YES


class DayCell(Strict):
    def remedy(self) -> str:
        return "Write year, month and day, as in 2021-06-15."

    def read(self, text: str) -> Any:
        with suppress(ValueError):
            if DAY.fullmatch(text):
                return date.fromisoformat(text)
        raise ValueError(f"“{text}” is no day of the calendar. {self.remedy()}")


class UncertainDateCell(Strict):
    def remedy(self) -> str:
        return f"Write for example {dates.EXAMPLES}."

    def read(self, text: str) -> Any:
        problem = dates.remedy(text)
        if problem:
            raise ValueError(problem)
        return text


class WholeNumberCell(Strict):
    def remedy(self) -> str:
        return "Write a whole number in digits, as in 12."

    def read(self, text: str) -> Any:
        if not WHOLE.fullmatch(text):
            raise ValueError(f"“{text}” is not a whole number in digits. {self.remedy()}")
        return int(text)


class DecimalCell(Strict):
    def remedy(self) -> str:
        return "Write a plain number with a decimal point, as in 39.75."

    def read(self, text: str) -> Any:
        if not NUMBER.fullmatch(text):
            raise ValueError(f"“{text}” is not a plain number. {self.remedy()}")
        return Decimal(text)


def widget_for(column: Column) -> Strict:
    """The widget of a column that is neither a relation nor worked out; TypeError for a kind nobody thought of."""
    if column.field.choices:
        return ListedCell(column)
    kinds = {
        UncertainDateField: UncertainDateCell,
        models.DateField: DayCell,
        models.BooleanField: YesNoCell,
        models.DecimalField: DecimalCell,
        models.IntegerField: WholeNumberCell,
        models.CharField: TextCell,
        models.TextField: TextCell,
    }
    for cls, widget in kinds.items():
        if isinstance(column.field, cls):
            return widget(column)
    raise TypeError(f"{column.name}: say in exchange/widgets.py how a {type(column.field).__name__} is read.")
