"""The closed lists, each value with the one-sentence definition that the codebook prints.

Sources of the facts: Akoma Ntoso (parts of a text), the Vienna Convention on the Law of Treaties (acts of a treaty's
life), ATOP and the Peace Accords Matrix (kinds of commitment, levels), PLOVER (types of action), IATI (status),
LegalRuleML (modality), the Admiralty code (reliability, credibility). The definitions are this project's own words.
"""

from .actions import ActionRelation, ActionStatus, ActionType, Basis, ParticipantRole
from .actors import ActorKind, ActorScheme, PlaceKind
from .agreements import (
    AgreementScheme,
    BindingStatus,
    ClauseFunction,
    ClauseLevel,
    InstrumentType,
    NameKind,
    PartyRole,
    Predicate,
    RecordLevel,
    TextGrade,
    TextLicence,
    TextStatus,
)
from .base import ReviewState, Scale, Vocabulary
from .commitments import CommitmentKind, CommitmentRole, Delegation, Modality, Precision, Recurrence
from .domains import MappingScheme, Match
from .editing import (
    BulkAct,
    BulkOutcome,
    BulkStage,
    CommentKind,
    ImportMode,
    ImportOutcome,
    ImportStage,
    ProposalStatus,
)
from .judgements import AssessmentState, Confidence, Level, PromiseState, Timeliness, Verdict
from .sources import (
    CitedField,
    Credibility,
    Derivation,
    Extent,
    Qualifier,
    QuotationLock,
    Rank,
    Reliability,
    SourceKind,
    Stance,
    Standing,
)

__all__ = [
    "ActionRelation",
    "ActionStatus",
    "ActionType",
    "ActorKind",
    "ActorScheme",
    "AgreementScheme",
    "AssessmentState",
    "Basis",
    "BindingStatus",
    "BulkAct",
    "BulkOutcome",
    "BulkStage",
    "CitedField",
    "ClauseFunction",
    "ClauseLevel",
    "CommentKind",
    "CommitmentKind",
    "CommitmentRole",
    "Confidence",
    "Credibility",
    "Delegation",
    "Derivation",
    "Extent",
    "ImportMode",
    "ImportOutcome",
    "ImportStage",
    "InstrumentType",
    "Level",
    "MappingScheme",
    "Match",
    "Modality",
    "NameKind",
    "ParticipantRole",
    "PartyRole",
    "PlaceKind",
    "Precision",
    "Predicate",
    "PromiseState",
    "ProposalStatus",
    "Qualifier",
    "QuotationLock",
    "Rank",
    "RecordLevel",
    "Recurrence",
    "Reliability",
    "ReviewState",
    "Scale",
    "SourceKind",
    "Stance",
    "Standing",
    "TextGrade",
    "TextLicence",
    "TextStatus",
    "Timeliness",
    "Verdict",
    "Vocabulary",
]
