"""How fresh what is known of a commitment is: its last report, its last judgement, its rhythm, and who found nothing.

One definition for pages, lists, files and the admin. Reports of what carries nothing out, such as an event from before
the agreement or the answer of a third party, are no news of the promise. Everything is asked of the public rows, and so
of what was known on the day asked for (`known_on`). That nothing is reported never means that nothing was done, and a
commitment that is due only under a condition is never late.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from ..models import (
    Action,
    ActionParticipant,
    Actor,
    Assessment,
    Bearing,
    Citation,
    Commitment,
    CommitmentActor,
    Source,
)
from ..querysets import ActionQuerySet
from ..vocabularies import AssessmentState, CommitmentRole, Recurrence, Timeliness
from .worklists import interval_has_passed, took_place


@dataclass(frozen=True)
class Report:
    """A dated report of a commitment, or of a follow-up action on it, with the numbers of the rows.

    `code` is that of the source, `published` its date as it is known and `day` the one to sort it by.
    """

    commitment: int
    source: int
    code: str
    published: str
    day: date
    action: int | None
    about: str | None = None  # the code of the action


@dataclass(frozen=True)
class LastReport:
    """The newest report of a commitment, or of a follow-up action on it; `day` is that of its publication."""

    source: Source
    day: date
    action: Action | None


@dataclass(frozen=True)
class Occurrence:
    """An action by which a commitment was carried out, as reported, and who is reported to have taken part."""

    action: Action
    participants: list[Actor] = field(default_factory=list)


@dataclass
class Freshness:
    """What is known of how a commitment goes on. `judgements` are the newest first, without samples."""

    commitment: Commitment
    last_report: LastReport | None = None
    last_carried_out: date | None = None  # the day of the newest report of one of the occurrences
    occurrences: list[Occurrence] = field(default_factory=list)
    implementers: list[Actor] = field(default_factory=list)
    judgements: list[Assessment] = field(default_factory=list)

    @property
    def never_looked_at(self) -> bool:
        """Whether no analyst has judged it, nor looked for it and found nothing."""
        return not self.judgements

    @property
    def last_judgement(self) -> Assessment | None:
        return self.judgements[0] if self.judgements else None

    @property
    def found_nothing(self) -> list[Assessment]:
        """The judgements that say who looked where, and until when, and found nothing."""
        return [one for one in self.judgements if one.state_of_evidence == AssessmentState.NO_EVIDENCE_FOUND]

    @property
    def absent(self) -> list[Actor]:
        """Those who are to carry it out, where none of them is reported to have taken part in any occurrence."""
        taking_part = {actor.pk for one in self.occurrences for actor in one.participants}
        missing = [actor for actor in self.implementers if actor.pk not in taking_part]
        return missing if self.occurrences and len(missing) == len(self.implementers) else []

    @property
    def intervals(self) -> list[tuple[Action, Action, int]]:
        """The occurrences that follow each other, with the whole months between the days they are sorted by."""
        dated = [one.action for one in self.occurrences if one.action.date_sort]
        return [(one, other, _months_between(one.date_sort, other.date_sort)) for one, other in pairwise(dated)]

    @property
    def longest_interval(self) -> tuple[Action, Action, int] | None:
        """The first of the longest times from one dated occurrence to the next."""
        return max(self.intervals, key=lambda one: one[2], default=None)

    def days_since(self, on: date) -> int | None:
        """The days from the last report to the day `on`; None where there is no report."""
        return max((on - self.last_report.day).days, 0) if self.last_report else None

    def timeliness(self, on: date) -> Timeliness:
        """Whether it is late on the day `on`, or why that cannot be said."""
        commitment = self.commitment
        if commitment.recurrence == Recurrence.CONTINGENT:
            return Timeliness.CONTINGENT
        if commitment.recurrence == Recurrence.RECURRING:
            return self._rhythm(on)
        if commitment.deadline_latest and not self.occurrences:
            return Timeliness.DEADLINE_PASSED if commitment.deadline_latest < on else Timeliness.NOT_DUE_YET
        return Timeliness.NO_TIME_NAMED if not commitment.deadline_latest else Timeliness.REPORTED

    def _rhythm(self, on: date) -> Timeliness:
        months = self.commitment.expected_interval_months
        if not months:
            return Timeliness.NO_INTERVAL_NAMED
        if self.last_carried_out is None:
            return Timeliness.NEVER_REPORTED
        late = interval_has_passed(self.last_carried_out, months, on)
        return Timeliness.OVERDUE if late else Timeliness.IN_TIME


def freshness_of(commitments: Iterable[Commitment]) -> dict[int, Freshness]:
    """How fresh what is known of public commitments is, by their numbers; in as many queries for many as for one."""
    found = {row.pk: Freshness(row) for row in commitments}
    _add_occurrences(found)
    _add_reports(found)
    for row in _judgements(found):
        found[row.commitment_id].judgements.append(row)
    implementing = CommitmentActor.objects.published().filter(role=CommitmentRole.IMPLEMENTER, commitment__in=found)
    for part in implementing.select_related("actor").order_by("actor__name", "pk"):
        found[part.commitment_id].implementers.append(part.actor)
    return found


def newest_reports(keys: Collection[int]) -> dict[int, Report]:
    """The newest dated report of each commitment that has one, in one query."""
    return _newest(_reports(keys))


def _newest(reports: Iterable[Report]) -> dict[int, Report]:
    """Of what one source reports, the promise itself, else the action whose code comes last, on every database."""
    in_order = sorted(reports, key=lambda one: (one.day, one.code, one.about is None, one.about or ""))
    return {report.commitment: report for report in in_order}


def _reports(keys: Collection[int]) -> list[Report]:
    """The dated reports of commitments, and of the follow-up actions on them."""
    rows = Citation.objects.published().believed().filter(source__published_sort__isnull=False).order_by()
    source = ("source", "source__slug", "source__published", "source__published_sort")
    columns = (*source, "action", "action__slug")
    own = rows.filter(commitment__in=keys).values_list("commitment", *columns)
    on_actions = rows.filter(action__relation__in=ActionQuerySet.IMPLEMENTING, action__bearings__commitment__in=keys)
    bearing = on_actions.values_list("action__bearings__commitment", *columns)
    return [Report(*values) for values in own.union(bearing).order_by()]


def _judgements(keys: Collection[int]) -> Iterable[Assessment]:
    rows = Assessment.objects.published().filter(commitment__in=keys, is_sample=False)
    return rows.select_related("action__agreement").order_by("-assessed_on", "slug")


def _add_reports(found: dict[int, Freshness]) -> None:
    """The newest report of each commitment, and the newest of its occurrences."""
    reports = _reports(found)
    newest = _newest(reports)
    carrying_out = {(key, one.action.pk) for key, row in found.items() for one in row.occurrences}
    for key, report in _newest(one for one in reports if (one.commitment, one.action) in carrying_out).items():
        found[key].last_carried_out = report.day
    sources = Source.objects.published().select_related("publisher").in_bulk({one.source for one in newest.values()})
    actions = Action.objects.published().select_related("agreement").in_bulk({one.action for one in newest.values()})
    for key, report in newest.items():
        found[key].last_report = LastReport(sources[report.source], report.day, actions.get(report.action))


def _add_occurrences(found: dict[int, Freshness]) -> None:
    """The actions that carry a commitment out and are reported to have taken place, in the order of time."""
    rows = Bearing.objects.published().filter(commitment__in=found).values_list("action", "commitment")
    bearings = list(rows.order_by("action__slug", "pk"))
    follow_ups = _follow_ups({action for action, _ in bearings})
    actions = {row.pk: row for row in follow_ups if took_place(row.type, row.status)}
    taking_part: dict[int, list[Actor]] = {}
    parts = ActionParticipant.objects.published().filter(action__in=actions)
    for part in parts.select_related("actor").order_by("actor__name", "pk"):
        taking_part.setdefault(part.action_id, []).append(part.actor)
    for key, commitment in sorted(bearings, key=lambda pair: _time(actions.get(pair[0]))):
        if key in actions:
            found[commitment].occurrences.append(Occurrence(actions[key], taking_part.get(key, [])))


def _follow_ups(keys: Collection[int]) -> Iterable[Action]:
    return Action.objects.published().implementing().filter(pk__in=keys).select_related("agreement").order_by("slug")


def _time(action: Action | None) -> date:
    return action.date_sort or date.max if action else date.max


def _months_between(one: date, other: date) -> int:
    """The whole months from one day to a later one."""
    return (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)
