"""An import of a collection is a stored job: taken up after a kill, stopped, undone, held by one worker at a time."""

import io
import random

import pytest
from django.db import connection
from django.utils import timezone

from clauses.editing.collection import jobs, writing
from clauses.editing.collection.work import go_on
from clauses.exchange.collection.files import packed
from clauses.exchange.package.write import write_package
from clauses.models import Action, Actor, Agreement, AgreementParty, Citation, ImportJob
from tests.support.files.collections import SMALL, folder, imported, run
from tests.support.rows.factories import (
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
    CitationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
MANY = 40
FILES = SMALL | {
    "agreements.csv": "slug,title,instrument_type,record_level\n"
    "pact-1950,Pact of 1950,treaty,metadata\n" + "".join(f"pact-{n},Pact {n},treaty,metadata\n" for n in range(MANY)),
    "agreement_parties.csv": "agreement,actor\n"
    + "".join(f"pact-{n},{name}\n" for n in range(MANY) for name in ("Aland", "bland")),
}


@pytest.fixture(autouse=True)
def small_portions(monkeypatch):
    for module in ("taking", "moving", "undoing"):
        monkeypatch.setattr(f"clauses.editing.collection.{module}.PORTION", 7)
    for module in ("writing", "moving", "undoing"):
        monkeypatch.setattr(f"clauses.editing.collection.{module}.PAUSE", 0)


def begun(path, **wanted) -> ImportJob:
    job = jobs.begin(packed(path), name="test", user=None, wanted=jobs.Wanted(**wanted))
    go_on(job)
    return job


def package() -> bytes:
    write_package(file := io.BytesIO())
    return file.getvalue()


class Killed(BaseException):
    """Ends a worker where it stands."""


def killed_after(statements: int):
    """A wrapper of the database that kills whoever asks it for the so-manieth time."""
    left = [statements]

    def wrap(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            raise Killed
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrap)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # who is killed closes no cursor
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_moments_and_taken_up_again_it_is_written_once(tmp_path, seed, transactional_db):
    chance, kills = random.Random(seed), 0
    job = jobs.begin(
        packed(folder(tmp_path, FILES)),
        name="test",
        user=None,
        wanted=jobs.Wanted(state="published", sources={"": "the-list"}),
    )
    while job.stage not in ("done", "refused"):
        if job.stage == "ready":
            jobs.confirm(job)
        try:
            with killed_after(chance.randrange(20, 400)):
                go_on(job)
        except Killed:
            kills += 1
        job = ImportJob.objects.get(pk=job.pk)
        ImportJob.objects.update(until=timezone.now() - jobs.LEASE)
        job.refresh_from_db()
    assert kills >= 3
    assert jobs.counts(job) == {"added": 2 + 41 + 80 + 1 + 1 + 42}
    assert (Actor.objects.count(), Agreement.objects.count(), AgreementParty.objects.count()) == (2, 41, 80)
    assert Citation.objects.published().count() == 42
    for model in (Actor, Agreement, AgreementParty, Citation):
        kinds = list(model.history.values_list("history_type", flat=True))
        assert kinds.count("+") == model.objects.count()
    assert {row.version for row in Agreement.objects.all()} == {2}  # added, then published: each once


def test_undone_it_leaves_the_bytes_that_were_there_before(tmp_path):
    ActorFactory(slug="aland", name="Old name", kind="state")
    before = package()
    said = imported(folder(tmp_path, FILES), "--state", "published", "--source", "the-list")
    assert "1 written over" in said
    assert package() != before
    said = run("undo_import", ImportJob.objects.get().pk)
    assert "taken back." in said
    assert package() == before
    assert not Agreement.objects.exists()
    assert Agreement.history.filter(history_type="-").count() == 41


def test_what_somebody_changed_or_used_since_stays_and_is_named(tmp_path):
    imported(folder(tmp_path, FILES))
    actor = Actor.objects.get(slug="aland")
    actor.name = "Mended"
    actor.save()
    other = AgreementFactory()
    AgreementPartyFactory(agreement=other, actor=Actor.objects.get(slug="bland"))
    said = run("undo_import", ImportJob.objects.get().pk)
    assert "actors.csv, line 2: 1 row: Somebody changed or deleted it since." in said
    assert "actors.csv, line 3: 1 row: Other rows rest on it that came later: " in said
    assert sorted(Actor.objects.values_list("slug", flat=True)) == ["aland", "bland"]
    assert list(Agreement.objects.all()) == [other]


def test_an_unknown_import_cannot_be_undone_and_those_that_can_are_named(tmp_path):
    imported(folder(tmp_path, SMALL))
    job = ImportJob.objects.get()
    said = run("undo_import", job.pk + 1)
    assert f"There is no import {job.pk + 1} to take back. Those that can be: {job.pk} (" in said
    run("undo_import", job.pk)
    assert "Those that can be: none." in run("undo_import", job.pk)


def test_stopped_it_writes_nothing_more_and_can_be_undone(tmp_path):
    job = begun(folder(tmp_path, FILES))
    jobs.confirm(job)
    go_on(job, seconds=0)
    assert jobs.stop(job)
    written = jobs.counts(job)["added"]
    assert 0 < written < 124
    go_on(job)
    assert jobs.counts(job)["added"] == written
    run("undo_import", job.pk)
    assert not Actor.objects.exists()


def test_one_works_on_it_at_a_time(tmp_path):
    job = begun(folder(tmp_path, FILES))
    jobs.confirm(job)
    assert jobs.claim(job, "somebody")
    assert go_on(job) is False
    assert not Actor.objects.exists()
    ImportJob.objects.update(until=timezone.now() - jobs.LEASE)  # somebody has not been heard of for two minutes
    assert go_on(job) is True
    job.refresh_from_db()
    assert job.stage == "done"


def test_who_was_thought_dead_writes_nothing_more(tmp_path):
    job = begun(folder(tmp_path, FILES))
    jobs.confirm(job)
    jobs.claim(job, "first")
    job.refresh_from_db()
    late = writing.Writing(job, "first", "writing")
    late.step()
    ImportJob.objects.update(worker="second")
    count = Agreement.objects.count()
    with pytest.raises(jobs.LostError):
        late.step()
    assert (Agreement.objects.count(), Actor.objects.count()) == (count, 0)


def test_work_imports_goes_on_with_what_was_cut_off(tmp_path):
    job = begun(folder(tmp_path, FILES))
    jobs.confirm(job)
    assert f"import {job.pk} of test: 125 added." in run("work_imports")
    assert run("work_imports") == ""


def test_a_row_that_somebody_wrote_after_the_check_is_left_out(tmp_path):
    ActorFactory(slug="aland", name="Old", kind="state")
    job = begun(folder(tmp_path, SMALL))
    actor = Actor.objects.get(slug="aland")
    actor.name = "Somebody's"
    actor.save()
    AgreementFactory(slug="pact-1950", title="Somebody's")
    jobs.confirm(job)
    go_on(job)
    assert Actor.objects.get(slug="aland").name == Agreement.objects.get().title == "Somebody's"
    assert Action.objects.count() == 0
    assert jobs.counts(job)["left_out"] >= 2


def test_what_rests_on_a_row_that_somebody_else_added_meanwhile_is_left_out_with_it(tmp_path):
    job = begun(folder(tmp_path, SMALL), sources={"": "the-list"})
    AgreementFactory(slug="pact-1950", title="Somebody's")
    jobs.confirm(job)
    assert "added" in run("work_imports")
    job.refresh_from_db()
    assert job.stage == "done"
    assert [row.note for row in Citation.objects.filter(agreement__slug="pact-1950")] == []


def test_a_default_citation_takes_another_number_where_somebody_else_has_taken_its_own(tmp_path):
    source = SourceFactory(slug="one-list", kind="dataset")
    files = FILES | {"agreements.csv": FILES["agreements.csv"].replace("pact-1950,Pact of 1950,treaty,metadata\n", "")}
    del files["agreement_parties.csv"], files["actions.csv"]
    job = begun(folder(tmp_path, files), sources={"agreements": "one-list"})
    for number in range(1, 10):
        CitationFactory(source=source, number=number)
    jobs.confirm(job)
    go_on(job)
    own = Citation.objects.filter(source=source, agreement__slug__startswith="pact-")
    assert own.count() == MANY
    assert jobs.counts(job).get("left_out") is None
    assert "taken back" in run("undo_import", job.pk)
    assert not Agreement.objects.filter(slug__startswith="pact-").exists()


def test_an_import_that_fails_keeps_no_other_from_its_turn(tmp_path, monkeypatch):
    first, second = (begun(folder(tmp_path, SMALL)) for _ in range(2))
    for job in (first, second):
        jobs.confirm(job)
    write = writing.Writing._write

    def failing(self, rows):
        if self.job.pk == first.pk:
            raise RuntimeError("It broke.")
        write(self, rows)

    monkeypatch.setattr(writing.Writing, "_write", failing)
    said = run("work_imports")
    assert "added" in said
    assert "1 of them failed" in said
    second.refresh_from_db()
    assert second.stage == "done"


def test_one_that_has_not_ended_is_named_and_not_undone(tmp_path):
    job = begun(folder(tmp_path, SMALL))
    jobs.confirm(job)
    jobs.claim(job, "somebody")
    assert "Run this again in a minute." in run("work_imports")
    assert f"Import {job.pk} has not ended. Run work_imports" in run("undo_import", job.pk)
