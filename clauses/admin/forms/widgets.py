"""What editors type into and choose from."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect

from ... import dates
from ...known_on.asked_day import EXACT
from ...models import Row
from ..lists.labels import label
from .hostile_input import is_key

AS_WRITTEN = "Write year, month and day, as in 2021-07-06."


class UncertainDateInput(forms.TextInput):
    """A date as text; below it, how it is read. The script only repeats while typing what the server said."""

    template_name = "admin/widgets/uncertain_date.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = str(value or "").strip()
        context["widget"]["reading"] = "" if dates.remedy(text) else dates.words(text)
        return context


class DayField(forms.DateField):
    """A day, written in one way as everywhere: 06/07/2021 is another day to other readers."""

    def to_python(self, value: Any) -> date | None:
        """The day of a text; ValidationError with the remedy for any other text than year, month and day."""
        if isinstance(value, str) and value.strip() and not EXACT.fullmatch(value.strip()):
            raise self._refusal(value)
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise self._refusal(value) from error

    def _refusal(self, value: Any) -> forms.ValidationError:
        return forms.ValidationError(f"“{str(value)[:40]}” is no day of the calendar. {AS_WRITTEN}", code="invalid")


class RowSelect(AutocompleteSelect):
    """A choice of one row among any number, by typing."""

    chosen = None  # the row that the form's instance holds already, so that its name needs no query

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": f"no {self.field.verbose_name}"}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        value = [key for key in value if is_key(str(key))]
        if self.chosen is None or [str(key) for key in value] != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.chosen.pk, label(self.chosen), True, len(options)))
        return [(None, options, 0)]


class RowChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, row: Row) -> str:
        return label(row)


class WideText(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vLargeTextField"} | (attrs or {}))


class Lines(forms.Textarea):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vLargeTextField", "rows": 3} | (attrs or {}))
