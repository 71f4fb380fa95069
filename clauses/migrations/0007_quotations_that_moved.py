"""Quotations that stand between other words than before: what is kept to see it, and a state for it."""

from django.db import migrations, models

import clauses.fields


class AlterVocabulary(migrations.AlterField):
    """Alters a closed list, forwards and backwards, with the CHECK of its column.

    SQLite makes the table anew; on PostgreSQL Django compares only the checks of its own fields and leaves ours.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        if schema_editor.connection.vendor != "postgresql":
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        for name in schema_editor._constraint_names(model, [field.column], check=True):
            schema_editor.execute(schema_editor._delete_check_sql(model, name))
        name = schema_editor._create_index_name(model._meta.db_table, [field.column], suffix="_check")
        check = field.db_check(schema_editor.connection)
        schema_editor.execute(schema_editor._create_check_sql(model, name, check))


def forget_displaced(apps, schema_editor):
    """On the way back: what the state before has no word for is looked for again."""
    checks = apps.get_model("clauses", "QuotationCheck").objects.using(schema_editor.connection.alias)
    checks.filter(lock="displaced").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("clauses", "0001_record"),
    ]

    operations = [
        migrations.AddField(
            model_name="quotationcheck",
            name="around",
            field=models.CharField(
                blank=True,
                default="",
                help_text="SHA-256 of the words between which it was last locked, as far as it does not give them itself.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="quotationcheck",
            name="words",
            field=models.CharField(
                blank=True,
                default="",
                help_text="SHA-256 of the quotation with what it gives of its place, without the text.",
                max_length=64,
            ),
        ),
        AlterVocabulary(
            model_name="quotationcheck",
            name="lock",
            field=clauses.fields.VocabularyField(
                choices=[
                    ("locked", "locked"),
                    ("ambiguous", "ambiguous"),
                    ("displaced", "displaced"),
                    ("broken", "broken"),
                ],
                db_index=True,
                help_text="Whether it was found, and only once.",
                max_length=40,
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_displaced),
    ]
