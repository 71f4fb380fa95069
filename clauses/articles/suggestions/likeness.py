"""How alike a text and each of many records are: the cosine of their words, weighted by how rare each is (TF-IDF)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from math import log, sqrt
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Likeness(Generic[K]):
    """Answers it for records whose words were counted."""

    def __init__(self, counted: Mapping[K, Counter[str]]):
        held = Counter(word for words in counted.values() for word in words)
        self.rarity = {word: log(1 + len(counted) / count) for word, count in held.items()}
        self.vectors = {key: self._vector(words) for key, words in counted.items()}

    def scores(self, words: Iterable[str]) -> dict[K, float]:
        """The cosine of each record that shares a word."""
        asked = self._vector(Counter(words))
        found = {key: sum(asked[word] * own.get(word, 0.0) for word in asked) for key, own in self.vectors.items()}
        return {key: score for key, score in found.items() if score > 0}

    def _vector(self, words: Counter[str]) -> dict[str, float]:
        """The weights of the words, in their order, as a vector of length 1."""
        known = sorted(word for word in words if word in self.rarity)
        weights = {word: (1 + log(words[word])) * self.rarity[word] for word in known}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}
