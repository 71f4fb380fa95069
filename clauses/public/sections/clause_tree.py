"""The clauses of a text, one inside the other, with their promises."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...models import Clause, Commitment
from ...vocabularies import ClauseFunction

# The headings of the parts of a text, where the word for one clause would not do for all.
PARTS: dict[str, str] = {
    ClauseFunction.RECITAL: "Preamble",
    ClauseFunction.OPERATIVE: "Operative paragraphs",
    ClauseFunction.FINAL: "Final clauses",
}


@dataclass
class Branch:
    """A clause with its commitments and the clauses below it."""

    clause: Clause
    commitments: list[Commitment]
    below: list["Branch"] = field(default_factory=list)

    @property
    def inside(self) -> int:
        """How many clauses are below it, at any depth."""
        return len(self.below) + sum(branch.inside for branch in self.below)

    @property
    def promises(self) -> int:
        """How many commitments it holds, with those of the clauses below it."""
        return len(self.commitments) + sum(branch.promises for branch in self.below)


def tree_of(clauses: Iterable[Clause], commitments: Iterable[Commitment]) -> list[Branch]:
    """The clauses that are in no other, in the order of the document, with those below them."""
    by_clause: dict[int, list[Commitment]] = {}
    for commitment in commitments:
        by_clause.setdefault(commitment.clause_id, []).append(commitment)
    branches = {clause.pk: Branch(clause, by_clause.get(clause.pk, [])) for clause in clauses}
    found: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.clause.parent_id) if branch.clause.parent_id else None
        (above.below if above and above is not branch else found).append(branch)
    return found


def grouped(branches: Iterable[Branch]) -> list[tuple[str, list[Branch]]]:
    """By the part of the text that they are in, as (heading, branches), in the order of the document."""
    parts: dict[str, list[Branch]] = {}
    for branch in branches:
        parts.setdefault(branch.clause.function, []).append(branch)
    return [
        (PARTS.get(function, ClauseFunction(function).label.capitalize()), some) for function, some in parts.items()
    ]
