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
LONGER = ("label", "num")
LONG = 40


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


def widen(apps, editor):
    """By hand on SQLite: to add a column that has a default it is given each table anew, which takes long and forgets
    which numbers were given. It does not look at the length of a text; PostgreSQL does."""
    for name, tables in ADDED.items():
        for table in tables:
            model = apps.get_model("clauses", table)
            field = FIELDS[name]()
            field.set_attributes_from_name(name)
            field.model = model
            if editor.connection.vendor == "sqlite":
                check = field.db_check(editor.connection)
                declared = f"{field.db_type(editor.connection)} DEFAULT '' NOT NULL CHECK ({check})"
                editor.execute(f'ALTER TABLE "{model._meta.db_table}" ADD COLUMN "{name}" {declared}')
            else:
                editor.add_field(model, field)
    lengthen(apps, editor, LONG)


def narrow(apps, editor):
    for name, tables in ADDED.items():
        for table in tables:
            editor.execute(f'ALTER TABLE "clauses_{table}" DROP COLUMN "{name}"')
    lengthen(apps, editor, 20)


def lengthen(apps, editor, characters):
    if editor.connection.vendor != "sqlite":
        for table in ADDED["level"]:
            for name in LONGER:
                changed = f'ALTER COLUMN "{name}" TYPE varchar({characters})'
                editor.execute(f'ALTER TABLE "clauses_{table}" {changed}')


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
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen, narrow)],
            state_operations=[
                *(
                    migrations.AddField(table, name, FIELDS[name]())
                    for name, tables in ADDED.items()
                    for table in tables
                ),
                *(step for table in ADDED["level"] for step in altered(table)),
            ],
        ),
    ]
