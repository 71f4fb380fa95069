"""Places in the order of a document, from 1: as few as possible change when clauses come between others."""

from bisect import bisect_right


def positions(stored: list[int | None]) -> list[int]:
    """For each clause in its order its place, strictly growing. `stored` are those that they have, None for new ones.

    What may stay is the longest run that leaves room for all between: places less their index that do not fall.
    """
    room = [(at, place - at) for at, place in enumerate(stored) if place is not None and place - at >= 1]
    tails: list[int] = []
    ends: list[int] = []  # the place in `room` at which the best run of each length ends
    before: list[int | None] = []
    for here, (_, value) in enumerate(room):
        length = bisect_right(tails, value)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [here]
    return _filled(len(stored), _kept(room, ends, before))


def _kept(room: list[tuple[int, int]], ends: list[int], before: list[int | None]) -> dict[int, int]:
    kept = {}
    here = ends[-1] if ends else None
    while here is not None:
        at, value = room[here]
        kept[at] = value + at
        here = before[here]
    return kept


def _filled(count: int, kept: dict[int, int]) -> list[int]:
    found: list[int] = []
    for at in range(count):
        found.append(kept.get(at, found[-1] + 1 if found else 1))
    return found
