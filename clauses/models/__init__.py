"""The tables, one file per noun."""

from .actions import Action, ActionParticipant, ActionPlace, Bearing, Series
from .actors import Actor, ActorIdentifier, Place
from .agreements import Agreement, AgreementIdentifier, AgreementName, AgreementParty, AgreementRelation
from .assessments import Assessment
from .citations import Citation
from .clauses import Clause, ClauseText
from .commitments import Commitment, CommitmentActor, CommitmentClause, CommitmentDomain
from .conflicts.disagreements import Disagreement, DisagreementSide
from .conflicts.resolutions import Resolution
from .domains import Domain, DomainMapping
from .editing import Comment, Merge, NotTheSame, Proposal, SavedFilter
from .imports import ImportPreview
from .sources import Source, SourceText
from .texts import ParagraphDigest, QuotationCheck, RejectedPassage

__all__ = [
    "Action",
    "ActionParticipant",
    "ActionPlace",
    "Actor",
    "ActorIdentifier",
    "Agreement",
    "AgreementIdentifier",
    "AgreementName",
    "AgreementParty",
    "AgreementRelation",
    "Assessment",
    "Bearing",
    "Citation",
    "Clause",
    "ClauseText",
    "Comment",
    "Commitment",
    "CommitmentActor",
    "CommitmentClause",
    "CommitmentDomain",
    "Disagreement",
    "DisagreementSide",
    "Domain",
    "DomainMapping",
    "ImportPreview",
    "Merge",
    "NotTheSame",
    "ParagraphDigest",
    "Place",
    "Proposal",
    "QuotationCheck",
    "RejectedPassage",
    "Resolution",
    "SavedFilter",
    "Series",
    "Source",
    "SourceText",
]
