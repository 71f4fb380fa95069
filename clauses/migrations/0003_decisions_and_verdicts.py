"""`Resolution` becomes `Decision`, and what an assessment says of one action its `verdict`: the words of the pages."""

from django.db import migrations, models

DECIDED = (("resolved_on", "decided_on"), ("resolved_by", "decided_by"))
ABOUT = ("agreement", "name", "relation", "clause", "commitment", "action")
OF_TABLES = ("comment", "proposal", "merge", "notthesame", "savedfilter")  # rows that name a table
KEPT = (("proposal", "edits"), ("merge", "steps"))  # rows of others, as data
COLUMNS = {"decision": dict(DECIDED), "assessment": {"bearing": "verdict"}}
JUDGED = "The action that is judged; empty where the commitment as a whole is."
TABLES = {"resolution": "decision"}


# The tables by their names before and after, with the columns that get other names.
ANEW = (
    ("Resolution", "Decision", dict(DECIDED)),
    ("HistoricalResolution", "HistoricalDecision", dict(DECIDED)),
    ("Assessment", "Assessment", {"bearing": "verdict"}),
    ("HistoricalAssessment", "HistoricalAssessment", {"bearing": "verdict"}),
)


class MadeAnew(migrations.SeparateDatabaseAndState):
    """Makes tables anew under the names of the new state and moves their rows over.

    A table that is only renamed keeps indexes and constraints under names that a new database never had, and a backup
    is compared with a new database. No other table refers to these four.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._move(schema_editor, from_state.apps, to_state.apps, ANEW)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        back = ((new, old, {after: before for before, after in names.items()}) for old, new, names in ANEW)
        self._move(schema_editor, from_state.apps, to_state.apps, back)

    def _move(self, editor, before, after, tables):
        for old_name, new_name, renamed_columns in tables:
            old, new = before.get_model("clauses", old_name), after.get_model("clauses", new_name)
            table, aside = old._meta.db_table, f"{old._meta.db_table}_before"
            last = last_number(editor.connection, old)
            editor.execute(f"CREATE TEMPORARY TABLE {aside} AS SELECT * FROM {table}")
            editor.delete_model(old)
            editor.create_model(new)
            columns = [field.column for field in old._meta.concrete_fields]
            into = ", ".join(renamed_columns.get(column, column) for column in columns)
            editor.execute(f"INSERT INTO {new._meta.db_table} ({into}) SELECT {', '.join(columns)} FROM {aside}")
            editor.execute(f"DROP TABLE {aside}")
            go_on_after(editor, new, last)


def last_number(connection, model):
    """The last number that the table gave to a row, which may be gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            named = "pg_get_serial_sequence(%s, %s)"
            cursor.execute(f"SELECT {named}::text", [model._meta.db_table, model._meta.pk.column])
            cursor.execute(f"SELECT last_value FROM {cursor.fetchone()[0]} WHERE is_called")
        return (cursor.fetchone() or [None])[0]


def go_on_after(editor, model, last):
    table, key = model._meta.db_table, model._meta.pk.column
    if last is None:
        return
    if editor.connection.vendor == "sqlite":
        editor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        editor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
    else:
        editor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key, last])


def one_target():
    return models.Q(
        *(models.Q(**{f"{name}__isnull": name != target for name in ABOUT}) for target in ABOUT), _connector="OR"
    )


def forwards(apps, schema_editor):
    rename(apps, schema_editor.connection.alias, TABLES, COLUMNS)


def backwards(apps, schema_editor):
    columns = {table: {new: old for old, new in names.items()} for table, names in COLUMNS.items()}
    back = {new: old for old, new in TABLES.items()}
    rename(
        apps, schema_editor.connection.alias, back, {back.get(table, table): each for table, each in columns.items()}
    )


def rename(apps, using, tables, columns):
    """Everything that names these tables and columns in words."""
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for old, new in tables.items():
        for one in permissions.filter(content_type__app_label="clauses", codename__endswith=f"_{old}"):
            one.codename = f"{one.codename.removesuffix(old)}{new}"
            one.name = f"{one.name.removesuffix(old)}{new}"
            one.save()
        for name in OF_TABLES:
            apps.get_model("clauses", name).objects.using(using).filter(table=old).update(table=new)
    for name, field in KEPT:
        for row in apps.get_model("clauses", name).objects.using(using).iterator():
            edits = [renamed(edit, tables, columns) for edit in getattr(row, field)]
            if edits != getattr(row, field):
                setattr(row, field, edits)
                row.save(update_fields=[field])


def renamed(edit, tables, columns):
    table = tables.get(edit["table"], edit["table"])
    names = columns.get(table, {})
    values = {part: {names.get(name, name): edit[part][name] for name in edit[part]} for part in ("old", "new")}
    return edit | {"table": table} | values


class Migration(migrations.Migration):
    dependencies = [("clauses", "0002_as_reported")]

    operations = [
        MadeAnew(
            state_operations=[
                migrations.RemoveConstraint("resolution", "a_resolution_has_exactly_one_target"),
                migrations.RemoveConstraint("assessment", "an_assessment_has_a_level_or_a_bearing_never_both"),
                migrations.RemoveConstraint("assessment", "a_bearing_is_that_of_an_action"),
                migrations.AlterModelOptions("resolution", {}),
                migrations.RenameModel("Resolution", "Decision"),
                migrations.RenameModel("HistoricalResolution", "HistoricalDecision"),
                *(
                    migrations.RenameField(model, old, new)
                    for model in ("decision", "historicaldecision")
                    for old, new in DECIDED
                ),
                *(
                    migrations.RenameField(model, "bearing", "verdict")
                    for model in ("assessment", "historicalassessment")
                ),
                migrations.AlterField(
                    "assessment",
                    "action",
                    models.ForeignKey(
                        "clauses.action",
                        models.PROTECT,
                        related_name="assessments",
                        null=True,
                        blank=True,
                        help_text=JUDGED,
                    ),
                ),
                migrations.AlterField(
                    "historicalassessment",
                    "action",
                    models.ForeignKey(
                        "clauses.action",
                        models.DO_NOTHING,
                        related_name="+",
                        null=True,
                        blank=True,
                        db_constraint=False,
                        help_text=JUDGED,
                    ),
                ),
                migrations.AlterModelOptions(
                    "decision",
                    {
                        "ordering": ("-decided_on", "slug"),
                        "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
                    },
                ),
                migrations.AlterModelOptions(
                    "historicaldecision",
                    {
                        "verbose_name": "historical decision",
                        "verbose_name_plural": "historical decisions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                ),
                migrations.AddConstraint(
                    "decision",
                    models.CheckConstraint(
                        condition=one_target(),
                        name="a_decision_has_exactly_one_target",
                        violation_error_message=(
                            "Choose exactly one record that it is about: agreement, name, relation, clause, commitment, action."
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    "assessment",
                    models.CheckConstraint(
                        condition=~models.Q(("level__isnull", False), ~models.Q(verdict="")),
                        name="an_assessment_has_a_level_or_a_verdict_never_both",
                        violation_error_message="Give the level of a commitment or the verdict on an action, never both.",
                    ),
                ),
                migrations.AddConstraint(
                    "assessment",
                    models.CheckConstraint(
                        condition=models.Q(("verdict", ""), ("action__isnull", False), _connector="OR"),
                        name="a_verdict_is_on_an_action",
                        violation_error_message="A verdict needs the action that it is on.",
                    ),
                ),
            ]
        ),
        migrations.RunPython(forwards, backwards),
    ]
