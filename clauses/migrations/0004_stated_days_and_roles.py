"""The days of the dates that citations state, and who may decide on conflicts."""

from importlib import import_module

from django.db import migrations

from clauses import dates

roles = import_module("clauses.migrations.0002_roles")
VERBS = {
    "viewer": ("view", "export"),
    "editor": ("view", "export", "add", "change", "delete"),
    "reviewer": ("view", "export", "add", "change", "delete", "publish"),
    "manager": ("view", "export", "add", "change", "delete", "import"),
}


def fill_stated_days(apps, schema_editor):
    citations = apps.get_model("clauses", "Citation").objects.using(schema_editor.connection.alias)
    for citation in citations.filter(field="date").exclude(value="").iterator():
        if not dates.remedy(citation.value):
            date = dates.parse(citation.value)
            days = {"value_earliest": date.earliest, "value_latest": date.latest}
            citations.filter(pk=citation.pk).update(**days)


def give_permissions(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for role, verbs in VERBS.items():
        granted = [roles.permission(apps, using, "clauses", "resolution", verb) for verb in verbs]
        groups.get(name=role).permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [("clauses", "0003_quotation_locks_and_resolutions"), ("clauses", "0002_roles")]

    operations = [
        migrations.RunPython(fill_stated_days, migrations.RunPython.noop),
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
