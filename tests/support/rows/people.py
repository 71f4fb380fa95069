"""Editors for tests, each with the role that the migration made, and a browser of their own."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client


def person(role: str, name: str = ""):
    """A signed-in client whose user has this role; `superuser` is one, too. The user is at `client.user`."""
    users = get_user_model().objects
    if role == "superuser":
        user = users.create_superuser(name or role)
    else:
        user = users.create_user(name or role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def written_by(client, row):
    """`row`, recorded as what the user of `client` wrote."""
    row.history.update(history_user=client.user)
    return row
