"""From file and sheet to rows and to the accounting of them."""

from pathlib import Path

from .accounts import Accounts, joined
from .base import Rows
from .credits import Credits
from .disputes import add_disagreements
from .files import Event, read_events, refuse
from .passages import Passages
from .records import add_record, add_registers
from .sheet import Entry, Sheet, read_sheet
from .sources import Sources


class Coding:
    """A file of events as the sheet codes it: `rows` for the fixtures, `accounts` of what became of each event."""

    def __init__(self, file: Path, sheet: Path, base: Path, *, partly: bool = False):
        """CodingError lists what is wrong with file or sheet. `partly` leaves out events that the sheet lacks."""
        events = read_events(file)
        self.sheet: Sheet = read_sheet(sheet, events, partly=partly)
        self.events = [event for event in events if event.code in self.sheet.rows]
        self.rows = Rows(base)
        self.accounts = Accounts()
        self._build()
        refuse(self.rows.problems)

    def _build(self) -> None:
        coded = [(event, self.sheet.rows[event.code]) for event in self.events]
        kept = [(event, entry) for event, entry in coded if entry.value["as"] != "left_out"]
        add_registers(self.rows, self.sheet)
        sources = Sources(self.rows, self.sheet, [event for event, _ in kept])
        sources.add()
        for event, entry in sorted(kept, key=lambda one: one[1].value["as"] == "merged"):
            if entry.value["as"] != "figures":
                add_record(self.rows, event, entry)
        refuse(self.rows.problems)
        credits_ = Credits(self.rows, self.sheet, sources)
        passages = Passages(self.rows, self.sheet, sources, credits_)
        for event, entry in kept:
            passages.add(event, entry)
        credits_.add()
        add_disagreements(self.rows, self.sheet, passages)
        for event, entry in coded:
            self._account(event, entry, sources, passages)

    def _account(self, event: Event, entry: Entry, sources: Sources, passages: Passages) -> None:
        row = entry.value
        reason = row.get("reason", "")
        left_out = row["as"] == "left_out"
        records = [] if left_out else [row["about"]] if row["as"] == "figures" else [f"action:{row['action']}"]
        records += [f"action:{code}" for code in row.get("also", [])]
        about = {"row": event.code, "reason": reason}
        self.accounts.rows.append(
            about | {"fingerprint": event.fingerprint, "outcome": row["as"], "records": joined(records)}
        )
        for reference in event.references:
            made = [f"{one['source'][0]}/{one['number']}" for one in passages.made.get(reference.code, [])]
            found = {"row": event.code, "number": str(reference.number), "fingerprint": reference.fingerprint}
            found |= {"source": sources.codes.get(reference.code, ""), "citations": joined(made)}
            self.accounts.references.append(found | {"reason": reason if left_out else ""})
