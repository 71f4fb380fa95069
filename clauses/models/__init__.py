"""The tables, one file per noun."""

from .actions import Action, ActionParticipant, ActionPlace, Bearing
from .actors import Actor, ActorIdentifier, Place
from .agreements import Agreement, AgreementIdentifier, AgreementName, AgreementParty, AgreementRelation
from .assessments import Assessment
from .citations import Citation
from .clauses import Clause, ClauseText
from .commitments import Commitment, CommitmentActor, CommitmentClause, CommitmentDomain
from .domains import Domain, DomainMapping
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
    "Commitment",
    "CommitmentActor",
    "CommitmentClause",
    "CommitmentDomain",
    "Domain",
    "DomainMapping",
    "ImportPreview",
    "Place",
    "Source",
    "SourceText",
]
