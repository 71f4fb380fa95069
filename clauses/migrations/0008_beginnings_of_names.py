from django.db import migrations, models

import clauses.search_index.vectors


class Migration(migrations.Migration):
    dependencies = [
        ("clauses", "0007_search_index"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="searchname", name="searchname_words"),
        migrations.RemoveIndex(model_name="searchname", name="searchname_heard"),
        migrations.AddField(
            model_name="searchname",
            name="kind",
            field=models.PositiveSmallIntegerField(default=0, help_text="That of its entry."),
        ),
        migrations.AlterField(
            model_name="searchname",
            name="words",
            field=clauses.search_index.vectors.OrderedField(help_text="Its words, folded.", max_length=300),
        ),
        migrations.AlterField(
            model_name="searchname",
            name="heard",
            field=clauses.search_index.vectors.OrderedField(help_text="How it sounds.", max_length=300),
        ),
        migrations.RunSQL(
            "UPDATE clauses_searchname SET kind = entry.kind"
            " FROM clauses_searchentry AS entry WHERE entry.id = clauses_searchname.entry_id",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="searchname",
            index=models.Index(fields=["kind", "words"], name="searchname_words"),
        ),
        migrations.AddIndex(
            model_name="searchname",
            index=models.Index(fields=["kind", "heard"], name="searchname_heard"),
        ),
    ]
