"""Dates, figures and places in the text, from the way the file writes them to the way the columns do."""

import re
from dataclasses import dataclass

from ..fixture_rows import FixtureError
from .files import Event

QUALIFIERS = {
    "over": "over",
    "more than": "over",
    "exceeded": "over",
    "about": "about",
    "nearly": "about",
    "up to": "up_to",
    "at least": "at_least",
}
RELATIONS = {
    "baseline_before_agreement": "baseline",
    "reaction_of_third_party": "reaction",
    "follow_up": "follow_up",
}
REPORT_DAY = "The report is of this day; it does not say when the event was."
LONGEST_UNIT = 20
PARAGRAPHS = re.compile(r"paras (\d+)-(\d+)")
PARAGRAPH = re.compile(r"para (\d+)")
ELSEWHERE = {
    "last para": "The last paragraph.",
    "last para seen": "The last paragraph seen.",
    "caption": "The caption.",
    "photo caption": "The caption of a photograph.",
    "lead": "The opening.",
    "item on page": "One item of the page.",
    "item 1": "The first item of the page.",
}
AREA = "area_cleared"


@dataclass(frozen=True)
class Figure:
    """A number as a citation states it. `reference` is None where the lead of the row states it."""

    measure: str
    value: str
    unit: str = ""
    qualifier: str = ""
    as_of: str = ""
    credited: str = ""
    reference: int | None = None

    @classmethod
    def of(cls, parts: list) -> "Figure":
        """From a list of the sheet, whose last parts may be left out."""
        texts = ["" if part is None else str(part) for part in parts[:6]]
        return cls(*texts, reference=parts[6] if len(parts) > 6 else None)

    def columns(self) -> dict:
        """The columns of its citation."""
        area = self.measure == AREA
        found = {"field": AREA if area else "figure", "measure": "" if area else self.measure, "value": self.value}
        found |= {"unit": self.unit, "qualifier": self.qualifier, "as_of": self.as_of}
        found["attributed_to"] = [self.credited] if self.credited else None
        return {name: value for name, value in found.items() if value}


def once_within(text: str) -> str:
    """A span of the file that means “once, within”, as a one-of range; any other text as it is."""
    start, slash, end = text.partition("/")
    return f"[{start}..{end}]" if slash else text


def date_of(event: Event) -> str | None:
    """The date as the file states it, as an uncertain date; None where the editors have to read it."""
    start, end = event.value["start_date"], event.value["end_date"]
    if event.value["date_confidence"] == "report_date" and start and not end:
        return f"[..{start}]"
    if event.value["date_confidence"] != "stated" or not start or (end and "/" in start):
        return None
    return f"{start}/{end}" if end else once_within(start)


def period_of(event: Event) -> str:
    """The span of the row, as an uncertain date."""
    start, end = event.value["start_date"] or "", event.value["end_date"]
    return f"{start}/{end}" if end else once_within(start)


def figures_of(event: Event) -> list[Figure]:
    """The figures as the file gives them; FixtureError where the sheet has to write them."""
    return [figure_of(event, found) for found in event.value["figures"]]


def figure_of(event: Event, found: dict) -> Figure:
    name, unit, qualifier = found["name"], found["unit"] or "", found.get("qualifier") or ""
    if qualifier and qualifier not in QUALIFIERS:
        raise FixtureError(f"{event.place}, figures: “{qualifier}” is no qualifier. Write “figures” in the sheet.")
    if not unit and len(name) > LONGEST_UNIT:
        raise FixtureError(f"{event.place}, figures: “{name}” has no unit. Write “figures” in the sheet.")
    period = period_of(event) if event.value["kind"] == "trade_figure" else ""
    measure, unit = (name, unit) if unit else ("", name)
    return Figure(measure, str(found["value"]), unit, QUALIFIERS.get(qualifier, ""), found.get("as_of") or period)


def locator_of(text: str | None) -> tuple[int | None, str]:
    """The paragraph, where the file names a single one, and a sentence where it does not."""
    if not text:
        return None, ""
    one, several = PARAGRAPH.fullmatch(text), PARAGRAPHS.fullmatch(text)
    if one:
        return int(one[1]), ""
    if several:
        return None, f"Paragraphs {several[1]} to {several[2]}."
    return None, ELSEWHERE.get(text, f"Found at: {text}.")
