"""Accounts of editors: who has changed something stays known by name."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from .factories import ActorFactory
from .test_admin_forms import change_address, saved

DELETION = {
    "its own page": lambda user: (reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"}),
    "the list": lambda user: (
        reverse("admin:auth_user_changelist"),
        {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"},
    ),
}


@pytest.fixture
def ada(db):
    return get_user_model().objects.create_superuser("ada", password="a-long-password-of-the-test")


@pytest.mark.parametrize("way", DELETION.values(), ids=DELETION)
def test_an_account_that_changed_something_is_not_deleted_but_to_be_deactivated(
    admin_client, client, ada, shipped, way
):
    actor = ActorFactory()
    client.force_login(ada)
    saved(client, actor, name="Changed by Ada")
    address, data = way(ada)
    assert "untick “Active”" in admin_client.post(address, data).text
    assert get_user_model().objects.filter(pk=ada.pk).exists()
    assert actor.history.first().history_user == ada


@pytest.mark.parametrize("way", DELETION.values(), ids=DELETION)
def test_an_account_that_changed_nothing_is_deleted(admin_client, ada, way):
    address, data = way(ada)
    assert admin_client.post(address, data).status_code == 302
    assert not get_user_model().objects.filter(pk=ada.pk).exists()


def test_an_account_that_only_kept_accounts_stays_too(admin_client, client, ada):
    client.force_login(ada)
    group = {"name": "Editors"}
    assert client.post(reverse("admin:auth_group_add"), group).status_code == 302
    assert "untick “Active”" in admin_client.get(reverse("admin:auth_user_delete", args=[ada.pk])).text
    assert admin_client.get(change_address(ada)).status_code == 200
