"""Rows that go on together stand, and are refused, as if each was moved by its own button: that is compared."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clauses.editing.bulk import work as bulk
from clauses.editing.bulk.ready import Ready
from clauses.models import Action, Citation, Clause, Comment, Source
from clauses.vocabularies import BulkAct

from ...support.rows import factories
from ...support.rows.people import person, written_by
from ...support.rows.stored import everything

pytestmark = pytest.mark.django_db
BEFORE = {"send": "draft", "publish": "in_review"}


@pytest.fixture
def one_by_one(monkeypatch):
    def set_up():
        monkeypatch.setattr(Ready, "may_go", lambda *said: False)
        monkeypatch.setattr(Ready, "keeps_rules", lambda *said: False)

    return set_up


def rows_in(state, user) -> None:
    """Records of several tables that may go on, and others that may not, for one reason or another."""
    other = person("editor", "other")
    public = factories.SourceFactory(slug="public", title="Public", publisher=None)
    hidden = factories.SourceFactory(slug="hidden", title="Hidden", state=state, publisher=None)
    place = factories.PlaceFactory(slug="baku", name="Baku")
    agreement = factories.AgreementFactory(slug="agreement", title="Agreement")
    for number in range(24):
        slug, title = f"action-{number}", f"Action {number}"
        action = factories.ActionFactory(slug=slug, title=title, state=state, agreement=agreement)
        said = ({}, {"field": "place", "value": place.slug}, {"stance": "mentions"}, {"source": hidden})[number % 4]
        cited = {"source": public, "action": action, "number": number + 1, "state": state, **said}
        citation = factories.CitationFactory(**cited) if number % 5 else None
        for row in filter(None, (action, citation)):
            written_by(user if number % 7 == 0 else other, row)
        if number % 3 == 0:
            factories.ActionParticipantFactory(action=action, actor__slug=f"actor-{number}", actor__name="Ministry")
    factories.ActionFactory(slug="of-another-state", title="Elsewhere", agreement=agreement)
    named = {"agreement": agreement, "label": "Article", "heading": "Trade", "state": state}
    parent = factories.ClauseFactory(wid="a1", position=1, **named)
    part = factories.ClauseFactory(wid="a2", position=2, parent=parent, **named)
    about = factories.CitationFactory(source=public, agreement=agreement, number=100, state=state)
    for row in (parent, part, about):
        written_by(other, row)
    factories.ClauseTextFactory(clause=part, number=1, source=public, text="They trade.")


def moved(act, role) -> dict:
    """What was said before and after, and what is stored, once rows of each table went on."""
    client = person(role)
    user, found = client.user, {}
    with transaction.atomic():
        rows_in(BEFORE[act], client)
        for model in (Clause, Source, Action, Citation):
            work = bulk.begin(user, model.objects.exclude(state="published").order_by("pk"), BulkAct(act))
            bulk.go_on(work, user, seconds=60)
            seen = list(work.rows.order_by("pk").values_list("outcome", "cause", "warning"))
            bulk.confirm(work, user, "All of them")
            bulk.go_on(work, user, seconds=60)
            found[model] = seen, list(work.rows.order_by("pk").values_list("outcome", "cause"))
        found |= everything()
        found["comments"] = list(Comment.objects.order_by("pk").values_list("table", "kind", "text", "is_open"))
        del found["moments"]  # every portion has one of its own
        transaction.set_rollback(True)
    User.objects.all().delete()
    return found


BY = [("send", "editor"), ("send", "superuser"), ("publish", "reviewer"), ("publish", "superuser")]


@pytest.mark.parametrize(("act", "role"), BY)
def test_what_is_said_and_stored_is_the_same(one_by_one, act, role):
    together = moved(act, role)
    one_by_one()
    for what, held in moved(act, role).items():
        assert together[what] == held, what
    outcomes = {outcome for outcome, _ in together[Action][1]}
    assert "written" in outcomes
    assert ("refused" in outcomes) == (act == "publish")


def test_the_number_of_questions_hardly_grows_with_the_rows():
    reviewer, costs = person("reviewer").user, []
    for many in (10, 60):
        source = factories.SourceFactory()
        rows = [factories.ActionFactory(state="in_review") for _ in range(many)]
        for number, row in enumerate(rows, 1):
            factories.CitationFactory(action=row, source=source, number=number, state="in_review")
        with CaptureQueriesContext(connection) as asked:
            work = bulk.begin(reviewer, Action.objects.filter(state="in_review"), BulkAct.PUBLISH)
            bulk.go_on(work, reviewer, seconds=60)
            bulk.confirm(work, reviewer, "All")
            bulk.go_on(work, reviewer, seconds=60)
        assert bulk.counts(work) == {"written": many}
        costs.append(len(asked))
    assert costs[1] < costs[0] * 1.5
