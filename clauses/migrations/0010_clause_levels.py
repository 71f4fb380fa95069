from django.db import migrations, models

import clauses.fields

LEVELS = (
    *(("name", "title of the text"), ("preamble", "preamble"), ("recital", "recital"), ("formula", "enacting formula")),
    *(("annex", "annex"), ("part", "part"), ("title", "title"), ("chapter", "chapter"), ("section", "section")),
    *(("group", "heading over several"), ("article", "article"), ("paragraph", "paragraph"), ("point", "point")),
    ("closing", "testimonium"),
)
LICENCES = (("public_domain", "public domain"), ("licensed", "licensed"), ("quotation", "quotation"))
ADDED = {"level": ("clause", "historicalclause"), "licence": ("clausetext", "historicalclausetext")}
GIVEN: dict[str, int] = {}  # the last numbers of tables


def level():
    said = "What the text calls this part of it; empty where nobody said. Its depth comes from what holds it."
    return clauses.fields.VocabularyField(blank=True, choices=list(LEVELS), default="", help_text=said, max_length=40)


def licence():
    said = (
        "Why its words may stand here; empty for own words. Whole texts only where anybody may reprint them, "
        "or who holds the rights allows it."
    )
    return clauses.fields.VocabularyField(blank=True, choices=list(LICENCES), default="", help_text=said, max_length=40)


FIELDS = {"level": level, "licence": licence}


def remember(apps, editor):
    """SQLite is given these tables anew, which forgets the numbers of rows that are gone; they are not to come again."""
    GIVEN.clear()
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            GIVEN.update(cursor.fetchall())


def put_back(apps, editor):
    for name, number in GIVEN.items():
        editor.execute("UPDATE sqlite_sequence SET seq = MAX(seq, %s) WHERE name = %s", [number, name])
        editor.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
            [name, number, name],
        )


def altered(table):
    heading = "The heading as printed, or in a few own words what the clause is about; empty where there is none."
    number = "The number printed in the text; empty where the text prints none. Numbers are never invented."
    fields = {
        "heading": models.CharField(blank=True, default="", help_text=heading, max_length=200),
        "label": models.CharField(help_text="The label that this database gives it, as in O6.", max_length=40),
        "num": models.CharField(
            blank=True, default="", help_text=number, max_length=40, verbose_name="number as printed"
        ),
    }
    return [migrations.AlterField(table, name, field) for name, field in fields.items()]


class Migration(migrations.Migration):
    """What a text calls its parts, why a text may stand here, and room for the labels of foreign collections."""

    dependencies = [("clauses", "0009_indexes")]

    operations = [
        migrations.RunPython(remember, put_back),
        *(migrations.AddField(table, name, FIELDS[name]()) for name, tables in ADDED.items() for table in tables),
        *(step for table in ADDED["level"] for step in altered(table)),
        migrations.RunPython(put_back, remember),
    ]
