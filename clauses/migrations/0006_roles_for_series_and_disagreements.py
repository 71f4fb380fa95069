"""Who may write of series and of disagreements: as with other records and rows."""

from importlib import import_module

from django.db import migrations

permission = import_module("clauses.migrations.0002_roles").permission
VERBS = import_module("clauses.migrations.0004_stated_days_and_roles").VERBS
MODELS = ("series", "disagreement", "disagreementside")


def give_permissions(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for role, verbs in VERBS.items():
        wanted = [(model, verb) for model in MODELS for verb in verbs if (model, verb) != (MODELS[-1], "publish")]
        granted = [permission(apps, using, "clauses", model, verb) for model, verb in wanted]
        groups.get(name=role).permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [("clauses", "0005_series_figures_and_disagreements")]

    operations = [migrations.RunPython(give_permissions, migrations.RunPython.noop)]
