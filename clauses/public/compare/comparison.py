"""One domain of several agreements side by side: a row for each kind of promise, a cell for each agreement.

Promises are held to be alike where they are of one kind. Who lacks one is said of texts that are recorded alone: of an
agreement that is only mentioned nobody knows here what it promises.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from ...evidence.states import tell_states
from ...models import Agreement, Commitment, CommitmentActor, Domain
from ...querysets import CommitmentQuerySet
from ...vocabularies import CommitmentKind, CommitmentRole, RecordLevel
from ..agreements.frame import short_names
from ..lists import public
from ..promises.tally import DUTIES
from ..wording import typographic

WITH_TEXT = (RecordLevel.FULL_TEXT, RecordLevel.PARTIAL_TEXT)
MOST_SHOWN = 100  # promises on the page, in all cells together
FEWEST_IN_A_CELL = 2


@dataclass(frozen=True)
class Side:
    """One of the agreements, with the name that it goes by."""

    agreement: Agreement
    name: str

    @property
    def has_text(self) -> bool:
        return self.agreement.record_level in WITH_TEXT

    @property
    def spoken(self) -> str:
        """As in “the Shusha Declaration”."""
        return self.name if self.name[:4].casefold() == "the " else f"the {self.name}"

    @property
    def is_whole(self) -> bool:
        """Whether what is not found in it is not in it."""
        return self.agreement.record_level == RecordLevel.FULL_TEXT


@dataclass(frozen=True)
class Cell:
    """The promises of one kind of one agreement: the first of them, and how many there are with and without a duty."""

    side: Side
    shown: tuple[Commitment, ...]
    duties: int
    statements: int
    href: str

    @property
    def count(self) -> int:
        return self.duties + self.statements

    @property
    def more(self) -> int:
        return self.count - len(self.shown)

    @property
    def words_for_none(self) -> str:
        if not self.side.has_text:
            return "its text is not recorded"
        return "none" if self.side.is_whole else "none recorded"


@dataclass(frozen=True)
class Row:
    """One kind of promise, in the agreements in their order."""

    kind: CommitmentKind
    cells: tuple[Cell, ...]

    @property
    def having(self) -> tuple[Side, ...]:
        """The agreements that promise it; statements that set no duty promise nothing."""
        return tuple(cell.side for cell in self.cells if cell.duties)

    @property
    def lacking(self) -> tuple[Side, ...]:
        return tuple(cell.side for cell in self.cells if cell.side.has_text and not cell.duties)


@dataclass(frozen=True)
class Comparison:
    domain: Domain
    sides: tuple[Side, ...]

    @property
    def recorded(self) -> tuple[Side, ...]:
        return tuple(side for side in self.sides if side.has_text)

    @cached_property
    def _keys(self) -> dict[tuple[str, int], list[tuple[int, bool]]]:
        """The promises of each kind and agreement in the order of the text: number, and whether it sets a duty."""
        found: dict[tuple[str, int], list[tuple[int, bool]]] = defaultdict(list)
        columns = ("kind", "clause__agreement", "pk", "modality")
        for kind, agreement, key, modality in self.commitments().in_default_order().values_list(*columns):
            found[kind, agreement].append((key, modality in DUTIES))
        return found

    def commitments(self) -> CommitmentQuerySet[Commitment]:
        """The promises of the domain in these agreements: those of the list of commitments that is asked so."""
        agreements = [side.agreement.pk for side in self.sides]
        return Commitment.objects.published().filter(domains=self.domain, clause__agreement__in=agreements)

    @cached_property
    def rows(self) -> list[Row]:
        """The kinds that most agreements have come first; six queries at most, however many promises there are."""
        cells = max(len(self._keys), 1)
        most = max(MOST_SHOWN // cells, FEWEST_IN_A_CELL)
        shown = loaded(key for some in self._keys.values() for key, _ in some[:most])
        kinds = [kind for kind in CommitmentKind if any(kind == one for one, _ in self._keys)]
        rows = [Row(kind, tuple(self._cell(kind, side, shown, most) for side in self.sides)) for kind in kinds]
        return sorted(rows, key=lambda row: -len(row.having))

    def _cell(self, kind: CommitmentKind, side: Side, shown: dict[int, Commitment], most: int) -> Cell:
        keys = self._keys.get((kind.value, side.agreement.pk), [])
        duties = sum(sets_duty for _, sets_duty in keys)
        asked = {"domains": self.domain.slug, "agreement": side.agreement.slug, "kind": kind.value}
        href = f"{reverse('commitments')}?{urlencode(asked)}"
        return Cell(side, tuple(shown[key] for key, _ in keys[:most]), duties, len(keys) - duties, href)


def loaded(keys: Iterable[int]) -> dict[int, Commitment]:
    """These promises by their numbers, with their state and who owes them in `owed_by`."""
    rows = Commitment.objects.published().filter(pk__in=list(keys)).select_related("clause__agreement")
    found = tell_states(
        rows.prefetch_related(public("actors", CommitmentActor, "actor", "commitment__clause__agreement"))
    )
    for row in found:
        owing = [one.actor.name for one in row.actors.all() if one.role == CommitmentRole.OBLIGOR]
        vars(row)["owed_by"] = owing
    return {row.pk: row for row in found}


def sides_of(agreements: Sequence[Agreement]) -> tuple[Side, ...]:
    """The agreements under a short name where they have one; by their codes where two would be called the same."""
    called = {key: typographic(name) for key, name in short_names(agreements).items()}
    twice = {name for name, count in Counter(called.values()).items() if count > 1}
    return tuple(Side(one, one.slug if called[one.pk] in twice else called[one.pk]) for one in agreements)
