"""An area that a passage states in figures, as the columns of a citation hold it: a first reading for a person."""

import re
from collections.abc import Mapping

from ..vocabularies import CitedField, Qualifier

UNITS = {
    "km2": r"km2|km²|sq\.? ?km|square kilomet(?:re|er)s?",
    "ha": r"ha|hectares?",
    "m2": r"m2|m²|sq\.? ?m|square met(?:re|er)s?",
}
QUALIFIERS = {
    Qualifier.ABOUT: r"about|around|some|nearly|almost|approximately",
    Qualifier.AT_LEAST: r"at least",
    Qualifier.OVER: r"over|more than",
    Qualifier.UP_TO: r"up to",
}


def _named(parts: Mapping[Qualifier, str] | Mapping[str, str]) -> str:
    return "|".join(f"(?P<{name}>{words})" for name, words in parts.items())


NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
AREA = re.compile(rf"\b(?:(?:{_named(QUALIFIERS)}) )?{NUMBER}[ -]?(?:{_named(UNITS)})\b", re.IGNORECASE)


def stated_area(words: str) -> dict[str, str]:
    """Field, value, unit and qualifier of the one area in `words`; nothing where there is none, or several.

    "about 13,177 hectares" → {"field": "area_cleared", "value": "13177", "unit": "ha", "qualifier": "about"}
    """
    found = list(AREA.finditer(words))
    if len(found) != 1:
        return {}
    named = {name for name, part in found[0].groupdict().items() if part is not None}
    qualifier = next((name.value for name in QUALIFIERS if name in named), "")
    unit = next(name for name in UNITS if name in named)
    value = found[0]["number"].replace(",", "")
    return {"field": CitedField.AREA_CLEARED.value, "value": value, "unit": unit, "qualifier": qualifier}
