"""The clauses of an agreement as rows of a sheet, in the order of its tree."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...exchange.treaty_text import Kind
from ...models import Agreement, Clause, ClauseText
from ..edits import Edit
from .proposed import added_text, fill_clauses, words_of
from .rows import DEEPEST, MOST_ROWS, Rows, Seen, SheetRow, tidy, tidy_text

Standing = tuple[str, str, int | None]  # language, status and source of a text


@dataclass(frozen=True)
class Loaded:
    """`standing` is that of most texts, which are those that the sheet shows; `others` are how many it does not."""

    rows: Rows
    standing: Standing | None
    others: int


def in_tree_order(clauses: list[Clause]) -> Iterator[tuple[Clause, int]]:
    """Each with its level; `clauses` are all of an agreement, by position and code."""
    below: dict[int | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        below[clause.parent_id].append(clause)
    waiting = [(clause, 1) for clause in reversed(below[None])]
    while waiting:
        clause, level = waiting.pop()
        yield clause, level
        waiting += [(child, level + 1) for child in reversed(below[clause.pk])]


def clauses_of(agreement: Agreement) -> list[Clause]:
    return list(Clause._base_manager.filter(agreement=agreement).order_by("position", "wid"))


def scope(clauses: list[Clause], part: int | None) -> list[tuple[Clause, int]]:
    """All clauses in their order, or those of one part."""
    ordered = list(in_tree_order(clauses))
    if part is None:
        return ordered
    at = next((place for place, (clause, _) in enumerate(ordered) if clause.pk == part), None)
    if at is None:
        return []
    base = ordered[at][1]
    end = next((place for place in range(at + 1, len(ordered)) if ordered[place][1] <= base), len(ordered))
    return [(clause, level - base + 1) for clause, level in ordered[at:end]]


def standing_of(text: ClauseText) -> Standing:
    return text.language, text.status, text.source_id


def shown_texts(keys: list[int]) -> tuple[dict[int, ClauseText], Standing | None, int]:
    """The texts of one standing, that of most, by clause; and how many others there are."""
    texts = list(ClauseText._base_manager.filter(clause__in=keys).order_by("clause", "number"))
    counted = Counter(standing_of(text) for text in texts)
    most = max(counted, key=lambda standing: counted[standing], default=None)
    shown = {text.clause_id: text for text in reversed(texts) if standing_of(text) == most}
    return shown, most, len(texts) - len(shown)


def load(agreement: Agreement, part: int | None = None, edits: Sequence[Edit] = ()) -> Loaded:
    """As they are stored, with the edits of a proposal. Two queries, however many clauses there are."""
    clauses = clauses_of(agreement)
    found = scope(fill_clauses(clauses, edits) if edits else clauses, part)
    texts, standing, others = shown_texts([clause.pk for clause, _ in found])
    words, added = words_of(texts, edits), added_text(edits)
    if added is not None:
        standing = added.new["language"], added.new["status"], added.new["source_id"]
    rows = [row_of(clause, level, texts.get(clause.pk)) for clause, level in found]
    for row, (clause, _) in zip(rows, found, strict=True):
        row.text = tidy_text(words.get(clause.pk, row.text))
    return Loaded(rows, standing, others)


def row_of(clause: Clause, level: int, text: ClauseText | None) -> SheetRow:
    seen = Seen(clause.pk, clause.version, text.pk if text else 0, text.version if text else 0)
    words = tidy_text(text.text) if text else ""
    return SheetRow(min(level, DEEPEST), tidy(clause.num), tidy(clause.heading), words, Kind.PARAGRAPH, seen)


def parts_of(agreement: Agreement) -> tuple[int, list[tuple[Clause, int]]]:
    """How many clauses there are, and the largest parts that fit on one sheet, each with how many it has."""
    ordered = list(in_tree_order(clauses_of(agreement)))
    ends = Counter[int]()
    above: list[int] = []
    for clause, level in ordered:
        del above[level - 1 :]
        above.append(clause.pk)
        ends.update(above)
    fitting = {clause.pk for clause, _ in ordered if ends[clause.pk] <= MOST_ROWS}
    parts = [(one, ends[one.pk]) for one, _ in ordered if one.pk in fitting and one.parent_id not in fitting]
    return len(ordered), parts[: 2 * MOST_ROWS]
