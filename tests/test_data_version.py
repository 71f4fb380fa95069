"""Every write that readers may see the outcome of gives the data another version, and nothing else does."""

from contextlib import suppress
from functools import partial
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from clauses.data_version import KEPT, current, is_seen
from clauses.exchange.working_copies import beside
from clauses.models import Action, Actor, Comment, DataVersion, SavedFilter

from .support.rows.every_row import EVERY, row_of
from .support.rows.factories import ActionFactory, ActorFactory


class UndoneError(Exception):
    pass


@pytest.fixture
def changed():
    """changed(write): whether it gives the data another version."""

    def asked(write) -> bool:
        before = current()
        with suppress(UndoneError), transaction.atomic():
            write()
        return current() != before

    return asked


def in_a_step_that_fails(write):
    write()
    raise UndoneError


@pytest.mark.django_db(transaction=True)
def test_a_row_of_any_table_that_is_saved_written_past_its_model_or_deleted(changed):
    missed = []
    for model in EVERY:
        row = row_of(model, "published")
        rows = model._base_manager.filter(pk=row.pk)
        writes = {
            "saved": row.save,
            "saved again": row.save,
            "updated": partial(rows.update, id=row.pk),
            "deleted": rows.delete,
        }
        missed += [f"{model.__name__}: {name}" for name, write in writes.items() if not changed(write)]
    assert not missed


@pytest.mark.django_db(transaction=True)
def test_rows_that_are_written_in_bulk_or_past_the_models(changed):
    actor = ActorFactory()
    assert changed(lambda: Actor.objects.bulk_create([ActorFactory.build(slug="another")]))
    assert changed(lambda: Actor.objects.bulk_update([actor], ["name"]))
    with connection.cursor() as cursor:
        assert changed(lambda: cursor.execute("update clauses_actor set name = 'Another'"))
        assert changed(lambda: cursor.executemany("UPDATE clauses_actor SET name = %s", [["One"], ["Two"]]))


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_changes_nothing_and_what_follows_does(changed):
    actor = ActorFactory()
    assert not changed(lambda: in_a_step_that_fails(actor.save))
    assert changed(actor.save)

    def after_a_part_that_failed():
        with suppress(UndoneError), transaction.atomic():
            in_a_step_that_fails(actor.save)
        actor.save()

    assert changed(after_a_part_that_failed)


@pytest.mark.django_db(transaction=True)
def test_what_only_editors_see_changes_nothing(changed, admin_user):
    assert not changed(lambda: Comment.objects.create(table="action", row=1, kind="remark", author=admin_user))
    assert not changed(lambda: SavedFilter.objects.create(user=admin_user, table="action", name="Mine", query="q=1"))
    assert not changed(admin_user.save)
    assert not changed(lambda: list(Action.objects.all()))


@pytest.mark.django_db(transaction=True)
def test_a_transaction_adds_one_row_and_old_ones_are_taken_out(django_assert_max_num_queries):
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        ActionFactory.create_batch(5)
    assert sum("dataversion" in query["sql"].lower() for query in queries) == 1
    for _ in range(2 * KEPT):
        Actor.objects.update(name="One")
    assert DataVersion.objects.count() <= 2 * KEPT


@pytest.mark.django_db(transaction=True)
def test_work_on_copies_changes_it_where_it_is_written_back_and_not_before():
    key, seen = ActorFactory().pk, []
    before = current()

    def rename():
        actor = Actor.objects.get(pk=key)
        actor.name = "Another"
        actor.save()
        seen.append(current())

    beside.run(rename, is_wanted=lambda result: False)
    assert {*seen, current()} == {before}
    beside.run(rename)
    assert {*seen} == {before}
    assert current() != before


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_after_a_later_one_changes_it_once_more():
    actor, other = ActorFactory(), ActorFactory()
    seen = []

    def meanwhile():
        other.save()
        seen.append(current())
        connections.close_all()

    with transaction.atomic():
        actor.save()
        thread = Thread(target=meanwhile)
        thread.start()
        thread.join()
    assert current() != seen[0]


@pytest.mark.parametrize(
    ("sql", "seen"),
    [
        ('INSERT INTO "clauses_actor" ("name") VALUES (%s)', True),
        ("INSERT OR IGNORE INTO clauses_actor VALUES (1)", True),
        ('INSERT INTO "main"."clauses_actor" ("name") VALUES (%s)', True),
        ('DELETE FROM "main"."clauses_comment" WHERE 1', False),
        ("replace into clauses_actor values (1)", True),
        ('  DELETE FROM "clauses_actor" WHERE 1', True),
        ('SELECT "clauses_actor"."id" FROM "clauses_actor" WHERE name = \'UPDATE clauses_actor\'', False),
        ('INSERT INTO "clauses_historicalactor" VALUES (1)', False),
        ('UPDATE "clauses_comment" SET is_open = 1', False),
        ('UPDATE "auth_user" SET last_login = 1', False),
        ("SAVEPOINT x", False),
    ],
)
def test_a_statement_is_known_by_what_it_writes_to(sql, seen):
    assert is_seen(sql) == seen
