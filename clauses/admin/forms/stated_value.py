"""The value that a citation states: where its field is the date it is typed as people write days, and read back."""

from collections.abc import Callable
from typing import Any

from django import forms

from ...editing.typed.written_days import LONGEST, Reading, reading
from ...vocabularies import CitedField
from .days import AS_PEOPLE_WRITE, ReadBack, refuse_unread


class StatedValueInput(ReadBack):
    """A text; below it, how it is read while its field is the date."""

    when = "field=date"  # told to the script: the field beside it, and what is to be chosen there

    def __init__(self, is_date: Callable[[], bool]) -> None:
        super().__init__({"class": "vTextField"})
        self.is_date = is_date

    def read(self, text: str) -> Reading:
        return reading(text) if self.is_date() else Reading(edtf=text)


class StatesValue:
    """Mixin of forms of citations."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = vars(self)["fields"]
        if "field" in fields and "value" in fields:
            fields["value"].widget = StatedValueInput(self._states_date)
            fields["value"].help_text = f"{fields['value'].help_text} A date: as 2021-06-15. {AS_PEOPLE_WRITE}"

    def _states_date(self) -> bool:
        form: Any = self
        return form["field"].value() == CitedField.DATE

    def clean(self) -> dict[str, Any] | None:
        form: Any = self
        cleaned: dict[str, Any] | None = super().clean()  # type: ignore[misc]  # of the form that it is mixed into
        given = form.cleaned_data
        if given.get("field") == CitedField.DATE and given.get("value") and len(given["value"]) <= LONGEST:
            self._read_day(form, form["value"].data)
        return cleaned

    def _read_day(self, form: Any, typed: Any) -> None:
        read = reading(str(typed))
        if read.problem:
            form.add_error("value", read.problem)
            return
        form.cleaned_data["value"] = read.edtf
        try:
            refuse_unread(typed, read.edtf, read.words)
        except forms.ValidationError as error:
            form.add_error("value", error)


def stated_day(text: str) -> str:
    """The date that is meant by a text, as it is stored; the text itself where it is none."""
    return reading(text).edtf or text
