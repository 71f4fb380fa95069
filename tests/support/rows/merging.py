"""Making one record of two."""

from django.urls import reverse

from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview

from .factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    ActorIdentifierFactory,
    AgreementPartyFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    ClauseTextFactory,
    CommitmentActorFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)


def made_one(kept, other, user, **options):
    """The merge of `other` into `kept`, all of which the user has seen."""
    return merge(kept, other, user=user, reason="one ministry", seen=preview(kept, other).digest, **options)


def problems(kept, other) -> str:
    """What speaks against making the two one, in one string."""
    return " ".join(preview(kept, other).problems)


def page_of(row) -> str:
    """Where somebody says which other record is the same."""
    return reverse(f"admin:clauses_{row._meta.model_name}_same", args=[row.pk])


def two_actors():
    """Two spellings of one ministry, each with a part in everything, some of it the same part."""
    state = ActorFactory(kind="state")
    kept, other = ActorFactory(name="Defence Ministry"), ActorFactory(name="Ministry of Defence", country=state)
    both = ActionFactory()
    ActionParticipantFactory(action=both, actor=kept)
    ActionParticipantFactory(action=both, actor=other, name_as_reported="Zakir Hasanov")
    ActionParticipantFactory(actor=other)
    AgreementPartyFactory(actor=other)
    CommitmentActorFactory(actor=other)
    ActorIdentifierFactory(actor=other)
    ActorFactory(parent=other)
    ActorFactory(country=other)
    SourceFactory(publisher=other)
    CitationFactory(speaker=other, attributed_to=other)
    CitationFactory(field="participant", value=other.slug)
    return kept, other


def two_places():
    """Two spellings of one town, both named by one action."""
    kept, other = PlaceFactory(name="Shusha"), PlaceFactory(name="Şuşa", latitude="39.75", longitude="46.75")
    ActionFactory(places=[kept, other])
    ActionFactory(places=[other])
    PlaceFactory(parent=other)
    CitationFactory(field="place", value=other.slug)
    other.refresh_from_db()
    return kept, other


def two_sources():
    """One article recorded twice, with citations whose numbers collide."""
    kept, other = SourceFactory(), SourceFactory(derived_from=SourceFactory(), derivation="republished")
    for number in (1, 2):
        CitationFactory(source=kept, number=number)
    for number in (2, 7):
        CitationFactory(source=other, number=number)
    CitationFactory(origin=other)
    SourceFactory(derived_from=other, derivation="translated")
    ClauseTextFactory(source=other, status="reported_quote")
    SourceTextFactory(source=other)
    return kept, other


def two_actions():
    """One meeting recorded twice, with a place and a participant in common."""
    place, actor = PlaceFactory(), ActorFactory()
    kept, other = ActionFactory(places=[place]), ActionFactory(places=[place, PlaceFactory()])
    ActionParticipantFactory(action=kept, actor=actor)
    ActionParticipantFactory(action=other, actor=actor)
    ActionParticipantFactory(action=other, actor=actor, role="host")
    BearingFactory(action=other)
    CitationFactory(action=other)
    AssessmentFactory(action=other, level=None, verdict="fulfils")
    return kept, other
