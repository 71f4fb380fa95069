"""No public record is left without a public citation that tells of it, whoever takes the last one away and how."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from clauses.dataset import BY_NAME
from clauses.editing.review import NotAllowedError, move
from clauses.evidence import worklists
from clauses.evidence.last_citation import BareError, keeping_citations, left_without_citation
from clauses.evidence.uncited import gaps, lacks_citation
from clauses.exchange.fixtures.files import write
from clauses.exchange.package.restore import restore
from clauses.models import Action, Citation, Clause, Source
from tests.support.files.packages import package_bytes

from ..support.files.imports import edited, imported
from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.people import person
from ..support.rows.proposals import decide, propose

pytestmark = pytest.mark.django_db

BARE = "would stand public without a citation"
REMEDY = "Cite it otherwise first, or withdraw it."


def review(client, row, step, text="For a reason."):
    address = reverse(f"admin:clauses_{row._meta.model_name}_review", args=[row.pk])
    data = {"step": step, "text": text, "seen": row.version}
    answer = client.post(address, data, follow=True).content.decode()
    row.refresh_from_db()
    return answer


@pytest.fixture
def action(db):
    return ActionFactory(status="unknown", date="")


@pytest.fixture
def citation(action):
    return CitationFactory(action=action)


def named(field, action):
    row = PlaceFactory() if field == "place" else ActorFactory()
    CitationFactory(action=action, field=field, value=row.slug)
    return row


GOING = {
    "its only citation": lambda action: CitationFactory(action=action),
    "the source of it": lambda action: CitationFactory(action=action).source,
    "the place that it states": lambda action: named("place", action),
    "the participant that it states": lambda action: named("participant", action),
}


@pytest.mark.parametrize("going", GOING.values(), ids=GOING.keys())
@pytest.mark.parametrize("role", ["reviewer", "superuser"])
def test_r4_what_the_last_citation_of_a_public_record_needs_is_not_withdrawn(action, role, going):
    row = going(action)
    assert BARE in review(person(role), row, "withdrawn")
    assert row.state == "published"
    CitationFactory(action=action)
    review(person(role, "again"), row, "withdrawn")
    assert row.state == "withdrawn"


CHANGES = {
    "rank": {"rank": "deprecated", "rank_reason": "A misprint."},
    "stance": {"stance": "mentions"},
    "record": {},
    "field and value": {"field": "place"},
}


def changes(name):
    found = dict(CHANGES[name])
    if name == "record":
        found["action"] = ActionFactory().pk
    if name == "field and value":
        found["value"] = PlaceFactory(state="draft").slug
    return found


@pytest.mark.parametrize("name", CHANGES)
def test_r4_no_proposal_is_applied_that_takes_the_last_citation_away(action, citation, name):
    proposal = propose(person("editor"), citation, **changes(name))
    assert BARE in text(decide(person("reviewer"), proposal, "apply", follow=True))
    proposal.refresh_from_db()
    assert proposal.status == "waiting"
    assert not lacks_citation(action)


@pytest.mark.parametrize("name", CHANGES)
def test_r4_a_superuser_who_takes_the_last_citation_away_in_a_form_is_told_and_keeps_what_was_typed(
    admin_client, action, citation, name
):
    answer = admin_client.post(change_address(citation), filled(admin_client, citation, note="Kept", **changes(name)))
    assert answer.status_code == 200
    assert BARE in text(answer)
    assert "Kept" in text(answer)
    assert not lacks_citation(action)
    citation.refresh_from_db()
    assert citation.note == ""


def test_r4_nor_in_the_row_of_the_citation_on_the_page_of_the_record(admin_client, action, citation):
    answer = admin_client.post(
        change_address(action), filled(admin_client, action, **{"citations-0-stance": "mentions"})
    )
    assert BARE in text(answer)
    assert not lacks_citation(action)


def test_r4_another_citation_lets_the_first_one_go(admin_client, action, citation):
    CitationFactory(action=action)
    data = filled(admin_client, citation, stance="mentions")
    assert admin_client.post(change_address(citation), data).status_code == 302


def test_r4_a_record_that_is_not_public_any_more_holds_nothing(action, citation):
    with keeping_citations([action, citation]):
        Action.objects.filter(pk=action.pk).update(state="draft")
        Citation.objects.filter(pk=citation.pk).update(state="draft")


def test_r4_what_lacked_a_citation_before_stands_in_nobodys_way(action):
    mention = CitationFactory(action=action, stance="mentions")
    with keeping_citations([action, mention]):
        Citation.objects.filter(pk=mention.pk).update(state="draft")


def test_r4_a_clause_rests_on_a_text_of_a_source_that_is_public():
    clause, source = ClauseFactory(), SourceFactory()
    ClauseTextFactory(clause=clause, status="reported_paraphrase", source=source)
    assert not lacks_citation(clause)
    assert left_without_citation([source]) == [clause]
    with pytest.raises(BareError, match=BARE), keeping_citations([source]):
        Source.objects.filter(pk=source.pk).update(state="withdrawn")
    source.refresh_from_db()
    assert source.state == "published"


@pytest.mark.parametrize("field", ["place", "participant"])
@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_r5_a_statement_about_what_is_not_public_does_not_make_a_record_public(field, state):
    action = ActionFactory(state="in_review")
    factory = PlaceFactory if field == "place" else ActorFactory
    reason = "For a reason." if state == "withdrawn" else ""
    CitationFactory(action=action, field=field, value=factory(state=state, withdrawn_reason=reason).slug)
    review(person("reviewer"), action, "published")
    assert action.state == "in_review"
    with pytest.raises(NotAllowedError):
        move(person("superuser").user, action, "published")


def test_r5_nor_does_one_that_would_go_along():
    action = ActionFactory(state="in_review")
    CitationFactory(action=action, field="place", value=PlaceFactory(state="draft").slug, state="in_review")
    with pytest.raises(NotAllowedError):
        move(person("reviewer").user, action, "published")


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_r5_a_clause_does_not_rest_on_parts_that_are_not_public(state):
    clause = ClauseFactory(state="in_review")
    reason = "For a reason." if state == "withdrawn" else ""
    ClauseFactory(agreement=clause.agreement, parent=clause, state=state, withdrawn_reason=reason)
    review(person("reviewer"), clause, "published")
    assert clause.state == "in_review"
    CitationFactory(clause=ClauseFactory(agreement=clause.agreement, parent=clause))
    assert not lacks_citation(clause)


def test_r5_the_last_public_part_of_a_clause_is_neither_withdrawn_nor_moved_elsewhere():
    whole = ClauseFactory()
    part = ClauseFactory(agreement=whole.agreement, parent=whole)
    ClauseFactory(agreement=whole.agreement, parent=whole, state="draft")
    CitationFactory(clause=part)
    review(person("reviewer"), part, "withdrawn")
    assert part.state == "published"
    with pytest.raises(BareError, match=BARE), keeping_citations([part]):
        Clause.objects.filter(pk=part.pk).update(parent=None)


def test_r6_a_figure_about_a_promise_does_not_make_it_public():
    promise = CommitmentFactory(state="in_review")
    CitationFactory(commitment=promise, field="figure", value="5", unit="USD")
    review(person("reviewer"), promise, "published")
    assert promise.state == "in_review"


def test_r6_a_promise_that_rests_on_figures_alone_is_on_the_lists_of_work():
    promise = CommitmentFactory()
    figure = CitationFactory(commitment=promise, field="area_cleared", value="5", unit="km2")
    assert list(worklists.uncited(type(promise))) == [promise]
    assert promise in [gap.record for gap in gaps()]
    CitationFactory(commitment=promise)
    assert left_without_citation([figure]) == []


def test_r4_an_import_that_takes_the_last_citation_away_is_refused_with_the_record(admin_user, action, citation):
    table = BY_NAME["citations"]
    content = edited(table, Citation.objects.all(), stance="mentions")
    result = imported(content, table=table, user=admin_user)
    assert [problem.message for problem in result.problems] == [f"“{action}” {BARE}. {REMEDY}"]
    citation.refresh_from_db()
    assert citation.stance == "supports"


def test_r4_a_package_that_takes_it_away_is_refused_with_the_record(action, citation):
    other, before = ActionFactory(), CitationFactory(action=action)
    citation.delete()
    content = package_bytes()
    Citation.objects.filter(pk=before.pk).update(action=other)
    CitationFactory(action=action)
    assert restore(content, user=None, confirmed=True).problems
    Citation.objects.filter(pk=before.pk).update(action=action)
    assert not restore(content, user=None, confirmed=True).problems


def test_r4_fixtures_that_take_it_away_are_not_loaded(tmp_path, action, citation):
    write(tmp_path)
    path = tmp_path / "10_citations.json"
    path.write_text(path.read_text().replace('"stance": "supports"', '"stance": "mentions"'))
    with pytest.raises(CommandError, match=BARE):
        call_command("loaddata", str(tmp_path), verbosity=0)
    citation.refresh_from_db()
    assert citation.stance == "supports"
