"""How well the proposals do: one article is left out at a time, and what editors cited in it is looked for.

A passage is a place that is quoted; it counts as found where one of the first TOP proposed passages shares a letter
with it. A link is a passage and a record that it is cited for; it counts as found where the record is among the first
TOP candidates for the sentence around the passage. Records that nothing but the article tells of cannot be found
without it: their links are counted apart. The same is counted for plain keywords (`keywords`).
"""

from dataclasses import dataclass, fields

from ...models import Source
from ...models.about import TARGETS
from ...models.citations import LONGEST_QUOTE
from ..quotations import Article
from ..spans import Place
from . import candidates_for, suggest
from .keywords import Keywords
from .leaving_out import Left
from .pool import Key, asked_with
from .records import TABLES, entries_for
from .sentences import Sentence, sentences_of

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


def measure(source: Source, article: Article) -> Score:
    """The score of one article whose text is given."""
    cited = _cited(source, article)
    sentences = list(sentences_of(article.paragraphs))
    left = Left.with_repeats(source)
    keywords = Keywords(entries_for(asked_with(article.text, [], left)))
    ours = suggest(source, article.text, limit=TOP, without=source)
    proposed = [Place(one.paragraph, one.start, one.end) for one in ours]
    best = keywords.sentences(sentences, TOP)
    plainly = [Place(one.paragraph, *keywords.stretch(one, LONGEST_QUOTE)) for one in best]
    score = Score(
        passages=len(cited),
        passages_found=sum(_is_among(place, proposed) for place in cited),
        passages_by_keywords=sum(_is_among(place, plainly) for place in cited),
    )
    for place, records in cited.items():
        score += _links(_sentence(sentences, place), source, records, keywords, left)
    return score


def _cited(source: Source, article: Article) -> dict[Place, set[Key]]:
    """The quoted places of the article with the records that they are cited for."""
    cited: dict[Place, set[Key]] = {}
    for citation in source.citations.exclude(quote="").exclude(state="withdrawn"):
        place = article.locate(citation.quote, citation.prefix, citation.suffix, citation.locator).place
        if place is not None:
            target = next(name for name in TARGETS if getattr(citation, f"{name}_id"))
            key = (target, getattr(citation, f"{target}_id"))
            cited.setdefault(place, set()).add(key)
    return cited


def _is_among(place: Place, proposed: list[Place]) -> bool:
    here = (one for one in proposed if one.paragraph == place.paragraph)
    return any(one.start < place.end and place.start < one.end for one in here)


def _sentence(sentences: list[Sentence], place: Place) -> Sentence:
    here = (one for one in sentences if one.paragraph == place.paragraph)
    return next(one for one in here if one.start <= place.start < one.end)


def _links(sentence: Sentence, source: Source, records: set[Key], keywords: Keywords, left: Left) -> Score:
    known = {key for key in records if _is_known(key, left)}
    ours = candidates_for(sentence.text, limit=TOP, source=source, without=source)
    return Score(
        links=len(known),
        links_found=len(known & {(one.kind, one.record.pk) for one in ours}),
        links_by_keywords=len(known & set(keywords.ranked(sentence.text, TOP))),
        unknown_without_it=len(records - known),
    )


def _is_known(key: Key, left: Left) -> bool:
    kind, number = key
    return TABLES[kind].objects.filter(left.known(kind), pk=number).exists()
