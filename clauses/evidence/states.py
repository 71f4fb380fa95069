"""What has become of a promise, in one word and a few numbers: worked out from what is reported, never judged.

Only follow-up actions count. Mentions, and what happened before the agreement, in answer to it or around it, are none.
Asked of public rows, and so of what was known on the day asked for (`known_on`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Case, CharField, IntegerField, Min, Q, Subquery, Value, When
from django.db.models.lookups import Exact, IsNull

from .. import known_on
from ..known_on import then
from ..known_on.kept_sql import Kept, Outer, for_the_day
from ..models import Action, Assessment, Bearing, Commitment
from ..querysets import ActionQuerySet, RowQuerySet
from ..vocabularies import ActionStatus, ActionType, Basis, Modality, PromiseState, Recurrence
from .staleness import Report, newest_reports
from .worklists import TOOK_PLACE, took_place

# The columns that `with_states` adds: the state, and its place in the vocabulary to sort by. A record's own `state` is
# that of its review.
STATE, PLACE = "promise_state", "promise_state_place"
OPEN = (ActionStatus.ANNOUNCED, ActionStatus.PLANNED, ActionStatus.POSTPONED)
NOT_HELD = (ActionStatus.MISSED, ActionStatus.CANCELLED)
NO_DUTY = (Modality.DECLARATORY,)
ANNOUNCED, REPORTED, UNCLEAR, APART = "announced", "reported", "unclear", "apart"
COUNTING = (REPORTED, ANNOUNCED, UNCLEAR)


Rows = TypeVar("Rows", bound=RowQuerySet)


def step_of(relation: str, of_type: str, status: str) -> str:
    """Where an action is in the story of a promise: in a step that counts, or apart from all of them."""
    if relation not in ActionQuerySet.IMPLEMENTING:
        return APART
    if took_place(of_type, status):
        return REPORTED
    announced = of_type == ActionType.ANNOUNCEMENT or status in (*OPEN, *NOT_HELD)
    return ANNOUNCED if announced else UNCLEAR


def with_states(rows: Rows) -> Rows:
    """Adds the state of each promise as the columns STATE and PLACE, to show, filter, count and sort by."""
    if STATE in rows.query.annotations:
        return rows
    places = (When(**{STATE: value}, then=Value(place)) for place, value in enumerate(PromiseState.values))
    rows = rows.as_then("itself_not_seen").annotate(**{STATE: _state()})
    return rows.annotate(**{PLACE: Case(*places, output_field=IntegerField())})


@for_the_day
def _state() -> Case:
    """The rule, in the order in which it is asked."""
    day = known_on.day()
    ties = Bearing.objects.published().filter(action__relation__in=ActionQuerySet.IMPLEMENTING)
    ties = ties.annotate(status_then=then.of_action("status", day))
    announcement = Q(action__type=ActionType.ANNOUNCEMENT)
    far = Case(
        When(~announcement & Q(status_then__in=TOOK_PLACE), then=Value(COUNTING.index(REPORTED))),
        When(announcement | Q(status_then__in=(*OPEN, *NOT_HELD)), then=Value(COUNTING.index(ANNOUNCED))),
        default=Value(COUNTING.index(UNCLEAR)),
        output_field=IntegerField(),
    )
    # Said in one subquery that looks for no action by what it is: SQLite would read all of them for each promise.
    furthest = ties.filter(commitment=Outer("pk")).order_by().values("commitment").annotate(far=Min(far)).values("far")
    how_far = Kept(Subquery(furthest), ("pk",), IntegerField())
    contingent = Q(recurrence=Recurrence.CONTINGENT) | Q(conditional=True)
    return Case(
        When(IsNull(how_far, True) & contingent, then=Value(PromiseState.NOT_TRIGGERED)),
        When(IsNull(how_far, True), then=Value(PromiseState.NOTHING_REPORTED)),
        When(**{then.column(Commitment, "itself_not_seen", day): True}, then=Value(PromiseState.RELATED_ONLY)),
        When(Exact(how_far, COUNTING.index(REPORTED)), then=Value(PromiseState.REPORTED)),
        When(Exact(how_far, COUNTING.index(ANNOUNCED)), then=Value(PromiseState.ANNOUNCED_ONLY)),
        default=Value(PromiseState.UNCLEAR),
        output_field=CharField(),
    )


@dataclass
class StateOf:
    """The state of one promise, with the numbers that it rests on.

    Follow-ups are counted by how far they got; `stated` and `inferred` say of those reported as begun or done whom the
    link to the promise is from: a source, or the editors alone.
    """

    commitment: Commitment
    state: PromiseState
    steps: dict[int, str] = field(default_factory=dict)  # how far each follow-up got, by its number
    days: dict[int, date | None] = field(default_factory=dict)  # when it was, or else first reported
    stated: int = 0
    inferred: int = 0
    newest: dict[str, Action] = field(default_factory=dict)  # the newest follow-up of each step
    newest_mention: Report | None = None  # of the promise or of a follow-up
    judged: Assessment | None = None  # the newest judgement, no sample

    @property
    def follow_ups(self) -> int:
        return len(self.steps)

    @property
    def counts(self) -> dict[str, int]:
        """The follow-ups by how far they got."""
        counted = Counter(self.steps.values())
        return {step: counted[step] for step in COUNTING}

    @property
    def newest_deed(self) -> Action | None:
        return self.newest.get(REPORTED)

    @property
    def sets_duty(self) -> bool:
        return self.commitment.modality not in NO_DUTY

    @property
    def in_words(self) -> str:
        """As in “23 reported”, which says how many."""
        reported = self.counts[REPORTED]
        return f"{reported} reported" if self.state == PromiseState.REPORTED else self.state.label


def states_of(commitments: Iterable[Commitment]) -> dict[int, StateOf]:
    """The states of these public commitments, by their numbers and in their order; in as many queries for many as for
    one."""
    rows = {row.pk: row for row in commitments}
    asked = with_states(Commitment.objects.published()).filter(pk__in=rows).order_by().values_list("pk", STATE)
    stated = dict(asked)
    found = {pk: StateOf(row, PromiseState(stated[pk])) for pk, row in rows.items() if pk in stated}
    _add_days(_add_steps(found))
    for key, report in newest_reports(found).items():
        found[key].newest_mention = report
    judged = Assessment.objects.published().filter(commitment__in=found, is_sample=False)
    for row in judged.order_by("assessed_on", "slug"):
        found[row.commitment_id].judged = row
    return found


def tell_states(commitments: Iterable[Commitment]) -> list[Commitment]:
    """The same rows, each with its state in `became`, as it is shown."""
    rows = list(commitments)
    states = states_of(rows) if rows else {}
    for row in rows:
        vars(row)["became"] = states.get(row.pk)
    return rows


def _add_steps(found: dict[int, StateOf]) -> dict[int, list[StateOf]]:
    """How far each follow-up got; returns what each of them bears on, by its number."""
    followed: dict[int, list[StateOf]] = defaultdict(list)
    ties = Bearing.objects.published().filter(commitment__in=found)
    ties = ties.annotate(status_then=then.of_action("status", known_on.day())).order_by()
    columns = ("commitment", "action", "basis", "action__relation", "action__type", "status_then")
    for commitment, action, basis, *what in ties.values_list(*columns):
        step, one = step_of(*what), found[commitment]
        if step != APART:
            one.steps[action] = step
            followed[action].append(one)
        if step == REPORTED:
            one.inferred += basis == Basis.INFERRED_BY_ANALYST
            one.stated += basis != Basis.INFERRED_BY_ANALYST
    return followed


def _add_days(followed: dict[int, list[StateOf]]) -> None:
    """When each follow-up was, and the newest of each step."""
    actions = Action.objects.published().with_first_report().filter(pk__in=followed).order_by()
    for action in sorted(actions, key=lambda one: (vars(one)["day"] or date.min, one.slug)):
        for one in followed[action.pk]:
            one.days[action.pk] = vars(action)["day"]
            one.newest[one.steps[action.pk]] = action
