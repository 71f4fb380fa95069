"""What became of a promise, in the order in which a reader asks: announced, reported, disputed, not seen.

Only follow-up actions count. What is from before the agreement, an answer of others or said around it stands apart.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, cast

from django.db.models import Prefetch

from ... import known_on
from ...evidence.conflicts.compared import is_stating
from ...evidence.conflicts.decided import Dispute, disputes_among
from ...evidence.conflicts.noted import noted_about
from ...evidence.in_words import Evidence
from ...evidence.last_seen import seen_in, status_in_words
from ...evidence.states import ANNOUNCED, APART, OPEN, REPORTED, UNCLEAR, step_of
from ...evidence.weights import evidence_of
from ...known_on.then import column
from ...models import Action, Assessment, Bearing, Citation, Commitment
from ...querysets import ActionQuerySet
from ...vocabularies import ActionRelation, ActionStatus, ActionType, Basis, CitedField, Verdict
from ..lists import LISTS
from ..plain_words import VALUES
from .noted import NotedSides, with_their_records

# How many of each step are on the page; the list of actions has all of them.
MOST = {ANNOUNCED: 25, REPORTED: 60, UNCLEAR: 10, APART: 25}
MOST_DISPUTED = 20
MANY = 3  # links with one note
LONGEST_IN_SHORT = 160  # characters
VERDICTS = {
    Verdict.FULFILS: "carries it out",
    Verdict.PARTIAL: "carries a part of it out",
    Verdict.PREPARATORY: "prepares it",
    Verdict.NONE: "has no bearing on it",
    Verdict.CONTRADICTS: "goes against it",
}


if TYPE_CHECKING:

    class TiedAction(Action):
        """An action as `_loaded` gives it. What it has beyond its columns is no table of its own."""

        tie: Bearing  # to the promise
        standing: str  # its status in words
        evidence: Evidence | None
        stated: list[Citation]  # of its single fields
        reports: list[Citation]
        part: str  # what it is for the promise, as far as anybody says


@dataclass
class Step:
    """The actions of one step: how many there are, and the newest of them, newest first."""

    count: int = 0
    actions: list["TiedAction"] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.actions)


@dataclass(frozen=True)
class InDispute:
    """A disagreement about the promise, or about a follow-up action on it."""

    record: Action | Commitment
    dispute: Dispute


@dataclass
class Story:
    """What became of one promise. `reports` counts the sources of the reported actions, `last` is the newest's date."""

    commitment: Commitment
    signed: Action | None
    announced: Step
    reported: Step
    unclear: Step
    apart: Step
    reports: int
    last: str
    disputed: list[InDispute]
    noted: list[NotedSides]
    disputes: int

    @property
    def open(self) -> list["TiedAction"]:
        """What was announced and is not reported as done, nor as called off."""
        return [one for one in self.announced.actions if one.status in OPEN]

    @property
    def kept(self) -> list["TiedAction"]:
        """What is reported as done or going on and was announced before, by what a source stated of its status."""
        stated = ((one, {said.value for said in one.stated if is_status(said)}) for one in self.reported.actions)
        return [one for one, values in stated if values & {str(status) for status in OPEN}]

    @property
    def notes(self) -> list[tuple[str, int]]:
        """What is noted of many of the links, with how many; the step of what is reported says it once."""
        rows = (one for step in (self.announced, self.reported, self.unclear) for one in step.actions)
        counts = Counter(one.tie.note for one in rows if one.tie.note)
        shared = [(note, count) for note, count in counts.most_common() if count >= MANY]
        return shared if self.reported.actions else []

    @cached_property
    def noted_often(self) -> set[str]:
        return {note for note, _ in self.notes}

    @property
    def inferred(self) -> int:
        """How many of the reported actions that are shown no source ties to the promise."""
        return sum(one.tie.basis == Basis.INFERRED_BY_ANALYST for one in self.reported.actions)

    @property
    def of_one_origin(self) -> int:
        """How many of the reported actions that are shown go back to one origin alone."""
        return sum(one.evidence is not None and one.evidence.origins == 1 for one in self.reported.actions)

    @property
    def others(self) -> list[tuple[str, ActionRelation, list["TiedAction"]]]:
        """What does not count, by what it has to do with the agreement, in the order of the vocabulary."""
        order = list(ActionRelation.values)
        rows = sorted(self.apart.actions, key=lambda one: order.index(one.relation))
        groups = groupby(rows, key=lambda one: ActionRelation(one.relation))
        return [(VALUES[ActionRelation, relation.value], relation, list(some)) for relation, some in groups]

    @property
    def missed_in_short(self) -> str:
        """The first sentence of what was looked for and not found, where it is short."""
        first = self.commitment.not_seen.partition(". ")[0]
        return f"{first.removesuffix('.')}." if first and len(first) < LONGEST_IN_SHORT else ""


def is_status(citation: Citation) -> bool:
    return citation.field == CitedField.STATUS and is_stating(citation)


def story_of(commitment: Commitment) -> Story:
    """Said in as many queries for many actions as for few."""
    steps: dict[str, list[int]] = {name: [] for name in MOST}
    for key, *what in _in_short(commitment):
        steps[step_of(*what)].append(key)
    rows = _loaded(commitment, [key for name, keys in steps.items() for key in keys[: MOST[name]]])
    told = {
        name: Step(len(keys), [rows[key] for key in keys[: MOST[name]] if key in rows]) for name, keys in steps.items()
    }
    reports = _reports(steps[REPORTED])
    counting = [key for name in (ANNOUNCED, REPORTED, UNCLEAR) for key in steps[name]]
    found = [*disputes_among("commitment", [commitment.pk]), *disputes_among("action", counting)]
    noted = with_their_records(noted_about(commitment=commitment, action__in=counting), commitment)
    return Story(
        commitment=commitment,
        signed=_signed(commitment),
        **told,
        reports=len(reports),
        last=reports[0] if reports else "",
        disputed=_with_records(commitment, found[:MOST_DISPUTED], rows),
        noted=noted,
        disputes=len(found) + len(noted),
    )


def _bearing_on(commitment: Commitment) -> ActionQuerySet:
    tied = Bearing.objects.published().filter(commitment=commitment)
    return Action.objects.published().filter(pk__in=tied.values("action"))


def _in_short(commitment: Commitment) -> Iterable[tuple]:
    """Number, relation, type and status of everything that bears on it, newest first."""
    rows = _bearing_on(commitment).newest_first().as_then("status")
    return rows.values_list("pk", "relation", "type", column(Action, "status", known_on.day()))


def _loaded(commitment: Commitment, keys: Collection[int]) -> dict[int, "TiedAction"]:
    """The actions as they are shown, each with `standing` (in words), `tie` (to the promise) and `evidence`."""
    reports = Citation.objects.published().believed().filter(source__published_sort__isnull=False)
    with_reports = Prefetch("citations", reports.select_related("source"), to_attr="reports")
    ties = Bearing.objects.published().filter(commitment=commitment, action__in=keys)
    tied = {tie.action_id: tie for tie in ties.select_related("action__agreement")}
    rows = LISTS["actions"].load(Action.objects.published().filter(pk__in=keys)).prefetch_related(with_reports)
    found, weights = {row.pk: cast("TiedAction", row) for row in rows}, evidence_of("action", keys) if keys else {}
    verdicts = _verdicts(commitment, keys)
    for row in found.values():
        row.tie, row.standing = tied[row.pk], _standing(row)
        row.evidence = weights.get(row.pk)
        step = step_of(row.relation, row.type, row.status)
        row.part = verdicts.get(row.pk, "") or _part(commitment, step)
    return found


def _verdicts(commitment: Commitment, keys: Collection[int]) -> dict[int, str]:
    """What analysts hold actions to amount to, each with the name: “carries it out (analyst-1)”."""
    rows = Assessment.objects.published().filter(commitment=commitment, action__in=keys, is_sample=False)
    judged: dict[int, list[str]] = {}
    for row in rows.exclude(verdict="").order_by("assessed_on", "slug"):
        judged.setdefault(row.action_id or 0, []).append(f"{VERDICTS[Verdict(row.verdict)]} ({row.analyst})")
    return {key: "; ".join(words) for key, words in judged.items()}


def _part(commitment: Commitment, step: str) -> str:
    """What the data know of an action that nobody judged: never that it carries the promise out."""
    reported = "related step" if commitment.itself_not_seen else "step"
    return {REPORTED: reported, ANNOUNCED: "announced"}.get(step, "")


def _standing(row: "TiedAction") -> str:
    """How far it had got; that an announcement was made is nothing done."""
    made = row.type == ActionType.ANNOUNCEMENT and row.status == ActionStatus.COMPLETED
    return "announced, what came of it is not recorded here" if made else status_in_words(row, seen_in(row.reports))


def _reports(keys: Collection[int]) -> list[str]:
    """The dates of the sources that support the actions, each source once, newest first, undated ones last."""
    rows = Citation.objects.published().believed().filter(action__in=keys).order_by()
    sources = set(rows.values_list("source", "source__published", "source__published_sort")) if keys else set()
    return [text for _, text, _ in sorted(sources, key=lambda one: (one[2] or date.min, one[0]), reverse=True)]


def _signed(commitment: Commitment) -> Action | None:
    """The signature of the agreement, the first where there are several."""
    rows = Action.objects.published().filter(agreement=commitment.clause.agreement, type=ActionType.SIGNATURE)
    return rows.filter(relation=ActionRelation.LIFE_CYCLE).in_time_order().first()


def _with_records(commitment: Commitment, found: list[Dispute], loaded: Mapping[int, Action]) -> list[InDispute]:
    missing = {one.key for one in found if one.target == "action"} - loaded.keys()
    others = Action.objects.published().select_related("agreement").in_bulk(missing) if missing else {}
    rows = {**loaded, **others}
    return [InDispute(rows[one.key] if one.target == "action" else commitment, one) for one in found]
