"""Many rows are sent to review or published: as by the button of each, on what its user was shown."""

import pytest
from django.core.exceptions import ValidationError

from clauses.editing.bulk import work as bulk
from clauses.editing.bulk.moving import MISQUOTES
from clauses.editing.requote import recheck
from clauses.models import Action, Comment
from clauses.vocabularies import BulkAct

from ...support.pages.review import states
from ...support.rows.factories import ActionFactory, AgreementFactory, CitationFactory, SourceTextFactory
from ...support.rows.people import person, written_by
from .acting import looked_at, outcomes, written

pytestmark = pytest.mark.django_db


def cited(state, author=None, **columns):
    """An action in this state, with its citation in the same."""
    row = ActionFactory(state=state, **columns)
    citation = CitationFactory(action=row, state=state)
    if author is not None:
        written_by(author, row)
        written_by(author, citation)
    return row, citation


@pytest.mark.parametrize(
    ("act", "role", "before", "after"),
    [("send", "editor", "draft", "in_review"), ("publish", "reviewer", "in_review", "published")],
)
def test_rows_go_on_with_their_citations_and_a_comment(act, role, before, after):
    user = person(role).user
    pairs = [cited(before) for _ in range(3)]
    work = looked_at(user, [row for row, _ in pairs], act)
    assert set(outcomes(work).values()) == {"ready"}
    assert states(*pairs[0]) == [before] * 2, "a preview writes nothing"
    written(work, user, "All drills of 2021")
    for row, citation in pairs:
        assert states(row, citation) == [after] * 2
        assert (row.history.first().history_user, row.history.first().version) == (user, 2)
        assert Comment.objects.about(row).get().text == "All drills of 2021"


def test_nobody_publishes_their_own_and_the_causes_are_grouped():
    reviewer = person("reviewer")
    own, _ = cited("in_review", author=reviewer)
    bare = ActionFactory.create_batch(2, state="in_review")
    draft, good = ActionFactory(state="draft"), cited("in_review")[0]
    work = looked_at(reviewer.user, [own, *bare, draft, good], "publish")
    causes = dict(work.rows.values_list("row", "cause"))
    assert causes[own.pk] == "You wrote in it: another reviewer has to publish it."
    assert len({causes[row.pk] for row in bare}) == 1, "one cause, however the rows are called"
    assert causes[bare[0].pk].startswith("No published citation supports it.")
    assert causes[draft.pk] == "It is a draft: send it to review first."
    written(work, reviewer.user)
    assert states(own, *bare, draft, good) == ["in_review", "in_review", "in_review", "draft", "published"]


def test_rows_that_are_there_already_are_counted_and_left_alone():
    reviewer = person("reviewer").user
    public, (waiting, _) = ActionFactory(), cited("in_review")
    work = looked_at(reviewer, Action.objects.all(), "publish")
    assert (work.already, outcomes(work)) == (1, {waiting.pk: "ready"})
    with pytest.raises(ValidationError, match="there already"):
        bulk.begin(reviewer, Action.objects.filter(pk=public.pk), BulkAct.PUBLISH)


@pytest.mark.parametrize("what", ["row", "citation", "new citation"])
def test_what_was_not_seen_is_not_published(what):
    reviewer = person("reviewer").user
    row, citation = cited("in_review")
    other, _ = cited("in_review")
    work = looked_at(reviewer, [row, other], "publish")
    if what == "new citation":
        CitationFactory(action=row, state="in_review")
    else:
        {"row": row, "citation": citation}[what].save()
    written(work, reviewer)
    assert outcomes(work) == {row.pk: "left_out", other.pk: "written"}
    assert states(row, other) == ["in_review", "published"]
    assert "was changed by somebody else" in work.rows.get(row=row.pk).cause


def test_what_readers_will_not_see_yet_and_what_lacks_a_citation_is_said_beforehand():
    reviewer = person("reviewer").user
    hidden, _ = cited("in_review", agreement=AgreementFactory(state="draft"))
    work = looked_at(reviewer, [hidden], "publish")
    assert "readers will not see it yet" in work.rows.get().warning
    work = looked_at(reviewer, [ActionFactory(state="draft")], "send")
    assert work.rows.get().warning.startswith("No published citation supports it.")
    assert outcomes(work) == {work.rows.get().row: "ready"}


def test_a_superuser_who_publishes_alone_is_told_and_the_history_says_so():
    boss = person("superuser")
    row, _ = cited("in_review", author=boss)
    work = looked_at(boss.user, [row], "publish")
    assert "published it alone" in work.rows.get().warning
    written(work, boss.user)
    assert "by its own author, a superuser" in row.history.first().history_change_reason


def test_rows_whose_citations_quote_what_their_text_does_not_have_are_named_before():
    reviewer = person("reviewer")
    row, citation = cited("in_review")
    other, _ = cited("in_review")
    SourceTextFactory(source=citation.source)
    recheck([citation.pk])
    for rows, key in (([row, other], row.pk), ([citation], citation.pk)):
        work = looked_at(reviewer.user, rows, "publish")
        assert list(work.rows.exclude(warning="").values_list("row", flat=True)) == [key]
        assert work.rows.get(row=key).warning.startswith(MISQUOTES)
