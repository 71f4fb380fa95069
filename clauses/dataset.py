"""The published dataset, declared once.

From these tables come the CSV and XLSX files, the imports, the codebook, the filters, the public record pages and the
forms of the admin. A model field that is neither in a group nor withheld fails a test that names it.
"""

from . import models
from .columns import Table

# In no file: the database's own numbers and what is worked out for it alone.
INTERNAL = ("id", "version", "search_text", "state", "withdrawn_reason")


def hidden(*dates: str) -> tuple[str, ...]:
    """The derived columns of uncertain dates that only the database needs."""
    return tuple(f"{name}_{part}" for name in dates for part in ("sort", "precision", "parsed"))


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
            "The clause": ("agreement", "wid", "label", "heading", "function"),
            "Its place in the text": ("parent", "position", "eid", "num", "order_is_reconstructed"),
        },
        filters=("agreement", "function", "order_is_reconstructed"),
    ),
    Table(
        "clause_texts",
        models.ClauseText,
        "Texts of clauses",
        {"The text": ("clause", "number", "language", "status", "grade", "text", "source")},
        filters=("language", "status", "grade", "source"),
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
            "What was looked for": ("not_seen",),
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
    Table(
        "actions",
        models.Action,
        "Actions",
        {
            "What happened": ("slug", "title", "type", "status", "description"),
            "Agreement": ("agreement", "relation"),
            "What it is one of": ("series",),
            "When and where": ("date", "date_earliest", "date_latest", "date_as_printed", "date_reason", "places"),
        },
        filters=("type", "status", "relation", "series", "agreement", "places", "date"),
        withheld=hidden("date"),
    ),
    Table(
        "series",
        models.Series,
        "Series of actions",
        {"The series": ("slug", "title", "description")},
    ),
    Table(
        "action_participants",
        models.ActionParticipant,
        "Participants",
        {"The participant": ("action", "actor", "role", "name_as_reported")},
        filters=("action", "actor", "role"),
    ),
    Table(
        "bearings",
        models.Bearing,
        "Which action bears on which commitment",
        {"The link": ("action", "commitment", "basis", "note")},
        filters=("action", "commitment", "basis"),
    ),
    Table(
        "assessments",
        models.Assessment,
        "Judgements",
        {
            "What is judged": ("slug", "commitment", "action", "covers", "covers_earliest", "covers_latest"),
            "The judgement": ("state_of_evidence", "level", "bearing", "confidence", "rationale"),
            "Who and how": ("analyst", "assessed_on", "searched_where", "searched_until", "is_sample"),
        },
        filters=("commitment", "state_of_evidence", "level", "bearing", "analyst", "is_sample"),
        withheld=hidden("covers"),
    ),
    Table(
        "sources",
        models.Source,
        "Sources",
        {
            "The source": ("slug", "kind", "title", "publisher", "author", "language", "note"),
            "Where and when": (
                "url",
                "archive_url",
                "published",
                "published_earliest",
                "published_latest",
                "published_as_printed",
                "published_reason",
                "accessed_on",
            ),
            "How it came about": ("derived_from", "derivation", "is_stub", "extent", "reliability", "sha256"),
        },
        filters=("kind", "publisher", "language", "is_stub", "extent", "published"),
        withheld=hidden("published"),
    ),
    Table(
        "citations",
        models.Citation,
        "Citations",
        {
            "The passage": ("source", "number", "locator", "quote", "note"),
            "What it is about": ("agreement", "name", "relation", "clause", "commitment", "action", "stance"),
            "What it states": (
                "field",
                "value",
                "unit",
                "measure",
                "qualifier",
                "as_of",
                "as_of_earliest",
                "as_of_latest",
                "attributed_to",
            ),
            "Who says so": ("speaker", "speaker_as_reported", "origin"),
            "How it is judged": ("rank", "rank_reason", "credibility"),
        },
        filters=("source", "stance", "field", "rank", "action", "commitment", "clause"),
        withheld=("prefix", "suffix", "checked_digest", "value_earliest", "value_latest", *hidden("as_of")),
    ),
    Table(
        "resolutions",
        models.Resolution,
        "Decisions on conflicts",
        {
            "What it is about": ("slug", "agreement", "name", "relation", "clause", "commitment", "action", "field"),
            "The decision": ("follows", "reason", "resolved_on", "resolved_by", "statements"),
        },
        filters=("field", "action", "commitment", "clause"),
    ),
    Table(
        "disagreements",
        models.Disagreement,
        "Disagreements noted by the editors",
        {"The disagreement": ("slug", "title", "note")},
    ),
    Table(
        "disagreement_sides",
        models.DisagreementSide,
        "Sides of disagreements",
        {"The side": ("disagreement", "citation")},
        filters=("disagreement",),
    ),
    Table(
        "actors",
        models.Actor,
        "Actors",
        {"The actor": ("slug", "name", "other_names", "kind", "iso3", "country", "parent")},
        filters=("kind", "country"),
    ),
    Table(
        "actor_identifiers",
        models.ActorIdentifier,
        "Numbers of actors in other schemes",
        {"The number": ("actor", "scheme", "code_there")},
        filters=("actor", "scheme"),
    ),
    Table(
        "places",
        models.Place,
        "Places",
        {
            "The place": ("slug", "name", "other_names", "kind", "parent"),
            "Where it lies": ("iso3", "latitude", "longitude", "wikidata", "geonames"),
        },
        filters=("kind", "parent"),
    ),
)

# Plain sets of codes: one cell of another table, named here with the column that holds them.
CELLS = {
    models.CommitmentClause: ("commitments", "also_in"),
    models.CommitmentDomain: ("commitments", "domains"),
    models.ActionPlace: ("actions", "places"),
}
# Tables that are never published, whole.
OF_EDITORS = (models.Comment, models.Proposal, models.Merge, models.NotTheSame, models.SavedFilter)
OF_TEXTS = (models.SourceText, models.ParagraphDigest, models.QuotationCheck, models.RejectedPassage)
PRIVATE = (*OF_TEXTS, *OF_EDITORS, models.ImportPreview)

BY_NAME = {table.name: table for table in TABLES}
BY_MODEL = {table.model: table for table in TABLES}
