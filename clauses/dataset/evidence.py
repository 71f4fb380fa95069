"""Where it is known from, and where that does not agree."""

from .. import models
from .columns import Table, hidden

TABLES = (
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
        "decisions",
        models.Decision,
        "Decisions on conflicts",
        {
            "What it is about": ("slug", "agreement", "name", "relation", "clause", "commitment", "action", "field"),
            "The decision": ("follows", "reason", "decided_on", "decided_by", "statements"),
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
)
