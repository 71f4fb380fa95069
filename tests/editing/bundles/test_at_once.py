"""Several people at one bundle at the same moment: each record is moved once, and nothing is public unsupported."""

from functools import partial

import pytest
from django.urls import reverse

from clauses.editing.bundles import move
from clauses.editing.bundles.collect import collect
from clauses.editing.review import NotAllowedError
from clauses.evidence.uncited import uncited
from clauses.models import Action, Citation, Comment, Source
from clauses.vocabularies import ReviewState

from ...support.pages.bundles import boxes, bundle_address
from ...support.pages.review import states
from ...support.rows.bundles import talks
from ...support.rows.factories import CitationFactory
from ...support.rows.people import person
from ...support.site.races import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = [pytest.param(3, id="briefly"), pytest.param(40, id="at length", marks=pytest.mark.heavy)]


def sends(client, row, step, **said):
    """What a button of the page of the bundle does, with all ticked that the page shows now."""
    parts = list(boxes(client, row).values())
    return partial(client.post, bundle_address(row), {"step": step, "part": parts} | said)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_two_reviewers_who_publish_one_bundle_one_does(rounds):
    reviewers, editor = [person("reviewer", name) for name in ("one", "two")], person("editor")
    for _ in range(rounds):
        rows = talks(editor, "in_review")
        answers = both_at_once(*(sends(reviewer, rows[1], "publish") for reviewer in reviewers))
        assert {answer.status_code for answer in answers} <= {200, 302}
        assert states(*rows) == ["published"] * 4
        assert [row.history.filter(state="published").count() for row in rows] == [1] * 4
        assert Comment.objects.about(rows[1]).filter(kind="published").count() == 1


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_bundle_that_is_taken_back_while_it_is_published_is_one_or_the_other(rounds):
    reviewer, editor = person("reviewer"), person("editor")
    for _ in range(rounds):
        rows = talks(editor, "in_review")
        both_at_once(sends(reviewer, rows[1], "publish"), sends(editor, rows[1], "return"))
        assert states(*rows) in (["published"] * 4, ["draft"] * 4)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_citation_that_is_taken_back_by_itself_meanwhile_stays_out(rounds):
    reviewer, editor = person("reviewer"), person("editor")
    for _ in range(rounds):
        rows = talks(editor, "in_review")
        address = reverse("admin:clauses_citation_review", args=[rows[3].pk])
        back = partial(editor.post, address, {"step": "returned", "text": "", "seen": rows[3].version})
        both_at_once(sends(reviewer, rows[1], "publish"), back)
        assert states(*rows[:3]) == ["published"] * 3
        assert states(rows[3])[0] in ("published", "draft")


@pytest.mark.parametrize("rounds", ROUNDS)
def test_no_record_becomes_public_while_the_source_that_alone_supports_it_is_withdrawn(rounds):
    reviewers, editor = [person("reviewer", name) for name in ("one", "two")], person("editor")
    for _ in range(rounds):
        rows = talks(editor, "in_review")
        source = rows[0]
        Source.objects.filter(pk=source.pk).update(state="published")
        address = reverse("admin:clauses_source_review", args=[source.pk])
        withdraw = partial(reviewers[1].post, address, {"step": "withdrawn", "text": "Wrong.", "seen": source.version})
        both_at_once(sends(reviewers[0], rows[1], "publish"), withdraw)
        assert not uncited("action").exists()
        assert states(source, rows[1]) in (["published", "published"], ["withdrawn", "in_review"])


@pytest.mark.parametrize("rounds", ROUNDS)
def test_two_bundles_that_share_a_source_wait_for_each_other_and_both_go(rounds):
    reviewers, editor = [person("reviewer", name) for name in ("one", "two")], person("editor")
    for _ in range(rounds):
        source, action, *citations = talks(editor, "in_review")
        other = talks(editor, "in_review")[1]
        shared = CitationFactory(action=other, source=source, number=9, state="in_review")
        both_at_once(sends(reviewers[0], action, "publish"), sends(reviewers[1], other, "publish"))
        assert states(source, action, *citations, other) == ["published"] * 5
        assert states(shared)[0] in ("published", "in_review"), "whoever saw it first as a part of the other keeps it"


def test_what_is_taken_away_after_it_was_looked_at_takes_all_back(monkeypatch):
    """As where somebody withdraws the source between the look and the write: nothing of the bundle is public."""
    reviewer = person("reviewer").user
    rows = talks(person("editor"), "in_review")
    seen = {part.key: part.seen for part in collect(rows[1]).parts}
    monkeypatch.setattr(move, "one_at_a_time", lambda: Source.objects.update(state="draft"))
    with pytest.raises(NotAllowedError, match="rests on what somebody else changed at this moment"):
        move.publish(reviewer, rows[1], seen)
    assert states(*rows) == ["in_review"] * 4
    assert not Comment.objects.exists()


def test_a_record_that_is_deleted_meanwhile_is_no_error_of_the_server():
    editor = person("editor")
    rows = talks(editor)
    pressed = sends(editor, rows[1], "send")
    Citation.objects.all().delete()
    root = Action.objects.get()
    seen = {part.key: part.seen for part in collect(root).parts}
    Action.objects.all().delete()
    assert pressed().status_code == 404
    with pytest.raises(NotAllowedError, match="is not there any more"):
        move.send(editor.user, root, seen)
    assert Source.objects.get().state == ReviewState.DRAFT
