"""The disagreements of the sheet, with the citations that take their sides."""

from ... import models
from .base import Rows
from .passages import Passages
from .sheet import Sheet


def add_disagreements(rows: Rows, sheet: Sheet, passages: Passages) -> None:
    """A row for each disagreement and each of its sides; a side that names no citation, or several, is a problem."""
    for code, entry in sheet.sections["disagreements"].items():
        fields = {
            "state": "published",
            "slug": code,
            "title": entry.value.get("title"),
            "note": entry.value.get("note"),
        }
        rows.add(entry.line, models.Disagreement, fields)
        for side in entry.value.get("sides", []):
            found = _made(passages, side) if side.partition(":")[0] in passages.made else _known(rows, side)
            if len(found) != 1:
                count = "several citations" if found else "no citation"
                remedy = "Write fu-084/1:type, fu-041/1:figure:turnover:2021 or a-source/field/value."
                rows.problems.append(f"{entry.line.place}, {code}: “{side}” names {count}. {remedy}")
                continue
            rows.add(entry.line, models.DisagreementSide, {"disagreement": [code], "citation": list(found[0])})


def _made(passages: Passages, side: str) -> list[tuple]:
    """Citations made for a reference, by their field and then by what they count, their value or their day."""
    reference, *wanted = side.split(":")
    field, *rest = wanted or [""]
    return [
        (one["source"][0], one["number"])
        for one in passages.made[reference]
        if one.get("field", "") == field and set(rest) <= {one.get(name) for name in ("measure", "value", "as_of")}
    ]


def _known(rows: Rows, side: str) -> list[tuple]:
    """Citations of a source by number, or by field and value."""
    source, _, rest = side.partition("/")
    field, _, value = rest.partition("/")
    found = []
    for (model, key), row in {**rows.base, **rows.new}.items():
        if model is not models.Citation or key[0] != source:
            continue
        same = (row.fields.get("field"), row.fields.get("value")) == (field, value)
        if same or (not value and str(key[1]) == field):
            found.append(key)
    return found
