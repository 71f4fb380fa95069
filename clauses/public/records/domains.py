"""The page of a domain."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...evidence.states import tell_states
from ...models import Action, Bearing, Commitment, Domain, DomainMapping
from ...published import published_q
from ...querysets import ActionQuerySet
from ..lists import LISTS
from ..pages import page, public_or_404
from ..sections.series import by_year, year_of

MOST = 50
MOST_LISTED = 120
MOST_YEARS = 8  # columns


def implementing_in(domain: Domain) -> ActionQuerySet:
    """The follow-up actions that bear on a promise of the domain."""
    tied = Bearing.objects.published().filter(published_q(Commitment, "commitment__"), commitment__domains=domain)
    return Action.objects.published().implementing().filter(pk__in=tied.values("action"))


def reported_by_year(commitments: list[Commitment], actions: list[Action]) -> tuple[list[int], list[tuple]]:
    """The newest years, and each promise with its follow-ups in each of them and in all: one query."""
    years = {action.pk: year_of(action) for action in actions}
    columns = sorted({year for year in years.values() if year})[-MOST_YEARS:]
    ties = Bearing.objects.published().filter(commitment__in=commitments, action__in=list(years)).order_by()
    tied: dict[int, list[int | None]] = {}
    for commitment, action in ties.values_list("commitment", "action"):
        tied.setdefault(commitment, []).append(years[action])
    counts = ((row, Counter(tied.get(row.pk, ()))) for row in commitments)
    return columns, [(row, [(year, some[year]) for year in columns], some.total()) for row, some in counts]


@page
def domain(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Domain.objects.select_related("parent"), slug=slug)
    commitments = Commitment.objects.published().filter(domains=row)
    actions = implementing_in(row)
    promises = tell_states(LISTS["commitments"].load(commitments)[:MOST])
    happened = tell_under_way(LISTS["actions"].load(actions.newest_first()))
    years, reported = reported_by_year(promises, happened)
    context = {
        "domain": row,
        "narrower": Domain.objects.published().filter(parent=row),
        "mappings": DomainMapping.objects.published().filter(domain=row).select_related("domain"),
        "commitments": promises,
        "columns": years,
        "reported": reported,
        "commitments_count": commitments.count(),
        "years": by_year(happened[:MOST_LISTED]),
        "listed": MOST_LISTED,
        "actions_count": len(happened),
    }
    return render(request, "public/domain.html", context)
