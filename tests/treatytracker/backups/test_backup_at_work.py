"""Backups made while people write: each is a state that existed, and none of the writers is turned away."""

import io
from collections import Counter

import pytest
from django.core.management import call_command

from clauses.models import Actor
from tests.support.rows import factories
from tests.support.site.processes import COUNTERS, writers

# With rows of its own size, so that a copy takes a while and people write meanwhile.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shipped")]


def reached() -> int:
    return int(Actor.objects.get(slug=COUNTERS[0]).name.removeprefix("Counter "))


def whole_state() -> int:
    """Where the counters stand, after everything that hangs on them was found to agree."""
    number = reached()
    everything = {f"Counter {passed}": 1 for passed in range(number + 1)}
    for counter in Actor.objects.filter(slug__in=COUNTERS):
        assert (counter.name, counter.version) == (f"Counter {number}", number + 1)
        assert Counter(counter.history.values_list("name", flat=True)) == everything
    return number


@pytest.mark.parametrize(("backups", "people"), [(3, 4), pytest.param(40, 8, marks=pytest.mark.heavy)])
def test_each_backup_made_while_people_write_restores_to_a_state_that_existed(backups, people, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    for slug in COUNTERS:
        factories.ActorFactory(slug=slug, name="Counter 0")
    made = {}
    with writers(people, tmp_path / "stop") as changes:
        for number in range(backups):
            file, before = tmp_path / f"{number}.zip", reached()
            call_command("backup", str(file), stdout=io.StringIO())
            made[file] = range(before, reached() + 1)
    assert sum(changes) == whole_state()
    for file, span in made.items():
        call_command("restore", str(file), "--yes", "--no-keep", stdout=io.StringIO())
        assert whole_state() in span
