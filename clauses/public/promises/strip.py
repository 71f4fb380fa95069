"""The strip: a square for each promise, shaped and toned by its state; of many one for each domain and state."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ...evidence.states import NO_DUTY, StateOf, states_of
from ...models import Commitment, Domain
from ...querysets import CommitmentQuerySet
from ...vocabularies import PromiseState
from ...while_unchanged import kept_count
from ..wording import typographic
from .groups import counted_by, in_order_of, largest
from .tally import Pairs, Share, Tally, Totals, totals_in, totals_of

MOST_SQUARES = 60  # promises


@dataclass(frozen=True)
class Square:
    """One promise, or the `number` of those of a domain that are in one state."""

    state: PromiseState
    name: str
    address: str
    number: int = 0


@dataclass(frozen=True)
class Strip:
    """Squares in rows; a row has a heading where it is that of a domain. `left` is how many domains have none."""

    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    tally: Tally | Totals
    left: int = 0

    @property
    def shares(self) -> list[Share]:
        """What the shapes mean, with how many promises there are of each."""
        return self.tally.shares


def strip_for(rows: CommitmentQuerySet[Commitment], scope: Pairs) -> Strip:
    """Of public promises that the list of commitments has for `scope`: few queries, however many there are."""
    duties = rows.exclude(modality__in=NO_DUTY)
    if kept_count(duties) <= MOST_SQUARES:
        return strip_of(states_of(duties.in_default_order().select_related("clause__agreement")).values(), scope)
    keys, left = largest(duties, "domain")
    records, counted = Domain.objects.in_bulk(keys), counted_by(duties, "domain", keys)
    lines = [(records[key], counted[key]) for key in in_order_of(keys, records)]
    squares = ((one.label, _squares(one, totals_in(some, (*scope, ("domains", one.slug))))) for one, some in lines)
    return Strip(tuple(squares), totals_of(duties, scope), left)


def strip_of(states: Iterable[StateOf], scope: Pairs) -> Strip:
    """Of promises that were loaded with their clause, no more than MOST_SQUARES: by state, then in their order."""
    tally, places = Tally(tuple(states), scope), list(PromiseState)
    ordered = sorted(tally.promises, key=lambda one: places.index(one.state))
    return Strip((("", tuple(map(_square, ordered))),), tally)


def _square(one: StateOf) -> Square:
    row = one.commitment
    name = f"{row.clause.label} {typographic(row.title)}: {one.in_words}"
    return Square(one.state, name, row.get_absolute_url())


def _squares(domain: Domain, totals: Totals) -> tuple[Square, ...]:
    return tuple(_several(domain, share) for share in totals.shares)


def _several(domain: Domain, share: Share) -> Square:
    said = share.said_of_one if share.count == 1 else share.said_of_many
    name = f"{typographic(domain.label)}: {share.count} {said}"
    return Square(share.state, name, f"{reverse('commitments')}?{share.asked}", share.count)
