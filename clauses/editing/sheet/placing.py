"""What each clause of a sheet is to be: what holds it, its place in the order, and code and label of a new one."""

from typing import Any

from ...exchange.treaty_files.levels import LEVELS, kind_of
from ...exchange.treaty_files.names import LONGEST as LONGEST_EID
from ...exchange.treaty_files.names import eids
from ...exchange.treaty_text import Part
from ...models import Agreement, Clause
from .codes import LONGEST_LABEL, code, function, label, renumbered
from .positions import positions
from .rows import Rows, SheetRow, tidy


def as_values(clause: Clause) -> tuple[Any, ...]:
    """What a sheet may change in a clause."""
    return clause.num, clause.heading, clause.label, clause.parent_id, clause.position


class Placing:
    """`made` has a clause for each row, filled and not stored; `moved` are others whose place in the order changes.

    `every` are the clauses of the agreement in the order of their tree, `keys` the numbers of those on the sheet, and
    `part` is the clause whose part that is, None for all. `are_kept` where their words are, too.
    """

    def __init__(
        self,
        agreement: Agreement,
        rows: Rows,
        every: list[Clause],
        keys: list[int],
        part: int | None,
        *,
        are_kept: bool = False,
    ) -> None:
        self.are_kept = are_kept
        self.agreement, self.rows, self.every, self.keys, self.part = agreement, rows, every, keys, part
        self.clauses = {clause.pk: clause for clause in every}
        self.before = {clause.pk: as_values(clause) for clause in every}
        self.taken = set(Clause.history.filter(agreement=agreement).values_list("wid", flat=True))
        self.taken |= {clause.wid for clause in every}
        self.made: list[Clause] = []
        self.moved: list[Clause] = []

    def place(self) -> None:
        """Every row with its clause, which has its parent, number, heading and place in the order."""
        above: list[Clause] = []
        counts: dict[int, int] = {}
        outer = self._outer()
        for row in self.rows:
            del above[row.level - 1 :]
            parent = above[-1] if above else outer
            counts[id(parent)] = counts.get(id(parent), 0) + 1
            clause = self._clause(row, parent, counts[id(parent)])
            above.append(clause)
            self.made.append(clause)
        self._name()
        self._number()
        self._relabel()

    def _name(self) -> None:
        """The eId of new ones by what the whole text is now; those of others stay."""
        if self.part is not None:
            return
        pairs = list(zip(self.rows, self.made, strict=True))
        parts = [Part(row.level, kind_of(clause) if clause.pk else row.kind, clause.num) for row, clause in pairs]
        for (_, clause), eid in zip(pairs, eids(parts), strict=True):
            if clause.pk is None and len(eid) <= LONGEST_EID:
                clause.eid = eid

    def _outer(self) -> Clause | None:
        """What holds the part that is on the sheet."""
        part = self.clauses.get(self.part or 0)
        return self.clauses.get(part.parent_id or 0) if part is not None else None

    def _clause(self, row: SheetRow, parent: Clause | None, place: int) -> Clause:
        if row.seen is not None:
            clause = self.clauses[row.seen.clause]
        else:
            held = (parent.wid, parent.label, parent.function) if parent is not None else ("", "", "")
            clause = Clause(agreement=self.agreement, function=function(row, held[2]), level=LEVELS[row.kind])
            clause.wid = code(row, held[0], place, self.taken)
            clause.label = label(row, held[1], place)
            self.taken.add(clause.wid)
        clause.parent = parent
        clause.num = _as_stored(clause.num, row.num)
        clause.heading = _as_stored(clause.heading, row.heading or self._first_words(row, clause))
        return clause

    def _first_words(self, row: SheetRow, clause: Clause) -> str:
        """The heading of one that prints none: nothing where its words are there to know it by, or it never had one."""
        is_stored = row.seen is not None and not self.before[clause.pk][1]
        return "" if self.are_kept or is_stored else row.first_words

    def _number(self) -> None:
        """Places in the whole agreement, of which the sheet may be a part."""
        on_sheet = set(self.keys)
        at = next((place for place, one in enumerate(self.every) if one.pk in on_sheet), len(self.every))
        others = [one for one in self.every if one.pk not in on_sheet]
        first = sum(1 for one in self.every[:at] if one.pk not in on_sheet)
        ordered = [*others[:first], *self.made, *others[first:]]
        staying = {one.pk for one in ordered}
        if [one.pk for one in ordered] == [one.pk for one in self.every if one.pk in staying]:
            return  # nothing moved and nothing is new: places stay, whatever they are
        found = positions([one.position for one in ordered])
        for one, place in zip(ordered, found, strict=True):
            one.position = place
        self.moved = [one for one in others if self.before[one.pk] != as_values(one)]

    def _relabel(self) -> None:
        """The label of a renumbered clause, and of those that are named after it."""
        for clause in self.made:
            old_num, _, old_label, _, _ = self.before.get(clause.pk, (clause.num, "", "", None, 0))
            if clause.pk and old_num != clause.num:
                clause.label = renumbered(old_label, old_num, clause.num)
                for other in self.made:
                    if other.label.startswith(f"{old_label}(") and clause.label != old_label:
                        other.label = (clause.label + other.label[len(old_label) :])[:LONGEST_LABEL]


def _as_stored(stored: str, sent: str) -> str:
    """What is stored, where nothing but spaces differs."""
    return stored if tidy(stored) == sent else sent
