"""All tables as they are, and the four roles: who may look, write, publish, import and keep the accounts.

In the place of the ten before it: a database that has all of them needs nothing, one that has only some is refused with
the way out (`treatytracker.upgrades`).
"""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import clauses.fields
import clauses.models.stated
import clauses.ordering

RECORDS = [
    "action",
    "actor",
    "agreement",
    "assessment",
    "citation",
    "clause",
    "commitment",
    "disagreement",
    "place",
    "resolution",
    "series",
    "source",
]
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
    "disagreementside",
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


class AtOnce(migrations.SeparateDatabaseAndState):
    """Creates tables from their models as they are in the end.

    Django builds all models anew for each operation that adds one or a part of one, which takes twice as long as all
    else on the way from nothing to empty tables.
    """

    def __init__(self, operations):
        super().__init__(state_operations=operations)
        self.created = [operation for operation in operations if isinstance(operation, migrations.CreateModel)]

    def deconstruct(self):
        return type(self).__qualname__, [self.state_operations], {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # else they are built anew after each operation
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.created:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.created):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("clauses", "0001_tables"),
        ("clauses", "0002_roles"),
        ("clauses", "0003_quotation_locks_and_resolutions"),
        ("clauses", "0004_stated_days_and_roles"),
        ("clauses", "0005_series_figures_and_disagreements"),
        ("clauses", "0006_roles_for_series_and_disagreements"),
        ("clauses", "0001_record"),
        ("clauses", "0007_quotations_that_moved"),
        ("clauses", "0011_search_columns_on_lines"),
        ("clauses", "0012_names_in_folded_order"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    tables = [
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the action in addresses and files.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="What happened or was announced, in a few own words.", max_length=200),
                ),
                (
                    "type",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("negotiation", "negotiation"),
                            ("adoption", "adoption"),
                            ("initialling", "initialling"),
                            ("signature", "signature"),
                            ("parliamentary_approval", "approval by parliament"),
                            ("presidential_assent", "assent by the president"),
                            ("ratification", "ratification"),
                            ("acceptance", "acceptance"),
                            ("approval", "approval"),
                            ("accession", "accession"),
                            ("exchange_of_instruments", "exchange of instruments"),
                            ("deposit", "deposit"),
                            ("entry_into_force", "entry into force"),
                            ("provisional_application", "provisional application"),
                            ("registration", "registration"),
                            ("publication", "publication"),
                            ("reservation", "reservation"),
                            ("interpretative_declaration", "interpretative declaration"),
                            ("objection", "objection"),
                            ("amendment", "amendment"),
                            ("suspension", "suspension"),
                            ("denunciation", "denunciation"),
                            ("withdrawal", "withdrawal"),
                            ("termination", "termination"),
                            ("bill_submitted", "draft law handed over"),
                            ("law_adopted", "law adopted"),
                            ("decree", "decree"),
                            ("meeting", "meeting"),
                            ("visit", "visit"),
                            ("call", "call"),
                            ("joint_exercise", "joint exercise"),
                            ("training", "training"),
                            ("delivery", "delivery"),
                            ("joint_production", "joint production"),
                            ("demining", "de-mining"),
                            ("reconstruction", "reconstruction"),
                            ("aid_delivery", "aid delivered"),
                            ("infrastructure", "infrastructure"),
                            ("trade_measure", "trade measure"),
                            ("joint_institution", "joint institution"),
                            ("cultural_event", "cultural event"),
                            ("information_sharing", "sharing of information"),
                            ("statement", "statement"),
                            ("announcement", "announcement"),
                        ],
                        help_text="What sort of act it is. An act of parliament is not a ratification.",
                        max_length=40,
                    ),
                ),
                (
                    "status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("announced", "announced"),
                            ("planned", "planned"),
                            ("ongoing", "ongoing"),
                            ("completed", "completed"),
                            ("postponed", "postponed"),
                            ("suspended", "suspended"),
                            ("missed", "missed"),
                            ("cancelled", "cancelled"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        help_text="How far it had got by the latest source, in the editors' reading; never inferred from the calendar.",
                        max_length=40,
                    ),
                ),
                (
                    "relation",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("life_cycle", "life of the agreement"),
                            ("follow_up", "follow-up"),
                            ("baseline", "baseline"),
                            ("reaction", "reaction"),
                            ("context", "context"),
                        ],
                        help_text="What it has to do with the agreement. Baselines and reactions never count as implementation.",
                        max_length=40,
                        verbose_name="relation to the agreement",
                    ),
                ),
                (
                    "date",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="When it happened, as exactly as the sources allow and no more, in the editors' reading.",
                        max_length=40,
                    ),
                ),
                (
                    "date_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="date",
                    ),
                ),
                (
                    "date_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="date",
                    ),
                ),
                (
                    "date_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="date",
                    ),
                ),
                (
                    "date_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="date"
                    ),
                ),
                (
                    "date_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="date"
                    ),
                ),
                (
                    "date_as_printed",
                    models.CharField(
                        blank=True, default="", help_text="The date in the words of the source.", max_length=200
                    ),
                ),
                (
                    "date_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the date is read so, where the source does not say it outright.",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, default="", help_text="What the sources report, in own words."),
                ),
            ],
            options={
                "ordering": (models.OrderBy(models.F("date_sort"), descending=True, nulls_last=True), "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the agreement in addresses and files.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The title in English; other titles are names of the agreement.", max_length=300
                    ),
                ),
                (
                    "instrument_type",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("treaty", "treaty"),
                            ("convention", "convention"),
                            ("agreement", "agreement"),
                            ("protocol", "protocol"),
                            ("declaration", "declaration"),
                            ("joint_statement", "joint statement"),
                            ("memorandum", "memorandum"),
                            ("exchange_of_notes", "exchange of notes"),
                            ("charter", "charter"),
                            ("action_plan", "action plan"),
                            ("other", "other"),
                        ],
                        help_text="What the instrument calls itself, whatever the press calls it.",
                        max_length=40,
                    ),
                ),
                (
                    "binding_status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("binding", "binding"),
                            ("non_binding", "not binding"),
                            ("mixed", "mixed"),
                            ("disputed", "disputed"),
                            ("undetermined", "undetermined"),
                        ],
                        default="undetermined",
                        help_text="Whether it binds in law.",
                        max_length=40,
                    ),
                ),
                (
                    "binding_note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What the judgement on its binding status rests on.",
                        verbose_name="note on binding status",
                    ),
                ),
                (
                    "authentic_languages",
                    clauses.fields.NamesField(
                        blank=True,
                        default="",
                        help_text="The languages (BCP 47) whose texts are authentic, separated by semicolons, as in az; tr.",
                    ),
                ),
                (
                    "record_level",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("full_text", "full text"),
                            ("partial_text", "part of the text"),
                            ("metadata", "description only"),
                            ("mention", "mention"),
                        ],
                        help_text="How much of the agreement is recorded here.",
                        max_length=40,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, default="", help_text="What it is about, in own words, for a stranger."
                    ),
                ),
            ],
            options={
                "ordering": (
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the disagreement in files.", max_length=100, unique=True
                    ),
                ),
                ("title", models.CharField(help_text="What is in dispute, in a few own words.", max_length=200)),
                (
                    "note",
                    models.TextField(
                        help_text="Why the passages cannot all be right, in words for readers, and what is open."
                    ),
                ),
            ],
            options={
                "ordering": ("slug",),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the series in addresses and files.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="What is held again and again, in a few own words.", max_length=200),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What makes the editions one series, and how often it is said to be held.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
                "ordering": (
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the actor in addresses and files.", max_length=100, unique=True
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The name in English as the actor uses it today, without a title or rank.",
                        max_length=200,
                    ),
                ),
                (
                    "other_names",
                    clauses.fields.NamesField(
                        blank=True,
                        default="",
                        help_text="Other names and spellings that sources use, separated by semicolons.",
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("state", "state"),
                            ("body", "body"),
                            ("office", "office"),
                            ("person", "person"),
                            ("igo", "intergovernmental organisation"),
                            ("media", "media"),
                            ("company", "company"),
                            ("other", "other"),
                        ],
                        help_text="What sort of actor it is. An office is not the person who holds it.",
                        max_length=40,
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The three-letter code of a state of today; empty for all other actors and for states of the past.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}\\Z", "Three capital letters of ISO 3166-1, as in AZE."
                            )
                        ],
                        verbose_name="ISO 3166-1 code",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="The state that the actor belongs to or holds its office in; a medium carries one only where it is the state's own agency or broadcaster. Empty for states themselves.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organs",
                        to="clauses.actor",
                        verbose_name="state",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body that the actor is a part of, such as the government for a ministry.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="clauses.actor",
                    ),
                ),
            ],
            options={
                "ordering": (
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="ActionParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "role",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("participant", "participant"),
                            ("host", "host"),
                            ("signatory", "signatory"),
                            ("speaker", "speaker"),
                            ("provider", "provider"),
                            ("recipient", "recipient"),
                        ],
                        default="participant",
                        help_text="Its part in the action.",
                        max_length=40,
                    ),
                ),
                (
                    "name_as_reported",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The person or unit as the source names it, as in Zakir Hasanov.",
                        max_length=200,
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        help_text="The action.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="clauses.action",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        help_text="The state, body or office.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="clauses.actor",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "action",
                    "role",
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "actor__search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("actor__slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "actor__slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="ActorIdentifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "scheme",
                    clauses.fields.VocabularyField(
                        choices=[("cow", "Correlates of War"), ("wikidata", "Wikidata"), ("isni", "ISNI")],
                        help_text="The scheme that the code belongs to.",
                        max_length=40,
                    ),
                ),
                (
                    "code_there",
                    clauses.fields.ForeignCodeField(
                        help_text="The code in that scheme, copied, never typed from memory.",
                        max_length=50,
                        verbose_name="code",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        help_text="The actor that the code stands for.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="clauses.actor",
                    ),
                ),
            ],
            options={
                "ordering": ("actor", "scheme", "code_there"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.AddField(
            model_name="action",
            name="agreement",
            field=models.ForeignKey(
                blank=True,
                help_text="The agreement that it belongs to; empty where it belongs to none.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="clauses.agreement",
            ),
        ),
        migrations.CreateModel(
            name="AgreementIdentifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "scheme",
                    clauses.fields.VocabularyField(
                        choices=[("unts", "UNTS"), ("atop", "ATOP"), ("gazette", "gazette decision")],
                        help_text="The scheme that the number belongs to.",
                        max_length=40,
                    ),
                ),
                (
                    "code_there",
                    clauses.fields.ForeignCodeField(
                        help_text="The number in that scheme.", max_length=50, verbose_name="code"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        help_text="The agreement that the number stands for.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="clauses.agreement",
                    ),
                ),
            ],
            options={
                "ordering": ("agreement", "scheme", "code_there"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="AgreementName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The code of the name within its agreement, as in shusha-protocol.", max_length=100
                    ),
                ),
                ("name", models.CharField(help_text="The name as written.", max_length=300)),
                (
                    "language",
                    clauses.fields.LanguageField(
                        default="en", help_text="The language of the name (BCP 47).", max_length=20
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("official", "official"),
                            ("short", "short"),
                            ("alias", "alias"),
                            ("reported", "reported"),
                            ("translation", "translation"),
                        ],
                        help_text="Whether it is an official title, a short form or what reports call it.",
                        max_length=40,
                    ),
                ),
                (
                    "designation",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("treaty", "treaty"),
                            ("convention", "convention"),
                            ("agreement", "agreement"),
                            ("protocol", "protocol"),
                            ("declaration", "declaration"),
                            ("joint_statement", "joint statement"),
                            ("memorandum", "memorandum"),
                            ("exchange_of_notes", "exchange of notes"),
                            ("charter", "charter"),
                            ("action_plan", "action plan"),
                            ("other", "other"),
                        ],
                        default="",
                        help_text="The type of instrument that the name implies, such as protocol; empty where it implies none.",
                        max_length=40,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        help_text="The agreement that bears the name.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="clauses.agreement",
                    ),
                ),
            ],
            options={
                "ordering": ("agreement", "kind", clauses.ordering.ByCodePoint("search_text"), "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "role",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("party", "party"),
                            ("signatory", "signatory"),
                            ("depositary", "depositary"),
                            ("guarantor", "guarantor"),
                            ("witness", "witness"),
                            ("observer", "observer"),
                        ],
                        default="party",
                        help_text="Its part in the agreement.",
                        max_length=40,
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        help_text="The state or organisation.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_to",
                        to="clauses.actor",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        help_text="The agreement.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="clauses.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "agreement parties",
                "ordering": (
                    "agreement",
                    "role",
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "actor__search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("actor__slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "actor__slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="Clause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "wid",
                    models.CharField(
                        help_text="The permanent code within the agreement, as in o5__c. A clause known only from reports starts x__.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(_{1,2}[a-z0-9]+|-[a-z0-9]+)*\\Z",
                                "Lower-case letters, digits, - and _, as in o5__a or x__mining.",
                            )
                        ],
                        verbose_name="permanent code",
                    ),
                ),
                (
                    "eid",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The Akoma Ntoso eId by today's structure of the text; it may change when more is known.",
                        max_length=100,
                        verbose_name="current code",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in the order of the document, from 1."),
                ),
                (
                    "function",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("title", "title"),
                            ("recital", "recital"),
                            ("operative", "operative"),
                            ("final", "final clause"),
                            ("testimonium", "testimonium"),
                            ("annex", "annex"),
                        ],
                        help_text="What the clause does in the text.",
                        max_length=40,
                    ),
                ),
                (
                    "label",
                    models.CharField(help_text="The label that this database gives it, as in O6.", max_length=20),
                ),
                (
                    "num",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The number printed in the text; empty where the text prints none. Numbers are never invented.",
                        max_length=20,
                        verbose_name="number as printed",
                    ),
                ),
                (
                    "heading",
                    models.CharField(help_text="What the clause is about, in a few own words.", max_length=200),
                ),
                (
                    "order_is_reconstructed",
                    models.BooleanField(
                        default=False,
                        help_text="Whether its place in the order is inferred because no full text could be read.",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        help_text="The agreement that the clause is part of.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clauses",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The clause that it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="clauses.clause",
                    ),
                ),
            ],
            options={
                "ordering": ("agreement", "position", "wid"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="AgreementRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "predicate",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("reaffirms", "reaffirms"),
                            ("based_on", "is based on"),
                            ("refers_to", "refers to"),
                            ("amends", "amends"),
                            ("supplements", "supplements"),
                            ("supersedes", "supersedes"),
                            ("implements", "implements"),
                            ("terminates", "terminates"),
                        ],
                        help_text="What it says or does about the other.",
                        max_length=40,
                    ),
                ),
                (
                    "object",
                    models.ForeignKey(
                        help_text="The agreement spoken about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_to_it",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        help_text="The agreement that speaks.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        help_text="The clause of the first agreement that says so, where one does.",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="relations",
                        to="clauses.clause",
                    ),
                ),
            ],
            options={
                "ordering": ("subject", "predicate", "object__slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(help_text="The table of the row, as in action.", max_length=60)),
                ("row", models.PositiveBigIntegerField(help_text="The row's number in the database.", null=True)),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("remark", "remark"),
                            ("sent", "sent to review"),
                            ("returned", "returned"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                            ("reopened", "set back to draft"),
                        ],
                        default="remark",
                        help_text="What the comment goes with.",
                        max_length=40,
                    ),
                ),
                ("text", models.TextField(blank=True, default="", help_text="What is said.")),
                ("created", models.DateTimeField(auto_now_add=True, help_text="When it was said.")),
                (
                    "is_open",
                    models.BooleanField(
                        default=False, help_text="Whether the author of the record still has to do it."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who says so.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created", "-pk"),
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the commitment in addresses and files.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                ("title", models.CharField(help_text="The promise in a few own words.", max_length=200)),
                (
                    "statement",
                    models.TextField(
                        help_text="The promise in one or two sentences of own words: who does what for whom."
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The few words that make the promise strong or weak, as in “will hold”.",
                        max_length=200,
                        verbose_name="decisive words",
                    ),
                ),
                (
                    "wording_language",
                    clauses.fields.LanguageField(
                        blank=True,
                        default="",
                        help_text="The language of these words (BCP 47).",
                        max_length=20,
                        verbose_name="language of these words",
                    ),
                ),
                (
                    "wording_status",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("authentic", "authentic"),
                            ("official_translation", "official translation"),
                            ("unofficial_translation", "unofficial translation"),
                            ("machine_translation", "machine translation"),
                            ("reported_quote", "quoted in a report"),
                            ("reported_paraphrase", "paraphrased in a report"),
                            ("editors_summary", "editors' summary"),
                        ],
                        default="",
                        help_text="Whether they stand so in an authentic text, are translated, or are what a report makes of them.",
                        max_length=40,
                        verbose_name="standing of these words",
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("mutual_defence", "mutual defence"),
                            ("non_aggression", "non-aggression"),
                            ("neutrality", "neutrality"),
                            ("crisis_consultation", "consultation in a crisis"),
                            ("regular_consultation", "regular consultation"),
                            ("military_aid", "military aid"),
                            ("basing_or_transit", "basing or transit"),
                            ("integrated_command", "integrated command"),
                            ("joint_body", "joint body"),
                            ("diplomatic_support", "diplomatic support"),
                            ("economic_aid", "economic aid"),
                            ("non_military_cooperation", "non-military cooperation"),
                            ("military_cooperation", "military cooperation"),
                            ("further_agreement", "further agreement"),
                            ("information_exchange", "exchange of information"),
                            ("legislation", "legislation"),
                            ("other", "other"),
                        ],
                        help_text="What sort of promise it is.",
                        max_length=40,
                    ),
                ),
                (
                    "modality",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("obligation", "obligation"),
                            ("prohibition", "prohibition"),
                            ("permission", "permission"),
                            ("right", "right"),
                            ("intention", "intention"),
                            ("aspiration", "aspiration"),
                            ("declaratory", "declaratory"),
                        ],
                        help_text="How strongly the wording binds.",
                        max_length=40,
                    ),
                ),
                (
                    "precision",
                    clauses.fields.ScaleField(
                        choices=[(0, "0 – general aim"), (1, "1 – named conduct"), (2, "2 – measurable conduct")],
                        default=0,
                        help_text="How exactly the promise says what is to be done.",
                    ),
                ),
                (
                    "delegation",
                    clauses.fields.ScaleField(
                        choices=[(0, "0 – none"), (1, "1 – joint body"), (2, "2 – third party")],
                        default=0,
                        help_text="Whether a body other than the parties is to act.",
                    ),
                ),
                (
                    "conditional",
                    models.BooleanField(default=False, help_text="Whether it is due only under a condition."),
                ),
                (
                    "condition",
                    models.TextField(blank=True, default="", help_text="The condition or limit, in own words."),
                ),
                (
                    "recurrence",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("one_off", "once"),
                            ("recurring", "recurring"),
                            ("continuous", "continuous"),
                            ("contingent", "contingent"),
                        ],
                        help_text="Once, again and again, always, or only if a condition arises.",
                        max_length=40,
                    ),
                ),
                (
                    "expected_interval_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The promised interval of a recurring commitment in months; empty where none is stated.",
                        null=True,
                    ),
                ),
                (
                    "deadline",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="The date by which it is to be done; empty where none is stated.",
                        max_length=40,
                    ),
                ),
                (
                    "deadline_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="deadline",
                    ),
                ),
                (
                    "deadline_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="deadline",
                    ),
                ),
                (
                    "deadline_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="deadline",
                    ),
                ),
                (
                    "deadline_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="deadline"
                    ),
                ),
                (
                    "deadline_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="deadline"
                    ),
                ),
                (
                    "deadline_as_printed",
                    models.CharField(
                        blank=True, default="", help_text="The deadline in the words of the text.", max_length=200
                    ),
                ),
                (
                    "deadline_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the deadline is read so, where the text does not say it outright.",
                    ),
                ),
                (
                    "not_seen",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What carrying it out would look like and no source reports: what was looked for, in which sources and languages, and until when.",
                        verbose_name="looked for and not found",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        help_text="The clause that the promise is taken from.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="clauses.clause",
                    ),
                ),
            ],
            options={
                "ordering": ("clause__agreement", "clause__position", "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="Counts the citations of a source from 1; permanent.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "stance",
                    clauses.fields.VocabularyField(
                        choices=[("supports", "supports"), ("contradicts", "contradicts"), ("mentions", "mentions")],
                        default="supports",
                        help_text="Whether the passage supports, contradicts or mentions it.",
                        max_length=40,
                    ),
                ),
                (
                    "field",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("date", "date"),
                            ("place", "place"),
                            ("status", "status"),
                            ("participant", "participant"),
                            ("type", "type"),
                            ("cited_as", "cited as"),
                            ("area_cleared", "area cleared"),
                            ("figure", "figure"),
                        ],
                        default="",
                        help_text="The single field that the passage states; empty where it speaks of the record as a whole.",
                        max_length=40,
                        verbose_name="field stated",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The value of that field by this source: a date, a code, a status or a number without its unit.",
                        max_length=200,
                        verbose_name="value stated",
                    ),
                ),
                (
                    "value_earliest",
                    clauses.models.stated.StatedDayField(
                        editable=False,
                        help_text="The first day of a date that is stated.",
                        null=True,
                        part="earliest",
                        source="value",
                    ),
                ),
                (
                    "value_latest",
                    clauses.models.stated.StatedDayField(
                        editable=False,
                        help_text="The last day of a date that is stated.",
                        null=True,
                        part="latest",
                        source="value",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True, default="", help_text="The unit of a number, as in km2, ha, USD.", max_length=20
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What a figure counts, as in turnover or persons trained; empty where its unit says it all.",
                        max_length=60,
                    ),
                ),
                (
                    "qualifier",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[("about", "about"), ("at_least", "at least"), ("over", "over"), ("up_to", "up to")],
                        default="",
                        help_text="Whether the number is about, at least, over or up to the value.",
                        max_length=40,
                    ),
                ),
                (
                    "as_of",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="The day for which the number or status holds, where the source says it.",
                        max_length=40,
                    ),
                ),
                (
                    "as_of_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="as_of",
                    ),
                ),
                (
                    "as_of_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="as_of",
                    ),
                ),
                (
                    "as_of_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="as_of",
                    ),
                ),
                (
                    "as_of_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="as_of"
                    ),
                ),
                (
                    "as_of_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="as_of"
                    ),
                ),
                (
                    "speaker_as_reported",
                    models.CharField(
                        blank=True, default="", help_text="The speaker's name as the source gives it.", max_length=200
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="The words of the source, verbatim, at most 15; empty where no text was read.",
                    ),
                ),
                (
                    "prefix",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A few words before the quotation, to find it again. Private.",
                        max_length=100,
                    ),
                ),
                (
                    "suffix",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A few words after the quotation, to find it again. Private.",
                        max_length=100,
                    ),
                ),
                (
                    "locator",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The paragraph, counted from 1 after title, byline and dateline; each non-empty block counts.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="paragraph",
                    ),
                ),
                (
                    "checked_digest",
                    models.CharField(
                        blank=True,
                        default="",
                        editable=False,
                        help_text="SHA-256 of the quotation, its paragraph and its article as they stood when last found in the text.",
                        max_length=64,
                        verbose_name="digest of the checked quotation",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, default="", help_text="What a reader should know of the passage, in own words."
                    ),
                ),
                (
                    "rank",
                    clauses.fields.VocabularyField(
                        choices=[("preferred", "preferred"), ("normal", "normal"), ("deprecated", "deprecated")],
                        default="normal",
                        help_text="Whether the editors follow the statement or hold it for an error.",
                        max_length=40,
                    ),
                ),
                (
                    "rank_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why it is preferred or held for an error.",
                        verbose_name="reason for the rank",
                    ),
                ),
                (
                    "credibility",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("1", "1 – confirmed"),
                            ("2", "2 – probably true"),
                            ("3", "3 – possibly true"),
                            ("4", "4 – doubtful"),
                            ("5", "5 – improbable"),
                            ("6", "6 – not judged"),
                        ],
                        default="6",
                        help_text="How credible the statement is (Admiralty code); 6 where nobody has judged it.",
                        max_length=1,
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        help_text="The action it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.action",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The agreement it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "attributed_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whom the source credits with what was done.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credited_in",
                        to="clauses.actor",
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        blank=True,
                        help_text="The name of an agreement that the source uses.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.agreementname",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The relation between two agreements that it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.agreementrelation",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        help_text="The office or body whose words the source reports; empty where the source speaks itself.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="clauses.actor",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        help_text="The clause it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.clause",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        help_text="The promise it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ("source__slug", "number"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="Bearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "basis",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("stated_by_source", "stated by a source"),
                            ("inferred_by_analyst", "inferred by an analyst"),
                        ],
                        help_text="Whether a source ties the two together or an analyst does.",
                        max_length=40,
                    ),
                ),
                ("note", models.TextField(blank=True, default="", help_text="What the link rests on, in own words.")),
                (
                    "action",
                    models.ForeignKey(
                        help_text="The action.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bearings",
                        to="clauses.action",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        help_text="The promise.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bearings",
                        to="clauses.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ("action", "commitment"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the judgement in files.", max_length=100, unique=True
                    ),
                ),
                ("analyst", models.CharField(help_text="The pseudonym of the analyst.", max_length=100)),
                ("assessed_on", models.DateField(help_text="The day of the judgement.")),
                (
                    "covers",
                    clauses.fields.UncertainDateField(
                        blank=True, default="", help_text="The period that the judgement covers.", max_length=40
                    ),
                ),
                (
                    "covers_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="covers",
                    ),
                ),
                (
                    "covers_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="covers",
                    ),
                ),
                (
                    "covers_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="covers",
                    ),
                ),
                (
                    "covers_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="covers"
                    ),
                ),
                (
                    "covers_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="covers"
                    ),
                ),
                (
                    "state_of_evidence",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("assessed", "assessed"),
                            ("not_verifiable", "not verifiable"),
                            ("no_evidence_found", "no evidence found"),
                            ("not_triggered", "not triggered"),
                        ],
                        help_text="Whether a judgement could be reached at all.",
                        max_length=40,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "level",
                    clauses.fields.ScaleField(
                        blank=True,
                        choices=[
                            (0, "0 – not initiated"),
                            (1, "1 – minimal"),
                            (2, "2 – intermediate"),
                            (3, "3 – full"),
                        ],
                        help_text="How far the whole commitment has been carried out (levels of the Peace Accords Matrix).",
                        null=True,
                    ),
                ),
                (
                    "bearing",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("fulfils", "fulfils"),
                            ("partial", "partly fulfils"),
                            ("preparatory", "prepares"),
                            ("none", "no bearing"),
                            ("contradicts", "contradicts"),
                        ],
                        default="",
                        help_text="What the action amounts to for the commitment.",
                        max_length=40,
                    ),
                ),
                (
                    "confidence",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                        default="",
                        help_text="How sure the analyst is.",
                        max_length=40,
                    ),
                ),
                ("rationale", models.TextField(help_text="Why the analyst judges so.")),
                (
                    "searched_where",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Where and in which languages the analyst looked, where nothing was found.",
                    ),
                ),
                (
                    "searched_until",
                    models.DateField(blank=True, help_text="The day up to which the search went.", null=True),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up to show how judgements look; nobody's judgement.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        help_text="The action whose bearing is judged; empty where the commitment as a whole is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="clauses.action",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        help_text="The commitment that is judged.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="clauses.commitment",
                    ),
                ),
            ],
            options={
                "ordering": ("commitment", "-assessed_on", "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="CommitmentActor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "role",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("obligor", "obligor"),
                            ("beneficiary", "beneficiary"),
                            ("implementer", "implementer"),
                        ],
                        help_text="Its part in the promise.",
                        max_length=40,
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        help_text="The actor.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment_roles",
                        to="clauses.actor",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        help_text="The promise.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actors",
                        to="clauses.commitment",
                    ),
                ),
            ],
            options={
                "ordering": (
                    "commitment",
                    "role",
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "actor__search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("actor__slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "actor__slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="CommitmentClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        help_text="The further clause.",
                        on_delete=django.db.models.deletion.CASCADE,
                        to="clauses.clause",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        help_text="The promise.", on_delete=django.db.models.deletion.CASCADE, to="clauses.commitment"
                    ),
                ),
            ],
            options={
                "ordering": ("commitment", "clause"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="also_in",
            field=models.ManyToManyField(
                blank=True,
                help_text="Other clauses that say the same.",
                related_name="further_commitments",
                through="clauses.CommitmentClause",
                to="clauses.clause",
            ),
        ),
        migrations.CreateModel(
            name="DisagreementSide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        help_text="The passage that takes this side.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disagreements",
                        to="clauses.citation",
                    ),
                ),
                (
                    "disagreement",
                    models.ForeignKey(
                        help_text="The disagreement that it is a side of.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sides",
                        to="clauses.disagreement",
                    ),
                ),
            ],
            options={
                "ordering": ("disagreement", "citation"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="Domain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the domain; it does not depend on the parent.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                ("label", models.CharField(help_text="The name of the domain in English.", max_length=100)),
                ("definition", models.TextField(help_text="What belongs to the domain, in one or two sentences.")),
                (
                    "scope_note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What to file elsewhere, and where; how borderline cases are decided.",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="The place of the domain in lists, from 1."),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The wider domain that it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="clauses.domain",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="CommitmentDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        help_text="The promise.", on_delete=django.db.models.deletion.CASCADE, to="clauses.commitment"
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        help_text="The domain.", on_delete=django.db.models.deletion.PROTECT, to="clauses.domain"
                    ),
                ),
            ],
            options={
                "ordering": ("commitment", "domain"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="domains",
            field=models.ManyToManyField(
                blank=True,
                help_text="The fields of cooperation that it belongs to.",
                related_name="commitments",
                through="clauses.CommitmentDomain",
                to="clauses.domain",
            ),
        ),
        migrations.CreateModel(
            name="DomainMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "scheme",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("eurovoc", "EuroVoc"),
                            ("dac", "OECD DAC"),
                            ("pax", "PA-X"),
                            ("atop", "ATOP"),
                            ("plover", "PLOVER"),
                        ],
                        help_text="The scheme that the code belongs to.",
                        max_length=40,
                    ),
                ),
                (
                    "code_there",
                    clauses.fields.ForeignCodeField(
                        help_text="The code of the term in that scheme.", max_length=50, verbose_name="code"
                    ),
                ),
                (
                    "label_there",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The name of the term in that scheme.",
                        max_length=200,
                        verbose_name="label",
                    ),
                ),
                (
                    "match",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("exact", "exact"),
                            ("close", "close"),
                            ("broad", "broader"),
                            ("narrow", "narrower"),
                            ("related", "related"),
                        ],
                        help_text="How close the two are (SKOS): a judgement of the editors.",
                        max_length=40,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, default="", help_text="Why the match is what it is, where that needs saying."
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        help_text="The domain that is mapped.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mappings",
                        to="clauses.domain",
                    ),
                ),
            ],
            options={
                "ordering": ("domain", "scheme", "code_there"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalActionParticipant",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "role",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("participant", "participant"),
                            ("host", "host"),
                            ("signatory", "signatory"),
                            ("speaker", "speaker"),
                            ("provider", "provider"),
                            ("recipient", "recipient"),
                        ],
                        default="participant",
                        help_text="Its part in the action.",
                        max_length=40,
                    ),
                ),
                (
                    "name_as_reported",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The person or unit as the source names it, as in Zakir Hasanov.",
                        max_length=200,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.action",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The state, body or office.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action participant",
                "verbose_name_plural": "historical action participants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActor",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the actor in addresses and files.",
                        max_length=100,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The name in English as the actor uses it today, without a title or rank.",
                        max_length=200,
                    ),
                ),
                (
                    "other_names",
                    clauses.fields.NamesField(
                        blank=True,
                        default="",
                        help_text="Other names and spellings that sources use, separated by semicolons.",
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("state", "state"),
                            ("body", "body"),
                            ("office", "office"),
                            ("person", "person"),
                            ("igo", "intergovernmental organisation"),
                            ("media", "media"),
                            ("company", "company"),
                            ("other", "other"),
                        ],
                        help_text="What sort of actor it is. An office is not the person who holds it.",
                        max_length=40,
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The three-letter code of a state of today; empty for all other actors and for states of the past.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}\\Z", "Three capital letters of ISO 3166-1, as in AZE."
                            )
                        ],
                        verbose_name="ISO 3166-1 code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The state that the actor belongs to or holds its office in; a medium carries one only where it is the state's own agency or broadcaster. Empty for states themselves.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                        verbose_name="state",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The body that the actor is a part of, such as the government for a ministry.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical actor",
                "verbose_name_plural": "historical actors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActorIdentifier",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "scheme",
                    clauses.fields.VocabularyField(
                        choices=[("cow", "Correlates of War"), ("wikidata", "Wikidata"), ("isni", "ISNI")],
                        help_text="The scheme that the code belongs to.",
                        max_length=40,
                    ),
                ),
                (
                    "code_there",
                    clauses.fields.ForeignCodeField(
                        help_text="The code in that scheme, copied, never typed from memory.",
                        max_length=50,
                        verbose_name="code",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The actor that the code stands for.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical actor identifier",
                "verbose_name_plural": "historical actor identifiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the agreement in addresses and files.",
                        max_length=100,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="The title in English; other titles are names of the agreement.", max_length=300
                    ),
                ),
                (
                    "instrument_type",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("treaty", "treaty"),
                            ("convention", "convention"),
                            ("agreement", "agreement"),
                            ("protocol", "protocol"),
                            ("declaration", "declaration"),
                            ("joint_statement", "joint statement"),
                            ("memorandum", "memorandum"),
                            ("exchange_of_notes", "exchange of notes"),
                            ("charter", "charter"),
                            ("action_plan", "action plan"),
                            ("other", "other"),
                        ],
                        help_text="What the instrument calls itself, whatever the press calls it.",
                        max_length=40,
                    ),
                ),
                (
                    "binding_status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("binding", "binding"),
                            ("non_binding", "not binding"),
                            ("mixed", "mixed"),
                            ("disputed", "disputed"),
                            ("undetermined", "undetermined"),
                        ],
                        default="undetermined",
                        help_text="Whether it binds in law.",
                        max_length=40,
                    ),
                ),
                (
                    "binding_note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What the judgement on its binding status rests on.",
                        verbose_name="note on binding status",
                    ),
                ),
                (
                    "authentic_languages",
                    clauses.fields.NamesField(
                        blank=True,
                        default="",
                        help_text="The languages (BCP 47) whose texts are authentic, separated by semicolons, as in az; tr.",
                    ),
                ),
                (
                    "record_level",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("full_text", "full text"),
                            ("partial_text", "part of the text"),
                            ("metadata", "description only"),
                            ("mention", "mention"),
                        ],
                        help_text="How much of the agreement is recorded here.",
                        max_length=40,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True, default="", help_text="What it is about, in own words, for a stranger."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement",
                "verbose_name_plural": "historical agreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementIdentifier",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "scheme",
                    clauses.fields.VocabularyField(
                        choices=[("unts", "UNTS"), ("atop", "ATOP"), ("gazette", "gazette decision")],
                        help_text="The scheme that the number belongs to.",
                        max_length=40,
                    ),
                ),
                (
                    "code_there",
                    clauses.fields.ForeignCodeField(
                        help_text="The number in that scheme.", max_length=50, verbose_name="code"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement that the number stands for.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement identifier",
                "verbose_name_plural": "historical agreement identifiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementName",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The code of the name within its agreement, as in shusha-protocol.", max_length=100
                    ),
                ),
                ("name", models.CharField(help_text="The name as written.", max_length=300)),
                (
                    "language",
                    clauses.fields.LanguageField(
                        default="en", help_text="The language of the name (BCP 47).", max_length=20
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("official", "official"),
                            ("short", "short"),
                            ("alias", "alias"),
                            ("reported", "reported"),
                            ("translation", "translation"),
                        ],
                        help_text="Whether it is an official title, a short form or what reports call it.",
                        max_length=40,
                    ),
                ),
                (
                    "designation",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("treaty", "treaty"),
                            ("convention", "convention"),
                            ("agreement", "agreement"),
                            ("protocol", "protocol"),
                            ("declaration", "declaration"),
                            ("joint_statement", "joint statement"),
                            ("memorandum", "memorandum"),
                            ("exchange_of_notes", "exchange of notes"),
                            ("charter", "charter"),
                            ("action_plan", "action plan"),
                            ("other", "other"),
                        ],
                        default="",
                        help_text="The type of instrument that the name implies, such as protocol; empty where it implies none.",
                        max_length=40,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement that bears the name.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement name",
                "verbose_name_plural": "historical agreement names",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementParty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "role",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("party", "party"),
                            ("signatory", "signatory"),
                            ("depositary", "depositary"),
                            ("guarantor", "guarantor"),
                            ("witness", "witness"),
                            ("observer", "observer"),
                        ],
                        default="party",
                        help_text="Its part in the agreement.",
                        max_length=40,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The state or organisation.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement party",
                "verbose_name_plural": "historical agreement parties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementRelation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "predicate",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("reaffirms", "reaffirms"),
                            ("based_on", "is based on"),
                            ("refers_to", "refers to"),
                            ("amends", "amends"),
                            ("supplements", "supplements"),
                            ("supersedes", "supersedes"),
                            ("implements", "implements"),
                            ("terminates", "terminates"),
                        ],
                        help_text="What it says or does about the other.",
                        max_length=40,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The clause of the first agreement that says so, where one does.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement spoken about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement that speaks.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement relation",
                "verbose_name_plural": "historical agreement relations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True, help_text="The permanent code of the judgement in files.", max_length=100
                    ),
                ),
                ("analyst", models.CharField(help_text="The pseudonym of the analyst.", max_length=100)),
                ("assessed_on", models.DateField(help_text="The day of the judgement.")),
                (
                    "covers",
                    clauses.fields.UncertainDateField(
                        blank=True, default="", help_text="The period that the judgement covers.", max_length=40
                    ),
                ),
                (
                    "covers_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="covers",
                    ),
                ),
                (
                    "covers_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="covers",
                    ),
                ),
                (
                    "covers_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="covers",
                    ),
                ),
                (
                    "covers_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="covers"
                    ),
                ),
                (
                    "covers_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="covers"
                    ),
                ),
                (
                    "state_of_evidence",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("assessed", "assessed"),
                            ("not_verifiable", "not verifiable"),
                            ("no_evidence_found", "no evidence found"),
                            ("not_triggered", "not triggered"),
                        ],
                        help_text="Whether a judgement could be reached at all.",
                        max_length=40,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "level",
                    clauses.fields.ScaleField(
                        blank=True,
                        choices=[
                            (0, "0 – not initiated"),
                            (1, "1 – minimal"),
                            (2, "2 – intermediate"),
                            (3, "3 – full"),
                        ],
                        help_text="How far the whole commitment has been carried out (levels of the Peace Accords Matrix).",
                        null=True,
                    ),
                ),
                (
                    "bearing",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("fulfils", "fulfils"),
                            ("partial", "partly fulfils"),
                            ("preparatory", "prepares"),
                            ("none", "no bearing"),
                            ("contradicts", "contradicts"),
                        ],
                        default="",
                        help_text="What the action amounts to for the commitment.",
                        max_length=40,
                    ),
                ),
                (
                    "confidence",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                        default="",
                        help_text="How sure the analyst is.",
                        max_length=40,
                    ),
                ),
                ("rationale", models.TextField(help_text="Why the analyst judges so.")),
                (
                    "searched_where",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Where and in which languages the analyst looked, where nothing was found.",
                    ),
                ),
                (
                    "searched_until",
                    models.DateField(blank=True, help_text="The day up to which the search went.", null=True),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up to show how judgements look; nobody's judgement.",
                        verbose_name="sample",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action whose bearing is judged; empty where the commitment as a whole is.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.action",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The commitment that is judged.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assessment",
                "verbose_name_plural": "historical assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBearing",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "basis",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("stated_by_source", "stated by a source"),
                            ("inferred_by_analyst", "inferred by an analyst"),
                        ],
                        help_text="Whether a source ties the two together or an analyst does.",
                        max_length=40,
                    ),
                ),
                ("note", models.TextField(blank=True, default="", help_text="What the link rests on, in own words.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.action",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bearing",
                "verbose_name_plural": "historical bearings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClause",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "wid",
                    models.CharField(
                        help_text="The permanent code within the agreement, as in o5__c. A clause known only from reports starts x__.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(_{1,2}[a-z0-9]+|-[a-z0-9]+)*\\Z",
                                "Lower-case letters, digits, - and _, as in o5__a or x__mining.",
                            )
                        ],
                        verbose_name="permanent code",
                    ),
                ),
                (
                    "eid",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The Akoma Ntoso eId by today's structure of the text; it may change when more is known.",
                        max_length=100,
                        verbose_name="current code",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Its place in the order of the document, from 1."),
                ),
                (
                    "function",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("title", "title"),
                            ("recital", "recital"),
                            ("operative", "operative"),
                            ("final", "final clause"),
                            ("testimonium", "testimonium"),
                            ("annex", "annex"),
                        ],
                        help_text="What the clause does in the text.",
                        max_length=40,
                    ),
                ),
                (
                    "label",
                    models.CharField(help_text="The label that this database gives it, as in O6.", max_length=20),
                ),
                (
                    "num",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The number printed in the text; empty where the text prints none. Numbers are never invented.",
                        max_length=20,
                        verbose_name="number as printed",
                    ),
                ),
                (
                    "heading",
                    models.CharField(help_text="What the clause is about, in a few own words.", max_length=200),
                ),
                (
                    "order_is_reconstructed",
                    models.BooleanField(
                        default=False,
                        help_text="Whether its place in the order is inferred because no full text could be read.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement that the clause is part of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The clause that it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical clause",
                "verbose_name_plural": "historical clauses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the commitment in addresses and files.",
                        max_length=100,
                    ),
                ),
                ("title", models.CharField(help_text="The promise in a few own words.", max_length=200)),
                (
                    "statement",
                    models.TextField(
                        help_text="The promise in one or two sentences of own words: who does what for whom."
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The few words that make the promise strong or weak, as in “will hold”.",
                        max_length=200,
                        verbose_name="decisive words",
                    ),
                ),
                (
                    "wording_language",
                    clauses.fields.LanguageField(
                        blank=True,
                        default="",
                        help_text="The language of these words (BCP 47).",
                        max_length=20,
                        verbose_name="language of these words",
                    ),
                ),
                (
                    "wording_status",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("authentic", "authentic"),
                            ("official_translation", "official translation"),
                            ("unofficial_translation", "unofficial translation"),
                            ("machine_translation", "machine translation"),
                            ("reported_quote", "quoted in a report"),
                            ("reported_paraphrase", "paraphrased in a report"),
                            ("editors_summary", "editors' summary"),
                        ],
                        default="",
                        help_text="Whether they stand so in an authentic text, are translated, or are what a report makes of them.",
                        max_length=40,
                        verbose_name="standing of these words",
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("mutual_defence", "mutual defence"),
                            ("non_aggression", "non-aggression"),
                            ("neutrality", "neutrality"),
                            ("crisis_consultation", "consultation in a crisis"),
                            ("regular_consultation", "regular consultation"),
                            ("military_aid", "military aid"),
                            ("basing_or_transit", "basing or transit"),
                            ("integrated_command", "integrated command"),
                            ("joint_body", "joint body"),
                            ("diplomatic_support", "diplomatic support"),
                            ("economic_aid", "economic aid"),
                            ("non_military_cooperation", "non-military cooperation"),
                            ("military_cooperation", "military cooperation"),
                            ("further_agreement", "further agreement"),
                            ("information_exchange", "exchange of information"),
                            ("legislation", "legislation"),
                            ("other", "other"),
                        ],
                        help_text="What sort of promise it is.",
                        max_length=40,
                    ),
                ),
                (
                    "modality",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("obligation", "obligation"),
                            ("prohibition", "prohibition"),
                            ("permission", "permission"),
                            ("right", "right"),
                            ("intention", "intention"),
                            ("aspiration", "aspiration"),
                            ("declaratory", "declaratory"),
                        ],
                        help_text="How strongly the wording binds.",
                        max_length=40,
                    ),
                ),
                (
                    "precision",
                    clauses.fields.ScaleField(
                        choices=[(0, "0 – general aim"), (1, "1 – named conduct"), (2, "2 – measurable conduct")],
                        default=0,
                        help_text="How exactly the promise says what is to be done.",
                    ),
                ),
                (
                    "delegation",
                    clauses.fields.ScaleField(
                        choices=[(0, "0 – none"), (1, "1 – joint body"), (2, "2 – third party")],
                        default=0,
                        help_text="Whether a body other than the parties is to act.",
                    ),
                ),
                (
                    "conditional",
                    models.BooleanField(default=False, help_text="Whether it is due only under a condition."),
                ),
                (
                    "condition",
                    models.TextField(blank=True, default="", help_text="The condition or limit, in own words."),
                ),
                (
                    "recurrence",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("one_off", "once"),
                            ("recurring", "recurring"),
                            ("continuous", "continuous"),
                            ("contingent", "contingent"),
                        ],
                        help_text="Once, again and again, always, or only if a condition arises.",
                        max_length=40,
                    ),
                ),
                (
                    "expected_interval_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The promised interval of a recurring commitment in months; empty where none is stated.",
                        null=True,
                    ),
                ),
                (
                    "deadline",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="The date by which it is to be done; empty where none is stated.",
                        max_length=40,
                    ),
                ),
                (
                    "deadline_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="deadline",
                    ),
                ),
                (
                    "deadline_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="deadline",
                    ),
                ),
                (
                    "deadline_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="deadline",
                    ),
                ),
                (
                    "deadline_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="deadline"
                    ),
                ),
                (
                    "deadline_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="deadline"
                    ),
                ),
                (
                    "deadline_as_printed",
                    models.CharField(
                        blank=True, default="", help_text="The deadline in the words of the text.", max_length=200
                    ),
                ),
                (
                    "deadline_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the deadline is read so, where the text does not say it outright.",
                    ),
                ),
                (
                    "not_seen",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What carrying it out would look like and no source reports: what was looked for, in which sources and languages, and until when.",
                        verbose_name="looked for and not found",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The clause that the promise is taken from.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical commitment",
                "verbose_name_plural": "historical commitments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitmentActor",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "role",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("obligor", "obligor"),
                            ("beneficiary", "beneficiary"),
                            ("implementer", "implementer"),
                        ],
                        help_text="Its part in the promise.",
                        max_length=40,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The actor.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical commitment actor",
                "verbose_name_plural": "historical commitment actors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitmentClause",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The further clause.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical commitment clause",
                "verbose_name_plural": "historical commitment clauses",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitmentDomain",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The domain.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.domain",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical commitment domain",
                "verbose_name_plural": "historical commitment domains",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDisagreement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True, help_text="The permanent code of the disagreement in files.", max_length=100
                    ),
                ),
                ("title", models.CharField(help_text="What is in dispute, in a few own words.", max_length=200)),
                (
                    "note",
                    models.TextField(
                        help_text="Why the passages cannot all be right, in words for readers, and what is open."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical disagreement",
                "verbose_name_plural": "historical disagreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDisagreementSide",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The passage that takes this side.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.citation",
                    ),
                ),
                (
                    "disagreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The disagreement that it is a side of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.disagreement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical disagreement side",
                "verbose_name_plural": "historical disagreement sides",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDomain",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the domain; it does not depend on the parent.",
                        max_length=100,
                    ),
                ),
                ("label", models.CharField(help_text="The name of the domain in English.", max_length=100)),
                ("definition", models.TextField(help_text="What belongs to the domain, in one or two sentences.")),
                (
                    "scope_note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What to file elsewhere, and where; how borderline cases are decided.",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="The place of the domain in lists, from 1."),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The wider domain that it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.domain",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical domain",
                "verbose_name_plural": "historical domains",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDomainMapping",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "scheme",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("eurovoc", "EuroVoc"),
                            ("dac", "OECD DAC"),
                            ("pax", "PA-X"),
                            ("atop", "ATOP"),
                            ("plover", "PLOVER"),
                        ],
                        help_text="The scheme that the code belongs to.",
                        max_length=40,
                    ),
                ),
                (
                    "code_there",
                    clauses.fields.ForeignCodeField(
                        help_text="The code of the term in that scheme.", max_length=50, verbose_name="code"
                    ),
                ),
                (
                    "label_there",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The name of the term in that scheme.",
                        max_length=200,
                        verbose_name="label",
                    ),
                ),
                (
                    "match",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("exact", "exact"),
                            ("close", "close"),
                            ("broad", "broader"),
                            ("narrow", "narrower"),
                            ("related", "related"),
                        ],
                        help_text="How close the two are (SKOS): a judgement of the editors.",
                        max_length=40,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, default="", help_text="Why the match is what it is, where that needs saying."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The domain that is mapped.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.domain",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical domain mapping",
                "verbose_name_plural": "historical domain mappings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResolution",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True, help_text="The permanent code of the decision in files.", max_length=100
                    ),
                ),
                (
                    "field",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("date", "date"),
                            ("place", "place"),
                            ("status", "status"),
                            ("participant", "participant"),
                            ("type", "type"),
                            ("cited_as", "cited as"),
                            ("area_cleared", "area cleared"),
                            ("figure", "figure"),
                        ],
                        help_text="What the sources disagree about.",
                        max_length=40,
                        verbose_name="field in dispute",
                    ),
                ),
                ("reason", models.TextField(help_text="Why, in words for readers.")),
                ("resolved_on", models.DateField(help_text="The day of the decision.", verbose_name="decided on")),
                (
                    "resolved_by",
                    models.CharField(
                        help_text="The pseudonym of the editor.", max_length=100, verbose_name="decided by"
                    ),
                ),
                (
                    "statements",
                    models.CharField(
                        blank=True,
                        default="",
                        editable=False,
                        help_text="SHA-256 of what the sources stated when it was decided, to tell whether that has changed.",
                        max_length=64,
                        verbose_name="digest of the statements",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.action",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The clause it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The statement that the editors follow; empty where they hold that it cannot be decided.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.citation",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The name of an agreement that the source uses.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreementname",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The relation between two agreements that it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreementrelation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical resolution",
                "verbose_name_plural": "historical resolutions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSeries",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the series in addresses and files.",
                        max_length=100,
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="What is held again and again, in a few own words.", max_length=200),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What makes the editions one series, and how often it is said to be held.",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical series",
                "verbose_name_plural": "historical series",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportPreview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(
                        help_text="What the confirmation names; it cannot be guessed and is no path.",
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("table", models.CharField(help_text="The table that the file is for.", max_length=40)),
                ("content", models.BinaryField(help_text="The file as it was uploaded.")),
                ("digest", models.CharField(help_text="SHA-256 of the file.", max_length=64)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Digest of the changes that the preview showed; the import must make the same.",
                        max_length=64,
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it was uploaded.")),
                (
                    "user",
                    models.ForeignKey(
                        help_text="Who uploaded the file.",
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created",),
                "permissions": (("restore_package", "Can restore a whole data package"),),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(help_text="The table of the two rows, as in actor.", max_length=60)),
                ("kept", models.PositiveBigIntegerField(help_text="The number of the row that stays.")),
                (
                    "old_code",
                    models.CharField(help_text="The code of the row that went; it leads to the other.", max_length=100),
                ),
                ("old_row", models.PositiveBigIntegerField(help_text="The number of the row that went.")),
                (
                    "steps",
                    models.JSONField(
                        help_text="Every row that was moved or taken away, with its values before and after."
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True, help_text="When they were merged.")),
                ("undone", models.DateTimeField(help_text="When it was undone.", null=True)),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who merged them.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        help_text="Who undid it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created", "-pk"),
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(help_text="The table of the two rows, as in actor.", max_length=60)),
                ("first", models.PositiveBigIntegerField(help_text="The smaller number of the two.")),
                ("second", models.PositiveBigIntegerField(help_text="The larger number of the two.")),
                ("created", models.DateTimeField(auto_now_add=True, help_text="When it was said.")),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who says so.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "not the same",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the place in files; it takes no side in a dispute.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="The name in English that the cited sources use most.", max_length=200),
                ),
                (
                    "other_names",
                    clauses.fields.NamesField(
                        blank=True,
                        default="",
                        help_text="All other names in use, in any language, separated by semicolons.",
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("country", "country"),
                            ("region", "region"),
                            ("city", "city or town"),
                            ("route", "route"),
                            ("other", "other"),
                        ],
                        help_text="What sort of place it is.",
                        max_length=40,
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The code of the country that the place lies in by the position of the United Nations.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}\\Z", "Three capital letters of ISO 3166-1, as in AZE."
                            )
                        ],
                        verbose_name="ISO 3166-1 code",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Degrees north of the equator (WGS 84); only together with the longitude.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Degrees east of Greenwich (WGS 84); only together with the latitude.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                    ),
                ),
                (
                    "wikidata",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The item of the place in Wikidata, copied and never typed from memory.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator("^Q[1-9]\\d*\\Z", "A Wikidata item, as in Q42.")
                        ],
                    ),
                ),
                (
                    "geonames",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="The number of the place in GeoNames, copied and never typed from memory.",
                        null=True,
                        verbose_name="GeoNames number",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger place that it lies in.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="clauses.place",
                    ),
                ),
            ],
            options={
                "ordering": (
                    clauses.ordering.ByCodePoint(
                        django.db.models.functions.text.Substr(
                            "search_text",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.text.Length("slug"), "+", models.Value(2)
                            ),
                        )
                    ),
                    "slug",
                ),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlace",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the place in files; it takes no side in a dispute.",
                        max_length=100,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="The name in English that the cited sources use most.", max_length=200),
                ),
                (
                    "other_names",
                    clauses.fields.NamesField(
                        blank=True,
                        default="",
                        help_text="All other names in use, in any language, separated by semicolons.",
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("country", "country"),
                            ("region", "region"),
                            ("city", "city or town"),
                            ("route", "route"),
                            ("other", "other"),
                        ],
                        help_text="What sort of place it is.",
                        max_length=40,
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The code of the country that the place lies in by the position of the United Nations.",
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}\\Z", "Three capital letters of ISO 3166-1, as in AZE."
                            )
                        ],
                        verbose_name="ISO 3166-1 code",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Degrees north of the equator (WGS 84); only together with the longitude.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Degrees east of Greenwich (WGS 84); only together with the latitude.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                    ),
                ),
                (
                    "wikidata",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The item of the place in Wikidata, copied and never typed from memory.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator("^Q[1-9]\\d*\\Z", "A Wikidata item, as in Q42.")
                        ],
                    ),
                ),
                (
                    "geonames",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="The number of the place in GeoNames, copied and never typed from memory.",
                        null=True,
                        verbose_name="GeoNames number",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The larger place that it lies in.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical place",
                "verbose_name_plural": "historical places",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalActionPlace",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.action",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The place.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action place",
                "verbose_name_plural": "historical action places",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ActionPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        help_text="The action.", on_delete=django.db.models.deletion.CASCADE, to="clauses.action"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        help_text="The place.", on_delete=django.db.models.deletion.PROTECT, to="clauses.place"
                    ),
                ),
            ],
            options={
                "ordering": ("action", "place"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.AddField(
            model_name="action",
            name="places",
            field=models.ManyToManyField(
                blank=True,
                help_text="Where it happened; may be several.",
                related_name="actions",
                through="clauses.ActionPlace",
                to="clauses.place",
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(help_text="The table of the row, as in action.", max_length=60)),
                ("row", models.PositiveBigIntegerField(help_text="The row's number in the database.", null=True)),
                (
                    "title",
                    models.CharField(help_text="What the record was called when it was proposed.", max_length=300),
                ),
                ("edits", models.JSONField(help_text="The rows that change, each with its old and new values.")),
                ("reason", models.TextField(blank=True, default="", help_text="Why, in the words of its author.")),
                (
                    "status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("waiting", "waiting for a reviewer"),
                            ("returned", "returned to its author"),
                            ("applied", "applied"),
                            ("declined", "declined"),
                            ("taken_back", "taken back"),
                        ],
                        default="waiting",
                        help_text="What has become of it.",
                        max_length=40,
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True, help_text="When it was proposed.")),
                ("changed", models.DateTimeField(auto_now=True, help_text="When it was last written.")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, help_text="How many times its edits have been written."),
                ),
                ("decided", models.DateTimeField(blank=True, help_text="When it was decided.", null=True)),
                ("answer", models.TextField(blank=True, default="", help_text="What the reviewer says of it.")),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who proposes it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who decided on it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created", "-pk"),
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="QuotationCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lock",
                    clauses.fields.VocabularyField(
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
                (
                    "paragraph",
                    models.PositiveSmallIntegerField(help_text="The paragraph in which it was found.", null=True),
                ),
                (
                    "start",
                    models.PositiveIntegerField(
                        help_text="Where it begins in that paragraph, in Unicode code points from 0.", null=True
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the text and of the quotation that was looked for.", max_length=64
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the quotation with what it gives of its place, without the text.",
                        max_length=64,
                    ),
                ),
                (
                    "around",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the words between which it was last locked, as far as it does not give them itself.",
                        max_length=64,
                    ),
                ),
                (
                    "citation",
                    models.OneToOneField(
                        help_text="The citation whose quotation it is.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_in_text",
                        to="clauses.citation",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the decision in files.", max_length=100, unique=True
                    ),
                ),
                (
                    "field",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("date", "date"),
                            ("place", "place"),
                            ("status", "status"),
                            ("participant", "participant"),
                            ("type", "type"),
                            ("cited_as", "cited as"),
                            ("area_cleared", "area cleared"),
                            ("figure", "figure"),
                        ],
                        help_text="What the sources disagree about.",
                        max_length=40,
                        verbose_name="field in dispute",
                    ),
                ),
                ("reason", models.TextField(help_text="Why, in words for readers.")),
                ("resolved_on", models.DateField(help_text="The day of the decision.", verbose_name="decided on")),
                (
                    "resolved_by",
                    models.CharField(
                        help_text="The pseudonym of the editor.", max_length=100, verbose_name="decided by"
                    ),
                ),
                (
                    "statements",
                    models.CharField(
                        blank=True,
                        default="",
                        editable=False,
                        help_text="SHA-256 of what the sources stated when it was decided, to tell whether that has changed.",
                        max_length=64,
                        verbose_name="digest of the statements",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        help_text="The action it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.action",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The agreement it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        help_text="The clause it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.clause",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        help_text="The promise it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        help_text="The statement that the editors follow; empty where they hold that it cannot be decided.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="clauses.citation",
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        blank=True,
                        help_text="The name of an agreement that the source uses.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.agreementname",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        blank=True,
                        help_text="The relation between two agreements that it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="clauses.agreementrelation",
                    ),
                ),
            ],
            options={
                "ordering": ("-resolved_on", "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(help_text="The table that is filtered, as in action.", max_length=60)),
                ("name", models.CharField(help_text="What the user calls it.", max_length=60)),
                (
                    "query",
                    models.CharField(
                        blank=True, help_text="The filters, as they stand in the address.", max_length=2000
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="Whose filter it is.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("table", "name"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the action in addresses and files.",
                        max_length=100,
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="What happened or was announced, in a few own words.", max_length=200),
                ),
                (
                    "type",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("negotiation", "negotiation"),
                            ("adoption", "adoption"),
                            ("initialling", "initialling"),
                            ("signature", "signature"),
                            ("parliamentary_approval", "approval by parliament"),
                            ("presidential_assent", "assent by the president"),
                            ("ratification", "ratification"),
                            ("acceptance", "acceptance"),
                            ("approval", "approval"),
                            ("accession", "accession"),
                            ("exchange_of_instruments", "exchange of instruments"),
                            ("deposit", "deposit"),
                            ("entry_into_force", "entry into force"),
                            ("provisional_application", "provisional application"),
                            ("registration", "registration"),
                            ("publication", "publication"),
                            ("reservation", "reservation"),
                            ("interpretative_declaration", "interpretative declaration"),
                            ("objection", "objection"),
                            ("amendment", "amendment"),
                            ("suspension", "suspension"),
                            ("denunciation", "denunciation"),
                            ("withdrawal", "withdrawal"),
                            ("termination", "termination"),
                            ("bill_submitted", "draft law handed over"),
                            ("law_adopted", "law adopted"),
                            ("decree", "decree"),
                            ("meeting", "meeting"),
                            ("visit", "visit"),
                            ("call", "call"),
                            ("joint_exercise", "joint exercise"),
                            ("training", "training"),
                            ("delivery", "delivery"),
                            ("joint_production", "joint production"),
                            ("demining", "de-mining"),
                            ("reconstruction", "reconstruction"),
                            ("aid_delivery", "aid delivered"),
                            ("infrastructure", "infrastructure"),
                            ("trade_measure", "trade measure"),
                            ("joint_institution", "joint institution"),
                            ("cultural_event", "cultural event"),
                            ("information_sharing", "sharing of information"),
                            ("statement", "statement"),
                            ("announcement", "announcement"),
                        ],
                        help_text="What sort of act it is. An act of parliament is not a ratification.",
                        max_length=40,
                    ),
                ),
                (
                    "status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("announced", "announced"),
                            ("planned", "planned"),
                            ("ongoing", "ongoing"),
                            ("completed", "completed"),
                            ("postponed", "postponed"),
                            ("suspended", "suspended"),
                            ("missed", "missed"),
                            ("cancelled", "cancelled"),
                            ("unknown", "unknown"),
                        ],
                        default="unknown",
                        help_text="How far it had got by the latest source, in the editors' reading; never inferred from the calendar.",
                        max_length=40,
                    ),
                ),
                (
                    "relation",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("life_cycle", "life of the agreement"),
                            ("follow_up", "follow-up"),
                            ("baseline", "baseline"),
                            ("reaction", "reaction"),
                            ("context", "context"),
                        ],
                        help_text="What it has to do with the agreement. Baselines and reactions never count as implementation.",
                        max_length=40,
                        verbose_name="relation to the agreement",
                    ),
                ),
                (
                    "date",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="When it happened, as exactly as the sources allow and no more, in the editors' reading.",
                        max_length=40,
                    ),
                ),
                (
                    "date_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="date",
                    ),
                ),
                (
                    "date_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="date",
                    ),
                ),
                (
                    "date_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="date",
                    ),
                ),
                (
                    "date_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="date"
                    ),
                ),
                (
                    "date_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="date"
                    ),
                ),
                (
                    "date_as_printed",
                    models.CharField(
                        blank=True, default="", help_text="The date in the words of the source.", max_length=200
                    ),
                ),
                (
                    "date_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the date is read so, where the source does not say it outright.",
                    ),
                ),
                (
                    "description",
                    models.TextField(blank=True, default="", help_text="What the sources report, in own words."),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement that it belongs to; empty where it belongs to none.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The series that it is an edition of, where it is held again and again under one name.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical action",
                "verbose_name_plural": "historical actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="action",
            name="series",
            field=models.ForeignKey(
                blank=True,
                help_text="The series that it is an edition of, where it is held again and again under one name.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="clauses.series",
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        help_text="The permanent code of the source in addresses and files.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("news", "news"),
                            ("agency", "agency"),
                            ("official", "official"),
                            ("social", "social media"),
                            ("gazette", "gazette"),
                            ("treaty_text", "treaty text"),
                            ("speech", "speech or interview"),
                            ("academic", "academic"),
                            ("dataset", "dataset"),
                        ],
                        help_text="What sort of source it is.",
                        max_length=40,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The title as printed; empty where it is not known.",
                        max_length=300,
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True, default="", help_text="The author as printed; empty where none is.", max_length=200
                    ),
                ),
                (
                    "url",
                    clauses.fields.WebAddressField(
                        blank=True,
                        default="",
                        help_text="Where it was published on the web.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "archive_url",
                    clauses.fields.WebAddressField(
                        blank=True,
                        default="",
                        help_text="Where an archive keeps a copy of it.",
                        max_length=500,
                        verbose_name="archived copy",
                    ),
                ),
                (
                    "published",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="When it was published, as exactly as is known.",
                        max_length=40,
                    ),
                ),
                (
                    "published_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="published",
                    ),
                ),
                (
                    "published_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="published",
                    ),
                ),
                (
                    "published_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="published",
                    ),
                ),
                (
                    "published_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="published"
                    ),
                ),
                (
                    "published_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="published"
                    ),
                ),
                (
                    "published_as_printed",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The date of publication in the words of the source.",
                        max_length=200,
                    ),
                ),
                (
                    "published_reason",
                    models.TextField(
                        blank=True, default="", help_text="Why the date is read so, where the source does not print it."
                    ),
                ),
                (
                    "accessed_on",
                    models.DateField(blank=True, help_text="The day on which the editors read it.", null=True),
                ),
                (
                    "language",
                    clauses.fields.LanguageField(
                        blank=True, default="", help_text="The language of the source (BCP 47).", max_length=20
                    ),
                ),
                (
                    "derivation",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("republished", "republished"),
                            ("translated", "translated"),
                            ("excerpted", "excerpted"),
                            ("summarised", "summarised"),
                            ("reworded", "reworded"),
                        ],
                        default="",
                        help_text="In what way it repeats the other source.",
                        max_length=40,
                    ),
                ),
                (
                    "is_stub",
                    models.BooleanField(
                        default=False,
                        help_text="Known only because another source names it; the editors have not read it.",
                        verbose_name="not seen",
                    ),
                ),
                (
                    "extent",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("whole", "the whole text"),
                            ("excerpt", "an excerpt"),
                            ("cut_excerpt", "an excerpt cut short"),
                            ("nothing", "nothing"),
                        ],
                        default="",
                        help_text="How much of its text this record rests on; empty where that is not recorded.",
                        max_length=40,
                        verbose_name="how much was read",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What a reader should know of it, such as that only an excerpt was read.",
                    ),
                ),
                (
                    "reliability",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("A", "A – completely reliable"),
                            ("B", "B – usually reliable"),
                            ("C", "C – fairly reliable"),
                            ("D", "D – not usually reliable"),
                            ("E", "E – unreliable"),
                            ("F", "F – not judged"),
                        ],
                        default="F",
                        help_text="How reliable the source is (Admiralty code); F where nobody has judged it.",
                        max_length=1,
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the article's paragraphs, so that others can tell whether they read the same text.",
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}\\Z", "A SHA-256 digest: 64 characters 0-9 and a-f."
                            )
                        ],
                        verbose_name="digest of the text",
                    ),
                ),
                (
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="The source that it repeats, where it is a reprint, translation, summary or rewording.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derivatives",
                        to="clauses.source",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        help_text="The medium or organ that published it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_sources",
                        to="clauses.actor",
                    ),
                ),
            ],
            options={
                "ordering": (models.OrderBy(models.F("published_sort"), descending=True, nulls_last=True), "slug"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
            },
        ),
        migrations.CreateModel(
            name="RejectedPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(help_text="SHA-256 of the words of the passage, folded.", max_length=64)),
                ("created", models.DateTimeField(auto_now_add=True, help_text="When it was rejected.")),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who rejected it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="The article.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rejected_passages",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ParagraphDigest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(help_text="The paragraph, counted from 1.")),
                ("words", models.PositiveSmallIntegerField(help_text="How many words it has.")),
                ("sha256", models.CharField(db_index=True, help_text="SHA-256 of its words, folded.", max_length=64)),
                (
                    "source",
                    models.ForeignKey(
                        help_text="The article.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragraph_digests",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "ordering": ("source", "number"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalSourceText",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                ("text", models.TextField(help_text="The text of the article. It stays private.")),
                (
                    "sha256",
                    clauses.fields.DigestField(
                        default="",
                        editable=False,
                        help_text="SHA-256 of the text.",
                        max_length=64,
                        part="",
                        source="text",
                        verbose_name="digest",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The source.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source text",
                "verbose_name_plural": "historical source texts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "slug",
                    clauses.fields.CodeField(
                        db_index=True,
                        help_text="The permanent code of the source in addresses and files.",
                        max_length=100,
                    ),
                ),
                (
                    "kind",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("news", "news"),
                            ("agency", "agency"),
                            ("official", "official"),
                            ("social", "social media"),
                            ("gazette", "gazette"),
                            ("treaty_text", "treaty text"),
                            ("speech", "speech or interview"),
                            ("academic", "academic"),
                            ("dataset", "dataset"),
                        ],
                        help_text="What sort of source it is.",
                        max_length=40,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The title as printed; empty where it is not known.",
                        max_length=300,
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True, default="", help_text="The author as printed; empty where none is.", max_length=200
                    ),
                ),
                (
                    "url",
                    clauses.fields.WebAddressField(
                        blank=True,
                        default="",
                        help_text="Where it was published on the web.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "archive_url",
                    clauses.fields.WebAddressField(
                        blank=True,
                        default="",
                        help_text="Where an archive keeps a copy of it.",
                        max_length=500,
                        verbose_name="archived copy",
                    ),
                ),
                (
                    "published",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="When it was published, as exactly as is known.",
                        max_length=40,
                    ),
                ),
                (
                    "published_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="published",
                    ),
                ),
                (
                    "published_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="published",
                    ),
                ),
                (
                    "published_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="published",
                    ),
                ),
                (
                    "published_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="published"
                    ),
                ),
                (
                    "published_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="published"
                    ),
                ),
                (
                    "published_as_printed",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The date of publication in the words of the source.",
                        max_length=200,
                    ),
                ),
                (
                    "published_reason",
                    models.TextField(
                        blank=True, default="", help_text="Why the date is read so, where the source does not print it."
                    ),
                ),
                (
                    "accessed_on",
                    models.DateField(blank=True, help_text="The day on which the editors read it.", null=True),
                ),
                (
                    "language",
                    clauses.fields.LanguageField(
                        blank=True, default="", help_text="The language of the source (BCP 47).", max_length=20
                    ),
                ),
                (
                    "derivation",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("republished", "republished"),
                            ("translated", "translated"),
                            ("excerpted", "excerpted"),
                            ("summarised", "summarised"),
                            ("reworded", "reworded"),
                        ],
                        default="",
                        help_text="In what way it repeats the other source.",
                        max_length=40,
                    ),
                ),
                (
                    "is_stub",
                    models.BooleanField(
                        default=False,
                        help_text="Known only because another source names it; the editors have not read it.",
                        verbose_name="not seen",
                    ),
                ),
                (
                    "extent",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("whole", "the whole text"),
                            ("excerpt", "an excerpt"),
                            ("cut_excerpt", "an excerpt cut short"),
                            ("nothing", "nothing"),
                        ],
                        default="",
                        help_text="How much of its text this record rests on; empty where that is not recorded.",
                        max_length=40,
                        verbose_name="how much was read",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What a reader should know of it, such as that only an excerpt was read.",
                    ),
                ),
                (
                    "reliability",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("A", "A – completely reliable"),
                            ("B", "B – usually reliable"),
                            ("C", "C – fairly reliable"),
                            ("D", "D – not usually reliable"),
                            ("E", "E – unreliable"),
                            ("F", "F – not judged"),
                        ],
                        default="F",
                        help_text="How reliable the source is (Admiralty code); F where nobody has judged it.",
                        max_length=1,
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the article's paragraphs, so that others can tell whether they read the same text.",
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9a-f]{64}\\Z", "A SHA-256 digest: 64 characters 0-9 and a-f."
                            )
                        ],
                        verbose_name="digest of the text",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The medium or organ that published it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The source that it repeats, where it is a reprint, translation, summary or rewording.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClauseText",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Counts the texts of a clause from 1; permanent."),
                ),
                (
                    "language",
                    clauses.fields.LanguageField(
                        default="en", help_text="The language of the text (BCP 47).", max_length=20
                    ),
                ),
                (
                    "status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("authentic", "authentic"),
                            ("official_translation", "official translation"),
                            ("unofficial_translation", "unofficial translation"),
                            ("machine_translation", "machine translation"),
                            ("reported_quote", "quoted in a report"),
                            ("reported_paraphrase", "paraphrased in a report"),
                            ("editors_summary", "editors' summary"),
                        ],
                        help_text="What standing the text has.",
                        max_length=40,
                    ),
                ),
                (
                    "grade",
                    clauses.fields.VocabularyField(
                        choices=[("wording_read", "wording read"), ("reported", "reported")],
                        help_text="How far the text is backed by what could be read.",
                        max_length=40,
                    ),
                ),
                ("text", models.TextField(help_text="The text: a short quotation, or the content in own words.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The clause.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the text stands; empty for the editors' own summary.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical clause text",
                "verbose_name_plural": "historical clause texts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCitation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        help_text="Draft, in review, published or withdrawn. Only published records are public.",
                        max_length=10,
                        verbose_name="review state",
                    ),
                ),
                (
                    "withdrawn_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
                        verbose_name="reason for the withdrawal",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="Counts the citations of a source from 1; permanent.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "stance",
                    clauses.fields.VocabularyField(
                        choices=[("supports", "supports"), ("contradicts", "contradicts"), ("mentions", "mentions")],
                        default="supports",
                        help_text="Whether the passage supports, contradicts or mentions it.",
                        max_length=40,
                    ),
                ),
                (
                    "field",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[
                            ("date", "date"),
                            ("place", "place"),
                            ("status", "status"),
                            ("participant", "participant"),
                            ("type", "type"),
                            ("cited_as", "cited as"),
                            ("area_cleared", "area cleared"),
                            ("figure", "figure"),
                        ],
                        default="",
                        help_text="The single field that the passage states; empty where it speaks of the record as a whole.",
                        max_length=40,
                        verbose_name="field stated",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The value of that field by this source: a date, a code, a status or a number without its unit.",
                        max_length=200,
                        verbose_name="value stated",
                    ),
                ),
                (
                    "value_earliest",
                    clauses.models.stated.StatedDayField(
                        editable=False,
                        help_text="The first day of a date that is stated.",
                        null=True,
                        part="earliest",
                        source="value",
                    ),
                ),
                (
                    "value_latest",
                    clauses.models.stated.StatedDayField(
                        editable=False,
                        help_text="The last day of a date that is stated.",
                        null=True,
                        part="latest",
                        source="value",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        blank=True, default="", help_text="The unit of a number, as in km2, ha, USD.", max_length=20
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What a figure counts, as in turnover or persons trained; empty where its unit says it all.",
                        max_length=60,
                    ),
                ),
                (
                    "qualifier",
                    clauses.fields.VocabularyField(
                        blank=True,
                        choices=[("about", "about"), ("at_least", "at least"), ("over", "over"), ("up_to", "up to")],
                        default="",
                        help_text="Whether the number is about, at least, over or up to the value.",
                        max_length=40,
                    ),
                ),
                (
                    "as_of",
                    clauses.fields.UncertainDateField(
                        blank=True,
                        default="",
                        help_text="The day for which the number or status holds, where the source says it.",
                        max_length=40,
                    ),
                ),
                (
                    "as_of_earliest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The first day that the date allows; empty where it has no start.",
                        null=True,
                        part="earliest",
                        source="as_of",
                    ),
                ),
                (
                    "as_of_latest",
                    clauses.fields.DerivedDateField(
                        editable=False,
                        help_text="The last day that the date allows; empty where it has no end.",
                        null=True,
                        part="latest",
                        source="as_of",
                    ),
                ),
                (
                    "as_of_sort",
                    clauses.fields.DerivedDateField(
                        db_index=True,
                        editable=False,
                        help_text="The day by which lists are sorted.",
                        null=True,
                        part="sort",
                        source="as_of",
                    ),
                ),
                (
                    "as_of_precision",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=10, part="precision", source="as_of"
                    ),
                ),
                (
                    "as_of_parsed",
                    clauses.fields.DerivedTextField(
                        default="", editable=False, max_length=40, part="parsed", source="as_of"
                    ),
                ),
                (
                    "speaker_as_reported",
                    models.CharField(
                        blank=True, default="", help_text="The speaker's name as the source gives it.", max_length=200
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="The words of the source, verbatim, at most 15; empty where no text was read.",
                    ),
                ),
                (
                    "prefix",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A few words before the quotation, to find it again. Private.",
                        max_length=100,
                    ),
                ),
                (
                    "suffix",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A few words after the quotation, to find it again. Private.",
                        max_length=100,
                    ),
                ),
                (
                    "locator",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The paragraph, counted from 1 after title, byline and dateline; each non-empty block counts.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="paragraph",
                    ),
                ),
                (
                    "checked_digest",
                    models.CharField(
                        blank=True,
                        default="",
                        editable=False,
                        help_text="SHA-256 of the quotation, its paragraph and its article as they stood when last found in the text.",
                        max_length=64,
                        verbose_name="digest of the checked quotation",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, default="", help_text="What a reader should know of the passage, in own words."
                    ),
                ),
                (
                    "rank",
                    clauses.fields.VocabularyField(
                        choices=[("preferred", "preferred"), ("normal", "normal"), ("deprecated", "deprecated")],
                        default="normal",
                        help_text="Whether the editors follow the statement or hold it for an error.",
                        max_length=40,
                    ),
                ),
                (
                    "rank_reason",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Why it is preferred or held for an error.",
                        verbose_name="reason for the rank",
                    ),
                ),
                (
                    "credibility",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("1", "1 – confirmed"),
                            ("2", "2 – probably true"),
                            ("3", "3 – possibly true"),
                            ("4", "4 – doubtful"),
                            ("5", "5 – improbable"),
                            ("6", "6 – not judged"),
                        ],
                        default="6",
                        help_text="How credible the statement is (Admiralty code); 6 where nobody has judged it.",
                        max_length=1,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.action",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The agreement it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreement",
                    ),
                ),
                (
                    "attributed_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whom the source credits with what was done.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The clause it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.clause",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.commitment",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The name of an agreement that the source uses.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreementname",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The relation between two agreements that it is about.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.agreementrelation",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The office or body whose words the source reports; empty where the source speaks itself.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.actor",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The source that the article credits for this passage; empty where it reports itself.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.source",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The source of the passage.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical citation",
                "verbose_name_plural": "historical citations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ClauseText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("search_text", clauses.fields.FoldedField(blank=True, default="", editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(help_text="Counts the texts of a clause from 1; permanent."),
                ),
                (
                    "language",
                    clauses.fields.LanguageField(
                        default="en", help_text="The language of the text (BCP 47).", max_length=20
                    ),
                ),
                (
                    "status",
                    clauses.fields.VocabularyField(
                        choices=[
                            ("authentic", "authentic"),
                            ("official_translation", "official translation"),
                            ("unofficial_translation", "unofficial translation"),
                            ("machine_translation", "machine translation"),
                            ("reported_quote", "quoted in a report"),
                            ("reported_paraphrase", "paraphrased in a report"),
                            ("editors_summary", "editors' summary"),
                        ],
                        help_text="What standing the text has.",
                        max_length=40,
                    ),
                ),
                (
                    "grade",
                    clauses.fields.VocabularyField(
                        choices=[("wording_read", "wording read"), ("reported", "reported")],
                        help_text="How far the text is backed by what could be read.",
                        max_length=40,
                    ),
                ),
                ("text", models.TextField(help_text="The text: a short quotation, or the content in own words.")),
                (
                    "clause",
                    models.ForeignKey(
                        help_text="The clause.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="clauses.clause",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the text stands; empty for the editors' own summary.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clause_texts",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "ordering": ("clause", "number"),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.AddField(
            model_name="citation",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                help_text="The source that the article credits for this passage; empty where it reports itself.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="repeated_in",
                to="clauses.source",
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="source",
            field=models.ForeignKey(
                help_text="The source of the passage.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="citations",
                to="clauses.source",
            ),
        ),
        migrations.CreateModel(
            name="SourceText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    clauses.fields.VersionField(
                        default=0, editable=False, help_text="How many times this row has been saved."
                    ),
                ),
                ("text", models.TextField(help_text="The text of the article. It stays private.")),
                (
                    "sha256",
                    clauses.fields.DigestField(
                        default="",
                        editable=False,
                        help_text="SHA-256 of the text.",
                        max_length=64,
                        part="",
                        source="text",
                        verbose_name="digest",
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        help_text="The source.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text",
                        to="clauses.source",
                    ),
                ),
            ],
            options={
                "ordering": ("source",),
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
            },
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("iso3", ""), ("kind", "state"), _connector="OR"),
                name="only_a_state_has_an_iso_code",
                violation_error_message="Only a state has an ISO code: empty it, or make the kind “state”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionparticipant",
            constraint=models.UniqueConstraint(
                fields=("action", "actor", "role"), name="an_actor_takes_part_in_a_role_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="actoridentifier",
            constraint=models.UniqueConstraint(
                fields=("actor", "scheme", "code_there"), name="an_actor_has_a_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementidentifier",
            constraint=models.UniqueConstraint(
                fields=("agreement", "scheme", "code_there"), name="an_agreement_has_a_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementname",
            constraint=models.UniqueConstraint(fields=("agreement", "slug"), name="a_name_has_its_own_code"),
        ),
        migrations.AddConstraint(
            model_name="agreementparty",
            constraint=models.UniqueConstraint(
                fields=("agreement", "actor", "role"), name="an_actor_is_party_in_a_role_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.UniqueConstraint(fields=("agreement", "wid"), name="a_clause_has_its_own_code"),
        ),
        migrations.AddConstraint(
            model_name="agreementrelation",
            constraint=models.UniqueConstraint(
                fields=("subject", "predicate", "object"), name="a_relation_is_said_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", models.F("object")), _negated=True),
                name="an_agreement_does_not_relate_to_itself",
                violation_error_message="An agreement cannot relate to itself: choose another one.",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["table", "row"], name="comment_about"),
        ),
        migrations.AddConstraint(
            model_name="bearing",
            constraint=models.UniqueConstraint(
                fields=("action", "commitment"), name="an_action_bears_on_a_commitment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__isnull", False), models.Q(("bearing", ""), _negated=True), _negated=True),
                name="an_assessment_has_a_level_or_a_bearing_never_both",
                violation_error_message="Give the level of a commitment or the bearing of an action, never both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("bearing", ""), ("action__isnull", False), _connector="OR"),
                name="a_bearing_is_that_of_an_action",
                violation_error_message="A bearing needs the action that it is the bearing of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__isnull", True), models.Q(("action__isnull", True), ("level__lte", 3)), _connector="OR"
                ),
                name="a_level_is_that_of_a_commitment",
                violation_error_message="A level from 0 to 3 is that of the commitment: leave the action empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("covers", models.F("covers_parsed"))),
                name="assessment_covers_has_its_derived_columns",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentactor",
            constraint=models.UniqueConstraint(
                fields=("commitment", "actor", "role"), name="an_actor_has_a_role_in_a_promise_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentclause",
            constraint=models.UniqueConstraint(
                fields=("commitment", "clause"), name="a_commitment_is_in_a_further_clause_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="disagreementside",
            constraint=models.UniqueConstraint(fields=("disagreement", "citation"), name="a_passage_takes_a_side_once"),
        ),
        migrations.AddConstraint(
            model_name="commitmentdomain",
            constraint=models.UniqueConstraint(
                fields=("commitment", "domain"), name="a_commitment_is_in_a_domain_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("deadline", models.F("deadline_parsed"))),
                name="commitment_deadline_has_its_derived_columns",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expected_interval_months__isnull", True), ("recurrence", "recurring"), _connector="OR"
                ),
                name="only_a_recurring_commitment_has_an_interval",
                violation_error_message="Only a recurring commitment has an interval: empty it, or choose “recurring”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("delegation__lte", 2), ("precision__lte", 2)),
                name="precision_and_delegation_run_from_0_to_2",
                violation_error_message="Precision and delegation run from 0 to 2.",
            ),
        ),
        migrations.AddConstraint(
            model_name="domainmapping",
            constraint=models.UniqueConstraint(
                fields=("domain", "scheme", "code_there"), name="a_domain_maps_to_a_code_once"
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["table", "old_code"], name="merge_old_code"),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.UniqueConstraint(fields=("table", "first", "second"), name="a_pair_is_told_apart_once"),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="a_pair_is_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                    _connector="OR",
                ),
                name="a_place_has_both_coordinates_or_neither",
                violation_error_message="Give both latitude and longitude, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("latitude__isnull", True),
                    models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                    _connector="OR",
                ),
                name="coordinates_lie_on_the_globe",
                violation_error_message="Latitude lies between -90 and 90, longitude between -180 and 180.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplace",
            constraint=models.UniqueConstraint(fields=("action", "place"), name="an_action_is_at_a_place_once"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["table", "row"], name="proposal_about"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["status", "-created"], name="proposal_status"),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", False),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", False),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", False),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", False),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", False),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", False),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_resolution_has_exactly_one_target",
                violation_error_message="Choose exactly one record that it is about: agreement, name, relation, clause, commitment, action.",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("user", "table", "name"), name="a_name_is_given_once"),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("date", models.F("date_parsed"))), name="action_date_has_its_derived_columns"
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("published", models.F("published_parsed"))),
                name="source_published_has_its_derived_columns",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("derivation", ""), ("derived_from__isnull", True)),
                    models.Q(("derived_from__isnull", False), models.Q(("derivation", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_derived_source_says_how_it_is_derived",
                violation_error_message="Give both the source that it repeats and the way it does, or neither.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rejectedpassage",
            constraint=models.UniqueConstraint(fields=("source", "sha256"), name="a_passage_is_rejected_once"),
        ),
        migrations.AddConstraint(
            model_name="paragraphdigest",
            constraint=models.UniqueConstraint(fields=("source", "number"), name="a_paragraph_has_one_digest"),
        ),
        migrations.AddConstraint(
            model_name="clausetext",
            constraint=models.UniqueConstraint(fields=("clause", "number"), name="a_clause_text_has_its_own_number"),
        ),
        migrations.AddConstraint(
            model_name="clausetext",
            constraint=models.UniqueConstraint(
                fields=("clause", "language", "status", "source"), name="a_clause_has_one_text_per_language_and_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="clausetext",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source__isnull", True)),
                fields=("clause", "language"),
                name="a_clause_has_one_summary_per_language",
                violation_error_message="The clause has a summary in this language: change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(fields=("source", "number"), name="a_citation_has_its_own_number"),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", False),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", False),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", False),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", False),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", False),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", False),
                        ("agreement__isnull", True),
                        ("clause__isnull", True),
                        ("commitment__isnull", True),
                        ("name__isnull", True),
                        ("relation__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_citation_has_exactly_one_target",
                violation_error_message="Choose exactly one record that it is about: agreement, name, relation, clause, commitment, action.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(("field", ""), ("value__gt", ""), _negated=True),
                name="a_stated_value_names_its_field",
                violation_error_message="A value needs the field that it is the value of.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank", "normal"), models.Q(("rank_reason", ""), _negated=True), _connector="OR"),
                name="a_rank_other_than_normal_has_a_reason",
                violation_error_message="Say why the statement is preferred or held for an error.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(("as_of", models.F("as_of_parsed"))), name="citation_as_of_has_its_derived_columns"
            ),
        ),
    ]

    operations = [AtOnce(tables), migrations.RunPython(make_roles, take_roles_away)]
