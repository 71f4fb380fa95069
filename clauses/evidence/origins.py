"""How many reports, outlets and origins stand behind a claim: three numbers, never one.

A report is a source, however many of its passages are cited. Ten papers that copy one dispatch are ten reports, ten
outlets and one origin. The origin of a citation is found by
following what the article credits for the passage, what it is a reprint of, and what the article upstream itself
credits for the same record, to the end. Official, social and gazette sources count once per publisher.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar, cast

from django.db.models import Q, QuerySet

from ..models import TARGETS, Citation, Source, target_key
from ..vocabularies import ActorKind, Extent, SourceKind
from .in_words import Evidence, Voices, all_named, name_if_public, owner_of

K = TypeVar("K", bound=Hashable)

SLUG = attrgetter("slug")
PUBLISHER = ("publisher__country", "publisher__parent")

ONE_VOICE = (SourceKind.OFFICIAL, SourceKind.SOCIAL, SourceKind.GAZETTE)
# A medium carries a state only where it is the state's own agency or broadcaster.
ORGANS = (ActorKind.STATE, ActorKind.BODY, ActorKind.OFFICE, ActorKind.MEDIA)


def _about_one_of(keys: Collection[tuple[str, int]]) -> Q:
    """The condition on citations to be about one of these records."""
    condition = Q(pk__in=[])
    for target in {target for target, _ in keys}:
        condition |= Q(**{f"{target}__in": {key for name, key in keys if name == target}})
    return condition


class Chains:
    """The sources upstream of some citations, loaded level by level: the queries grow with the depth, not the rows."""

    def __init__(self, citations: Iterable[Citation]):
        citations = list(citations)
        self.sources: dict[int, Source] = {}
        self.credits: dict[tuple[int, tuple[str, int]], list[int]] = {}
        self.about = _about_one_of({target_key(citation) for citation in citations})
        wanted = {pk for citation in citations for pk in (citation.source_id, citation.origin_id)}
        while unknown := {pk for pk in wanted if pk is not None and pk not in self.sources}:
            wanted = self._load(unknown)

    def _load(self, wanted: set[int]) -> set[int | None]:
        """Load these sources and what they credit; the sources one level further up."""
        rows = Source.objects.filter(pk__in=wanted).select_related(*PUBLISHER)
        found = {source.pk: source for source in rows}
        self.sources |= found
        upstream = {source.derived_from_id for source in found.values()}
        crediting = Citation.objects.published().filter(self.about, source__in=wanted, origin__isnull=False).order_by()
        for citation in crediting.only("source_id", "origin_id", *(f"{name}_id" for name in TARGETS)):
            origin = cast(int, citation.origin_id)  # as the question says
            self.credits.setdefault((citation.source_id, target_key(citation)), []).append(origin)
            upstream.add(origin)
        return upstream

    def origins(self, citation: Citation) -> set[int]:
        """The ids of the sources at the upper end of the chain of `citation`."""
        credited = citation.origin_id if self._is_public(citation.origin_id) else None
        first = credited or self._reprinted(citation.source_id)
        if first is None:
            return {citation.source_id}  # its own word here, whatever it credits for other passages
        target, path = target_key(citation), [first]
        ends: set[int] = set()
        seen: set[int] = set()
        while path:
            here = path.pop()
            seen.add(here)
            above: list[int] | list[int | None] = self.credits.get((here, target)) or [self._reprinted(here)]
            further = {pk for pk in above if pk is not None and self._is_public(pk)}
            path += further - seen
            ends |= set() if further else {here}
        return ends or {min(seen)}  # sources that credit each other in a circle are one voice

    def _reprinted(self, pk: int) -> int | None:
        upstream = self.sources[pk].derived_from_id
        return upstream if self._is_public(upstream) else None

    def _is_public(self, pk: int | None) -> bool:
        return pk in self.sources and self.sources[pk].may_be_named


def _voice(source: Source) -> tuple[str, int | None]:
    """What counts as one origin."""
    if one_voice(source):
        return ("publisher", source.publisher_id)
    return ("source", source.pk)


def one_voice(source: Source) -> bool:
    """Whether it counts as one with all such sources of its publisher."""
    return source.kind in ONE_VOICE and source.publisher_id is not None


def is_organ(source: Source, parties: Collection[int]) -> bool:
    """Whether its publisher is one of the parties, given by their ids, or an organ of one."""
    publisher = source.publisher
    if publisher is None or publisher.pk in parties:
        return publisher is not None
    return publisher.kind in ORGANS and (publisher.country_id in parties or publisher.parent_id in parties)


def organs_q(parties: Collection[int] | QuerySet[Any, Any], prefix: str = "") -> Q:
    """The same as a condition on sources, reached through a prefix; `parties` may be a question for ids."""
    of_organ = Q(**{f"{prefix}publisher__country__in": parties}) | Q(**{f"{prefix}publisher__parent__in": parties})
    is_organ = Q(**{f"{prefix}publisher__kind__in": ORGANS}) & of_organ
    return Q(**{f"{prefix}publisher__in": parties}) | is_organ


def origins_of(citations: Iterable[Citation]) -> list[Source]:
    """The sources to which these citations of one record go back, one for each voice, in the order of their codes."""
    citations = list(citations)
    chains = Chains(citations)
    ends = (chains.sources[pk] for citation in citations for pk in chains.origins(citation))
    voices = {_voice(source): source for source in sorted(ends, key=SLUG, reverse=True)}
    return sorted(voices.values(), key=SLUG)


def weigh(groups: Mapping[K, Iterable[Citation]], parties: Collection[int] = frozenset()) -> dict[K, Evidence]:
    """The evidence of each group of citations; `parties` are the ids of the actors whose own reports are flagged.

    Only citations that support their record, and are not held for errors, count. The number of queries does not depend
    on the number of citations.
    """
    return weigh_each(groups, dict.fromkeys(groups, parties))


def weigh_each(groups: Mapping[K, Iterable[Citation]], parties: Mapping[K, Collection[int]]) -> dict[K, Evidence]:
    """The same for groups about different agreements: `parties` are those of each group."""
    supporting = {key: [one for one in citations if one.is_believed] for key, citations in groups.items()}
    return voices_of(supporting, parties)


def voices_of(groups: Mapping[K, Collection[Citation]], parties: Mapping[K, Collection[int]]) -> dict[K, Evidence]:
    """Who stands behind each group, all of whose citations count: also behind a denial."""
    chains = Chains(citation for citations in groups.values() for citation in citations)
    return {key: _weigh(citations, chains, parties.get(key, ())) for key, citations in groups.items()}


def _weigh(citations: Collection[Citation], chains: Chains, parties: Collection[int]) -> Evidence:
    sources = {citation.source_id: chains.sources[citation.source_id] for citation in citations}
    ends = {pk for citation in citations for pk in chains.origins(citation)}
    voices = {_voice(source): source for source in sorted((chains.sources[pk] for pk in ends), key=SLUG)}
    own = [source for source in voices.values() if is_organ(source, parties)]
    outlets = {source.publisher_id or ("source", source.pk): source.publisher for source in sources.values()}
    return Evidence(
        reports=len(sources),
        outlets=len(outlets),
        origins=len(voices),
        self_reported=bool(own),
        voices=Voices(
            outlet=name_if_public(*outlets.values()) if len(outlets) == 1 else "",
            origins=all_named(source.publisher for source in voices.values()),
            own=len(own),
            owners=all_named(owner_of(source, parties) for source in own),
            is_passed_on=ends != set(sources),
            extents=frozenset(Extent.NOTHING if source.is_unseen else source.extent for source in sources.values()),
        ),
    )
