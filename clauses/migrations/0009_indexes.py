from django.db import migrations, models

import clauses.fields

RECORDS = (
    *("action", "actor", "agreement", "assessment", "citation", "clause", "commitment", "decision", "disagreement"),
    *("domain", "place", "series", "source"),
)
TABLES = [name for record in RECORDS for name in (record, f"historical{record}")]
STATES = [(name.replace(" ", "_"), name) for name in ("draft", "in review", "published", "withdrawn")]
HELP = "Draft, in review, published or withdrawn. Only published records are public."


def drop(apps, editor):
    """By hand: to alter a column SQLite is given each table anew, which takes long and forgets which numbers were given."""
    for name in TABLES:
        for suffix in ("", "_like"):  # the second is of PostgreSQL
            index = editor._create_index_name(f"clauses_{name}", ["state"], suffix)
            editor.execute(f"DROP INDEX IF EXISTS {editor.quote_name(index)}")


def restore(apps, editor):
    for name in TABLES:
        table = f"clauses_{name}"
        index = editor.quote_name(editor._create_index_name(table, ["state"]))
        editor.execute(f"CREATE INDEX {index} ON {editor.quote_name(table)} (state)")


class Migration(migrations.Migration):
    """Nearly every row is published: an index of states led SQLite to read a whole table where fifty rows were asked for."""

    dependencies = [("clauses", "0008_data_version")]

    operations = [
        migrations.AddIndex("citation", models.Index(fields=["value", "field"], name="citation_value")),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, restore)],
            state_operations=[
                migrations.AlterField(
                    model_name=name,
                    name="state",
                    field=clauses.fields.VocabularyField(
                        choices=STATES, default="draft", help_text=HELP, max_length=10, verbose_name="review state"
                    ),
                )
                for name in TABLES
            ],
        ),
    ]
