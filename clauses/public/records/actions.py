"""The page of an action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.doubts import Grounds, doubts_of
from ...evidence.last_seen import seen_in, status_in_words
from ...models import Action, ActionParticipant, ActionPlace, Assessment, Bearing, Place
from ...vocabularies import ParticipantRole
from ..pages import by_role, page, public_or_404
from ..sections.claims import claims_of, party_ids

MOST = 100


@page
def action(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Action.objects.select_related("agreement"), slug=slug)
    agreement = row.agreement if row.agreement is not None and row.agreement.is_public else None
    parties = party_ids(agreement)
    claims = claims_of(parties, action=row)
    ties = ActionPlace.objects.published().filter(action=row)
    taking_part = ActionParticipant.objects.published().filter(action=row)
    tied = Bearing.objects.published().filter(action=row)
    judgements = Assessment.objects.published().filter(action=row)
    bearings = list(tied.select_related("commitment__clause__agreement", "action__agreement")[:MOST])
    participants = by_role(taking_part.select_related("actor", "action__agreement"), ParticipantRole)
    places = list(Place.objects.published().filter(pk__in=ties.values("place")))
    noted = [one.title for one in claims.noted]
    grounds = Grounds(row, claims.citations, claims.disputes, noted, bearings, participants, bool(places), parties)
    context = {
        "action": row,
        "status": status_in_words(row, seen_in(claims.citations)),
        "agreement": agreement,
        "places": places,
        "participants": participants,
        "bearings": bearings,
        "judgements": judgements.select_related("commitment__clause__agreement", "action__agreement")[:MOST],
        "claims": claims,
        "doubts": doubts_of(grounds),
    }
    return render(request, "public/action.html", context)
