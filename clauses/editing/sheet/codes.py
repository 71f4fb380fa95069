"""The permanent code, label and function of a clause that is new. Those of a stored one stay."""

import re
from collections.abc import Collection

from ...exchange.treaty_files.levels import FUNCTIONS
from ...exchange.treaty_text import Kind
from ...folding import code_of
from ...models.clauses import LONGEST_LABEL, WID
from ...vocabularies import ClauseFunction
from .rows import SheetRow

# By kind: how its code begins, as in Akoma Ntoso, and its label.
NAMES = {
    Kind.NAME: ("title", "Title"),
    Kind.PREAMBLE: ("preamble", "Preamble"),
    Kind.ANNEX: ("annex", "Annex"),
    Kind.PART: ("part", "Part"),
    Kind.TITLE: ("ttl", "Title"),
    Kind.CHAPTER: ("chp", "Ch."),
    Kind.SECTION: ("sec", "Sec."),
    Kind.GROUP: ("grp", "Group"),
    Kind.ARTICLE: ("art", "Art."),
    Kind.PARAGRAPH: ("para", "Par."),
    Kind.ITEM: ("item", "Item"),
    Kind.CLOSING: ("closing", "Closing"),
    Kind.RECITAL: ("rec", "Recital"),
    Kind.FORMULA: ("formula", "Formula"),
}
WITHIN = (Kind.PARAGRAPH, Kind.ITEM)  # named after what holds them
SINGLE = (Kind.NAME, Kind.PREAMBLE, Kind.CLOSING, Kind.FORMULA)
LONGEST_CODE = 60


def code(row: SheetRow, above: str, place: int, taken: Collection[str]) -> str:
    """A code that no clause of the agreement has or had. `above` is the code of the clause that holds it, `place` its
    place there, from 1."""
    if row.code and row.code not in taken and len(row.code) <= LONGEST_CODE and re.match(WID.regex, row.code):
        return row.code
    stem, _ = NAMES[row.kind]
    number = code_of(row.num, 20).replace("-", "_") or ("" if row.kind in SINGLE else f"n{place}")
    own = "_".join(filter(None, (stem, number)))
    begun = f"{above}__{own}" if above and (row.kind in WITHIN or above.startswith("annex")) else own
    begun = begun[:LONGEST_CODE].rstrip("_-")
    found, turn = begun, 1
    while found in taken:
        turn += 1
        found = f"{begun[: LONGEST_CODE - 5].rstrip('_-')}-{turn}"
    return found


def label(row: SheetRow, above: str, place: int) -> str:
    """As in Art. 5(1)(a); a paragraph outside of an article is Par. 3."""
    _, word = NAMES[row.kind]
    number = row.num or ("" if row.kind in SINGLE else str(place))
    if row.kind in WITHIN and above and above not in ("Preamble", "Closing"):
        bare = number.strip("().")
        return f"{above}({bare})"[:LONGEST_LABEL]
    own = f"{word} {number}".strip()
    return (f"{above}, {own}" if above.startswith("Annex") else own)[:LONGEST_LABEL].rstrip(" ,")


def function(row: SheetRow, above: str) -> str:
    """What is in an annex is of the annex."""
    return ClauseFunction.ANNEX if above == ClauseFunction.ANNEX else FUNCTIONS.get(row.kind, ClauseFunction.OPERATIVE)


def renumbered(label_now: str, old: str, new: str) -> str:
    """The label of a clause whose number was corrected, where it ends in the old number."""
    bare_old, bare_new = old.strip("()."), new.strip("().")
    found = re.fullmatch(rf"(.*?\W|){re.escape(bare_old)}(\)?)", label_now) if bare_old and bare_new else None
    return f"{found[1]}{bare_new}{found[2]}"[:LONGEST_LABEL] if found else label_now
