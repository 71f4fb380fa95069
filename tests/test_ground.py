"""The ground that conftest.py lays for every other test."""

import socket

import pytest

from clauses.models import Agreement, Citation


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("treaties.example.org", 443), ("2001:db8::1", 80)])
def test_no_test_leaves_this_machine(address):
    with pytest.raises(RuntimeError, match="tried to reach"):
        socket.create_connection(address, timeout=0.1)


@pytest.mark.parametrize("time", ["once", "again"])
@pytest.mark.usefixtures("transactional_db", "shipped")
def test_what_a_test_commits_is_taken_back(time):
    assert Citation.objects.exists()
    Citation.objects.all().delete()


def test_the_shipped_treaties_are_there(shipped):
    assert Agreement.objects.exists()
