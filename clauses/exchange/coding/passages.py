"""The citations: each reference as a whole, the fields that the lead of a row states, and what others say."""

from ... import models
from ...models.about import TARGETS
from ..fixture_rows import FixtureError
from .base import Rows
from .credits import Credits
from .files import Event, Reference
from .sheet import Entry, Sheet, said
from .sources import Sources
from .values import Figure, figures_of, locator_of

SHARED = "The notes give this for the sources of the event together."
INFERRED = "Not stated outright; the record says how it was inferred."
PLACED = "Which of the event's sources has this is not noted; it is entered here by the day of the report."
STATED = ("field", "value", "measure")
FIRST_OF_KNOWN = 201  # a source that has citations already counts the new ones from here


class Passages:
    """Makes the citations of the rows; `made` holds them by the code of the reference, in order."""

    def __init__(self, rows: Rows, sheet: Sheet, sources: Sources, credits_: Credits):
        self.rows, self.sheet, self.sources, self.credits = rows, sheet, sources, credits_
        self.made: dict[str, list[dict]] = {}
        self.numbers: dict[str, int] = {}

    def add(self, event: Event, entry: Entry) -> None:
        """The citations of one row of the sheet."""
        row = entry.value
        try:
            figures = [Figure.of(parts) for parts in row["figures"]] if "figures" in row else figures_of(event)
        except FixtureError as error:
            self.rows.problems.append(str(error))
            return
        lead = self._lead(event, row)
        for reference in event.references:
            wanted = [self._about(row) | columns for columns in self._fields(reference, entry, figures, lead)]
            if row["as"] != "figures":
                wanted = [{"action": [action]} for action in (row["action"], *row.get("also", []))] + wanted
            missing = [columns for columns in wanted if not self._is_there(reference, entry, columns)]
            shared = self._shared(reference, entry) if missing else {}
            for columns in missing:
                note = " ".join(part for part in (shared.get("note"), columns.pop("note", "")) if part)
                self._make(reference, entry, shared | columns | {"note": note})
            if not self.made.get(reference.code):
                problem = f"{row['row']}, “figures”: reference {reference.number} states none. Give it one in “says”."
                self.rows.problems.append(f"{entry.line.place}, {problem}")

    @staticmethod
    def _lead(event: Event, row: dict) -> int:
        """The number of the reference that states the fields: the first with a date, unless the sheet says."""
        dated = [one.number for one in event.references if one.value["date"]]
        return row.get("lead", dated[0] if dated else 1)

    @staticmethod
    def _about(row: dict) -> dict:
        if row["as"] == "figures":
            return {"commitment": [row["about"].partition(":")[2]]}
        return {"action": [row["action"]]}

    def _is_there(self, reference: Reference, entry: Entry, columns: dict) -> bool:
        """Whether the base has what these columns say by this source; its citations are the reference's, then.

        Any citation of the record stands for it as a whole, unless the sheet has a note that none of them has.
        """
        source = self.sources.codes[reference.code]
        about = {name: value for name, value in columns.items() if name in TARGETS}
        known = [
            row
            for (model, key), row in self.rows.base.items()
            if model is models.Citation and key[0] == source and about.items() <= row.fields.items()
        ]
        note = entry.value.get("notes", {}).get(str(reference.number))
        if columns.get("field"):
            same = [row for row in known if all(row.fields.get(name) == columns.get(name) for name in STATED)]
        else:
            same = known if not note or any(note in row.fields.get("note", "") for row in known) else []
        made = self.made.setdefault(reference.code, [])
        for row in known if same or not columns.get("field") else ():
            self.rows.shared.add((row.model, row.key))
            found = {"number": row.key[1]} | row.fields
            made += [found] * (found not in made)
        return bool(same)

    def _shared(self, reference: Reference, entry: Entry) -> dict:
        """What all citations of a reference have: its source, the paragraph, whom it credits, the note."""
        row, event = entry.value, reference.event
        about = row.get("action") or f"{row['about'].partition(':')[2]}-{(event.value['start_date'] or '').rstrip('?')}"
        locator, where = locator_of(reference.value["locator"])
        origin, others = self.credits.of(reference, entry, about)
        note = row.get("notes", {}).get(str(reference.number), "")
        return {
            "state": "published",
            "source": [self.sources.codes[reference.code]],
            "locator": locator,
            "origin": [origin] if origin else None,
            "note": " ".join(part for part in (where, note, others) if part),
        }

    def _fields(self, reference: Reference, entry: Entry, figures: list[Figure], lead: int) -> list[dict]:
        """What the reference states of single fields: the columns of each citation."""
        row, found = entry.value, []
        says = said(row, reference.number)
        if reference.number == lead and row["as"] == "record":
            found += self._led(reference, entry)
        for name, *rest in says:
            columns = Figure.of(rest).columns() if name == "figure" else {"field": name, "value": str(rest[0])}
            columns |= {"note": PLACED} if str(reference.number) in row.get("placed", ()) else {}
            same = [one for one in found if (one["field"], one["value"]) == (columns["field"], columns["value"])]
            found = [one for one in found if one not in same] + [columns]
        speaker = row.get("speaker")
        spoken = {"speaker": [speaker[0]], "speaker_as_reported": speaker[1]} if speaker else {}
        for figure in figures:
            if reference.number == (figure.reference or lead or 1):
                shared = self._together(reference, row) if figure.reference is None else {}
                found.append(figure.columns() | spoken | shared)
        return found

    def _led(self, reference: Reference, entry: Entry) -> list[dict]:
        """Date, status and places of the record, as the lead states them."""
        row, together = entry.value, self._together(reference, entry.value)
        action = self.rows.fields(models.Action, row["action"]) or {}
        found = []
        if action.get("date"):
            inferred = reference.event.value["date_confidence"] == "inferred"
            note = " ".join(part for part in (INFERRED if inferred else "", together.get("note", "")) if part)
            found.append({"field": "date", "value": action["date"], "note": note})
        if row["status"] != "unknown":
            found.append({"field": "status", "value": row["status"]} | together)
        return found + [{"field": "place", "value": place} | together for place in row.get("places", [])]

    @staticmethod
    def _together(reference: Reference, row: dict) -> dict:
        """The note where the file does not tell its sources apart and neither does the sheet."""
        others = [one for one in reference.event.references if one.number != reference.number]
        told = any(row.get("says", {}).get(str(one.number)) for one in others)
        return {"note": SHARED} if others and not told else {}

    def _make(self, reference: Reference, entry: Entry, columns: dict) -> None:
        source = columns["source"][0]
        start = FIRST_OF_KNOWN if self.rows.used_numbers[source] else 1
        number = self.numbers[source] = self.numbers.get(source, max(start, self.rows.used_numbers[source] + 1) - 1) + 1
        found = {"number": number, "stance": "supports", "rank": "normal", "credibility": "6"} | columns
        self.rows.add(entry.line, models.Citation, found)
        self.made.setdefault(reference.code, []).append(found)
