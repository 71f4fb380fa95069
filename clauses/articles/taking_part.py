"""Who takes part in what a passage tells, among the actors that it names: the most specific ones.

A minister stands for the ministry and the state that the passage names along with the name of the office. The state
itself takes part where it is named as acting: by its own name, and not as whose minister, army or town it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ..folding import fold
from ..models import Actor
from ..vocabularies import ActorKind
from .suggestions.entities import Entity

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|,")
# Before the name of a state these say that something is of it or in it, in the languages of the articles.
OF_OR_IN = re.compile(
    "of|in|into|to|from|at|near|across|inside|within|throughout|towards?|via|de|du|des|en|aux?|von|aus|nach|im|"
    "из|в|во|на|от"
)
AND = re.compile("and|ve|und|et|и|,")
POSSESSIVE = re.compile(r"['’](?:s|n[iıuü]n|[iıuü]n|y[aeıiuü]|[aeıiuü]|[dt][ae]n?)$", re.IGNORECASE)


def taking_part(actors: Iterable[Actor], named: Mapping[int, Entity], passage: str) -> set[int]:
    """The numbers of those of `actors`, all named in the passage, that are proposed as having taken part."""
    rows = {row.pk: row for row in actors if row.kind != ActorKind.MEDIA}
    tokens = WORD.findall(passage)
    words = Counter(re.sub("['’]s$", "", fold(token)) for token in tokens)
    states = {key for key, row in rows.items() if row.kind == ActorKind.STATE}
    meant = _told_apart({key: row for key, row in rows.items() if key not in states}, named, words)
    above = {key for pk in meant for key in (rows[pk].parent_id, rows[pk].country_id) if key is not None}
    acting = {key for key in states if key not in above or _acts(named[key], tokens)}
    return (meant - above) | acting


def _told_apart(rows: Mapping[int, Actor], named: Mapping[int, Entity], words: Mapping[str, int]) -> set[int]:
    """Without those that only have words in common with what is named: the ministry for its minister, another
    president for the one whose name is there."""
    heads = {key: _heads_said(row, words) for key, row in rows.items()}
    people = {key: named[key].single & words.keys() for key in rows}
    by_head = {key for key in rows if heads[key]}
    taken = {name for key in by_head for name in people[key]}
    meant = by_head | {key for key in rows if people[key] - taken}
    for head in {head for found in heads.values() for head in found}:
        alike = {key for key in meant if head in heads[key]}
        with_name = {key for key in alike if people[key]}
        if with_name and not words[_several(head)] and words[head] < len(alike):
            meant -= alike - with_name
    return meant


def _heads_said(row: Actor, words: Mapping[str, int]) -> set[str]:
    """The first words of its names that stand there, also as several: they say what sort of thing it is."""
    heads = {fold(name).split()[0] for name in (row.name, *row.other_names.split(";")) if name.split()}
    return {head for head in heads if words[head] or words[_several(head)]}


def _several(head: str) -> str:
    return f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"


def _acts(state: Entity, tokens: list[str]) -> bool:
    """Whether the state is named by itself, not as whose something is or as where something is."""
    for at, token in enumerate(tokens):
        own = POSSESSIVE.sub("", token)
        if own == token and own[:1].isupper() and fold(own) in state.single and not _is_of_or_in(tokens[:at]):
            return True
    return False


def _is_of_or_in(before: list[str]) -> bool:
    """Whether the words before a name end with “of”, also over “of Northland and”."""
    while before:
        last = before[-1]
        if not AND.fullmatch(fold(last)):
            return bool(OF_OR_IN.fullmatch(fold(last)))
        before = before[:-2]
    return False
