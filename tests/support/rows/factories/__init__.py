"""Rows for tests: one factory per table, published unless the test says otherwise; many of each are made by `filling`.

ActionFactory(title="Drill", places=[shusha])
CitationFactory(commitment=promise, quote="will hold")    # any one target; an action where none is given
"""

from .base import RecordFactory, RowFactory
from .events import ActionFactory, ActionParticipantFactory, AssessmentFactory, BearingFactory, SeriesFactory
from .evidence import (
    AboutFactory,
    CitationFactory,
    DecisionFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    SourceFactory,
    SourceTextFactory,
)
from .treaties import (
    ActorFactory,
    ActorIdentifierFactory,
    AgreementFactory,
    AgreementIdentifierFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    AgreementRelationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DomainFactory,
    DomainMappingFactory,
    PlaceFactory,
)

__all__ = [
    "AboutFactory",
    "ActionFactory",
    "ActionParticipantFactory",
    "ActorFactory",
    "ActorIdentifierFactory",
    "AgreementFactory",
    "AgreementIdentifierFactory",
    "AgreementNameFactory",
    "AgreementPartyFactory",
    "AgreementRelationFactory",
    "AssessmentFactory",
    "BearingFactory",
    "CitationFactory",
    "ClauseFactory",
    "ClauseTextFactory",
    "CommitmentActorFactory",
    "CommitmentFactory",
    "DecisionFactory",
    "DisagreementFactory",
    "DisagreementSideFactory",
    "DomainFactory",
    "DomainMappingFactory",
    "PlaceFactory",
    "RecordFactory",
    "RowFactory",
    "SeriesFactory",
    "SourceFactory",
    "SourceTextFactory",
]
