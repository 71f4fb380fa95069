"""The page of a domain."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...evidence.states import NO_DUTY, tell_states
from ...models import Action, Bearing, Commitment, Domain, DomainMapping
from ...published import published_q
from ...querysets import ActionQuerySet
from ...while_unchanged import kept_count, kept_keys
from ..compare.pages import comparable
from ..lists import LISTS
from ..pages import page, public_or_404
from ..promises.scope import Scope
from ..sections.answers import answer_of_domain
from ..sections.series import by_year

MOST = 50
MOST_LISTED = 120


def implementing_in(domain: Domain) -> ActionQuerySet:
    """The follow-up actions that bear on a promise of the domain."""
    tied = Bearing.objects.published().filter(published_q(Commitment, "commitment__"), commitment__domains=domain)
    return Action.objects.published().implementing().filter(pk__in=tied.values("action"))


@page
def domain(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Domain.objects.select_related("parent"), slug=slug)
    commitments = Commitment.objects.published().filter(domains=row)
    actions = implementing_in(row)
    promises = tell_states(LISTS["commitments"].load(commitments)[:MOST])
    newest_ones = kept_keys(actions.newest_first(), MOST_LISTED)
    happened = tell_under_way(LISTS["actions"].rows_of(newest_ones))
    scope = Scope.of(row)
    totals, duties = scope.totals(), [one for one in promises if one.modality not in NO_DUTY]
    deeds = [vars(one)["became"].newest_deed for one in duties]
    newest = max(filter(None, deeds), key=lambda one: (vars(one)["day"] or date.min, one.slug), default=None)
    context = {
        "domain": row,
        "narrower": Domain.objects.published().filter(parent=row),
        "mappings": DomainMapping.objects.published().filter(domain=row).select_related("domain"),
        "commitments": promises,
        "promise_scope": scope,
        "totals": totals,
        "answer": answer_of_domain(duties[:2], totals.count, totals.deeds, newest),
        "commitments_count": kept_count(commitments),
        "years": by_year(happened),
        "listed": MOST_LISTED,
        "actions_count": kept_count(actions),
        "can_compare": len(comparable(row)[:2]) == 2,
    }
    return render(request, "public/domain.html", context)
