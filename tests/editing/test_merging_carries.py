"""What goes along when two records become one: proposals, decisions, rejected passages, what was said."""

import pytest
from django.apps import apps

from clauses.editing import proposals
from clauses.editing.cite import reject
from clauses.editing.edits import Edit, What, change
from clauses.editing.merging.merge import TABLES, undo
from clauses.evidence.conflicts.decided import disputes_about
from clauses.models import Citation, Comment, Proposal, RejectedPassage, Source
from clauses.models.base import Row
from clauses.models.conflicts.decisions_kept import decisions_about

from ..support.pages.forms import change_address, saved
from ..support.pages.reading import text
from ..support.pages.review import step
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    CitationFactory,
    DecisionFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)
from ..support.rows.filling import bulk
from ..support.rows.merging import made_one, page_of, problems
from ..support.rows.people import person
from ..support.rows.proposals import decide

pytestmark = pytest.mark.django_db


def proposed(record, edit, user):
    return proposals.propose(record, [edit], user=user, reason="")


def a_new_row(other, action, user):
    new = {"action_id": action.pk, "actor_id": other.pk, "role": "participant"}
    return proposed(action, Edit("actionparticipant", What.ADDED, None, 0, {}, new), user)


def a_publisher(other, action, user):
    source = action.citations.get().source
    before, source.publisher = Source.objects.get(pk=source.pk), other
    return proposed(source, change(source, before), user)


def a_code(other, action, user):
    citation = CitationFactory(action=action, field="participant", value=ActorFactory().slug)
    before = type(citation).objects.get(pk=citation.pk)
    citation.value = other.slug
    return proposed(citation, change(citation, before), user)


@pytest.mark.parametrize("made", [a_new_row, a_publisher, a_code])
def test_r8_an_open_proposal_that_would_name_the_record_that_goes_stands_in_the_way(made, editor, admin_client):
    kept, other, action = ActorFactory(), ActorFactory(name="The other"), ActionFactory()
    CitationFactory(action=action)
    proposal = made(other, action, editor)
    shown = text(admin_client.get(f"{page_of(kept)}?other={other.pk}"))
    assert f"“{proposal}” is proposed, which names “The other”. Apply or decline it first." in shown
    proposals.take_back(proposal, user=editor)
    assert not problems(kept, other)


def test_r8_to_look_for_proposals_takes_one_query_for_many_as_for_few(editor, django_assert_num_queries):
    kept, other, action = PlaceFactory(), PlaceFactory(), ActionFactory()
    new = {"action_id": action.pk, "place_id": other.pk}
    for _ in range(20):
        proposed(action, Edit("actionplace", What.ADDED, None, 0, {}, new), editor)
    with django_assert_num_queries(1):
        assert len(proposals.open_proposals_naming(other)) == 20
    assert not proposals.open_proposals_naming(kept)


def decided(**second):
    """An action with two dates, and the decision for one of them; `second` is of the other statement."""
    action = ActionFactory()
    first = CitationFactory(action=action, field="date", value="2021-10-05")
    other = CitationFactory(action=action, field="date", value="2021-10-09", **second)
    decision = DecisionFactory.build(action=action, follows=first)
    decision.full_clean()
    decision.save()
    return action, other, decision


def standing(action) -> str:
    (found,) = disputes_about("action", action.pk)
    return found.standing


def a_source(statement):
    return SourceFactory(), statement.source


def who_is_credited(statement):
    return ActorFactory(), statement.attributed_to


@pytest.mark.parametrize("pair", [a_source, who_is_credited])
def test_r9_a_decision_holds_on_where_a_source_or_who_it_credits_is_merged_and_after_the_undo(pair, editor):
    action, statement, decision = decided(attributed_to=ActorFactory())
    digest = decision.statements
    assert standing(action) == "decided"
    found = made_one(*pair(statement), editor)
    assert standing(action) == "decided"
    undo(found, user=editor)
    assert standing(action) == "decided"
    decision.refresh_from_db()
    assert decision.statements == digest


def test_r9_a_decision_is_open_again_where_a_merge_brings_a_statement(editor):
    action, _, _ = decided()
    draft = CitationFactory(action=action, field="date", value="2021-10-20", source=SourceFactory(state="draft"))
    assert standing(action) == "decided"
    made_one(SourceFactory(), draft.source, editor)
    assert standing(action) == "reopened"


def test_r9_a_decision_that_was_open_again_stays_so_after_a_merge(editor):
    action, statement, _ = decided()
    CitationFactory(action=action, field="date", value="2021-10-20")
    made_one(SourceFactory(), statement.source, editor)
    assert standing(action) == "reopened"


def applied(client, row, **changes):
    """The change is proposed by an editor and applied by somebody else."""
    saved(person("editor"), row, **changes)
    decide(client, Proposal.objects.get(), "apply")


@pytest.mark.parametrize("name", ["source", "attributed_to"])
@pytest.mark.parametrize("door", [saved, applied])
def test_r9_a_decision_holds_on_where_a_source_or_who_it_credits_gets_another_code(door, name, admin_client):
    action, statement, decision = decided(attributed_to=ActorFactory())
    row = getattr(statement, name)
    door(admin_client, row, slug="quite-another")
    assert type(row).objects.get(pk=row.pk).slug == "quite-another"
    assert standing(action) == "decided"
    assert "quite-another" in decision.history.latest().history_change_reason
    CitationFactory(action=action, field="date", value="2021-10-20")
    assert standing(action) == "reopened"


def test_r9_a_decision_that_was_open_again_stays_so_under_another_code(admin_client):
    action, statement, decision = decided()
    CitationFactory(action=action, field="date", value="2021-10-20")
    saved(admin_client, statement.source, slug="quite-another")
    assert (standing(action), decision.history.count()) == ("reopened", 1)


def test_r9_the_decisions_on_any_number_of_statements_are_found_in_one_query(django_assert_num_queries):
    other = SourceFactory()
    actions = bulk(ActionFactory, 1100, agreement=AgreementFactory())
    bulk(CitationFactory, 1100, source=other, action=actions, number=[*range(1, 1101)], field="date", value="2021")
    statements = list(Citation.objects.all())
    (decision,) = bulk(DecisionFactory, 1, action=actions[-1:])
    with django_assert_num_queries(1):
        assert decisions_about(statements) == [decision]


@pytest.mark.parametrize("state", ["draft", "published"])
def test_r9_a_decision_holds_on_where_who_is_credited_becomes_public_or_is_withdrawn(state):
    actor = ActorFactory(state=state)
    action, _, _ = decided(attributed_to=actor)
    actor.state, actor.withdrawn_reason = ("published", "") if state == "draft" else ("withdrawn", "A mistake")
    actor.save()
    assert standing(action) == "decided"


def test_r10_rejected_passages_go_with_the_text_and_come_back_with_it(editor):
    kept, other = SourceFactory(), SourceFactory()
    SourceTextFactory(source=other)
    reject(other, "words that say nothing", user=editor)
    found = made_one(kept, other, editor)
    assert RejectedPassage.objects.get().source == kept
    reject(kept, "words that were read later", user=editor)
    back = undo(found, user=editor)
    assert [row.source for row in RejectedPassage.objects.all()] == [back, back]
    assert {row.author for row in RejectedPassage.objects.all()} == {editor}


def test_r10_every_table_without_a_history_that_names_a_record_that_can_be_merged_is_thought_of():
    found = {
        table.__name__
        for table in apps.get_app_config("clauses").get_models()
        for field in table._meta.concrete_fields
        if field.related_model in TABLES.values() and not issubclass(table, Row) and "Historical" not in table.__name__
    }
    worked_out = {"AsReported", "ParagraphDigest"}
    assert found - worked_out == {"RejectedPassage"}


def test_r10_what_was_said_of_the_record_that_went_is_read_at_the_one_that_stayed_and_back(editor):
    client = person("editor")
    first, second, third = ActionFactory.create_batch(3)
    step(client, first, "remark", "Said of the first")
    made_one(second, first, editor)
    last = made_one(third, second, editor)
    shown = text(client.get(change_address(third)))
    assert "Said of the first" in shown
    assert f"of “{first.slug}”, which is this record now" in shown
    undo(last, user=editor)
    assert "Said of the first" not in text(client.get(change_address(third)))
    assert Comment.objects.get().row == first.pk
