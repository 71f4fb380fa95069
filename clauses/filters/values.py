"""How the values of a question are written: form fields that say what is wrong with any other text."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django_filters.widgets import SuffixedMultiWidget

from ..dataset import with_codes
from ..dates import DateError, Point
from ..fields import CODE
from ..folding import LONGEST_SEARCH
from ..models import Row
from ..models.merging import stood_at
from ..published import has_state

MOST_VALUES = 50  # of one name
MOST_IN_ALL = 100  # of all names
POSSIBLY, CERTAINLY, NO_YEAR = "possibly", "certainly", "no_year"
NOTHING, NOT_RECORDED = "none", "not recorded"  # how an empty column is asked for, and said
BOUNDS = "Write a year, a month or a day: 2021, 2021-06 or 2021-06-15."


def each_once(data: QueryDict) -> QueryDict:
    """The same question without values that are asked again under the same name."""
    several = {name: list(dict.fromkeys(values)) for name, values in data.lists() if len(values) > 1}
    if not several:
        return data
    data = data.copy()
    for name, values in several.items():
        data.setlist(name, values)
    return data


Key = dict[str, str | int]  # the parts of a code by the paths of the natural key
Period = tuple[date | None, date | None, str]  # its first and its last day, and how a date must match


class ValuesField(forms.MultipleChoiceField):
    """Any number of values of a closed list."""

    def to_python(self, value: object) -> list[str]:
        return [text for text in super().to_python(value) if text]

    def validate(self, value: Iterable[str]) -> None:
        known = [str(key) for key, _ in cast(Iterable[tuple[object, object]], self.choices)]
        for text in value:
            if text not in known:
                raise forms.ValidationError(f"“{text[:80]}” is none of its values: {', '.join(known)}.")


class TextsField(forms.Field):
    """Any number of short texts."""

    widget = forms.SelectMultiple

    def to_python(self, value: Iterable[str] | None) -> list[str]:
        return short_texts(value)


def short_texts(value: Iterable[str] | None) -> list[str]:
    """The texts that are written. ValidationError where they are too many or too long, or cannot be texts."""
    texts = [text for text in value or () if text]
    if len(texts) > MOST_VALUES or any(len(text) > LONGEST_SEARCH for text in texts):
        raise forms.ValidationError(f"Write at most {MOST_VALUES} values of at most {LONGEST_SEARCH} characters.")
    if any("\x00" in text for text in texts):
        raise forms.ValidationError("A value holds a NUL character. Delete it.")
    return texts


class YearsField(TextsField):
    """Any number of years, as four digits, or NOTHING."""

    def to_python(self, value: Iterable[str] | None) -> list[str]:
        texts = super().to_python(value)
        for text in texts:
            if text != NOTHING and not (len(text) == 4 and text.isascii() and text.isdigit() and int(text)):
                said = f"“{text[:80]}” is no year. Write it with four digits: 2021, or {NOTHING} for what has no year."
                raise forms.ValidationError(said)
        return list(dict.fromkeys(texts))


class CodesField(forms.Field):
    """Codes of public records of `model`; their rows, by one query, and NOTHING where that may be asked for."""

    widget = forms.SelectMultiple

    def __init__(self, model: type[Row], *, may_be_none: bool = False, **kwargs: Any) -> None:
        self.model, self.may_be_none = model, may_be_none
        super().__init__(**kwargs)

    def to_python(self, value: Iterable[str] | None) -> list[Row | str]:
        texts = list(dict.fromkeys(short_texts(value)))
        codes = [text for text in texts if not (self.may_be_none and text == NOTHING)]
        return [*self._rows(codes), *([NOTHING] if len(codes) < len(texts) else [])]

    def _rows(self, codes: list[str]) -> list[Row]:
        keys = {code: self._key(code) for code in codes}
        asked = [models.Q(**key) for key in keys.values() if key]
        rows = with_codes(self.model.objects.published().filter(reduce(or_, asked))) if asked else ()
        found = {row.natural_key(): row for row in rows}
        found |= self._once(key for key in keys.values() if key and tuple(key.values()) not in found)
        missing = [code for code, key in keys.items() if not key or tuple(key.values()) not in found]
        if missing:
            said = f"There is no {self.model._meta.verbose_name} with the code “{missing[0][:80]}”."
            raise forms.ValidationError(said)
        return list({(row := found[tuple(key.values())]).pk: row for key in keys.values()}.values())

    def _key(self, code: str) -> Key:
        """The parts of a code by the paths of the natural key; nothing where the text is no such code."""
        paths, parts = self.model.natural_key_paths(), code.split("/")
        if len(parts) != len(paths):
            return {}
        key: Key = dict(zip(paths, parts, strict=True))
        for path in paths:
            if path.endswith("number"):
                part = str(key[path])
                if not (part.isascii() and part.isdigit() and len(part) < 6):
                    return {}
                key[path] = int(part)
        return key

    def _once(self, keys: Iterable[Key]) -> dict[tuple[str | int, ...], Row]:
        """The public rows that had these keys before they were given others, or were merged into other ones."""
        codes = [key for key in keys if has_state(self.model) and _are_codes(key)]
        rows = {tuple(key.values()): cast("Row | None", stood_at(self.model, key)) for key in codes}
        public = self.model.objects.published().in_bulk([row.pk for row in rows.values() if row is not None])
        return {key: row for key, row in rows.items() if row is not None and row.pk in public}


def _are_codes(key: Key) -> bool:
    return all(cast(re.Pattern[str], CODE.regex).search(str(part)) for part in key.values())


class BoundField(forms.CharField):
    """A year, a month or a day."""

    def clean(self, value: object) -> Point | None:
        text = super().clean(value)
        try:
            return Point.parse(text) if text else None
        except DateError as error:
            raise forms.ValidationError(f"{str(error)[:120]}. {BOUNDS}") from error


class PeriodWidget(SuffixedMultiWidget):
    suffixes = ["from", "to", "match"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)

    def decompress(self, value: object) -> list[None]:
        return [None, None, None]


class PeriodField(forms.MultiValueField):
    """(first day or None, last day or None, how the date must match), or None.

    NO_YEAR asks for what lies certainly in no single year, and so takes no days.
    """

    widget = PeriodWidget

    def __init__(self, **kwargs: Any) -> None:
        ways = (POSSIBLY, CERTAINLY, NO_YEAR)
        match = forms.ChoiceField(choices=[(one, one) for one in ways], required=False)
        match.error_messages["invalid_choice"] = f"Match is one of {', '.join(ways)}."
        bounds = (BoundField(max_length=20, required=False), BoundField(max_length=20, required=False))
        super().__init__((*bounds, match), require_all_fields=False, **kwargs)

    def compress(self, values: Sequence[Any] | None) -> Period | None:
        start, end, match = values or (None, None, "")
        first, last = start.first if start else None, end.last if end else None
        if first and last and first > last:
            raise forms.ValidationError("The period ends before it starts.")
        if match == NO_YEAR and (first or last):
            raise forms.ValidationError(f"What lies in no year lies in no period: ask for {NO_YEAR} without one.")
        return (first, last, match) if first or last or match == NO_YEAR else None
