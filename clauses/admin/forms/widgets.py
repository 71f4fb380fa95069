"""What editors type into and choose from."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect

from ...models import Row
from ..lists.labels import label
from .hostile_input import is_key


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
