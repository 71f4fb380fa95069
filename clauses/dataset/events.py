"""What happened, and what analysts make of it."""

from .. import models
from .columns import Table, hidden

TABLES = (
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
            "The judgement": ("state_of_evidence", "level", "verdict", "confidence", "rationale"),
            "Who and how": ("analyst", "assessed_on", "searched_where", "searched_until", "is_sample"),
        },
        filters=("commitment", "state_of_evidence", "level", "verdict", "analyst", "is_sample"),
        withheld=hidden("covers"),
    ),
)
