"""The page of an action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.doubts import Grounds, doubts_of
from ...evidence.last_seen import seen_in, status_in_words
from ...evidence.states import tell_states
from ...models import Action, ActionParticipant, ActionPlace, Agreement, Assessment, Bearing, Place
from ...vocabularies import ActionStatus, ParticipantRole
from ..pages import by_role, page, public_or_404
from ..pictures.small_map import small_map
from ..sections.answers import answer_of_action, as_text, evidence_of_action
from ..sections.claims import claims_of, party_ids
from ..sections.series import editions_beside
from ..sections.stated import stated_in
from ..statements import sides_in_short

MOST = 100
MOST_TIED = 30  # promises that it bears on; the file of links has all


@page
def action(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Action.objects.select_related("agreement"), slug=slug)
    agreement = row.agreement if row.agreement is not None and row.agreement.is_public else None
    judgements = Assessment.objects.published().filter(action=row)
    context = {
        "action": row,
        "agreement": agreement,
        "editions": editions_beside(row),
        "judgements": judgements.select_related("commitment__clause__agreement", "action__agreement")[:MOST],
        **_told(row, agreement),
    }
    return render(request, "public/action.html", context)


def _told(row: Action, agreement: Agreement | None) -> dict[str, Any]:
    """What its sources say, and what follows from that: the answer, how strong it is, what is uncertain."""
    parties = party_ids(agreement)
    claims = claims_of(parties, action=row)
    ties = ActionPlace.objects.published().filter(action=row)
    taking_part = ActionParticipant.objects.published().filter(action=row)
    tied = Bearing.objects.published().filter(action=row)
    bearings = list(tied.select_related("commitment__clause__agreement", "action__agreement")[:MOST_TIED])
    tell_states(bearing.commitment for bearing in bearings)
    participants = by_role(taking_part.select_related("actor__country", "action__agreement"), ParticipantRole)
    places = list(Place.objects.published().filter(pk__in=ties.values("place")))
    noted = [one.title for one in claims.noted]
    grounds = Grounds(row, claims.citations, claims.disputes, noted, bearings, participants, bool(places), parties)
    last = seen_in(claims.citations)
    differing = list(dict.fromkeys(sides_in_short(one.conflict) for one in claims.disputes))
    differing += ["what the editors noted below"] if noted else []
    answer = answer_of_action(row, participants, places, last, differing)
    strength = evidence_of_action(claims.evidence, claims.citations, parties)
    return {
        "answer": answer,
        "strength": strength,
        "answer_text": as_text(f"{answer} {strength}"),
        "status": status_in_words(row, last),
        "status_means": ActionStatus(row.status).definition,
        "places": places,
        "small_map": small_map(places),
        "participants": participants,
        "bearings": bearings,
        "bearings_count": tied.count(),
        "claims": claims,
        "stated": stated_in(claims),
        "doubts": doubts_of(grounds),
    }
