"""The plain keyword ranking that the proposals are measured against: shared words, TF-IDF, nothing else."""

from .likeness import Likeness
from .pool import Entry, Key
from .sentences import Sentence
from .words import told_by


class Keywords:
    """Records ranked by the words that they share with a text, whole and folded."""

    def __init__(self, entries: dict[Key, Entry]):
        self.entries = entries
        self.likeness = Likeness({key: entry.words + entry.told for key, entry in entries.items()})

    def ranked(self, text: str, limit: int) -> list[Key]:
        scores = self.likeness.scores(told_by(text))
        return sorted(scores, key=lambda key: (-scores[key], key[0], self.entries[key].record.code))[:limit]

    def sentences(self, sentences: list[Sentence], limit: int) -> list[Sentence]:
        """The sentences that fit some record best, best first."""
        best = [max(self.likeness.scores(told_by(one.text)).values(), default=0) for one in sentences]
        order = sorted(range(len(best)), key=lambda number: (-best[number], number))
        return [sentences[number] for number in order[:limit]]

    def stretch(self, sentence: Sentence, size: int) -> tuple[int, int]:
        """The `size` words of a sentence that are the most telling ones, as a place in the paragraph."""
        worth = [sum(self.likeness.rarity.get(token, 0) for token in word.tokens) for word in sentence.words]
        last = max(len(worth) - size, 0)
        first = max(range(last + 1), key=lambda at: (sum(worth[at : at + size]), -at))
        words = sentence.words[first : first + size]
        return words[0].start, words[-1].end
