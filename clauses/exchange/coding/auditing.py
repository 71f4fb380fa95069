"""The audit: the accounting against the database, and the records against the file, field by field."""

from collections.abc import Iterator
from functools import cached_property

from ...models import Action, Citation, Commitment, Source
from .accounts import Accounts, codes
from .comparing import COMPARED, Recorded
from .files import Event
from .referring import source_differences
from .sheet import OUTCOMES

CREDITED = ("speaker", "attributed_to", "origin__publisher")
Problem = tuple[str, str]  # where, and what to do


class Audit:
    """The accounts held against the database and, where they are given, the events of the file."""

    def __init__(self, accounts: Accounts, events: list[Event] | None = None):
        self.accounts, self.events = accounts, events or []
        self.rows = {line["row"]: line for line in accounts.rows}
        self.references = {(line["row"], line["number"]): line for line in accounts.references}

    @cached_property
    def actions(self) -> dict[str, Action]:
        rows = Action.objects.published().prefetch_related(
            "places__parent__parent__parent",
            "participants__actor__country",
            "participants__actor__parent",
            "bearings__commitment__clause",
            "bearings__commitment__also_in",
        )
        return {f"action:{row.slug}": row for row in rows}

    @cached_property
    def commitments(self) -> dict[str, Commitment]:
        rows = Commitment.objects.published().select_related("clause").prefetch_related("also_in")
        return {f"commitment:{row.slug}": row for row in rows}

    @cached_property
    def sources(self) -> dict[str, Source]:
        rows = Source.objects.published().select_related("publisher__country", "publisher__parent")
        return {row.slug: row for row in rows}

    @cached_property
    def citations(self) -> dict[str, Citation]:
        related = ["source", "action", "commitment", "source__publisher"]
        related += [f"{name}__{above}" for name in CREDITED for above in ("country", "parent")]
        rows = Citation.objects.published().select_related(*related)
        return {f"{row.source.slug}/{row.number}": row for row in rows}

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the accounts by themselves; with a file, also what of it they lack."""
        for line in self.accounts.rows:
            yield from ((line["place"], problem) for problem in self._row_problems(line))
        for line in self.accounts.references:
            yield from ((line["place"], problem) for problem in self._reference_problems(line))
        for line in self.accounts.differences:
            if line["row"] not in self.rows or not line["reason"].strip():
                yield line["place"], "write the event and the reason why the record differs from the file."
        yield from self._told_twice()
        if self.events:
            yield from self._unaccounted()

    def _told_twice(self) -> Iterator[Problem]:
        for lines, names in ((self.accounts.rows, ("row",)), (self.accounts.references, ("row", "number"))):
            seen = set()
            for line in lines:
                key = tuple(line[name] for name in names)
                if key in seen:
                    yield line["place"], f"{'/'.join(key)} stands in the table twice. Delete one."
                seen.add(key)

    def _row_problems(self, line: dict) -> Iterator[str]:
        listed = codes(line["records"])
        if line["outcome"] not in OUTCOMES:
            yield f"write the outcome as one of {', '.join(OUTCOMES)}."
        if (line["outcome"] == "left_out") == bool(listed):
            yield "write either the records of the event, or left_out and no record."
        if line["outcome"] in ("left_out", "merged") and not line["reason"].strip():
            yield "write the reason."
        for code in listed:
            if code not in self.actions and code not in self.commitments:
                yield f"there is no published record {code}. Write the code of one, as in action:a-drill."

    def _reference_problems(self, line: dict) -> Iterator[str]:
        row, cited = self.rows.get(line["row"]), codes(line["citations"])
        if row is None:
            yield f"the table of events has no {line['row']}. Add it there, or delete this line."
            return
        if bool(cited) == bool(line["reason"].strip()):
            yield "write either the citations of the reference, or the reason why it has none."
        if line["source"] not in self.sources and (line["source"] or cited):
            yield f"there is no published source “{line['source']}”. Write the code of one."
        records = set(codes(row["records"]))
        for code in cited:
            citation = self.citations.get(code)
            if citation is None:
                yield f"there is no published citation {code}. Write the code of one, as in a-source/3."
            elif citation.source.slug != line["source"] or _target(citation) not in records:
                yield f"{code} is no citation of this source on a record of the event. Mend the code."

    def _unaccounted(self) -> Iterator[Problem]:
        """Events and references of the file that the accounts lack or know in other words, and the other way round."""
        rows, references = set(self.rows), set(self.references)
        for event in self.events:
            rows.discard(event.code)
            yield from _stale(event.place, event.code, event.fingerprint, self.rows.get(event.code))
            for one in event.references:
                key = (event.code, str(one.number))
                references.discard(key)
                yield from _stale(one.place, one.code, one.fingerprint, self.references.get(key))
        for line in [self.rows[key] for key in rows] + [self.references[key] for key in references]:
            yield line["place"], "the file has no such event or reference. Delete the line, or mend its code."

    def recorded(self, event: Event) -> Recorded | None:
        """The records of an event, or None where it was left out or is not accounted for."""
        line = self.rows.get(event.code)
        if line is None or line["outcome"] == "left_out":
            return None
        listed = codes(line["records"])
        return Recorded(
            event,
            line["outcome"],
            [self.actions[code] for code in listed if code in self.actions],
            [self.commitments[code] for code in listed if code in self.commitments],
            [one for reference in event.references for one in self._cited(event.code, reference.number)],
        )

    def _cited(self, code: str, number: int) -> list[Citation]:
        line = self.references.get((code, str(number)), {"citations": ""})
        return [self.citations[one] for one in codes(line["citations"]) if one in self.citations]

    def differences(self) -> Iterator[dict[str, str]]:
        """Where the records differ from the file, as lines of the table of differences, without reasons."""
        for event in self.events:
            one = self.recorded(event)
            if one is None:
                continue
            found = {name: compare(one) for name, compare in COMPARED.items()}
            found |= self._of_sources(event)
            for name, difference in found.items():
                if difference:
                    says, holds = difference
                    yield {"row": event.code, "field": name, "file_says": says, "record_says": holds}

    def _of_sources(self, event: Event) -> dict[str, tuple[str, str]]:
        found = {}
        for one in event.references:
            line = self.references.get((event.code, str(one.number)), {})
            source = self.sources.get(line.get("source", ""))
            if source is None:
                found[f"sources {one.number}"] = (one.value["url"] or one.value["publisher"], "")
                continue
            for name, says, holds in source_differences(one, source, self._cited(event.code, one.number)):
                found[f"sources {one.number} {name}"] = (says, holds)
        return found

    def unlisted(self) -> Iterator[Problem]:
        """Differences from the file that the table does not list with a reason, and lines of it that hold no longer."""
        listed = {(line["row"], line["field"]): line for line in self.accounts.differences}
        for one in self.differences():
            line = listed.pop((one["row"], one["field"]), None)
            says = f"the file says “{one['file_says']}”, the record “{one['record_says']}”"
            if line is None:
                yield one["row"], f"{one['field']}: {says}. Mend the record, or list the difference with its reason."
            elif (line["file_says"], line["record_says"]) != (one["file_says"], one["record_says"]):
                yield line["place"], f"{one['row']}, {one['field']}: now {says}. Read both again and mend the line."
        for line in listed.values():
            yield line["place"], f"{line['row']}, {line['field']}: file and record do not differ. Delete the line."

    def checklist(self) -> Iterator[str]:
        """A line for each event and each reference: a tick where all is equal or listed with its reason."""
        wrong = {line["row"]: [] for line in self.accounts.rows}
        for one in self.differences():
            wrong.setdefault(one["row"], []).append(one["field"])
        listed = {(line["row"], line["field"]) for line in self.accounts.differences if line["reason"].strip()}
        for event in self.events:
            line = self.rows.get(event.code)
            outcome = f"{line['outcome']} {line['records']}".strip() if line else "not accounted for"
            yield _ticked(event.code, outcome, list(COMPARED), wrong.get(event.code, []), listed, done=bool(line))
            for reference in event.references:
                told = self.references.get((event.code, str(reference.number)))
                prefix = f"sources {reference.number}"
                differs = [name for name in wrong.get(event.code, []) if f"{name} ".startswith(f"{prefix} ")]
                about = f"{told['source']}: {told['citations'] or told['reason']}" if told else "not accounted for"
                compared = ["address, title, day, author, language, extent, publisher, credits"]
                yield _ticked(reference.code, about, compared, differs, listed, done=bool(told), row=event.code)


def _ticked(code: str, about: str, compared: list[str], differs: list[str], listed: set, *, done: bool, row="") -> str:
    own = [name for name in differs if row or not name.startswith("sources")]
    open_ = [name for name in own if (row or code, name) not in listed]
    told = f"; differs with a reason: {', '.join(own)}" if own and not open_ else ""
    told = f"; differs: {', '.join(open_)}" if open_ else told
    return f"[{'x' if done and not open_ else ' '}] {code} → {about} (compared: {', '.join(compared)}{told})"


def _target(citation: Citation) -> str:
    if citation.action:
        return f"action:{citation.action.slug}"
    return f"commitment:{citation.commitment.slug}" if citation.commitment else ""


def _stale(place: str, code: str, wanted: str, line: dict | None) -> Iterator[Problem]:
    if line is None:
        yield place, f"{code} is not accounted for. Add a line for it with the fingerprint {wanted}."
    elif line["fingerprint"] != wanted:
        yield line["place"], f"{code} stands in the file in other words. Read it again and write {wanted}."
