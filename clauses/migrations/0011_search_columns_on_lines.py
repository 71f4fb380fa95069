"""Each searchable column on a line of its own, so that a past day can leave out those that are withheld."""

from django.db import migrations

from clauses.folding import fold

COLUMNS = {
    "Action": ("slug", "title", "description"),
    "Actor": ("slug", "name", "other_names", "iso3"),
    "Agreement": ("slug", "title", "summary"),
    "AgreementName": ("name",),
    "Clause": ("wid", "label", "heading"),
    "ClauseText": ("text",),
    "Commitment": ("slug", "title", "statement", "wording", "condition"),
    "Domain": ("slug", "label", "definition", "scope_note"),
    "Place": ("slug", "name", "other_names", "iso3"),
    "Series": ("slug", "title", "description"),
    "Source": ("slug", "title", "author", "url"),
}


def fold_by_lines(apps, schema_editor):
    for name, columns in COLUMNS.items():
        rows = apps.get_model("clauses", name).objects.using(schema_editor.connection.alias)
        for key, *values in rows.values_list("pk", *columns).iterator():
            rows.filter(pk=key).update(search_text="\n".join(fold(value or "") for value in values))


class Migration(migrations.Migration):
    dependencies = [("clauses", "0007_quotations_that_moved")]

    operations = [migrations.RunPython(fold_by_lines, migrations.RunPython.noop)]
