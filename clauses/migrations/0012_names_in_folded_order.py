"""Records are listed by their names as they are folded for search."""

import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models

import clauses.ordering


class Migration(migrations.Migration):
    dependencies = [
        ("clauses", "0011_search_columns_on_lines"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="actionparticipant",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
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
            },
        ),
        migrations.AlterModelOptions(
            name="actor",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
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
            },
        ),
        migrations.AlterModelOptions(
            name="agreement",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
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
            },
        ),
        migrations.AlterModelOptions(
            name="agreementname",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
                "ordering": ("agreement", "kind", clauses.ordering.ByCodePoint("search_text"), "slug"),
            },
        ),
        migrations.AlterModelOptions(
            name="agreementparty",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
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
                "verbose_name_plural": "agreement parties",
            },
        ),
        migrations.AlterModelOptions(
            name="commitmentactor",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export"),
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
            },
        ),
        migrations.AlterModelOptions(
            name="place",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
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
            },
        ),
        migrations.AlterModelOptions(
            name="series",
            options={
                "default_permissions": ("add", "change", "delete", "view", "import", "export", "publish"),
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
                "verbose_name_plural": "series",
            },
        ),
    ]
