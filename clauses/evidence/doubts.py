"""What is uncertain about an action, in plain sentences, each with what it rests on.

Worked out from the rows that its page shows anyway, and so from what was known on the day asked for. Nothing is said of
what is certain, and no sentence says more than the rows do.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .. import dates
from ..folding import fold
from ..models import Action, ActionParticipant, Actor, Bearing, Citation, Row, Source
from ..models.conflicts.opposing import dates_differ
from ..vocabularies import ActionStatus, ActionType, Basis, CitedField, Extent, Stance
from .conflicts.decided import Dispute
from .origins import is_organ, origins_of

OVER = (ActionStatus.COMPLETED, ActionStatus.MISSED, ActionStatus.CANCELLED)
UNDER_WAY = (ActionStatus.ONGOING,)
# What is done somewhere; a statement or a decree need not be.
PLACED = (
    *(ActionType.SIGNATURE, ActionType.MEETING, ActionType.VISIT, ActionType.JOINT_EXERCISE, ActionType.TRAINING),
    *(ActionType.DEMINING, ActionType.RECONSTRUCTION, ActionType.INFRASTRUCTURE, ActionType.AID_DELIVERY),
    *(ActionType.CULTURAL_EVENT, ActionType.JOINT_INSTITUTION, ActionType.EXCHANGE_OF_INSTRUMENTS),
)
MARKS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
NOT_WHOLE = (Extent.EXCERPT, Extent.CUT_EXCERPT, Extent.NOTHING)
BETWEEN = ";"  # several names in one cell


@dataclass(frozen=True)
class Doubt:
    """One uncertainty: what it concerns, a sentence, and what that rests on.

    `records` are what the sentence is about, `anchor` is the part of the action's page that shows both sides.
    """

    about: str
    words: str
    sources: tuple[Source, ...] = ()
    records: tuple[Row, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Grounds:
    """What the page of an action shows: public rows with all that their names need. `parties` are ids of actors."""

    action: Action
    citations: Collection[Citation]
    disputes: Collection[Dispute] = ()
    noted: Collection[str] = ()  # titles of the disagreements that the editors noted
    bearings: Collection[Bearing] = ()
    participants: Collection[ActionParticipant] = ()
    has_place: bool = False
    parties: Collection[int] = field(default_factory=frozenset)

    @cached_property
    def believed(self) -> list[Citation]:
        return [one for one in self.citations if one.is_believed]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that report it, each once."""
        return _sources(self.believed)

    def stating(self, name: CitedField) -> list[Citation]:
        return [one for one in self.believed if one.field == name and one.value]


def _sources(citations: Iterable[Citation]) -> tuple[Source, ...]:
    return tuple({one.source_id: one.source for one in citations}.values())


def doubts_of(grounds: Grounds) -> list[Doubt]:
    """What is uncertain about an action, in a fixed order; as many queries for many citations as for few."""
    asked = (_disputed, _date, _status, _place, _names, _links, _voices, _reading)
    return [doubt for each in asked for doubt in each(grounds)]


def _disputed(grounds: Grounds) -> Iterator[Doubt]:
    headings = list(dict.fromkeys((*(one.conflict.heading for one in grounds.disputes), *grounds.noted)))
    if headings:
        yield Doubt("Disagreement", f"Sources disagree: {', '.join(headings)}.", anchor="disputed")
    against = [one for one in grounds.citations if one.stance == Stance.CONTRADICTS]
    if against:
        yield Doubt("Denial", "A passage says that it is not so.", _sources(against))


# --- When


def _date(grounds: Grounds) -> Iterator[Doubt]:
    action, stated = grounds.action, grounds.stating(CitedField.DATE)
    if not action.date:
        words = "The dates that sources state have no day in common." if stated else "No cited passage states a date."
        yield Doubt("Date", words, _sources(stated))
        return
    words, reason = _how_exact(action.date), action.date_reason.strip()
    if reason:
        words = f"{words} Why it is read so: {reason}" if words else f"The date is our reading: {reason}"
    if words:
        yield Doubt("Date", words, _sources(stated))
    if all(dates_differ(action.date, one.value) for one in stated):
        yield Doubt("Date", "No cited passage states this date itself; it is what we read from them together.")


def _how_exact(text: str) -> str:
    """In what way a date is less than a day that is certain; empty where it is one."""
    found = dates.parse(text)
    marks = [words for mark, words in MARKS.items() if mark in text]
    if marks:
        return f"The date is {' and '.join(marks)}: {found.words}."
    if found.kind == "one_of":
        return f"The day is not known, only that it was {found.words}."
    if found.kind == "span":
        return "" if found.start and found.end else f"Only one end is known: {found.words}."
    return "" if found.precision == "day" else f"Only the {found.precision} is known: {found.words}."


# --- How far, where, who


def _status(grounds: Grounds) -> Iterator[Doubt]:
    action, stated = grounds.action, grounds.stating(CitedField.STATUS)
    if action.status == ActionStatus.UNKNOWN:
        yield Doubt("Status", "No source says how far it got.")
        return
    if action.status not in OVER:
        last = max((one for one in grounds.sources if one.published_sort), key=_day, default=None)
        when = f" on {dates.words(last.published)}" if last else ""
        yield Doubt("Status", f"Last reported{when}, as {_still(action)}", (last,) if last else ())
    if action.status not in {one.value for one in stated}:
        words = f"No cited passage states that it is {action.get_status_display()}; this is our reading of the reports."
        yield Doubt("Status", words)


def _day(source: Source) -> tuple[date | None, str]:
    return source.published_sort, source.slug


def _still(action: Action) -> str:
    after = "whether it ended" if action.status in UNDER_WAY else "whether it came about"
    return f"{action.get_status_display()}: {after}, no later source says."


def _place(grounds: Grounds) -> Iterator[Doubt]:
    if grounds.action.type in PLACED and not grounds.has_place:
        yield Doubt("Place", "No source that we have says where.")


def _names(grounds: Grounds) -> Iterator[Doubt]:
    """Actors whose holder is named in several ways: persons or spellings, which is not for us to say."""
    actors: dict[int, Actor] = {}
    names: dict[int, dict[str, str]] = {}
    for part in grounds.participants:
        actors[part.actor_id] = part.actor
        for name in filter(None, map(str.strip, part.name_as_reported.split(BETWEEN))):
            names.setdefault(part.actor_id, {}).setdefault(fold(name), name)
    for said in grounds.citations:
        if said.speaker_id is not None and said.speaker_id in actors and said.speaker_as_reported:
            name = said.speaker_as_reported
            names.setdefault(said.speaker_id, {}).setdefault(fold(name), name)
    for key, some in names.items():
        if len(some) > 1:
            told = ", ".join(f"“{name}”" for name in some.values())
            yield Doubt("Participants", f"Reported under several names: {told}.", records=(actors[key],))


def _links(grounds: Grounds) -> Iterator[Doubt]:
    inferred = tuple(one.commitment for one in grounds.bearings if one.basis == Basis.INFERRED_BY_ANALYST)
    if inferred:
        words = "That it has to do with a promise is inferred by an analyst; no source says so. This concerns:"
        yield Doubt("Link", words, records=inferred)


# --- What stands behind it


def _voices(grounds: Grounds) -> Iterator[Doubt]:
    ends = origins_of(grounds.believed)
    if len(ends) == 1:
        reports = len(grounds.sources)
        words = f"All {reports} reports go back to one origin." if reports > 1 else "It rests on a single report."
        yield Doubt("Evidence", words, tuple(ends))
    if ends and all(is_organ(one, grounds.parties) for one in ends):
        words = "All that supports it goes back to a party to the agreement or to its organs."
        yield Doubt("Evidence", words, tuple(ends))
    if grounds.sources and all(one.published_latest is None for one in grounds.sources):
        yield Doubt("Evidence", "None of its sources has a date that is known.", grounds.sources)


def _reading(grounds: Grounds) -> Iterator[Doubt]:
    extents = {Extent.NOTHING if one.is_unseen else one.extent for one in grounds.sources}
    if not extents:
        return
    if extents == {Extent.CUT_EXCERPT}:
        yield Doubt("Reading", "Of all its sources only excerpts were seen that break off.", grounds.sources)
    elif extents == {Extent.NOTHING}:
        yield Doubt("Reading", "None of its sources was seen; they are known through others.", grounds.sources)
    elif extents <= set(NOT_WHOLE):
        yield Doubt("Reading", "None of its sources was read whole, only in excerpts.", grounds.sources)
