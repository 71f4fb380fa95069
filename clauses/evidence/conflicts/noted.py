"""Disagreements that a person noted: between statements of different records, measures or words, which no comparison of
one field sees.

One is shown once two of its passages are public. Nothing is decided on it: its note says what is open.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import Count, Q

from ...models import Citation, Disagreement, DisagreementSide, Row, target_key
from ...published import reviewed_q
from ...querysets import CHUNK
from ...vocabularies import CitedField, Standing
from .compared import side_in_words, time_in_words, value_in_words
from .decided import Side, Told, weigh_sides

PASSAGES = 2  # from so many public ones on it is shown
WHERE = re.compile(r"^Paragraphs? \d+( to \d+)?\. ?")  # where it stands is no part of what it says
IN_ORDER = ("citation__source__published_sort", "citation__source__slug", "citation__number")


@dataclass(frozen=True)
class Noted:
    """A noted disagreement with what its public passages say, most reports first: words and citations of one record.

    `sides` are empty until they are weighed.
    """

    disagreement: Disagreement
    told: tuple[Told, ...]
    sides: tuple[Side, ...] = ()

    about = "noted"
    measure = ""
    as_of = ()
    standing = Standing.OPEN

    @property
    def field(self) -> str:
        """The field that all of its passages state; empty where they state different ones, or none."""
        fields = {rows[0].field for _, rows in self.told}
        return CitedField(*fields) if len(fields) == 1 and fields != {""} else ""

    @property
    def keys(self) -> list[tuple[str, int]]:
        """The records that its sides are about, in their order, as ("action", 7)."""
        return [target_key(rows[0]) for _, rows in self.told]


def _passages() -> models.QuerySet[DisagreementSide]:
    """The public sides. On a past day those of a disagreement were known if it was, so that is asked of it alone."""
    return DisagreementSide.objects.filter(reviewed_q(DisagreementSide))


def shown() -> models.QuerySet[Disagreement]:
    """The public disagreements of which enough passages are public."""
    several = _passages().order_by().values("disagreement").annotate(passages=Count("pk"))
    several = several.filter(passages__gte=PASSAGES)
    return Disagreement.objects.published().filter(pk__in=several.values("disagreement"))


def in_noted(target: str) -> set[int]:
    """The ids of the rows of a table that a passage of a disagreement which is shown is about.

    They are counted here: few are noted, and as a condition within others this takes a database twenty times as long.
    """
    if not DisagreementSide.objects.filter(**{f"citation__{target}__isnull": False}).exists():  # see `noted_among`
        return set()
    passages = list(_passages().order_by().values_list("disagreement", f"citation__{target}"))
    several = Counter(key for key, _ in passages)
    public = set(Disagreement.objects.published().order_by().values_list("pk", flat=True))
    return {row for key, row in passages if row is not None and several[key] >= PASSAGES and key in public}


def noted_about(**about: Row | Iterable[Any]) -> list[Noted]:
    """Those with a passage about any of these records, weighed: `noted_about(action=row)`."""
    return weighed_noted(noted_among(**about))


def noted_among(**about: Row | Iterable[Any]) -> list[Noted]:
    """The same, not weighed: one query where there is none, three where there are some."""
    condition = Q(*((f"citation__{name}", row) for name, row in about.items()), _connector=Q.OR)
    if not DisagreementSide.objects.filter(condition).exists():  # as few records have any; see `decisions_on`
        return []
    keys = _passages().filter(condition).order_by().values("disagreement")
    return _noted(shown().filter(pk__in=keys))


def all_noted() -> Iterator[Noted]:
    """All of them in the order of their codes, not weighed."""
    keys = list(shown().values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        yield from _noted(Disagreement.objects.filter(pk__in=keys[start : start + CHUNK]))


def weighed_noted(found: Sequence[Noted]) -> list[Noted]:
    """The same with their sides weighed, in as many queries for many as for few."""
    sides = weigh_sides({place: one.told for place, one in enumerate(found)})
    return [replace(one, sides=sides[place]) for place, one in enumerate(found)]


def _noted(shown_ones: Iterable[Disagreement]) -> list[Noted]:
    rows = list(shown_ones)
    if not rows:
        return []
    passages = _passages().filter(disagreement__in=[row.pk for row in rows])
    passages = passages.select_related("citation__source__publisher", "citation__attributed_to").order_by(*IN_ORDER)
    found: dict[int, list[Citation]] = {row.pk: [] for row in rows}
    for side in passages:
        found[side.disagreement_id].append(side.citation)
    return [Noted(row, _told(found[row.pk])) for row in rows]


def _told(citations: Collection[Citation]) -> tuple[Told, ...]:
    """What the passages say, each time with those that say it of one record and credit the same."""
    told: dict[tuple[Any, ...], list[Citation]] = {}
    for citation in citations:
        told.setdefault((_words(citation), citation.attributed_to_id, target_key(citation)), []).append(citation)
    ordered = sorted(told.items(), key=lambda side: -len({citation.source_id for citation in side[1]}))
    return tuple((words, tuple(rows)) for (words, *_), rows in ordered)


def _words(citation: Citation) -> str:
    """What a passage states, and for which time; its note or its quotation where that is no value of a field."""
    stated = value_in_words(citation)
    if not stated:
        note = WHERE.sub("", citation.note)
        return note or (f"“{citation.quote}”" if citation.quote else "")
    return side_in_words(citation, f"{stated}, {time_in_words(citation.as_of)}" if citation.as_of else stated)
