"""The history of a record: who, when, why, old → new, with the rows that belong to it. It shows and never writes."""

import re
from html import unescape

import pytest
from django.urls import NoReverseMatch, reverse

from clauses.models import Action, Agreement

from ...support.rows.factories import ActionFactory, ActorFactory, AgreementFactory, AgreementNameFactory, SourceFactory


def told(client, row):
    """The words of the table on the history page, a row each."""
    url = reverse(f"admin:clauses_{row._meta.model_name}_history", args=[row.pk])
    response = client.get(url)
    assert response.status_code == 200
    body = response.content.decode().partition('<table id="change-history"')[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)[1:]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


def save(row, reason="", user=None, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row._change_reason, row._history_user = reason, user
    row.save()


def test_a_change_is_told_with_its_user_its_reason_and_old_and_new_words(admin_client, admin_user):
    action = ActionFactory(status="planned", date="2021-06-15")
    save(action, "the ministry confirmed it", admin_user, status="completed", date="2021-06-16")
    newest = told(admin_client, action)[0]
    assert "admin Action changed" in newest
    assert "Status planned → completed" in newest
    assert "Date 2021-06-15 → 2021-06-16" in newest
    assert "the ministry confirmed it" in newest
    assert "Date sort" not in newest
    assert "Version" not in newest


def test_related_records_are_told_by_name(admin_client):
    old, new = ActorFactory(name="Milliyet"), ActorFactory(name="Sabah")
    source = SourceFactory(publisher=old)
    save(source, publisher=new)
    assert "Publisher Milliyet → Sabah" in told(admin_client, source)[0]


def test_rows_that_belong_to_a_record_are_told_with_it(admin_client, admin_user):
    agreement = AgreementFactory()
    name = AgreementNameFactory(agreement=agreement, name="Shusha Pact", kind="alias")
    save(name, "no source says so", admin_user, name="Shusha Protocol")
    name._change_reason = "twice"
    name.delete()
    deleted, changed, added, created = told(admin_client, agreement)
    assert "Agreement name deleted" in deleted
    assert "Name Shusha Pact → Shusha Protocol" in changed
    assert "no source says so" in changed
    assert "Agreement name added" in added
    assert "Name Shusha Pact" in added
    assert "Agreement added" in created


def test_the_shipped_records_say_where_they_came_from(admin_client, shipped):
    assert "five_articles/" in told(admin_client, Agreement.objects.published().first())[-1]


def test_there_is_no_address_that_writes_an_old_state_back(db):
    with pytest.raises(NoReverseMatch):
        reverse("admin:clauses_action_simple_history", args=[1, 1])


def test_the_history_is_closed_to_who_may_not_see_the_record(client, django_user_model, shipped):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(reverse("admin:clauses_action_history", args=[Action.objects.first().pk])).status_code == 403


def test_the_history_of_no_record_is_not_found(admin_client):
    for key in ("999999999", "x"):
        assert admin_client.get(f"/admin/clauses/action/{key}/history/").status_code == 404
