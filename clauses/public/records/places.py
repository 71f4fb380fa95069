"""The page of a place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...evidence.states import tell_states
from ...models import Action, ActionPlace, Bearing, Citation, Commitment, Place, Source
from ...querysets import ActionQuerySet, CommitmentQuerySet
from ...vocabularies import CitedField
from ...while_unchanged import kept_count, kept_keys
from ..lists import LISTS
from ..pages import page, public_or_404
from ..pictures.small_map import small_map
from ..pictures.spots import Spot
from ..sections.names_in_use import names_in_use
from ..sections.series import by_year

MOST = 20
MOST_LISTED = 60


def happened_at(place: Place) -> ActionQuerySet:
    """The actions that are reported at the place itself."""
    ties = ActionPlace.objects.published().filter(place=place)
    return Action.objects.published().filter(pk__in=ties.values("action"))


def bearing_on(actions: ActionQuerySet) -> CommitmentQuerySet:
    """The promises that the actions bear on."""
    ties = Bearing.objects.published().filter(action__in=actions.values("pk"))
    return Commitment.objects.published().filter(pk__in=ties.values("commitment"))


def naming(place: Place) -> list[Source]:
    """The sources that say of an action that it happened there, newest first."""
    said = Citation.objects.published().supporting().filter(field=CitedField.PLACE, value=place.slug)
    rows = Source.objects.published().filter(pk__in=said.order_by().values("source"))
    return list(rows.select_related("publisher"))


def lying_in(place: Place) -> list[Spot]:
    """The places that are parts of it, each with its actions, those with most first. Two queries."""
    parts = list(Place.objects.published().filter(parent=place))
    ties = ActionPlace.objects.published().filter(place__in=[one.pk for one in parts]).order_by()
    found: dict[int, set[int]] = {one.pk: set() for one in parts}
    for key, action in ties.values_list("place", "action"):
        found[key].add(action)
    spots = (Spot(one, frozenset(found[one.pk])) for one in parts)
    return sorted(spots, key=lambda spot: (-spot.count, spot.place.slug))


@page
def place(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Place.objects.select_related("parent__parent"), slug=slug)
    happened = happened_at(row)
    count = kept_count(happened)
    newest = kept_keys(happened.newest_first(), MOST_LISTED)
    listed = tell_under_way(LISTS["actions"].rows_of(newest))
    commitments = bearing_on(happened)
    parts, sources = lying_in(row), naming(row)
    context = {
        "place": row,
        "count": count,
        "newest": listed[0] if listed else None,
        "years": by_year(listed),
        "listed": len(listed),
        "parts": parts[:MOST],
        "further_parts": max(0, len(parts) - MOST),
        "names": names_in_use(row),
        "commitments": tell_states(LISTS["commitments"].load(commitments)[:MOST]),
        "commitments_count": kept_count(commitments),
        "sources": sources[:MOST],
        "sources_count": len(sources),
        "small_map": small_map([row]),
    }
    return render(request, "public/place/page.html", context)
