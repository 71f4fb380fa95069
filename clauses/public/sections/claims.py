"""What is said of a record, by whom, and how much stands behind it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q

from ...evidence.conflicts.compared import is_stating, tell_units
from ...evidence.conflicts.decided import Dispute, decisions_on, disputes, weighed
from ...evidence.conflicts.noted import shown
from ...evidence.in_words import Evidence
from ...evidence.origins import weigh
from ...models import Actor, Agreement, AgreementParty, Citation, Decision, DisagreementSide, Place, Source
from ...querysets import CitationQuerySet
from ...vocabularies import CitedField
from ..days import undated_about
from .noted import NotedSides, noted_on_page_of

P = TypeVar("P", Actor, Place)
MOST_SHOWN = 100


def said(**about: Any) -> CitationQuerySet:
    """The public citations of a record, earliest report first, with all that a page shows of them."""
    rows = Citation.objects.published().filter(**about)
    related = ("source__publisher", "speaker", "attributed_to", "origin__publisher")
    return rows.select_related(*related).order_by("source__published_sort", "source__slug", "number")


@dataclass(frozen=True)
class Passage:
    """One passage of a source with every statement that rests on it."""

    citations: list[Citation]

    @property
    def first(self) -> Citation:
        return self.citations[0]


# What must be the same for two citations to be one passage.
ALIKE = attrgetter(
    *("source_id", "locator", "quote", "note", "speaker_id", "speaker_as_reported"),
    *("origin_id", "credibility", "rank", "rank_reason"),
)


def passages(citations: Iterable[Citation]) -> list[Passage]:
    """The passages in the order in which they are first cited."""
    found: dict[tuple, Passage] = {}
    for citation in citations:
        found.setdefault(ALIKE(citation), Passage([])).citations.append(citation)
    return list(found.values())


def by_source(citations: Iterable[Citation]) -> list[tuple[Source, list[Passage]]]:
    """The sources in the order in which they are first cited, each with its passages."""
    groups: dict[int, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.source_id, []).append(citation)
    return [(some[0].source, passages(some)) for some in groups.values()]


def stated_values(path: str = "citations") -> Prefetch:
    """Loads, with any number of actions, what sources state of their single fields: enough to see a disagreement.

    Also the passages that take part in one which the editors noted: `noted_in` holds their sides in those.
    """
    sides = DisagreementSide.objects.filter(disagreement__in=shown().order_by().values("pk"))
    sides = sides.select_related("disagreement").order_by("disagreement__slug")
    rows = Citation.objects.published().select_related("source")
    rows = rows.prefetch_related(Prefetch("disagreements", sides, to_attr="noted_in"))
    is_side = Exists(DisagreementSide.objects.filter(citation=OuterRef("pk")))
    return Prefetch(path, rows.filter(~Q(field="") & ~Q(value="") | is_side), to_attr="stated")


@dataclass
class Claims:
    """The citations of one record and what follows from them."""

    citations: list[Citation]
    evidence: Evidence | None = None
    measured: list[Citation] = field(default_factory=list)  # figures about a promise, which are not among `citations`
    disputes: list[Dispute] = field(default_factory=list)
    noted: list[NotedSides] = field(default_factory=list)
    settled: list[Decision] = field(default_factory=list)  # decisions on what is no longer in dispute
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    undated: list[Source] = field(default_factory=list)

    @property
    def passages(self) -> list[Passage]:
        """The passages shown, whatever record each is about."""
        return passages(self.citations[:MOST_SHOWN])

    @property
    def by_source(self) -> list[tuple[Source, list[Passage]]]:
        """The citations shown, each source once with all its passages."""
        return by_source(self.citations[:MOST_SHOWN])

    @property
    def hidden(self) -> int:
        return max(0, len(self.citations) - MOST_SHOWN)

    def __bool__(self) -> bool:
        return bool(self.citations)


def named(model: type[P], citations: Iterable[Citation], stated: CitedField) -> dict[str, P]:
    """The public actors or places that citations name by their codes."""
    codes = {citation.value for citation in citations if citation.field == stated}
    return {row.slug: row for row in model.objects.published().filter(slug__in=codes)} if codes else {}


def collected(citations: list[Citation], **more: Any) -> Claims:
    """Citations of several records, with the actors and places that they name."""
    actors, places = named(Actor, citations, CitedField.PARTICIPANT), named(Place, citations, CitedField.PLACE)
    return Claims(citations, actors=actors, places=places, **more)


def claims_of(parties: Collection[int] = frozenset(), **about: Any) -> Claims:
    """All that is said of one record; of a promise without what was measured of it, which has a table of its own."""
    citations = list(said(**about))
    tell_units(citations)
    telling = [one for one in citations if not one.measures]
    measured = [one for one in citations if one.measures and is_stating(one)]
    ((target, row),) = about.items()
    decisions = decisions_on(target, [row.pk])
    found = disputes(target, {row.pk: citations}, decisions)
    shown = {decision.pk for one in found for decision in one.decisions}
    return collected(
        [one for one in citations if one not in measured],
        evidence=weigh({"": telling}, parties)[""],
        measured=measured,
        disputes=weighed(found),
        noted=noted_on_page_of(row),
        settled=[one for some in decisions.values() for one in some if one.pk not in shown],
        undated=undated_about(**about),
    )


def party_ids(agreement: Agreement | None) -> set[int]:
    """Whose own reports about the agreement are self-reported."""
    if agreement is None:
        return set()
    return set(AgreementParty.objects.published().filter(agreement=agreement).values_list("actor_id", flat=True))
