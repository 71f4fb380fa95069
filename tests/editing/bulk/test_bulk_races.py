"""Others work while an act on many rows goes on; what is confirmed once is written once, whoever presses it."""

from functools import partial

from clauses.editing.bulk import work as bulk
from clauses.models import Action, BulkWork

from ...support.rows.factories import ActionFactory
from ...support.rows.people import person
from ...support.site.races import both_at_once, other
from .acting import looked_at


def test_of_two_pages_of_one_work_each_row_is_written_once(transactional_db, monkeypatch):
    monkeypatch.setattr(bulk, "WRITTEN", 3)
    editor = person("editor").user
    rows = ActionFactory.create_batch(12, state="draft", status="planned")
    work = looked_at(editor, rows, "change", "status", "completed")
    bulk.confirm(work, editor, "Why")
    pages = [BulkWork.objects.get(), BulkWork.objects.get()]
    both_at_once(*(partial(bulk.go_on, page, editor, seconds=60) for page in pages))
    assert {row.history.count() for row in rows} == {2}
    assert (BulkWork.objects.get().stage, bulk.counts(work)) == ("done", {"written": 12})


def test_of_two_editors_who_change_the_same_rows_at_once_each_row_is_one_persons(transactional_db, monkeypatch):
    monkeypatch.setattr(bulk, "WRITTEN", 3)
    editors = [person("editor", name).user for name in ("one", "two")]
    rows = ActionFactory.create_batch(12, state="draft", status="planned")
    works = [
        looked_at(editor, rows, "change", "status", value)
        for editor, value in zip(editors, ("completed", "missed"), strict=True)
    ]
    for work, editor in zip(works, editors, strict=True):
        bulk.confirm(work, editor, "Why")
    both_at_once(*(partial(bulk.go_on, work, work.user, seconds=60) for work in works))
    assert {row.history.count() for row in rows} == {2}
    found = [bulk.counts(work) for work in works]
    assert sum(each.get("written", 0) for each in found) == sum(each.get("left_out", 0) for each in found) == 12
    assert not Action.objects.filter(status="planned").exists()


def test_while_rows_are_looked_at_others_can_write(transactional_db):
    editor = person("editor").user
    ActionFactory.create_batch(20, state="draft", status="planned")
    work = bulk.begin(
        editor, Action.objects.all(), bulk.BulkAct.CHANGE, change=bulk.changes_of(Action)["status"], value="completed"
    )
    with other() as somebody:
        bulk.go_on(work, editor, seconds=60)
    assert work.stage == "ready"
    assert somebody.waits <= 3, "what was found is noted in a moment"
