"""What was promised, done, disputed and found in one year: numbers, each with the list of just as many rows.

A year has the actions that lists have under it: by their date or, without one, by their first report. A source is of
the year in which it was published for certain.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from django.db.models import Count, Q

from ... import known_on
from ...evidence import coverage as found
from ...evidence.conflicts.noted import in_noted
from ...evidence.states import ANNOUNCED, REPORTED, UNCLEAR, step_of
from ...evidence.worklists import TOOK_PLACE
from ...known_on import then
from ...models import Action, Agreement, Bearing, Citation, Commitment, Domain
from ...querysets import ActionQuerySet, CommitmentQuerySet
from ...vocabularies import ActionRelation, ActionType
from ...while_unchanged import kept, kept_keys, while_unchanged
from ..coverage import Number, Scope, sources_by, within
from ..lists import LISTS
from ..promises.tally import DUTIES
from ..sections.highlights import consequential
from ..sections.some import Some, first_promises
from ..statements import differing_on

MOST_AGREEMENTS = 10
MOST_DISPUTED = 25
WEIGHTIEST, NEWEST = 6, 4
FOLLOW_UP = {"relation": ActionRelation.FOLLOW_UP.value}
SIGNED = {
    "type": ActionType.SIGNATURE.value,
    "relation": ActionRelation.LIFE_CYCLE.value,
    "status": [one.value for one in TOOK_PLACE],
}


def actions_of(scope: Scope, **asked: Any) -> ActionQuerySet[Any]:
    """The actions of the list that is asked so."""
    return cast(ActionQuerySet[Any], scope.rows("actions", **asked))


def _shown(rows: ActionQuerySet[Any], most: int) -> list[Action]:
    """The newest of them, as lists show them."""
    listing = LISTS["actions"]
    return listing.shown(listing.rows_of(kept_keys(rows.newest_first(), most)))


@dataclass(frozen=True)
class Signed:
    """An agreement that was signed in the year, with how many promises it holds, and statements that set no duty."""

    agreement: Agreement
    action: Action
    promises: int = 0
    statements: int = 0


@dataclass(frozen=True)
class InDomain:
    """A domain with the promises of it that follow-ups bear on, and these follow-ups."""

    domain: Domain
    promises: int
    follow_ups: Number


@dataclass
class InYear:
    """One year of everything, or of one agreement. Each part is asked when a page shows it; none asks row by row."""

    year: int
    scope: Scope

    @property
    def asked(self) -> dict[str, str]:
        return {"year": f"{self.year:04}"}

    def actions(self, **asked: Any) -> ActionQuerySet:
        return actions_of(self.scope, **self.asked, **asked)

    def number(self, label: str, count: int, **asked: Any) -> Number:
        """A number of actions of the year, with their list."""
        return self.scope.number(label, count, "actions", **self.asked, **asked)

    # --- Promised

    @cached_property
    def signed(self) -> Some:
        """The agreements signed in the year, the oldest first."""
        first: dict[int | None, Action] = {}
        for row in self.actions(**SIGNED).in_time_order().select_related("agreement"):
            first.setdefault(row.agreement_id, row)
        steps, counts = list(first.values()), dict[int | None, Counter[bool]]()
        shown = [row.agreement_id for row in steps[:MOST_AGREEMENTS]]
        promised = Commitment.objects.published().filter(clause__agreement__in=shown).order_by()
        for agreement, modality, count in promised.values_list("clause__agreement", "modality").annotate(Count("pk")):
            counts.setdefault(agreement, Counter())[modality in DUTIES] += count
        return Some(
            [_signed(row, counts.get(row.agreement_id, Counter())) for row in steps[:MOST_AGREEMENTS]], len(steps)
        )

    @cached_property
    def promised(self) -> Some:
        """The promises of these agreements, with their states."""
        rows = Commitment.objects.published().filter(modality__in=DUTIES)
        rows = rows.filter(clause__agreement__in=[one.agreement.pk for one in self.signed.rows])
        return first_promises(rows)

    # --- Done

    @cached_property
    def follow_ups(self) -> dict[str, int]:
        """How many follow-ups there are, by how far they got."""
        status = then.column(Action, "status", known_on.day())
        rows = self.actions(**FOLLOW_UP).as_then("status").order_by().values_list("relation", "type", status)
        counts: Counter[str] = Counter()
        for *what, count in kept(rows.annotate(rows=Count("pk"))):
            counts[step_of(*what)] += count
        return {step: counts[step] for step in (REPORTED, ANNOUNCED, UNCLEAR)}

    @cached_property
    def all_follow_ups(self) -> Number:
        return self.number("", sum(self.follow_ups.values()), **FOLLOW_UP)

    @cached_property
    def done(self) -> Number:
        """The follow-ups reported as begun or done. A list cannot leave out a type, so that it is asked for the others
        where there is an announcement among them."""
        asked: dict[str, Any] = {**FOLLOW_UP, "status": [one.value for one in TOOK_PLACE]}
        types = set(kept(self.actions(**asked).order_by().values_list("type", flat=True).distinct()))
        if ActionType.ANNOUNCEMENT in types:
            asked["type"] = sorted(types - {ActionType.ANNOUNCEMENT})
        return self.number("", self.follow_ups[REPORTED], **asked)

    @cached_property
    def done_on_promises(self) -> dict[str, int]:
        """How many of those `follow_ups` bear on a promise at all, as others bear on statements, and on how many
        `promises`: one query."""
        rows = self.actions(**FOLLOW_UP, status=[one.value for one in TOOK_PLACE])
        ties = self._tied(rows.exclude(type=ActionType.ANNOUNCEMENT))
        follow_ups, promises = (Count(name, distinct=True) for name in ("action", "commitment"))
        key = ("done on promises", self.year, *self.scope.asked.values())
        return while_unchanged(key, lambda: ties.aggregate(follow_ups=follow_ups, promises=promises))

    def _tied(self, rows: ActionQuerySet) -> Any:
        """The links from these actions to promises."""
        ties = Bearing.objects.published().filter(action__in=rows.order_by().values("pk"))
        return ties.filter(commitment__modality__in=DUTIES).order_by()

    @cached_property
    def domains(self) -> list[InDomain]:
        """The follow-ups by the domains of the promises that they bear on: two queries."""
        ties = (
            Bearing.objects.published().filter(action__in=self.actions(**FOLLOW_UP).order_by().values("pk")).order_by()
        )
        counts = ties.values_list("commitment__domains").annotate(
            promises=Count("commitment", distinct=True), follow_ups=Count("action", distinct=True)
        )
        domains = Domain.objects.published().in_bulk()
        rows = [
            InDomain(domains[key], promises, self.number("", count, **FOLLOW_UP, domain=domains[key].slug))
            for key, promises, count in kept(counts)
            if key in domains
        ]
        return sorted(rows, key=lambda one: (-one.follow_ups.count, one.domain.position, one.domain.slug))

    @cached_property
    def weightiest(self) -> list[Action]:
        rows = consequential(self.actions()).exclude(type=ActionType.SIGNATURE, relation=ActionRelation.LIFE_CYCLE)
        return _shown(rows, WEIGHTIEST)

    @cached_property
    def newest(self) -> list[Action]:
        """The newest follow-ups that are not among the weightiest."""
        rows = self.actions(**FOLLOW_UP).exclude(pk__in=[row.pk for row in self.weightiest])
        return _shown(rows.sure_of_day(), NEWEST)

    # --- Promise by promise

    @cached_property
    def begun(self) -> Some:
        """The promises whose first follow-up was in the year."""
        before = actions_of(Scope(None), **FOLLOW_UP).with_first_report().filter(day__lt=date(self.year, 1, 1))
        # By numbers: databases plan two sets of rows badly.
        earlier = set(kept(before.order_by().values_list("pk", flat=True)))
        ties = Bearing.objects.published().filter(commitment__in=self.followed).order_by()
        older = {promise for promise, action in kept(ties.values_list("commitment", "action")) if action in earlier}
        return first_promises(self._promises().filter(pk__in=self.followed - older))

    @cached_property
    def followed(self) -> set[int]:
        """The numbers of the promises on which follow-ups of the year bear."""
        return set(kept(self._tied(self.actions(**FOLLOW_UP)).values_list("commitment", flat=True).distinct()))

    @cached_property
    def nothing(self) -> Some:
        """The promises of agreements signed by the end of the year that no follow-up of the year bears on."""
        signed = actions_of(self.scope, **SIGNED).with_first_report()
        signed = signed.filter(day__lte=date(self.year, 12, 31)).order_by()
        rows = self._promises().filter(clause__agreement__in=signed.values("agreement"))
        return first_promises(rows.exclude(pk__in=self.followed))

    def _promises(self) -> CommitmentQuerySet:
        return cast(CommitmentQuerySet, self.scope.rows("commitments", modality=DUTIES))

    # --- Disputed

    @cached_property
    def disputed(self) -> Some:
        """The actions on which sources differ, as lists say it. Only what is cited twice can be disputed."""
        several = Citation.objects.published().exclude(field="").exclude(value="").order_by().values("action")
        several = several.annotate(passages=Count("pk")).filter(passages__gt=1)
        rows = self.actions().filter(Q(pk__in=several.values("action")) | Q(pk__in=in_noted("action")))
        listing, key = LISTS["actions"], ("disputed", self.year, *self.scope.asked.values())
        differing = while_unchanged(
            key, lambda: [row.pk for row in listing.load(rows.newest_first()) if differing_on(row)]
        )
        return Some(listing.rows_of(differing[:MOST_DISPUTED]), len(differing))

    # --- Found

    @cached_property
    def _lots(self) -> list[found.Lot]:
        return found.lots_of(self.scope.rows("sources", **within("published", self.year)))

    @cached_property
    def sources(self) -> Number:
        count = sum(lot.count for lot in self._lots)
        return self.scope.number("", count, "sources", **within("published", self.year))

    @cached_property
    def sources_by(self) -> list[tuple[str, list[Number]]]:
        """The sources of the year by language, kind, and how much was read, under the headings of these."""
        numbers = sources_by(self.scope, self._lots, **within("published", self.year))
        headings = {"language": "Language", "kind": "Kind", "extent": "How much was read"}
        return [(heading, numbers[name]) for name, heading in headings.items()]


def _signed(step: Action, counts: Counter[bool]) -> Signed:
    return Signed(cast(Agreement, step.agreement), step, counts[True], counts[False])
