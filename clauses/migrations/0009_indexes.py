from django.db import migrations, models

import clauses.fields

RECORDS = (
    "action",
    "actor",
    "agreement",
    "assessment",
    "citation",
    "clause",
    "commitment",
    "decision",
    "disagreement",
    "domain",
    "place",
    "series",
    "source",
)
STATES = [
    ("draft", "draft"),
    ("in_review", "in review"),
    ("published", "published"),
    ("withdrawn", "withdrawn"),
]
HELP = "Draft, in review, published or withdrawn. Only published records are public."


class Migration(migrations.Migration):
    """Nearly every row is published: an index of states led SQLite to read a whole table where fifty rows were asked for."""

    dependencies = [("clauses", "0008_data_version")]

    operations = [
        migrations.AddIndex("citation", models.Index(fields=["value", "field"], name="citation_value")),
        *(
            migrations.AlterField(
                model_name=name,
                name="state",
                field=clauses.fields.VocabularyField(
                    choices=STATES, default="draft", help_text=HELP, max_length=10, verbose_name="review state"
                ),
            )
            for record in RECORDS
            for name in (record, f"historical{record}")
        ),
    ]
