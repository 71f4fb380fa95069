"""The tables, one file per noun, and what all of them have."""

from .about import CITABLE, TARGETS, AboutOneRecord, target_key, target_of
from .actions import Action, ActionParticipant, ActionPlace, Bearing, Series
from .actors import Actor, ActorIdentifier, Place
from .agreements import Agreement, AgreementIdentifier, AgreementName, AgreementParty, AgreementRelation
from .assessments import Assessment
from .base import Record, Row, Searchable, as_code, row_at
from .belonging import belonging_to, is_owned, owned_tables, owner_column, path_to_agreement
from .citations import Citation
from .clauses import Clause, ClauseText
from .commitments import Commitment, CommitmentActor, CommitmentClause, CommitmentDomain
from .conflicts import decisions_kept  # noqa: F401  what it keeps while codes change
from .conflicts.decisions import Decision
from .conflicts.disagreements import Disagreement, DisagreementSide
from .domains import Domain, DomainMapping
from .editing import Comment, Merge, NotTheSame, OpenedGroup, Proposal, SavedFilter
from .import_jobs import ImportJob, ImportRow
from .imports import BulkRow, BulkWork, ImportPreview
from .sources import Source, SourceText
from .texts import ParagraphDigest, QuotationCheck, RejectedPassage
from .worked_out.as_reported import AsReported
from .worked_out.data_version import DataVersion
from .worked_out.search import DeskEntry, DeskName, SearchEntry, SearchName

__all__ = [
    "CITABLE",
    "TARGETS",
    "AboutOneRecord",
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
    "AsReported",
    "Assessment",
    "Bearing",
    "BulkRow",
    "BulkWork",
    "Citation",
    "Clause",
    "ClauseText",
    "Comment",
    "Commitment",
    "CommitmentActor",
    "CommitmentClause",
    "CommitmentDomain",
    "DataVersion",
    "Decision",
    "DeskEntry",
    "DeskName",
    "Disagreement",
    "DisagreementSide",
    "Domain",
    "DomainMapping",
    "ImportJob",
    "ImportPreview",
    "ImportRow",
    "Merge",
    "NotTheSame",
    "OpenedGroup",
    "ParagraphDigest",
    "Place",
    "Proposal",
    "QuotationCheck",
    "Record",
    "RejectedPassage",
    "Row",
    "SavedFilter",
    "SearchEntry",
    "SearchName",
    "Searchable",
    "Series",
    "Source",
    "SourceText",
    "as_code",
    "belonging_to",
    "is_owned",
    "owned_tables",
    "owner_column",
    "path_to_agreement",
    "row_at",
    "target_key",
    "target_of",
]
