"""A text as a tree, whether it comes from a file or from the stored clauses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...exchange.treaty_files.levels import kind_of
from ...exchange.treaty_text import Kind, Part, readings
from ...folding import fold
from ...models import Clause
from ..sheet.load import in_tree_order
from ..sheet.rows import Rows, SheetRow, tidy, tidy_text


@dataclass(eq=False)
class Node:
    """One clause. `clause` is the stored one that it is, `old` where it only is in the tree because that is stored."""

    kind: Kind
    num: str = ""
    heading: str = ""
    text: str = ""
    code: str = ""
    clause: Clause | None = None
    below: list["Node"] = field(default_factory=list)
    is_old: bool = False
    row: SheetRow | None = None  # of a sheet

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.kind.value.capitalize(), self.num, self.heading)))

    @property
    def printed(self) -> str:
        """Its number as it is compared within a language."""
        return fold(self.num.strip("().（）")).replace(" ", "")

    @property
    def values(self) -> frozenset[tuple[int, int]]:
        """Its number as it is compared between languages: every way to read it."""
        return frozenset((one.value, one.suffix) for one in readings(self.num.strip("().（）")))


def of_parts(parts: Sequence[Part]) -> list[Node]:
    top: list[Node] = []
    above: list[tuple[int, Node]] = []
    for part in parts:
        while above and above[-1][0] >= part.level:
            above.pop()
        node = Node(part.kind, tidy(part.num), tidy(part.heading), tidy_text(part.text), part.code)
        (above[-1][1].below if above else top).append(node)
        above.append((part.level, node))
    return top


def of_clauses(clauses: list[Clause], words: Mapping[int, str]) -> list[Node]:
    """The stored ones, with their words by clause."""
    nodes: dict[int, Node] = {}
    top: list[Node] = []
    for clause, _ in in_tree_order(clauses):
        node = Node(
            kind_of(clause), tidy(clause.num), tidy(clause.heading), words.get(clause.pk, ""), clause.wid, clause
        )
        nodes[clause.pk] = node
        parent = nodes.get(clause.parent_id or 0)
        (parent.below if parent else top).append(node)
    return top


def of_rows(rows: Rows, kinds: Mapping[int, Kind]) -> list[Node]:
    """The rows of a sheet; `kinds` are those of stored clauses."""
    top: list[Node] = []
    above: list[tuple[int, Node]] = []
    for row in rows:
        while above and above[-1][0] >= row.level:
            above.pop()
        kind = kinds.get(row.seen.clause, row.kind) if row.seen else row.kind
        node = Node(kind, row.num, row.heading, row.text, row.code, row=row)
        (above[-1][1].below if above else top).append(node)
        above.append((row.level, node))
    return top


def walk(nodes: Iterable[Node], level: int = 1) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, level
        yield from walk(node.below, level + 1)
