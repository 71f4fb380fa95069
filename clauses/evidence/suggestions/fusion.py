"""Several rankings made one: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).

A record gets 1 / (K + its place) from every ranking that holds it, and the sum is its score: only places count, so
that rankings whose scores are of different kinds need no weights. K is the 60 of that paper, not tuned here. Who
share a score share a place.
"""

from collections.abc import Hashable, Iterable, Mapping

K = 60


def fused(rankings: Iterable[Mapping[Hashable, float]]) -> dict[Hashable, float]:
    """The fused score of everything that one of the rankings holds; a ranking maps what it holds to scores above 0."""
    total: dict[Hashable, float] = {}
    for ranking in rankings:
        for key, place in places(ranking).items():
            total[key] = total.get(key, 0.0) + 1 / (K + place)
    return total


def places(ranking: Mapping[Hashable, float]) -> dict[Hashable, int]:
    """The place of each in the ranking, from 1."""
    found: dict[float, int] = {}
    for place, score in enumerate(sorted(ranking.values(), reverse=True), 1):
        found.setdefault(score, place)
    return {key: found[score] for key, score in ranking.items() if score > 0}
