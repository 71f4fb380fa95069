"""A deletion in the admin says what goes with it, and is refused to whoever may not delete that."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.dataset import TABLES

from ...support.pages.forms import admin_address
from ...support.rows.factories import ActionFactory, PlaceFactory
from ...support.rows.filling import bulk, fill
from ...support.site.budget import WHOLE

pytestmark = pytest.mark.pages


def deletions(rows, whole):
    """The pages that confirm the deletion of the first of `rows` and of them all; of the records alone, or of `whole`.

    A row takes nothing else along, and the same lines delete it.
    """
    for table in TABLES:
        if not whole and not hasattr(table.model, "state"):
            continue
        yield table, lambda client, table=table: client.get(admin_address(table, "delete", rows[table.name][0]))
        data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows[table.name]]}
        yield table, lambda client, table=table, data=data: client.post(admin_address(table, "changelist"), data)


def counted(client, ask):
    with CaptureQueriesContext(connection) as captured:
        response = ask(client)
    assert response.status_code == 200
    return len(captured)


@WHOLE
def test_a_deletion_is_confirmed_in_no_more_queries_for_many_rows_than_for_few(admin_client, whole):
    ContentType.objects.get_for_models(*(table.model for table in TABLES))
    before = [(table, counted(admin_client, ask)) for table, ask in deletions(fill(6), whole)]
    for (table, count), (_, ask) in zip(before, deletions(fill(20), whole), strict=True):
        assert counted(admin_client, ask) <= count, table.name


def test_a_deletion_counts_what_goes_with_it_and_names_the_first_twenty(admin_client):
    action = ActionFactory(title="Drill", places=bulk(PlaceFactory, 23))
    html = admin_client.get(f"/admin/clauses/action/{action.pk}/delete/").content.decode()
    assert f'<a href="/admin/clauses/action/{action.pk}/change/">Drill' in html
    assert html.count('<a href="/admin/clauses/actionplace/') == 20
    assert "… and 3 more" in html
    assert ": 23</li>" in html


def test_who_may_not_delete_what_goes_with_a_record_may_not_delete_it(client, django_user_model):
    user = django_user_model.objects.create_user("half", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="delete_action"))
    client.force_login(user)
    action = ActionFactory(places=[PlaceFactory()])
    assert client.post(f"/admin/clauses/action/{action.pk}/delete/", {"post": "yes"}).status_code == 403
    assert type(action).objects.filter(pk=action.pk).exists()
