"""The four roles, as groups: who may look, who may write, who may publish, who may import and keep the accounts."""

from django.db import migrations

RECORDS = ["action", "actor", "agreement", "assessment", "citation", "clause", "commitment", "place", "source"]
ROWS = [
    "actionparticipant",
    "actionplace",
    "actoridentifier",
    "agreementidentifier",
    "agreementname",
    "agreementparty",
    "agreementrelation",
    "bearing",
    "clausetext",
    "commitmentactor",
    "commitmentclause",
    "commitmentdomain",
]
VOCABULARY = ["domain", "domainmapping"]
PUBLISHED = [*RECORDS, *ROWS, *VOCABULARY]

LOOK = {"view": PUBLISHED, "export": PUBLISHED}
WRITE = {
    "view": [*PUBLISHED, "sourcetext", "comment", "proposal", "merge"],
    "export": PUBLISHED,
    "add": [*RECORDS, *ROWS, "sourcetext", "comment"],
    "change": [*RECORDS, *ROWS, "sourcetext"],
    "delete": [*RECORDS, *ROWS],
}
REVIEW = WRITE | {"publish": [*RECORDS, "domain"], "add": [*WRITE["add"], "merge"]}
MANAGE = WRITE | {
    "add": [*WRITE["add"], *VOCABULARY, "merge"],
    "change": [*WRITE["change"], *VOCABULARY],
    "delete": [*WRITE["delete"], *VOCABULARY],
    "import": PUBLISHED,
}
ROLES = {"viewer": LOOK, "editor": WRITE, "reviewer": REVIEW, "manager": MANAGE}
ACCOUNTS = [("auth", "user", ("view", "add", "change")), ("auth", "group", ("view",))]  # a manager keeps the accounts
PACKAGE = ("importpreview", "restore_package", "Can restore a whole data package")


def make_roles(apps, schema_editor):
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for role, verbs in ROLES.items():
        wanted = [("clauses", model, verb) for verb, models in verbs.items() for model in models]
        if role == "manager":
            wanted += [(app, model, verb) for app, model, names in ACCOUNTS for verb in names]
        granted = [permission(apps, using, *each) for each in wanted]
        if role == "manager":
            granted.append(named_permission(apps, using, "clauses", *PACKAGE))
        group, _ = groups.get_or_create(name=role)
        group.permissions.set(granted)


def permission(apps, using, app, model, verb):
    name = f"Can {verb} {apps.get_model(app, model)._meta.verbose_name}"
    return named_permission(apps, using, app, model, f"{verb}_{model}", name)


def named_permission(apps, using, app, model, codename, name):
    """The permission, which Django would make only after all migrations have run."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(using)
    kind, _ = kinds.get_or_create(app_label=app, model=model)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    return permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


def take_roles_away(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("clauses", "0001_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, take_roles_away)]
