"""Which replicas may be asked, by what a process has seen of them; the clock and the databases are the test's own."""

import logging

import pytest
from django.db import OperationalError

from treatytracker.replicas import positions, watching
from treatytracker.replicas.positions import NoReplicaError

ONE, TWO = "replica1", "replica2"


class Databases:
    """A primary that has written so far, and replicas that have followed; None where one does not answer."""

    def __init__(self):
        self.now, self.primary, self.replicas, self.questions = 1000.0, 100, {ONE: 100, TWO: 100}, []

    def written(self):
        self.questions.append("default")
        return self._found(self.primary)

    def replayed(self, alias):
        self.questions.append(alias)
        return self._found(self.replicas[alias])

    @staticmethod
    def _found(found):
        if found is None:
            raise OperationalError("gone")
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def databases(settings, monkeypatch):
    settings.REPLICAS, settings.REPLICA_MAX_LAG = [ONE, TWO], 5
    found = Databases()
    monkeypatch.setattr(positions, "written", found.written)
    monkeypatch.setattr(positions, "replayed", found.replayed)
    monkeypatch.setattr(watching, "connections", {name: Connection() for name in ("default", ONE, TWO)})
    return found


class Connection:
    def close(self):
        """There is none."""


@pytest.fixture
def watch(databases):
    return watching.Watch(clock=lambda: databases.now)


def usable(watch, databases, seconds=0.0, since=0) -> set[str]:
    """Those that may be asked after so many seconds, in each of which somebody asked."""
    for _ in range(int(seconds)):
        databases.now += 1
        watch.usable()
    databases.now += seconds % 1
    return set(watch.usable(since))


def test_those_that_have_all_are_asked_by_turns(watch):
    assert [watch.usable() for _ in range(3)] == [[ONE, TWO], [TWO, ONE], [ONE, TWO]]


def test_they_are_looked_at_once_a_second_however_many_ask(watch, databases):
    for _ in range(50):
        databases.now += 0.1
        watch.usable()
    assert databases.questions.count(ONE) == databases.questions.count("default") <= 6


def test_one_that_lacks_what_is_older_than_the_bound_is_left_out_until_it_has_it(watch, databases):
    assert usable(watch, databases, 10) == {ONE, TWO}
    databases.primary, databases.replicas[TWO] = 200, 200
    assert usable(watch, databases, 4) == {ONE, TWO}
    assert usable(watch, databases, 3) == {TWO}
    databases.replicas[ONE] = 200
    assert usable(watch, databases, 1) == {ONE, TWO}


def test_one_that_always_lags_by_more_than_the_bound_is_never_asked(watch, databases):
    asked = set()
    for second in range(60):
        databases.primary, databases.replicas[ONE] = 1000 + 10 * second, 1000 + 10 * (second - 8)
        databases.replicas[TWO] = 1000 + 10 * (second - 3)
        if second > 5:
            asked |= usable(watch, databases, 1)
        else:
            databases.now += 1
            watch.usable()
    assert asked == {TWO}


def test_nothing_that_was_seen_long_ago_is_believed(watch, databases):
    assert usable(watch, databases) == {ONE, TWO}
    databases.primary, databases.replicas[TWO], databases.now = 900, 900, databases.now + 3600
    with watch.looking:  # somebody else looks now
        assert watch.usable() == []
    assert usable(watch, databases) == {TWO}


def test_one_that_does_not_answer_is_asked_again_after_some_seconds(watch, databases):
    databases.replicas[ONE] = None
    assert usable(watch, databases) == {TWO}
    databases.replicas[ONE] = 100
    assert usable(watch, databases, 4) == {TWO}
    assert databases.questions.count(ONE) == 1
    assert usable(watch, databases, 2) == {ONE, TWO}


def test_one_that_failed_a_reader_is_left_out_at_once(watch, databases):
    usable(watch, databases)
    watch.leave_out(ONE, OperationalError("gone"))
    assert usable(watch, databases) == {TWO}


def test_a_database_that_follows_nobody_is_no_replica(watch, databases):
    databases.replicas[ONE] = NoReplicaError(ONE)
    assert usable(watch, databases) == {TWO}
    assert watch.states[ONE] == "no replica"


def test_while_the_primary_is_gone_those_that_had_all_go_on(watch, databases):
    databases.replicas[ONE] = 99
    assert usable(watch, databases, 1) == {TWO}
    databases.primary = None
    assert usable(watch, databases, 60) == {TWO}
    assert watch.states["default"] == "unreachable"
    assert databases.questions.count("default") < 20


def test_who_has_just_written_asks_only_those_that_have_it(watch, databases):
    usable(watch, databases)
    databases.primary, databases.replicas[TWO] = 150, 150
    assert usable(watch, databases, since=150) == {TWO}
    assert usable(watch, databases) == {ONE, TWO}
    assert usable(watch, databases, since=151) == set()


def test_what_changes_is_logged_once_and_without_an_address(watch, databases, caplog):
    caplog.set_level(logging.WARNING)
    databases.replicas[ONE] = None
    usable(watch, databases, 30)
    databases.replicas[ONE] = 100
    usable(watch, databases, 30)
    assert [record.getMessage() for record in caplog.records] == [
        "The database replica1 is unreachable (OperationalError).",
        "The database replica1 is ok.",
    ]
