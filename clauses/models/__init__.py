"""The tables, one file per noun."""

from .actions import Action, ActionParticipant, ActionPlace, Bearing
from .actors import Actor, ActorIdentifier, Place
from .agreements import Agreement, AgreementIdentifier, AgreementName, AgreementParty, AgreementRelation
from .assessments import Assessment
from .citations import Citation
from .clauses import Clause, ClauseText
from .commitments import Commitment, CommitmentActor, CommitmentClause, CommitmentDomain
from .domains import Domain, DomainMapping
from .editing import Comment, Merge, NotTheSame, Proposal, SavedFilter
from .imports import ImportPreview
from .sources import Source, SourceText

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
    "Domain",
    "DomainMapping",
    "ImportPreview",
    "Merge",
    "NotTheSame",
    "Place",
    "Proposal",
    "SavedFilter",
    "Source",
    "SourceText",
]
