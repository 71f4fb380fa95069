"""Disagreements with what the editors decided on them.

A decision says which statement they follow, or that it cannot be decided, and why. It hides nothing, and it holds for
what the sources stated when it was made: once a source states something else, or another source joins in, the
disagreement is open again and the decision is beside it as one made before.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ... import known_on
from ...known_on import out_by
from ...models import CITABLE, Citation, Decision, target_key
from ...models.conflicts.decisions import NO_CONFLICT, digest_of
from ...models.stated import CODED
from ...published import reviewed_q
from ...querysets import CHUNK
from ...vocabularies import CitedField, Stance, Standing
from ...while_unchanged import kept
from ..in_words import Evidence
from ..origins import voices_of
from ..weights import parties_of
from .compared import Conflict, could_be_side, find_conflicts, value_in_words

K = TypeVar("K", bound=Hashable)

Told = tuple[str, tuple[Citation, ...]]  # what a side says in words, and the citations that say so
IN_ORDER = ("source__published_sort", "source__slug", "number")


@dataclass(frozen=True)
class Side:
    """What some sources say, in words, with their citations, and what stands behind it."""

    words: str
    citations: tuple[Citation, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Dispute:
    """A disagreement about one field of the row `key` of a table, and the decisions on it, newest first.

    `statements` is the digest of what the sources state of the field; on a past day there is one more, with what may
    have been out by then, which a decision may have known. `sides` are empty until they are weighed.
    """

    target: str
    key: int
    conflict: Conflict
    statements: frozenset[str]
    decisions: tuple[Decision, ...]
    sides: tuple[Side, ...] = ()

    @property
    def field(self) -> CitedField:
        return self.conflict.field

    @property
    def about(self) -> str:
        return self.conflict.about

    @property
    def as_of(self) -> tuple[str, ...]:
        return self.conflict.as_of

    @property
    def can_be_decided(self) -> bool:
        """Whether there is a decision to make: of a field with several values each is a fact of its own."""
        return self.field not in NO_CONFLICT

    @property
    def decision(self) -> Decision | None:
        """The newest decision that was made on what the sources state now."""
        return next((one for one in self.decisions if one.statements in self.statements), None)

    @property
    def earlier(self) -> list[Decision]:
        """The decisions that were made on what they stated before, and those that another one replaced."""
        now = self.decision
        return [one for one in self.decisions if one is not now]

    @property
    def standing(self) -> Standing:
        if self.decision is not None:
            return Standing.DECIDED
        return Standing.REOPENED if self.decisions else Standing.OPEN

    def follows(self, side: Side) -> bool:
        """Whether the decision that holds follows this side."""
        return self.decision is not None and self.decision.follows_id in {one.pk for one in side.citations}


def decisions_on(target: str, keys: Collection[int]) -> dict[tuple[int, str], list[Decision]]:
    """The public decisions on fields of these rows, newest first, by row and field: one query, or two where there are.

    Each has `follows_public`: whether the statement that it follows is public itself.
    """
    found: dict[tuple[int, str], list[Decision]] = {}
    # Few rows have any, and to ask whether what a decision needs is public costs much more than whether there is one.
    if not Decision.objects.filter(**{f"{target}__in": keys}).exists():
        return found
    followed = Exists(Citation.objects.published().filter(pk=OuterRef("follows")))
    rows = Decision.objects.published().filter(**{f"{target}__in": keys}).annotate(follows_public=followed)
    for one in rows.select_related("follows__source__publisher", "follows__attributed_to"):
        found.setdefault((getattr(one, f"{target}_id"), one.field), []).append(one)
    return found


def disputes(
    target: str, citations: Mapping[int, Iterable[Citation]], decisions: Mapping[tuple[int, str], list[Decision]]
) -> list[Dispute]:
    """The disagreements among the citations of each row, in their order, not weighed."""
    unplaced = _unplaced(target, {key for key, _ in decisions})
    found = []
    for key, rows in citations.items():
        for conflict in find_conflicts(rows):
            digests = frozenset(_digest([*rows, *more], conflict) for more in ((), unplaced.get(key, ())))
            on = _on(conflict, decisions.get((key, conflict.field), ()))
            found.append(Dispute(target, key, conflict, digests, on))
    return found


def _unplaced(target: str, keys: Collection[int]) -> dict[int, list[Citation]]:
    """What sources that may or may not have been out on the day asked for state of decided rows, by row."""
    found: dict[int, list[Citation]] = {}
    day = known_on.day()
    if keys and day is not None:
        maybe = ~out_by(day, "source__") & ~Q(source__published_earliest__gt=day)
        rows = Citation.objects.filter(reviewed_q(Citation), maybe, **{f"{target}__in": keys})
        for one in rows.exclude(value="").select_related("source", "attributed_to"):
            found.setdefault(getattr(one, f"{target}_id"), []).append(one)
    return found


def _on(conflict: Conflict, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those on what the figures in dispute count, and when; one that follows nobody holds for whatever they do."""
    return tuple(one for one in decisions if one.follows is None or could_be_side(one.follows, conflict))


def _digest(citations: Iterable[Citation], conflict: Conflict) -> str:
    """Of what is stated and not held for an error today: ranks have no date, and a decision knows of them."""
    return digest_of(
        one for one in citations if one.field == conflict.field and one.takes_side and one.value and not one.is_held
    )


def weighed(found: Sequence[Dispute]) -> list[Dispute]:
    """The same with their sides weighed, in as many queries for many as for few."""
    sides = weigh_sides({place: one.conflict.sides for place, one in enumerate(found)})
    return [replace(one, sides=sides[place]) for place, one in enumerate(found)]


def weigh_sides(told: Mapping[K, Sequence[Told]]) -> dict[K, tuple[Side, ...]]:
    """The sides of each disagreement, given as words and citations; those of one side are about one record."""
    groups = {(key, number): rows for key, sides in told.items() for number, (_, rows) in enumerate(sides)}
    about = {place: target_key(rows[0]) for place, rows in groups.items()}
    parties: dict[tuple[str, int], set[int]] = {}
    for target in {target for target, _ in about.values()}:
        of_rows = parties_of(target, {key for name, key in about.values() if name == target})
        parties |= {(target, key): actors for key, actors in of_rows.items()}
    weights = voices_of(groups, {place: parties.get(key, ()) for place, key in about.items()})
    names = names_of(one for rows in groups.values() for one in rows)
    found: dict[K, tuple[Side, ...]] = dict.fromkeys(told, ())
    for key, number in groups:
        words, rows = told[key][number]
        found[key] += (Side(_named(words, rows[0], names), rows, weights[key, number]),)
    return found


def names_of(citations: Iterable[Citation]) -> dict[tuple[str, str], str]:
    """What the public places and actors are called that citations name by their codes, by field and code."""
    codes: dict[str, set[str]] = {}
    for citation in citations:
        if citation.field in CODED and citation.value:
            codes.setdefault(citation.field, set()).add(citation.value)
    rows = {field: CODED[field].objects.published().filter(slug__in=some) for field, some in codes.items()}
    return {(field, row.slug): row.name for field, some in rows.items() for row in some}


def _named(words: str, citation: Citation, names: Mapping[tuple[str, str], str]) -> str:
    """The words of a side with the name in the place of its code."""
    name = names.get((citation.field, citation.value))
    return words.replace(value_in_words(citation), name) if name else words


def disputes_about(target: str, key: int) -> list[Dispute]:
    """The disagreements about one public row, weighed."""
    return weighed(disputes_among(target, [key]))


def disputes_among(target: str, keys: Sequence[int]) -> list[Dispute]:
    """The disagreements about several public rows, in their order, not weighed: two queries, or three."""
    return disputes(target, _stated(target, keys), decisions_on(target, keys)) if keys else []


def _stated(target: str, keys: Sequence[int]) -> dict[int, list[Citation]]:
    """What public sources say of the fields of these rows, by row, with all that telling the sides apart needs."""
    found: dict[int, list[Citation]] = {key: [] for key in keys}
    rows = Citation.objects.published().exclude(value="").filter(**{f"{target}__in": keys})
    for citation in rows.select_related("source__publisher", "attributed_to").order_by(*IN_ORDER):
        found[getattr(citation, f"{target}_id")].append(citation)
    return found


# --- Of whole tables


def candidates(target: str, among: QuerySet[Any, Any] | None = None) -> set[int]:
    """The ids of the rows of a table, or of some of it, of one of whose fields several values are stated, or one is
    denied: no others can be in dispute."""
    about: dict[str, Any] = {f"{target}__isnull": False}
    if among is not None:
        about = {f"{target}__in": among.order_by().values("pk")}
    denied = Citation.objects.filter(stance=Stance.CONTRADICTS, **about).exclude(value="").order_by()
    stated = Citation.objects.stating().exclude(field__in=NO_CONFLICT)
    several = stated.filter(**about).order_by().values(target, "field")
    counted = {name: Count(name, distinct=True) for name in ("value", "unit", "attributed_to")}
    several = several.annotate(**{f"stated_{name}": count for name, count in counted.items()})
    differ = Q(stated_value__gt=1) | Q(stated_unit__gt=1) | Q(stated_attributed_to__gt=1)
    return {*kept(several.filter(differ).values_list(target, flat=True)), *kept(denied.values_list(target, flat=True))}


def all_disputes(target: str) -> Iterator[Dispute]:
    """Every disagreement about a public row of a table, in the order of that table, not weighed."""
    some = candidates(target)
    if not some:
        return
    rows = CITABLE[target].objects.published().filter(pk__in=some).in_file_order()
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        yield from disputes(target, _stated(target, chunk), decisions_on(target, chunk))
