"""Several rankings made one: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).

What a ranking holds gets 1 / (K + its place) from it, and the sum is its score: only places count, so that rankings
whose scores are of different kinds need no weights. K is the 60 of that paper, not tuned here. Who share a score share
the last of their places: what is true of half the records says little of any. Only so many places of each ranking
count as are asked for, so that being somewhere in all of them does not beat being first in one.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

K = 60
T = TypeVar("T", bound=Hashable)


def fused(rankings: Iterable[Mapping[T, float]], *, places: int | None = None) -> dict[T, float]:
    """The fused scores; a ranking maps what it holds to scores, of which those above 0 count."""
    total: dict[T, float] = {}
    for ranking in rankings:
        for key, place in places_of(ranking).items():
            if places is None or place <= places:
                total[key] = total.get(key, 0.0) + 1 / (K + place)
    return total


def places_of(ranking: Mapping[T, float]) -> dict[T, int]:
    """The place of each in the ranking, from 1; of equals the last."""
    order = sorted(-score for score in ranking.values())
    return {key: bisect_right(order, -score) for key, score in ranking.items() if score > 0}
