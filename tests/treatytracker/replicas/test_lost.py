"""A real replica that is killed, and its primary: no reader sees an error, and what comes back is asked again."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from ...support.site.replication import ADDRESSES, ARCHIVE, asked, told, until

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("all_is_well")]
COUNT = "SELECT count(*) FROM clauses_actor"
MANY = 60_000  # rows, which are more than the buffers between a server and a reader hold


def read(site, where) -> tuple[int, bytes]:
    status, _, content = site.asks(where)
    return status, content


def test_a_replica_that_is_killed_half_way_is_no_error_to_any_reader_and_is_asked_again(patient, strict, servers):
    _, replica = servers
    every = [(site, where) for where in ADDRESSES for site in (patient, strict)]
    right = {(site, where): read(site, where) for site, where in every}
    most = [(site, where) for site, where in every if ARCHIVE not in where]
    wanted = most * 5 + every + most * 5

    def reads(number):
        if number == len(wanted) // 2:
            replica.kill()
        return read(*wanted[number])

    try:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(reads, range(len(wanted))))
        other = [
            (where, had[0]) for (site, where), had in zip(wanted, answers, strict=True) if had != right[site, where]
        ]
        assert other == []
        assert told(patient) == told(strict) == "none"
    finally:
        replica.start()
    until(lambda: told(patient) == told(strict) == "ok")
    with asked(*servers) as numbers:
        assert strict.asks("/actions/?q=okapi")[0] == 200
    assert numbers[0] == 0 < numbers[1]


def test_a_large_file_is_whole_though_its_replica_dies_in_the_middle(strict, servers):
    primary, replica = servers
    primary.ask(
        "INSERT INTO clauses_actor SELECT (jsonb_populate_record(actor, jsonb_build_object("
        f"'id', 1000000 + n, 'slug', 'made-' || n, 'name', 'Made ' || n || repeat('x', 150)))).*"
        f" FROM clauses_actor AS actor, generate_series(1, {MANY}) AS n WHERE actor.id = (SELECT min(id)"
        " FROM clauses_actor WHERE state = 'published')"
    )
    until(lambda: replica.ask(COUNT) == primary.ask(COUNT))
    with strict.begins("/data/actors.csv") as answer, asked(primary) as numbers:
        begun = answer.read(1000)
        replica.kill()
        try:
            whole = begun + answer.read()  # an error where the connection is broken off
        finally:
            replica.start()
    assert numbers[0] > 0, "the file was sent before the replica died"
    assert whole.count(b"made-") == MANY
    until(lambda: told(strict) == "ok")
    assert strict.asks("/data/actors.csv")[2] == whole


def test_readers_are_answered_while_the_primary_is_gone(patient, servers):
    primary, _ = servers
    primary.kill()
    try:
        for where in ("/", "/search/?q=quagga", "/data/actions.csv"):
            assert patient.asks(where)[0] == 200, where
        assert json.loads(patient.asks("/healthz")[2])["database"] == "unreachable"
    finally:
        primary.start()
