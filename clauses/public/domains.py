"""The page of a domain."""

from django.http import HttpRequest
from django.shortcuts import render

from ..models import Action, Commitment, Domain, DomainMapping
from ..querysets import published_q
from .lists import LISTS
from .pages import page, public_or_404

MOST = 50


def implementing_in(domain: Domain):
    """The follow-up actions that bear on a promise of the domain."""
    bearing = Action._meta.get_field("bearings").related_model
    tied = bearing.objects.published().filter(published_q(Commitment, "commitment__"), commitment__domains=domain)
    return Action.objects.published().implementing().filter(pk__in=tied.values("action"))


@page
def domain(request: HttpRequest, slug: str):
    row = public_or_404(Domain.objects.select_related("parent"), slug=slug)
    commitments = Commitment.objects.published().filter(domains=row)
    actions = implementing_in(row)
    context = {
        "domain": row,
        "narrower": Domain.objects.published().filter(parent=row),
        "mappings": DomainMapping.objects.published().filter(domain=row).select_related("domain"),
        "commitments": LISTS["commitments"].load(commitments)[:MOST],
        "commitments_count": commitments.count(),
        "actions": LISTS["actions"].load(actions.newest_first())[:MOST],
        "actions_count": actions.count(),
    }
    return render(request, "public/domain.html", context)
