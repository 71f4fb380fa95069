"""Agreements, what they say and what they promise."""

from .. import models
from .columns import Table, hidden

TABLES = (
    Table(
        "agreements",
        models.Agreement,
        "Agreements",
        {
            "The instrument": ("slug", "title", "instrument_type", "summary"),
            "Standing": ("binding_status", "binding_note", "authentic_languages", "record_level"),
        },
        filters=("instrument_type", "binding_status", "record_level"),
    ),
    Table(
        "agreement_names",
        models.AgreementName,
        "Names of agreements",
        {"The name": ("agreement", "slug", "name", "language", "kind", "designation")},
        filters=("agreement", "kind", "designation"),
    ),
    Table(
        "agreement_identifiers",
        models.AgreementIdentifier,
        "Numbers of agreements in other schemes",
        {"The number": ("agreement", "scheme", "code_there")},
        filters=("agreement", "scheme"),
    ),
    Table(
        "agreement_parties",
        models.AgreementParty,
        "Parties",
        {"The party": ("agreement", "actor", "role")},
        filters=("agreement", "actor", "role"),
    ),
    Table(
        "agreement_relations",
        models.AgreementRelation,
        "Relations between agreements",
        {"The relation": ("subject", "predicate", "object", "clause")},
        filters=("subject", "predicate", "object"),
    ),
    Table(
        "clauses",
        models.Clause,
        "Clauses",
        {
            "The clause": ("agreement", "wid", "label", "heading", "function", "level"),
            "Its place in the text": ("parent", "position", "eid", "num", "order_is_reconstructed"),
        },
        filters=("agreement", "function", "level", "order_is_reconstructed"),
    ),
    Table(
        "clause_texts",
        models.ClauseText,
        "Texts of clauses",
        {"The text": ("clause", "number", "language", "status", "grade", "licence", "text", "source")},
        filters=("language", "status", "grade", "licence", "source"),
    ),
    Table(
        "domains",
        models.Domain,
        "Domains",
        {"The domain": ("slug", "label", "definition", "scope_note", "parent", "position")},
        filters=("parent",),
    ),
    Table(
        "domain_mappings",
        models.DomainMapping,
        "Domains in other schemes",
        {"The term": ("domain", "scheme", "code_there", "label_there", "match", "note")},
        filters=("domain", "scheme", "match"),
    ),
    Table(
        "commitments",
        models.Commitment,
        "Commitments",
        {
            "The promise": ("slug", "title", "statement", "wording", "wording_language", "wording_status"),
            "Where it stands": ("clause", "also_in", "domains"),
            "How it binds": ("kind", "modality", "precision", "delegation", "conditional", "condition"),
            "When it is due": (
                "recurrence",
                "expected_interval_months",
                "deadline",
                "deadline_earliest",
                "deadline_latest",
                "deadline_as_printed",
                "deadline_reason",
            ),
            "What was looked for": ("not_seen", "itself_not_seen"),
        },
        filters=("domains", "kind", "modality", "recurrence", "conditional"),
        withheld=hidden("deadline"),
    ),
    Table(
        "commitment_actors",
        models.CommitmentActor,
        "Who owes what to whom",
        {"The part": ("commitment", "actor", "role")},
        filters=("commitment", "actor", "role"),
    ),
)
