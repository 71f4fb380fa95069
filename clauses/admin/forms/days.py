"""Fields for days: typed as people write them, stored as EDTF, and read back before anything is saved.

Below the field a script says at once how it is read, and the form tells the server what was said so. What is not as it
is stored, and was not read back yet, brings the form back once with its reading; it is saved when it is sent again.
"""

from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from ...editing.typed.written_days import EXAMPLES, LONGEST, Reading, day_reading, reading

READ_BACK = "-read"  # behind the name of a field: the reading that was shown
AS_PEOPLE_WRITE = f"Or as people write it: {EXAMPLES}. It is read back before it is saved."


class AsTyped(str):
    """What was typed, with the reading in EDTF that was shown of it."""

    shown: str | None = None  # None where nothing could be shown, as in the forms that only narrow a list

    @classmethod
    def of(cls, text: str, shown: str) -> "AsTyped":
        typed = cls(text)
        typed.shown = shown
        return typed


class ReadBack(forms.DateInput):
    """A day as text; below it, how it is read."""

    template_name = "admin/widgets/read_back.html"
    only = ""  # "day" where nothing but one day will do
    when = ""  # what has to be chosen beside it, so that it is a day

    def read(self, text: str) -> Reading:
        return day_reading(text) if self.only else reading(text)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = str(value or "").strip()
        read = self.read(text)
        as_stored = read.edtf == text
        context["widget"] |= {"reading": read, "as_stored": as_stored, "read_name": f"{name}{READ_BACK}"}
        context["widget"] |= {"only": self.only, "when": self.when}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        return text if text is None else AsTyped.of(text, data.get(f"{name}{READ_BACK}", ""))


class UncertainDateInput(ReadBack):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vTextField"} | (attrs or {}))


class DayInput(ReadBack, AdminDateWidget):
    """With the calendar of the admin."""

    only = "day"


def refuse_unread(typed: Any, edtf: str, words: str) -> None:
    """ValidationError with the reading, where it is not what was typed and nobody was shown it."""
    shown = getattr(typed, "shown", None)
    if shown is not None and edtf and edtf not in (typed.strip(), shown):
        raise forms.ValidationError(
            f"This is read as {words} ({edtf}). Nothing is saved yet: correct it, or save once more.", code="read"
        )


class UncertainDate(forms.CharField):
    """An uncertain date."""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(max_length=LONGEST, **options)  # of what is typed; what is read from it is shorter

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        read = reading(text)
        if read.problem:
            raise forms.ValidationError(read.problem, code="date")
        return read.edtf

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        refuse_unread(value, cleaned, reading(cleaned).words)
        return cleaned


class DayField(forms.DateField):
    """A day. 06/07/2021 is another one to other readers, so it is refused with both."""

    def to_python(self, value: Any) -> date | None:
        """The day of a text; ValidationError with the remedy for what is no single day."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        read = day_reading(value)
        if read.problem:
            raise forms.ValidationError(read.problem, code="invalid")
        return date.fromisoformat(read.edtf)

    def clean(self, value: Any) -> date | None:
        cleaned = super().clean(value)
        if cleaned is not None:
            refuse_unread(value, cleaned.isoformat(), reading(cleaned.isoformat()).words)
        return cleaned
