"""Two browsers save one form at the same moment: one is stored, the other is shown both versions; none is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import unescape
from threading import Barrier

import pytest
from django.db import connections

from clauses.models import Action

from .factories import ActionFactory
from .people import person
from .processes import HANGING
from .test_admin_forms import change_address, filled, text
from .test_proposals import proposal_address, propose

pytestmark = pytest.mark.database

ROUNDS = [pytest.param(5, id="briefly"), pytest.param(60, id="at length", marks=pytest.mark.heavy)]


def both_at_once(first, second):
    """What the two calls return, begun at the same moment in threads with connections of their own."""
    start = Barrier(2)

    def run(call):
        try:
            start.wait(timeout=HANGING)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        return [found.result() for found in [threads.submit(run, call) for call in (first, second)]]


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
