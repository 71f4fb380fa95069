"""What sources state of an action, fact by fact: a row for each statement, with where others differ from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ...evidence.conflicts.compared import units_of
from ...evidence.conflicts.decided import Dispute
from ...models import Citation, Source
from ...models.conflicts.units import converted
from ...models.stated import PLAIN_NUMBER
from ...vocabularies import CitedField
from ..wording import typeset
from .claims import Claims, Passage, by_source

MOST_ROWS = 50  # statements; the file of citations has all
BESIDE = {"ha": "km2", "km2": "ha", "m2": "km2"}  # the unit that is written beside that of an area


@dataclass(frozen=True)
class Statement:
    """One statement of a single fact; `dispute` is the disagreement in which it is a side."""

    citation: Citation
    dispute: Dispute | None = None

    @property
    def is_followed(self) -> bool:
        """Whether the editors decided for what it says."""
        dispute = self.dispute
        return dispute is not None and any(
            dispute.follows(side) for side in dispute.sides if self.citation in side.citations
        )

    @property
    def converted(self) -> str:
        """The same area in another unit: “over 131.77 km²”; empty for what is no area, and where the value has it
        in brackets, because another source uses that unit."""
        stated = self.citation
        other = BESIDE.get(stated.unit)
        if other is None or other in units_of(stated):
            return ""
        if stated.field != CitedField.AREA_CLEARED or not PLAIN_NUMBER.fullmatch(stated.value):
            return ""
        qualifier = f"{stated.get_qualifier_display()} " if stated.qualifier else ""
        return typeset(f"{qualifier}{Decimal(converted(stated.value, stated.unit, other)):,f} {other}")


@dataclass(frozen=True)
class Fact:
    """One fact, such as the date, with all that is stated of it, the earliest report first."""

    name: str
    statements: list[Statement]

    @property
    def is_disputed(self) -> bool:
        return any(one.dispute for one in self.statements)


@dataclass(frozen=True)
class Stated:
    """The facts, those first on which sources differ, then in the order of the vocabulary.

    `whole` are the passages that state none: they carry the action as a whole.
    """

    facts: list[Fact]
    whole: list[tuple[Source, list[Passage]]]
    hidden: int


def stated_in(claims: Claims) -> Stated:
    """What the citations of one record state."""
    single = [one for one in claims.citations if one.field and one.value]
    whole = [one for one in claims.citations if not (one.field and one.value)]
    groups: dict[tuple[int, str], list[Statement]] = {}
    order = list(CitedField.values)
    in_dispute = _in_dispute(claims.disputes)
    for one in single[:MOST_ROWS]:
        name = one.measure or one.get_field_display()
        groups.setdefault((order.index(one.field), name), []).append(Statement(one, in_dispute.get(one.pk)))
    facts = [Fact(name, rows) for (_, name), rows in sorted(groups.items(), key=lambda group: group[0])]
    facts.sort(key=lambda fact: not fact.is_disputed)
    hidden = max(0, len(single) - MOST_ROWS) + max(0, len(whole) - MOST_ROWS)
    return Stated(facts, by_source(whole[:MOST_ROWS]), hidden)


def _in_dispute(disputes: Iterable[Dispute]) -> dict[int, Dispute]:
    return {citation.pk: one for one in disputes for side in one.sides for citation in side.citations}
