"""Which clause of one tree is which of another: by permanent code, by number, by words, by place."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from ...exchange.treaty_text import Kind
from .tree import Node, walk

Pairs = dict[Node, Node]  # by the new one, the old
LISTED = (Kind.PARAGRAPH, Kind.ITEM)  # what one text numbers as paragraphs another has as a list
ANYWHERE = (Kind.ARTICLE, Kind.ANNEX, Kind.PART, Kind.CHAPTER)  # found though it stands in another part now


def matched(new: Sequence[Node], old: Sequence[Node]) -> Pairs:
    """Two versions of one text in one language, or with the same numbers."""
    pairs: Pairs = {}
    by_code = {node.code: node for node, _ in walk(old) if node.code}
    for node, _ in walk(new):
        if node.code in by_code:
            pairs[node] = by_code.pop(node.code)
    _level(new, old, pairs, _by_print)
    _anywhere(new, old, pairs, _by_print)
    return pairs


def aligned(new: Sequence[Node], old: Sequence[Node]) -> Pairs:
    """The text in another language with that in the first: by numbers, however each language writes them."""
    pairs: Pairs = {}
    _level(new, old, pairs, _by_value)
    _anywhere(new, old, pairs, _by_value)
    return pairs


def keep_missing(new: list[Node], old: Sequence[Node], pairs: Pairs) -> list[Node]:
    """Puts what is not in the new tree where it stands in the old one; returns the old nodes that it put there."""
    by_old = {pair: node for node, pair in pairs.items()}
    put: list[Node] = []

    def go_through(nodes: Sequence[Node], beside: list[Node]) -> None:
        last: Node | None = None
        for node in nodes:
            here = by_old.get(node)
            if here is None:
                here = replace(node, below=[], is_old=True)
                pairs[here] = node
                put.append(node)
                beside.insert(beside.index(last) + 1 if last in beside else 0, here)
            last = here
            go_through(node.below, here.below)

    go_through(old, new)
    return put


def _by_print(node: Node) -> Hashable:
    return (_family(node.kind), node.printed) if node.num else None


def _by_value(node: Node) -> Hashable:
    return (_family(node.kind), node.values) if node.values else None


def _family(kind: Kind) -> str:
    return Kind.PARAGRAPH if kind in LISTED else kind


def _level(new: Sequence[Node], old: Sequence[Node], pairs: Pairs, key: Callable[[Node], Hashable]) -> None:
    """The nodes below one and below another, then what is below those that are the same."""
    _by_key(new, old, pairs, key)
    if key is _by_value:
        _one_by_one(new, old, pairs)
    _by_key(new, old, pairs, lambda node: (node.kind, node.text) if node.text and not node.num else None)
    _in_order(new, old, pairs)
    for node in new:
        if node in pairs:
            _level(node.below, pairs[node].below, pairs, key)


def _left(nodes: Sequence[Node], taken: set[Node]) -> list[Node]:
    return [node for node in nodes if node not in taken]


def _by_key(new: Sequence[Node], old: Sequence[Node], pairs: Pairs, key: Callable[[Node], Hashable]) -> None:
    """Those of the same key, the first with the first; a number that comes twice counts in its order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[Node]] = {}
    for node in _left(old, taken):
        if key(node) is not None:
            waiting.setdefault(key(node), []).append(node)
    for node in _left(new, set(pairs)):
        found = waiting.get(key(node)) if key(node) is not None else None
        if found:
            pairs[node] = found.pop(0)


def _one_by_one(new: Sequence[Node], old: Sequence[Node], pairs: Pairs) -> None:
    """Lists of the same length whose numbers are written in other alphabets."""
    here, there = _left(new, set(pairs)), _left(old, set(pairs.values()))
    if [_family(node.kind) for node in here] == [_family(node.kind) for node in there]:
        pairs.update(zip(here, there, strict=True))


def _in_order(new: Sequence[Node], old: Sequence[Node], pairs: Pairs) -> None:
    """Those without a number: as many of a kind as there are, in their order; the title and the preamble always."""
    here = [node for node in _left(new, set(pairs)) if not node.num]
    there = [node for node in _left(old, set(pairs.values())) if not node.num]
    counts = Counter(node.kind for node in here), Counter(node.kind for node in there)
    for node in here:
        same = [each for each in there if each.kind == node.kind]
        if same and (counts[0][node.kind] == counts[1][node.kind] or counts[0][node.kind] == 1):
            pairs[node] = same[0]
            there.remove(same[0])


def _anywhere(new: Sequence[Node], old: Sequence[Node], pairs: Pairs, key: Callable[[Node], Hashable]) -> None:
    """Articles that stand in another chapter than they did, where their number is the only one of its kind."""
    here = [node for node, _ in walk(new) if node not in pairs and node.kind in ANYWHERE and node.num]
    taken = set(pairs.values())
    there = [node for node, _ in walk(old) if node not in taken and node.kind in ANYWHERE and node.num]
    counts = Counter(map(key, here)), Counter(map(key, there))
    found = {key(node): node for node in there}
    for node in here:
        own = key(node)
        if own is not None and counts[0][own] == counts[1][own] == 1:
            pairs[node] = found[own]
            _level(node.below, found[own].below, pairs, key)
