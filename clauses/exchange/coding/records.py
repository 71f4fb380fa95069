"""The actors, places, series and actions of the sheet as rows, with who took part and what they bear on."""

from ... import models
from ...models.base import Row
from ..fixtures import written_fields
from ..nearest import nearest
from . import values
from .base import Rows
from .files import Event, Line
from .sheet import Entry, Sheet

REGISTERS: dict[str, type[Row]] = {
    "actors": models.Actor,
    "places": models.Place,
    "series": models.Series,
    "commitments": models.Commitment,
    "actions": models.Action,
}
BASES = {"stated": "stated_by_source", "inferred": "inferred_by_analyst"}


def as_columns(rows: Rows, line: Line, model: type[Row], found: dict) -> dict:
    """What the sheet says of a row, with the codes of related rows as their natural keys."""
    fields = {field.name: field for field in written_fields(model)}
    for name in set(found) - set(fields):
        rows.problems.append(f"{line.place}, {name}: there is no such field.{nearest(name, fields)}")
    known = {name: value for name, value in found.items() if name in fields}
    return {
        name: [value] if fields[name].is_relation and isinstance(value, str) and value else value
        for name, value in known.items()
    }


def add_registers(rows: Rows, sheet: Sheet) -> None:
    """The rows of the sheet's registers: new ones, and fields of existing ones that are empty there."""
    for section, model in REGISTERS.items():
        for code, entry in sheet.sections[section].items():
            columns = as_columns(rows, entry.line, model, entry.value)
            there = rows.fields(model, code)
            if there is None:
                rows.add(entry.line, model, {"state": "published", "slug": code} | columns)
                continue
            rows.shared.add((model, (code,)))
            rows.fill(entry.line, model, (code,), columns)
            for name in columns:
                if rows.fields(model, code).get(name) != columns[name]:
                    problem = f"{code} has another {name} already. Take it out of the sheet: existing rows are kept."
                    rows.problems.append(f"{entry.line.place}, {section}: {problem}")


def add_record(rows: Rows, event: Event, entry: Entry) -> None:
    """The action of a row, its places, participants and bearings. A merged one is not changed, but may get more."""
    row, line = entry.value, entry.line
    action = row["action"]
    if row["as"] == "record":
        if rows.fields(models.Action, action) is not None:
            rows.problems.append(f"{line.place}, action: {action} exists already. Write as: merged, or another code.")
        rows.add(line, models.Action, action_columns(rows, event, entry))
    elif rows.fields(models.Action, action) is None:
        known = [key[0] for model, key in {**rows.base, **rows.new} if model is models.Action]
        rows.problems.append(f"{line.place}, action: there is no action {action}.{nearest(action, known)}")
    for place in row.get("places", []):
        rows.add(line, models.ActionPlace, {"action": [action], "place": [place]})
    for actor, role, name in (_three(one) for one in row.get("who", [])):
        fields = {"action": [action], "actor": [actor], "role": role or "participant", "name_as_reported": name}
        rows.add(line, models.ActionParticipant, fields)
    for commitment, basis, note in (_three(one) for one in row.get("bears", [])):
        fields = {"action": [action], "commitment": [commitment], "basis": BASES.get(basis, basis), "note": note}
        rows.add(line, models.Bearing, fields)


def action_columns(rows: Rows, event: Event, entry: Entry) -> dict:
    row = entry.value
    date = row.get("date", values.date_of(event))
    reason = row.get("date_reason", "")
    confidence = event.value["date_confidence"]
    if date is None:
        rows.problems.append(f"{entry.line.place}, date: the file does not state it. Write date and date_reason.")
    elif confidence == "report_date" and "date" not in row:
        reason = reason or values.REPORT_DAY
    elif date and confidence != "stated" and not reason:
        rows.problems.append(f"{entry.line.place}, date_reason: the file calls the date {confidence}. Say why.")
    relation = values.RELATIONS.get(event.value["relation_to_agreement"], "")
    return {
        "state": "published",
        "slug": row["action"],
        "title": row.get("title") or event.value["title"],
        "type": row["type"],
        "status": row["status"],
        "agreement": [event.value["agreement"]],
        "relation": row.get("relation") or relation,
        "series": [row["series"]] if row.get("series") else None,
        "date": date or "",
        "date_as_printed": row.get("date_as_printed", ""),
        "date_reason": reason,
        "description": row.get("description") or event.value["summary"],
    }


def _three(parts: list | str) -> tuple:
    """Three parts of a list of the sheet, the last of which may be left out."""
    listed = [parts] if isinstance(parts, str) else list(parts)
    return tuple([*listed, "", ""][:3])
