"""Whom the references credit: a source that nobody has seen for each agency and event, and the words for the rest."""

from dataclasses import dataclass

from ... import models
from ...dates import parse, remedy
from .base import Rows
from .files import Line, Reference
from .sheet import Entry, Sheet
from .sources import LONGEST, Sources

UNNAMED = "It credits media that it does not name here."


@dataclass
class Stub:
    """A source that is known only because others credit it."""

    line: Line
    actor: str
    kind: str
    named_by: dict[str, None]  # publishers, in the order of the file


class Credits:
    """The origin of a reference's passages; `add` makes the sources that nobody has seen."""

    def __init__(self, rows: Rows, sheet: Sheet, sources: Sources):
        self.rows, self.sheet, self.sources = rows, sheet, sources
        self.stubs: dict[str, Stub] = {}

    def of(self, reference: Reference, entry: Entry, about: str) -> tuple[str, str]:
        """The code of the source that the reference credits, or nothing, and a sentence on others that it credits."""
        listed = self._listed(reference, entry)
        if listed is None:
            return "", ""
        if not listed:
            return "", UNNAMED if reference.value["agency_credited"] else ""
        publisher = (self._source_fields(self.sources.codes[reference.code]).get("publisher") or [""])[0]
        others = [one for one in listed if one[0] != publisher]
        if not others:
            return "", ""
        origin = self._source(reference, entry, others[0], about, publisher)
        names = [self._name(one) for one in others[1:]]
        return origin, f"It also credits {_and(names)}." if names else ""

    def _listed(self, reference: Reference, entry: Entry) -> list[list] | None:
        """The agencies by the sheet; None where the file names none."""
        given = entry.value.get("credits", {}).get(str(reference.number))
        agency = reference.value["agency_credited"]
        if given is not None or not agency:
            return given
        listed = self.sheet.get("agencies", agency)
        if listed is None:
            problem = f"“{agency}” is not among the agencies of the sheet. Add it, with [] for media without a name."
            self.rows.problems.append(f"{reference.place}, agency_credited: {problem}")
        return listed

    def _source(self, reference: Reference, entry: Entry, credited: list, about: str, publisher: str) -> str:
        """The code of an existing source, where that is given alone, or of one that nobody has seen.

        Where the event has one report of the one who is credited, that is the report: a second would count it twice.
        """
        if len(credited) == 1:
            return credited[0]
        actor, kind = credited
        own = self.sources.codes[reference.code]
        codes = {self.sources.codes[one.code] for one in reference.event.references} - {own}
        theirs = [code for code in codes if self._source_fields(code).get("publisher") == [actor]]
        if len(theirs) == 1 and not self._is_later(theirs[0], own):
            return theirs[0]
        code = f"{actor}-{about}"[:LONGEST].rstrip("-")
        stub = self.stubs.setdefault(code, Stub(entry.line, actor, kind, {}))
        stub.named_by[publisher] = None
        return code

    def _source_fields(self, code: str) -> dict:
        return self.rows.fields(models.Source, code) or {}

    def _is_later(self, code: str, other: str) -> bool:
        """Whether a source is known to have been out only after another."""
        days = [self._source_fields(one).get("published") for one in (code, other)]
        if not all(days) or any(map(remedy, days)):
            return False
        first, last = (parse(day) for day in days)
        return bool(first.earliest and last.latest) and first.earliest > last.latest

    def _name(self, credited: list) -> str:
        if len(credited) > 1:
            return self.rows.name_of(credited[0])
        publisher = self._source_fields(credited[0]).get("publisher", [credited[0]])
        return self.rows.name_of(publisher[0])

    def add(self) -> None:
        for code, stub in self.stubs.items():
            if self.rows.fields(models.Source, code) is not None:
                continue
            names = _and([self.rows.name_of(actor) for actor in stub.named_by])
            source = "the source of their reports" if len(stub.named_by) > 1 else "the source of its report"
            fields = {"state": "published", "slug": code, "kind": stub.kind, "publisher": [stub.actor]}
            fields |= {"is_stub": True, "extent": "nothing"}
            fields["note"] = f"Named by {names} as {source} of this event; not seen."
            self.rows.add(stub.line, models.Source, fields)


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
