"""Whether a record fits a passage so well that it may be chosen beforehand, or why a person has to choose.

A record is doubtful where its day is another than the passage's, and where nothing but common words and the names of
states is in common. Of a passage that names no day, the day of publication stands for it.
"""

from collections.abc import Set
from datetime import date, timedelta

from ...dates import words as in_words
from ...models import Row
from ...vocabularies import ActorKind, PlaceKind
from .days import Named
from .entities import Entity
from .pool import Entry
from .rankings import Passage, overlap
from .words import stems_of

AROUND = timedelta(days=31)  # how far from its publication an article speaks of what it gives no day of
OTHER_DAY = "its day is another: {} here, {} in the passage"
FAR_FROM_PUBLICATION = "the passage gives no day, and its own is {}"
SEVERAL_DAYS = "the passage names several days, not all of them its own"
COMMON_WORDS = "only common words match"
STATES = (ActorKind.STATE, PlaceKind.COUNTRY)
FEWEST = 2  # telling words or names in common; one where the day agrees, too


def doubt_of(entry: Entry, passage: Passage, days: list[Named], common: Set[str], published: date | None) -> str:
    """Why the record is not chosen beforehand for a passage that names `days`; empty where it may be.

    `common` are the stems that many records hold.
    """
    days = [named for named in days if not named.is_year] or days
    if entry.kind == "action":
        other = _other_day(entry, days, published)
        if other:
            return other
    is_dated = entry.kind == "action" and any(not named.is_year for named in days)
    shared = [one for one in passage.entities if one.key in entry.entities and one.sort not in STATES]
    telling = _telling(entry, passage, common)
    few = len(telling) + len(shared) < FEWEST - is_dated
    return COMMON_WORDS if few or not (telling or is_dated) else ""


def _other_day(entry: Entry, days: list[Named], published: date | None) -> str:
    if entry.days is None:
        return ""
    own = _day_of(entry.record)
    if not any(overlap(entry, named) for named in days) and days:
        return OTHER_DAY.format(own, days[0].spoken)
    if not all(overlap(entry, named) for named in days):
        return SEVERAL_DAYS
    first, last = entry.days
    is_near = published is not None and first - AROUND <= published <= last + AROUND
    return "" if days or is_near else FAR_FROM_PUBLICATION.format(own)


def _day_of(record: Row) -> str:
    return in_words(str(getattr(record, "date", "")))


def _telling(entry: Entry, passage: Passage, common: Set[str]) -> set[str]:
    """The stems that the record's own words share and that few records hold, without those of names."""
    named = {stem for one in passage.entities for stem in _stems_of_names(one)}
    shared = {stem for stem in passage.words.keys() & entry.stems.keys() if not stem[0].isdigit()}
    return shared - named - common


def _stems_of_names(one: Entity) -> set[str]:
    several = {stem for stems in one.several for stem in stems}
    return several | {stem for name in (one.name, *one.single) for stem in stems_of(name)}
