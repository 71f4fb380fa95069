"""A comparison in sentences: what all promise, what only some do, and of whom nothing can be said."""

from collections.abc import Iterable, Sequence

from ...vocabularies import CommitmentKind
from ..sections.counting import in_a_row
from ..wording import typographic
from .comparison import Comparison, Row, Side

ALL = {2: "both", 3: "all three", 4: "all four"}
NONE = {1: "it", 2: "neither", 3: "none of the three", 4: "none of the four"}
# What one promises, where the name of the kind does not say it.
PROMISED: dict[str, str] = {
    CommitmentKind.INTEGRATED_COMMAND: "an integrated command",
    CommitmentKind.JOINT_BODY: "a joint body",
    CommitmentKind.FURTHER_AGREEMENT: "a further agreement",
    CommitmentKind.OTHER: "something of no listed kind",
}


def comparison_in_short(one: Comparison) -> str:
    """The first sentences. What is lacking is said of texts that are recorded, and with care where they are in part."""
    if len(one.recorded) < 2:
        return f"{_too_few(one)} There is nothing to compare."
    said = [f"Under “{typographic(one.domain.label)}”, {'; '.join(_clauses(one))}."]
    return " ".join([*said, *_not_whole(one), *_not_recorded(one)])


def _clauses(one: Comparison) -> list[str]:
    """What all of them promise, then what only some do, each with the kinds that the same ones have."""
    groups: dict[tuple[Side, ...], list[Row]] = {}
    for row in one.rows:
        if row.having:
            groups.setdefault(row.having, []).append(row)
    if not groups:
        return [f"{NONE[len(one.recorded)]} is recorded as promising anything"]
    return [_clause(one, having, rows) for having, rows in groups.items()]


def _clause(one: Comparison, having: tuple[Side, ...], rows: Iterable[Row]) -> str:
    kinds = list(rows)
    things = _things(kinds)
    if having == one.recorded == one.sides:
        return f"{ALL[len(having)]} promise {things}"
    lacking = kinds[0].lacking
    names = in_a_row(_spoken(having))
    if not lacking:
        return f"{names} promise {things}"
    if all(side.is_whole for side in lacking):
        only = f"only {names} promises" if len(having) == 1 else f"{names} promise"
        return f"{only} {things}" + (
            "" if len(having) == 1 else f" and {in_a_row(_spoken(lacking))} {_do(lacking)} not"
        )
    return f"{things} {'is' if len(kinds) == 1 else 'are'} recorded of {names} only"


def _spoken(sides: Iterable[Side]) -> list[str]:
    return [side.spoken for side in sides]


def _do(sides: Sequence[Side]) -> str:
    return "does" if len(sides) == 1 else "do"


def _things(rows: Iterable[Row]) -> str:
    return in_a_row(PROMISED.get(row.kind, row.kind.label) for row in rows)


def _not_whole(one: Comparison) -> list[str]:
    """That what is not found in a text of which a part is recorded may be in the rest."""
    sides = [side for side in one.recorded if not side.is_whole]
    if not sides:
        return []
    texts, it = ("the text", "it") if len(sides) == 1 else ("the texts", "them")
    return [
        f"Only a part of {texts} of {in_a_row(_spoken(sides))} is recorded: what is missing of {it} may be in the rest."
    ]


def _not_recorded(one: Comparison) -> list[str]:
    sides = [side for side in one.sides if not side.has_text]
    if not sides:
        return []
    texts = "text" if len(sides) == 1 else "texts"
    are, they, s = ("is", "it", "s") if len(sides) == 1 else ("are", "they", "")
    return [f"The {texts} of {in_a_row(_spoken(sides))} {are} not recorded, so nothing is said of what {they} lack{s}."]


def _too_few(one: Comparison) -> str:
    if not one.recorded:
        return "The text of none of these agreements is recorded."
    return f"Of these agreements the text of {one.recorded[0].spoken} alone is recorded."
