"""The preview of an import in words, for a terminal and for a page."""

from collections import Counter
from collections.abc import Iterator

from .plan import CHANGED, MISSING, NEW, SAME, Difference, Plan

BEFORE, LONGEST = 20, 60  # characters shown of a change, before its place and of it
SIGNS = {NEW: "+", CHANGED: "~", SAME: " ", MISSING: "-"}


def lines(plan: Plan) -> Iterator[str]:
    """What is in the text and what of it is new, changed, the same or missing; then what is doubtful and why."""
    differences = list(plan.differences())
    yield from (_line(each) for each in differences)
    counts = Counter(each.what for each in differences)
    said = [f"{counts[NEW]} new", f"{counts[CHANGED]} changed", f"{counts[SAME]} unchanged"]
    yield f"{len(differences)} clauses: {', '.join(said)}, {counts[MISSING]} stored and not in this text."
    for version, pairs in zip(plan.versions[1:], plan.others, strict=True):
        yield f"{version.language}: {len(pairs)} of {len(version.parts)} clauses have their counterpart."
    for version in plan.versions:
        yield from (f"Left out of the file: {said}." for said in version.said)
    for doubt in plan.doubts:
        yield f"{'WRONG' if doubt.is_grave else 'Doubtful'}: {doubt}"


def _line(one: Difference) -> str:
    label = f"{one.label}: " if one.label else ""
    changes = "; ".join(f"{name}: {change(old, new)}" for name, old, new in one.fields)
    shown = one.name if len(one.name) <= 2 * LONGEST else f"{one.name[: 2 * LONGEST]}…"
    return f"{SIGNS[one.what]} {'  ' * (one.level - 1)}{label}{shown}{f' ({changes})' if changes else ''}"


def change(before: str, after: str) -> str:
    """Both, from a little before the first difference."""
    place = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    place = min(len(before), len(after)) if place is None else place
    start = max(0, place - BEFORE)
    return f"“{_cut(before, start)}” → “{_cut(after, start)}”"


def _cut(text: str, start: int) -> str:
    text = text.replace("\n", " ")
    end = start + LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"
