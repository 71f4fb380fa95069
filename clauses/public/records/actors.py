"""The page of an actor."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...evidence.states import NO_DUTY, tell_states
from ...models import (
    Action,
    ActionParticipant,
    Actor,
    ActorIdentifier,
    Agreement,
    AgreementParty,
    Citation,
    Commitment,
    CommitmentActor,
    Source,
)
from ...querysets import ActionQuerySet, CommitmentQuerySet
from ...while_unchanged import kept_count
from ..lists import LISTS
from ..pages import page, public_or_404
from ..promises.scope import Scope
from ..sections.answers import Recorded, answer_of_actor, as_text
from ..sections.claims import collected, said

MOST = 50


def owing(actor: Actor) -> CommitmentQuerySet:
    """The promises in which the actor has a part."""
    parts = CommitmentActor.objects.published().filter(actor=actor)
    return Commitment.objects.published().filter(pk__in=parts.values("commitment"))


def taking_part(actor: Actor) -> ActionQuerySet:
    parts = ActionParticipant.objects.published().filter(actor=actor)
    return Action.objects.published().filter(pk__in=parts.values("action"))


def names_reported(actor: Actor) -> QuerySet:
    """The names under which sources report the actor, with how often: an office is held by several persons in turn."""
    rows = Citation.objects.published().filter(speaker=actor).exclude(speaker_as_reported="")
    return rows.order_by("speaker_as_reported").values_list("speaker_as_reported").annotate(Count("pk"))


def recorded_of(actor: Actor, actions: int, published: int) -> Recorded:
    """How much is recorded of the actor, with these numbers of actions and of sources that it published."""
    parts = CommitmentActor.objects.published().filter(actor=actor).order_by()
    promised = parts.exclude(commitment__modality__in=NO_DUTY).values_list("role")
    roles = dict(promised.annotate(Count("commitment", distinct=True)))
    stated = parts.filter(commitment__modality__in=NO_DUTY).values("commitment").distinct().count()
    quoted = kept_count(Citation.objects.published().filter(speaker=actor))
    return Recorded(roles, stated, actions, quoted, published)


@page
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Actor.objects.select_related("country", "parent"), slug=slug)
    commitments, actions = owing(row), taking_part(row)
    scope = Scope.of(row)
    party_to = AgreementParty.objects.published().filter(actor=row)
    published = Source.objects.published().filter(publisher=row)
    answer = answer_of_actor(row, recorded_of(row, kept_count(actions), kept_count(published)))
    context = {
        "actor": row,
        "answer": answer,
        "answer_text": as_text(answer),
        "identifiers": ActorIdentifier.objects.published().filter(actor=row).select_related("actor"),
        "organs": Actor.objects.published().filter(country=row).select_related("country")[:MOST],
        "children": Actor.objects.published().filter(parent=row).select_related("country")[:MOST],
        "party_to_count": Agreement.objects.published().filter(pk__in=party_to.values("agreement")).count(),
        "party_to": party_to.select_related("agreement", "actor")[:MOST],
        "names": names_reported(row)[:MOST],
        "commitments": tell_states(LISTS["commitments"].load(commitments)[:MOST]),
        "commitments_count": kept_count(commitments),
        "promise_scope": scope,
        "totals": scope.totals(),
        "actions": tell_under_way(LISTS["actions"].load(actions.newest_first())[:MOST]),
        "actions_count": kept_count(actions),
        "sources": LISTS["sources"].load(published)[:MOST],
        "sources_count": kept_count(published),
        "claims": collected(list(said(speaker=row)[:MOST])),
    }
    return render(request, "public/actor.html", context)
