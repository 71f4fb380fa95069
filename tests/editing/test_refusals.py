"""Each refusal of the review names the cause that is true: a situation, and the sentence that is said of it."""

import pytest

from clauses.editing.refusals import CITATION, SOURCE
from clauses.editing.review import missing, why_frozen, why_not
from clauses.models import Citation
from clauses.vocabularies import ReviewState

from ..support.rows.factories import (
    ActionFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.people import person, written_by

pytestmark = pytest.mark.django_db
BARE = "No published citation supports “Talks”. "
WAITING, DRAFT = "in_review", "draft"


def waiting(**citation):
    """Talks in review, with a citation no. 1 of “Report” that is in review, too, or as it is said."""
    action = ActionFactory(state=WAITING, title="Talks")
    state = citation.pop("source_state", "published")
    source = SourceFactory(title="Report", state=state, withdrawn_reason="Wrong." if state == "withdrawn" else "")
    if citation.get("state") == "withdrawn":
        citation["withdrawn_reason"] = "Wrong."
    CitationFactory(**{"action": action, "source": source, "number": 1, "state": WAITING} | citation)
    return action


def named(state):
    return PlaceFactory(slug="town", name="Town", state=state, withdrawn_reason="Wrong." * (state == "withdrawn"))


def with_place(state):
    named(state)
    return waiting(field="place", value="town")


def without_place():
    action = waiting()
    Citation.objects.filter(action=action).update(field="place", value="nowhere")
    return action


# What is in review, and why a reviewer may not publish it
UNSUPPORTED = {
    "nothing is cited": (
        lambda: ActionFactory(state=WAITING, title="Talks"),
        "Nothing is cited for it: add a citation.",
    ),
    "the citation is a draft": (
        lambda: waiting(state=DRAFT),
        "Citation no. 1 of “Report” is a draft: send it to review, too.",
    ),
    "the citation is withdrawn": (
        lambda: waiting(state="withdrawn"),
        "Citation no. 1 of “Report” is withdrawn: cite another passage, or have it set back to draft.",
    ),
    "the source is a draft": (
        lambda: waiting(source_state=DRAFT),
        "The source of citation no. 1 of “Report” is a draft: send it to review along with it.",
    ),
    "the source is in review": (
        lambda: waiting(source_state=WAITING),
        "The source of citation no. 1 of “Report” is in review: publish it first, or along with it.",
    ),
    "the source is withdrawn": (
        lambda: waiting(source_state="withdrawn"),
        "The source of citation no. 1 of “Report” is withdrawn: cite another source.",
    ),
    "both are drafts": (
        lambda: waiting(state=DRAFT, source_state=DRAFT),
        f"{CITATION[DRAFT]} {SOURCE[DRAFT]}".replace("{}", "no. 1 of “Report”"),
    ),
    "the citation denies it": (
        lambda: waiting(stance="contradicts"),
        "Citation no. 1 of “Report” contradicts it.",
    ),
    "the citation only names it": (
        lambda: waiting(stance="mentions", source_state=DRAFT),
        "Citation no. 1 of “Report” only mentions it.",
    ),
    "the citation is held for an error": (
        lambda: waiting(rank="deprecated", rank_reason="A misprint."),
        "Citation no. 1 of “Report” is held for an error.",
    ),
    "the place that it names is a draft": (
        lambda: with_place(DRAFT),
        "Citation no. 1 of “Report” names “Town”, which is a draft: send it to review along with it.",
    ),
    "the place that it names is in review": (
        lambda: with_place(WAITING),
        "Citation no. 1 of “Report” names “Town”, which is in review: publish it first, or along with it.",
    ),
    "the place that it names is withdrawn": (
        lambda: with_place("withdrawn"),
        "Citation no. 1 of “Report” names “Town”, which is withdrawn: name another.",
    ),
    "no place has that code": (
        without_place,
        "Citation no. 1 of “Report” names “nowhere”, and nothing has that code: mend its value.",
    ),
}


@pytest.mark.parametrize("situation", UNSUPPORTED)
def test_what_no_citation_supports_is_not_published_for_the_cause_that_is_true(situation):
    make, sentence = UNSUPPORTED[situation]
    assert why_not(person("reviewer").user, make(), ReviewState.PUBLISHED) == BARE + sentence


def test_the_reviewer_is_told_which_citation_and_source_they_wrote_themselves():
    reviewer = person("reviewer")
    action = waiting()
    written_by(reviewer, Citation.objects.get())
    own = "You wrote citation no. 1 of “Report” yourself: another reviewer has to publish it."
    assert why_not(reviewer.user, action, ReviewState.PUBLISHED) == BARE + own


def test_one_citation_that_supports_it_is_enough_whatever_the_others_lack():
    action = waiting(stance="contradicts")
    CitationFactory(action=action, state=WAITING)
    assert why_not(person("reviewer").user, action, ReviewState.PUBLISHED) == ""


def test_of_many_citations_three_causes_are_said_and_the_others_counted():
    action = ActionFactory(state=WAITING, title="Talks")
    for number in range(1, 6):
        CitationFactory(action=action, state=DRAFT, number=number, source=SourceFactory(title="Report"))
    said = why_not(person("reviewer").user, action, ReviewState.PUBLISHED)
    assert said.count("is a draft") == 3
    assert said.endswith("There is more of the kind: 2.")


def test_a_figure_does_not_say_that_something_was_promised():
    promise = CommitmentFactory(state=WAITING, title="Talks")
    source = SourceFactory(title="Report")
    CitationFactory(
        commitment=promise, source=source, number=1, state=WAITING, field="figure", value="3", unit="USD", quote=""
    )
    figure = "Citation no. 1 of “Report” is a figure of what came of it, and does not say that it was promised."
    assert why_not(person("reviewer").user, promise, ReviewState.PUBLISHED) == BARE + figure


def test_a_clause_with_a_text_of_a_public_source_needs_no_citation():
    clause, reviewer = ClauseFactory(state=WAITING), person("reviewer").user
    text = ClauseTextFactory(clause=clause, source=SourceFactory(), status="authentic")
    assert why_not(reviewer, clause, ReviewState.PUBLISHED) == ""
    type(text.source).objects.filter(pk=text.source.pk).update(state=DRAFT)
    assert "Nothing is cited for it" in why_not(reviewer, clause, ReviewState.PUBLISHED)


# A step that nobody takes from there
STEPS = {
    (DRAFT, "published"): "It is a draft: send it to review first.",
    (DRAFT, "withdrawn"): "It is a draft, which nobody reads: there is nothing to withdraw.",
    (WAITING, "withdrawn"): "It is in review and not public: return it to its author instead.",
    (WAITING, WAITING): "It is in review already.",
    ("published", "published"): "It is published already.",
    ("published", DRAFT): "It is published: propose a change of it, or withdraw it.",
    ("published", WAITING): "It is published: propose a change of it, or withdraw it.",
    ("withdrawn", "published"): "It is withdrawn: set it back to draft first.",
}


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_a_step_that_there_is_not_says_where_the_record_is(before, after):
    action = ActionFactory(state=before, withdrawn_reason="Wrong." if before == "withdrawn" else "")
    assert why_not(person("reviewer").user, action, ReviewState(after)) == STEPS[before, after]


# Who may take it
ROLES = {
    ("viewer", DRAFT, WAITING): "You may look at actions and not change them.",
    ("editor", WAITING, "published"): "Only a reviewer may do this.",
    ("manager", WAITING, "published"): "Only a reviewer may do this.",
    ("editor", WAITING, DRAFT): "Only a reviewer, or somebody who wrote in it, may do this.",
    ("editor", "published", "withdrawn"): "Only a reviewer may do this.",
}


@pytest.mark.parametrize(("role", "before", "after"), ROLES)
def test_who_may_not_take_a_step_is_told_who_may(role, before, after):
    assert why_not(person(role).user, ActionFactory(state=before), ReviewState(after)) == ROLES[role, before, after]


def test_who_wrote_it_is_told_that_another_reviewer_has_to_publish_it():
    reviewer = person("reviewer")
    action = written_by(reviewer, waiting())
    said = why_not(reviewer.user, action, ReviewState.PUBLISHED)
    assert said == "You wrote in it: another reviewer has to publish it."


def test_what_is_frozen_says_what_thaws_it():
    action = ActionFactory(state=WAITING, title="Talks")
    writes = "“Talks” is in review, so nobody writes in it now."
    assert why_frozen(action) == f"{writes} Whoever wrote it can take it back, and a reviewer can return it."
    action.state = "withdrawn"
    writes = "“Talks” is withdrawn, so nobody writes in it now."
    assert why_frozen(action) == f"{writes} A reviewer can set it back to draft."


def test_a_draft_lacks_nothing_that_is_a_draft_beside_it_and_goes_along():
    action = ActionFactory(state=DRAFT, title="Talks")
    CitationFactory(action=action, state=DRAFT, source=SourceFactory(state=DRAFT))
    assert missing(action) == ""
    Citation.objects.update(stance="mentions")
    assert "only mentions it" in missing(action)
