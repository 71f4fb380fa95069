"""How well the proposals do: one article is forgotten at a time, and what editors cited in it is looked for.

A passage is a place that is quoted; it counts as found where one of the first TOP proposed passages shares a letter
with it. A link is a passage and a record that it is cited for; it counts as found where the record is among the first
TOP candidates for the sentence around the passage. Records that nothing but the article tells of cannot be found
without it: their links are counted apart. The same is counted for a plain ranking by keywords.
"""

from dataclasses import dataclass, fields

from django.db import transaction
from django.db.models import Q

from clauses.articles.quotations import Article
from clauses.articles.spans import Span
from clauses.articles.suggestions import candidates_for, suggest
from clauses.articles.suggestions.likeness import Likeness
from clauses.articles.suggestions.pool import Entry, Key, asked_with
from clauses.articles.suggestions.records import entries_for
from clauses.articles.suggestions.sentences import Sentence, sentences_of
from clauses.articles.suggestions.words import told_by
from clauses.models import ActionParticipant, Citation, ClauseText, Source
from clauses.models.about import CITABLE, TARGETS, target_key
from clauses.models.base import LONGEST_QUOTE
from clauses.vocabularies import ReviewState, TextGrade

TOP = 10


@dataclass
class Score:
    """What was counted for one article, or for all."""

    passages: int = 0
    passages_found: int = 0
    passages_by_keywords: int = 0
    links: int = 0
    links_found: int = 0
    links_by_keywords: int = 0
    unknown_without_it: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


class Keywords:
    """The plain ranking: records by the words that they share with a text, whole and folded (TF-IDF), nothing else."""

    def __init__(self, entries: dict[Key, Entry]):
        self.entries = entries
        self.likeness = Likeness({key: entry.words + entry.told for key, entry in entries.items()})

    def ranked(self, text: str) -> list[Key]:
        scores = self.likeness.scores(told_by(text))
        return sorted(scores, key=lambda key: (-scores[key], key[0], self.entries[key].record.code))[:TOP]

    def passages(self, sentences: list[Sentence]) -> list[Span]:
        """The most telling words of the sentences that fit some record best."""
        best = [max(self.likeness.scores(told_by(one.text)).values(), default=0) for one in sentences]
        order = sorted(range(len(best)), key=lambda number: (-best[number], number))
        return [self.stretch(sentences[number]) for number in order[:TOP]]

    def stretch(self, sentence: Sentence) -> Span:
        worth = [sum(self.likeness.rarity.get(token, 0) for token in word.tokens) for word in sentence.words]
        last = max(len(worth) - LONGEST_QUOTE, 0)
        first = max(range(last + 1), key=lambda at: (sum(worth[at : at + LONGEST_QUOTE]), -at))
        words = sentence.words[first : first + LONGEST_QUOTE]
        return Span(sentence.paragraph, words[0].start, words[-1].end)


def measure(source: Source, article: Article) -> Score:
    """The score of one article whose text is given; the database is as before afterwards."""
    cited = _cited(source, article)
    with transaction.atomic():
        lost = forget(source)
        score = _scored(source, article, cited, lost)
        transaction.set_rollback(True)
    return score


def _scored(source: Source, article: Article, cited: dict[Span, set[Key]], lost: set[Key]) -> Score:
    sentences = list(sentences_of(article.paragraphs))
    keywords = Keywords(entries_for(asked_with(article.text, [])))
    ours = suggest(source, article.text, limit=TOP)
    proposed = [Span(one.paragraph, one.start, one.end) for one in ours]
    plainly = keywords.passages(sentences)
    score = Score(
        passages=len(cited),
        passages_found=sum(_is_among(place, proposed) for place in cited),
        passages_by_keywords=sum(_is_among(place, plainly) for place in cited),
    )
    for place, records in cited.items():
        text, known = _sentence(sentences, place).text, records - lost
        candidates = candidates_for(text, limit=TOP, source=source)
        score += Score(
            links=len(known),
            links_found=len(known & {(one.kind, one.record.pk) for one in candidates}),
            links_by_keywords=len(known & set(keywords.ranked(text))),
            unknown_without_it=len(records & lost),
        )
    return score


def _cited(source: Source, article: Article) -> dict[Span, set[Key]]:
    """The quoted places of the article with the records that they are cited for."""
    cited: dict[Span, set[Key]] = {}
    for citation in source.citations.exclude(quote="").exclude(state=ReviewState.WITHDRAWN):
        place = article.locate(citation.quote, citation.prefix, citation.suffix, citation.locator).place
        if place is not None:
            cited.setdefault(place, set()).add(target_key(citation))
    return cited


def _is_among(place: Span, proposed: list[Span]) -> bool:
    here = (one for one in proposed if one.paragraph == place.paragraph)
    return any(one.start < place.end and place.start < one.end for one in here)


def _sentence(sentences: list[Sentence], place: Span) -> Sentence:
    here = (one for one in sentences if one.paragraph == place.paragraph)
    return next(one for one in here if one.start <= place.start < one.end)


# --- Forgetting


def forget(source: Source) -> set[Key]:
    """Takes out of the database what is known only from `source` and what repeats it; the records that were.

    Records are withdrawn, as rows that count for the rarity of words; what has no state of its own is deleted. Names
    of participants in actions that it reports may be its own, so they go, too.
    """
    sources = _with_repeats(source)
    theirs = Citation.objects.filter(Q(source__in=sources) | Q(origin__in=sources))
    others = Citation.objects.exclude(state=ReviewState.WITHDRAWN).exclude(pk__in=theirs.values("pk"))
    lost = {(target, number) for target in TARGETS for number in _keys(theirs, target) - _keys(others, target)}
    read = ClauseText.objects.filter(grade=TextGrade.WORDING_READ).exclude(source__in=sources)
    lost -= {("clause", number) for number in read.values_list("clause", flat=True)}
    ActionParticipant.objects.filter(action__in=_keys(theirs, "action")).update(name_as_reported="")
    theirs.delete()
    ClauseText.objects.filter(source__in=sources).delete()
    for target, model in CITABLE.items():
        rows = model.objects.filter(pk__in=[number for kind, number in lost if kind == target])
        if hasattr(model, "state"):
            rows.update(state=ReviewState.WITHDRAWN)
        else:
            rows.delete()
    return lost


def _with_repeats(source: Source) -> set[int]:
    """The source with its reprints, translations and summaries, and theirs."""
    found, new = set(), {source.pk}
    while new:
        found |= new
        new = set(Source.objects.filter(derived_from__in=new).values_list("pk", flat=True)) - found
    return found


def _keys(citations, target: str) -> set[int]:
    return set(citations.filter(**{f"{target}__isnull": False}).values_list(target, flat=True))
