"""From where a source has what it says, and who has it from there: what is repeated, and what is credited for what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast

from ...evidence.origins import is_organ, one_voice
from ...evidence.weights import parties_of
from ...models import Citation, Row, Source, target_key
from ...querysets import CitationQuerySet

LONGEST = 10  # steps
MOST = 12  # sources beside each other
MOST_NAMED = 3  # records for which one source credits another
MOST_READ = 500  # links of one step


@dataclass
class Link:
    """A source in the chain, with how it is tied to the one before it and what lies beyond.

    `targets` are the records that the tie is about, None for all; `records` those that are named.
    """

    source: Source
    derivation: str = ""
    targets: set[tuple[str, int]] | None = None
    records: list[Row] = field(default_factory=list)
    beyond: list["Link"] = field(default_factory=list)
    hidden: int = 0
    is_again: bool = False
    is_organ: bool = False
    is_one_voice: bool = False

    @property
    def more_records(self) -> int:
        return len(self.targets or ()) - len(self.records) if self.records else 0


Step = Callable[[list[Link]], dict[int, list[Link]]]
# A place in the level, a source, in which way it repeats, or else the citation that credits.
Tie = tuple[int, Source, str, Citation | None]


def above(source: Source, related: Iterable[str]) -> Link:
    """What `source` repeats and credits, to the end."""
    return _grown(Link(source), lambda level: _links(level, _upwards(level, related)))


def below(source: Source, related: Iterable[str]) -> Link:
    """Who repeats and credits `source`, to the end."""
    return _grown(Link(source), lambda level: _links(level, _downwards(level, related)))


def _grown(root: Link, step: Step) -> Link:
    """The chain, loaded step by step: the queries grow with its length and not with its width."""
    level, seen = [root], {root.source.pk}
    for _ in range(LONGEST):
        further = step(level) if level else {}
        following = []
        for place, link in enumerate(level):
            links = further.get(place, [])
            link.beyond, link.hidden = links[:MOST], max(0, len(links) - MOST)
            for each in link.beyond:
                each.is_again = each.source.pk in seen
                following += [] if each.is_again else [each]
                seen.add(each.source.pk)
        level = following
    return root


# --- One step


def _places(level: list[Link]) -> dict[int | None, int]:
    """The place in the level of each source in it, by its id."""
    return {link.source.pk: place for place, link in enumerate(level)}


def _upwards(level: list[Link], related: Iterable[str]) -> list[Tie]:
    places = _places(level)
    credited = list(_citations(related).filter(source__in=places, origin__isnull=False)[:MOST_READ])
    wanted = (*(link.source.derived_from_id for link in level), *(one.origin_id for one in credited))
    rows = Source.objects.filter(pk__in={key for key in wanted if key is not None}).select_related("publisher")
    sources = {row.pk: row for row in rows if row.may_be_named}
    ties: list[tuple[int, int | None, str, Citation | None]] = [
        (place, link.source.derived_from_id, link.source.get_derivation_display(), None)
        for place, link in enumerate(level)
    ]
    ties += [(places[one.source_id], one.origin_id, "", one) for one in credited]
    return [(place, sources[key], derivation, one) for place, key, derivation, one in ties if key in sources]


def _downwards(level: list[Link], related: Iterable[str]) -> list[Tie]:
    places = _places(level)
    derived = Source.objects.published().filter(derived_from__in=places).select_related("publisher")
    credited = _citations(related).filter(origin__in=places)
    found: list[Tie] = [
        (places[row.derived_from_id], row, row.get_derivation_display(), None) for row in derived[:MOST_READ]
    ]
    return found + [(places[one.origin_id], one.source, "", one) for one in credited[:MOST_READ]]


def _citations(related: Iterable[str]) -> CitationQuerySet:
    return Citation.objects.published().select_related(*related).order_by("source__published_sort", "source", "number")


def _links(level: list[Link], ties: list[Tie]) -> dict[int, list[Link]]:
    """The next links of each of the level, every source once; a credit for another record than led here is none."""
    found: dict[int, dict[int, Link]] = {}
    for place, source, derivation, citation in ties:
        reached = level[place].targets
        if citation is not None and reached is not None and target_key(citation) not in reached:
            continue
        link = found.setdefault(place, {}).setdefault(source.pk, Link(source, targets=set()))
        if citation is None:
            link.derivation, link.targets = derivation, reached
        elif link.targets is not None and target_key(citation) not in link.targets:
            link.targets.add(target_key(citation))
            link.records += [cast(Row, citation.target)] if len(link.records) < MOST_NAMED else []
    return {place: list(links.values()) for place, links in found.items()}


# --- What the links are


def each_of(root: Link) -> Iterable[Link]:
    """Every link beyond the first one."""
    waiting = list(root.beyond)
    while waiting:
        link = waiting.pop()
        waiting += link.beyond
        yield link


def mark(roots: Iterable[Link], citations: Iterable[Citation]) -> None:
    """Flags organs of parties to what the citations and the chains are about, and what counts once per publisher."""
    links = [link for root in roots for link in (root, *each_of(root))]
    about = {*map(target_key, citations), *(key for link in links for key in link.targets or ())}
    parties: set[int] = set()
    for target in {target for target, _ in about}:
        parties = parties.union(*parties_of(target, {key for name, key in about if name == target}).values())
    for link in links:
        link.is_organ = is_organ(link.source, parties)
        link.is_one_voice = one_voice(link.source)
