"""Two browsers save one form at the same moment: one is stored, the other is shown both versions; none is lost."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import unescape

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from clauses.editing.holding import hold
from clauses.editing.merging.merge import MergeError, merge
from clauses.editing.merging.preview import preview
from clauses.editing.review import move
from clauses.models import Action, ActionParticipant, Citation, Proposal
from clauses.vocabularies import ReviewState

from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.pages.review import seen_now
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.people import person
from ..support.rows.proposals import proposal_address, propose
from ..support.site.processes import HANGING
from ..support.site.races import both_at_once

ROUNDS = [pytest.param(5, id="briefly"), pytest.param(60, id="at length", marks=pytest.mark.heavy)]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_two_who_save_at_once_one_is_shown_what_the_other_stored(transactional_db, rounds):
    editors = [person("editor", name) for name in ("one", "two")]
    action = ActionFactory(state="draft", title="As it was")
    for number in range(rounds):
        typed = [f"{editor.user.username} {number}" for editor in editors]
        forms = [filled(editor, action, title=title) for editor, title in zip(editors, typed, strict=True)]
        answers = both_at_once(
            partial(editors[0].post, change_address(action), forms[0]),
            partial(editors[1].post, change_address(action), forms[1]),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        loser = next(at for at, answer in enumerate(answers) if answer.status_code == 200)
        shown = unescape(re.sub(r"<[^>]+>", "", text(answers[loser])))
        assert f"Stored now by {editors[1 - loser].user.username}: {typed[1 - loser]}" in shown
        assert f"Yours, as it stands in the form below: {typed[loser]}" in shown
        chosen = {"shown_version": Action.objects.get(pk=action.pk).version, "choice-title": "mine"}
        assert editors[loser].post(change_address(action), forms[loser] | chosen).status_code == 302
    titles = action.history.order_by("version").values_list("title", flat=True)
    assert len(titles) == 1 + 2 * rounds
    assert set(titles) == {"As it was", *(f"{name} {number}" for name in ("one", "two") for number in range(rounds))}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_two_who_decide_on_one_proposal_at_once_one_decides(transactional_db, rounds):
    editor, reviewers = person("editor"), [person("reviewer", name) for name in ("one", "two")]
    action = ActionFactory(title="As it was")
    for number in range(rounds):
        proposal = propose(editor, action, title=f"Title {number}")
        sent = (proposal_address(proposal), {"step": "apply", "seen": proposal.version})
        both_at_once(*(partial(reviewer.post, *sent) for reviewer in reviewers))
        proposal.refresh_from_db()
        assert proposal.status == "applied"
        assert action.history.filter(title=f"Title {number}").count() == 1


def withdraw(client, row):
    address = reverse(f"admin:clauses_{row._meta.model_name}_review", args=[row.pk])
    return partial(client.post, address, {"step": "withdrawn", "text": "For a reason.", "seen": row.version})


@pytest.mark.parametrize("rounds", ROUNDS)
def test_r4_of_two_who_withdraw_one_of_two_citations_each_at_once_one_is_refused(transactional_db, rounds):
    reviewers = [person("reviewer", name) for name in ("one", "two")]
    for _ in range(rounds):
        action = ActionFactory()
        pair = [CitationFactory(action=action) for _ in range(2)]
        both_at_once(*(withdraw(*each) for each in zip(reviewers, pair, strict=True)))
        states = Citation.objects.filter(action=action).values_list("state", flat=True)
        assert sorted(states) == ["published", "withdrawn"]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_r4_a_record_is_not_published_while_the_place_that_it_rests_on_is_withdrawn(transactional_db, rounds):
    reviewers = [person("reviewer", name) for name in ("one", "two")]
    for _ in range(rounds):
        action, place = ActionFactory(state="in_review"), PlaceFactory()
        CitationFactory(action=action, field="place", value=place.slug)
        address = reverse("admin:clauses_action_review", args=[action.pk])
        publish = partial(reviewers[0].post, address, {"step": "published", "text": "", "seen": action.version})
        both_at_once(publish, withdraw(reviewers[1], place))
        action.refresh_from_db()
        place.refresh_from_db()
        assert (action.state, place.state) in {("published", "published"), ("in_review", "withdrawn")}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_row_that_two_add_at_once_is_stored_once_and_the_other_is_told(transactional_db, rounds):
    editors = [person("editor", name) for name in ("one", "two")]
    actor = ActorFactory()
    for _ in range(rounds):
        agreement = AgreementFactory(state="draft")
        more = {"parties-TOTAL_FORMS": "1", "parties-0-actor": actor.pk, "parties-0-role": "party"}
        forms = [filled(editor, agreement) | more for editor in editors]
        answers = both_at_once(
            *(partial(each.post, change_address(agreement), data) for each, data in zip(editors, forms, strict=True))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        assert "is there already" in text(next(answer for answer in answers if answer.status_code == 200))
        assert agreement.parties.count() == 1


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_code_that_two_give_to_new_records_at_once_is_given_once(transactional_db, rounds):
    editors = [person("editor", name) for name in ("one", "two")]
    for number in range(rounds):
        data = {"slug": f"same-{number}", "name": f"Typed {number}", "kind": "body", "other_names": ""}
        data |= {f"identifiers-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        answers = both_at_once(*(partial(each.post, reverse("admin:clauses_actor_add"), data) for each in editors))
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        refused = next(answer for answer in answers if answer.status_code == 200)
        assert "already exists" in text(refused)
        assert f'value="Typed {number}"' in text(refused)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_code_is_not_changed_while_somebody_names_the_record_by_it(transactional_db, rounds):
    keeper, editor = person("superuser"), person("editor")
    for number in range(rounds):
        place = PlaceFactory(slug=f"before-{number}")
        citation = CitationFactory(state="draft", source=SourceFactory())
        rename = partial(keeper.post, change_address(place), filled(keeper, place, slug=f"after-{number}"))
        naming = filled(editor, citation, field="place", value=place.slug)
        both_at_once(rename, partial(editor.post, change_address(citation), naming))
        place.refresh_from_db()
        citation.refresh_from_db()
        assert (place.slug, citation.value) in {(f"after-{number}", ""), (f"before-{number}", f"before-{number}")}


def while_somebody_waits(write, call, then=lambda: None):
    """What `call` returns: it begins once `write` is done and waits for it; `then` comes next, and all is committed."""

    def run():
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            write()
            waiting = threads.submit(run)
            until_somebody_waits(waiting)
            then()
        return waiting.result()


def until_somebody_waits(waiting) -> None:
    end = time.monotonic() + HANGING
    with connection.cursor() as cursor:
        while time.monotonic() < end and not waiting.done():
            mine = "pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            cursor.execute(f"SELECT 1 FROM pg_locks WHERE NOT granted AND {mine}")
            if cursor.fetchone():
                return


@pytest.mark.postgresql
def test_r3_a_citation_that_is_taken_back_while_its_record_is_published_stays_a_draft(transactional_db):
    reviewer, action = person("reviewer"), ActionFactory(state="in_review")
    CitationFactory(action=action)
    citation = CitationFactory(action=action, state="in_review", quote="the old words")

    def take_back():
        row = Citation.objects.get(pk=citation.pk)
        row.state, row.quote = "draft", "the mended words"
        row.save()

    while_somebody_waits(take_back, partial(move, reviewer.user, action, ReviewState.PUBLISHED))
    citation.refresh_from_db()
    assert (citation.state, citation.quote) == ("draft", "the mended words")
    assert sorted(citation.history.values_list("version", flat=True)) == [1, 2]
    assert Action.objects.get(pk=action.pk).state == "published"


@pytest.mark.postgresql
def test_a_proposal_that_is_rewritten_while_it_is_applied_is_one_or_the_other(transactional_db):
    editor, reviewer = person("editor"), person("reviewer")
    action = ActionFactory(title="As it was")
    proposal = propose(editor, action, title="First")
    address = f"{change_address(action)}?proposal={proposal.pk}"
    rewriting = partial(editor.post, address, filled(editor, action, title="Second"))
    applying = partial(reviewer.post, proposal_address(proposal), {"step": "apply", "seen": proposal.version})
    held = Proposal.objects.select_for_update().filter(pk=proposal.pk)
    answer = while_somebody_waits(partial(list, held), rewriting, applying)
    assert answer.status_code in (200, 302)
    assert Action.objects.get(pk=action.pk).title == "First"
    assert list(action.history.values_list("title", flat=True)) == ["First", "As it was"]


@pytest.mark.postgresql
def test_r4_of_two_who_withdraw_one_of_two_citations_each_the_second_is_refused(transactional_db):
    reviewers, action = [person("reviewer", name) for name in ("one", "two")], ActionFactory()
    both = CitationFactory.create_batch(2, action=action)
    first, second = (
        partial(reviewer.post, reverse("admin:clauses_citation_review", args=[row.pk]), {"step": "withdrawn"} | sent)
        for reviewer, row in zip(reviewers, both, strict=True)
        for sent in [{"text": "Not said", "seen": seen_now(row)}]
    )
    while_somebody_waits(first, second)
    assert sorted(action.citations.values_list("state", flat=True)) == ["published", "withdrawn"]


@pytest.mark.postgresql
def test_whoever_names_a_record_that_is_being_merged_is_not_waited_for_in_a_circle(transactional_db):
    kept, other, action = ActorFactory(), ActorFactory(), ActionFactory()
    row = ActionParticipantFactory(action=action, actor=other)
    user = person("superuser").user
    merging = partial(merge, kept, other, user=user, reason="The same", seen=preview(kept, other).digest)

    def told():
        try:
            return merging()
        except MergeError as error:
            return error

    answer = while_somebody_waits(
        partial(hold, {Action: [action.pk], ActionParticipant: [row.pk]}),
        told,
        partial(ActionParticipantFactory, action=action, actor=other, role="host"),
    )
    assert "Look at the new preview" in str(answer)
    assert action.participants.count() == 2
