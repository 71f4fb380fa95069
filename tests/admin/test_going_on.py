"""Saving leads to where one goes on, with what comes next as links; deleting a part leads to its whole."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from clauses.models import Action, Agreement, Clause, Source

from ..support.pages.forms import change_address, sent
from ..support.pages.reading import body
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    AgreementFactory,
    AgreementPartyFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    SourceFactory,
    SourceTextFactory,
)
from ..support.rows.people import person

pytestmark = pytest.mark.pages


@pytest.fixture
def ada(db):
    return person("editor", "ada")


def add_address(model):
    return reverse(f"admin:clauses_{model._meta.model_name}_add")


def next_steps(client, address):
    """What a page offers as next, by its words."""
    message = re.search(r'<li class="info">Next: (.*?)</li>', body(client.get(address)))
    found = re.findall(r'<a href="([^"]*)">([^<]*)</a>', message[1]) if message else []
    return {unescape(words): unescape(where) for where, words in found}


# --- Saving


def test_a_new_agreement_stays_open_and_offers_its_sheet_its_clauses_parties_and_citations(ada):
    answer = sent(ada, add_address(Agreement), title="Treaty of Quux", instrument_type="treaty")
    agreement = Agreement.objects.get()
    assert answer.url == change_address(agreement)
    steps = next_steps(ada, answer.url)
    assert steps == {
        "its clauses as one sheet": reverse("admin:clauses_agreement_sheet", args=[agreement.pk]),
        "add a clause": f"{add_address(Clause)}?agreement={agreement.pk}&whole=agreement-{agreement.pk}",
        "add its parties": f"{answer.url}#parties-group",
        "add a citation": f"{answer.url}#citations-group",
    }
    page = body(ada.get(answer.url))
    for name in ("parties", "citations"):
        assert f'id="{name}-group"' in page
    assert "Next:" not in page  # it is said once


def test_an_agreement_with_clauses_offers_a_commitment_and_not_what_it_has(ada):
    clause = ClauseFactory(agreement=AgreementFactory(state="draft"), state="draft")
    AgreementPartyFactory(agreement=clause.agreement)
    CitationFactory(agreement=clause.agreement, state="draft")
    answer = sent(ada, change_address(clause.agreement), summary="About roads.")
    steps = next_steps(ada, answer.url)
    assert [*steps] == ["its clauses as one sheet", "add a clause", "add a commitment"]
    assert ada.get(steps["add a commitment"]).context["whole"] == clause.agreement


def test_a_clause_leads_to_its_agreement_and_offers_the_next_one_and_a_commitment(ada):
    agreement = AgreementFactory(state="draft")
    given = {"label": "O6", "heading": "A part", "function": "operative"}
    answer = sent(ada, f"{add_address(Clause)}?agreement={agreement.pk}", **given)
    assert answer.url == change_address(agreement)
    clause = Clause.objects.get()
    steps = next_steps(ada, answer.url)
    form = ada.get(steps["add the next clause"]).context["adminform"].form
    assert (str(form["agreement"].value()), form["function"].value()) == (str(agreement.pk), "operative")
    page = ada.get(steps["add a commitment of it"])
    assert (page.context["whole"], str(page.context["adminform"].form["clause"].value())) == (clause, str(clause.pk))


def test_who_changes_one_clause_after_another_is_offered_the_one_that_follows(ada):
    agreement = AgreementFactory(state="draft")
    first, second = (ClauseFactory(agreement=agreement, state="draft", position=at) for at in (1, 2))
    ClauseFactory(state="draft", position=2)
    steps = next_steps(ada, sent(ada, change_address(first), heading="New").url)
    assert steps[f"go on with {second}"] == f"{change_address(second)}?whole=agreement-{agreement.pk}"
    steps = next_steps(ada, sent(ada, change_address(second), heading="New").url)
    assert "add the next clause" in steps


def test_an_action_stays_open_and_offers_the_rows_that_it_lacks(ada):
    action = ActionFactory(state="draft")
    answer = sent(ada, change_address(action), title="Another")
    assert answer.url == change_address(action)
    lacking = ["add its participants", "add the commitments that it bears on", "add a citation"]
    assert [*next_steps(ada, answer.url)] == lacking
    ActionParticipantFactory(action=action)
    BearingFactory(action=action)
    CitationFactory(action=action, state="draft")
    assert not next_steps(ada, sent(ada, change_address(action), title="A third").url)


def test_a_source_leads_to_its_reading_page_once_it_has_a_text(ada):
    source = SourceFactory(state="draft")
    answer = sent(ada, change_address(source), title="Another")
    assert answer.url == change_address(source)
    steps = next_steps(ada, answer.url)
    assert steps["store the article's text"].endswith(f"/source/{source.pk}/text/")
    assert ada.get(steps["add a citation of it"]).context["whole"] == source
    SourceTextFactory(source=source)
    answer = sent(ada, change_address(source), title="A third")
    assert answer.url == reverse("admin:clauses_source_read", args=[source.pk])
    assert ada.get(answer.url).status_code == 200


@pytest.mark.parametrize("make", [AgreementPartyFactory, ActionParticipantFactory, ClauseTextFactory, CitationFactory])
def test_a_row_that_was_opened_from_nowhere_leads_to_its_record(admin_client, make):
    row = make()
    whole = next(getattr(row, name) for name in ("agreement", "action", "clause") if getattr(row, name, None))
    assert sent(admin_client, change_address(row)).url == change_address(whole)


def test_who_goes_on_editing_or_adds_another_stays_and_is_offered_nothing(ada):
    agreement = AgreementFactory(state="draft")
    for button in ("_continue", "_addanother"):
        answer = sent(ada, change_address(agreement), summary=button, **{button: "1"})
        assert not next_steps(ada, answer.url)


def test_a_change_that_became_a_proposal_leads_to_the_proposal(ada):
    agreement = AgreementFactory()
    answer = sent(ada, change_address(agreement), summary="Another")
    assert "/proposal/" in answer.url
    assert not next_steps(ada, answer.url)


def test_a_record_that_was_made_beside_an_article_leads_back_to_the_passage_and_offers_nothing_else(ada):
    source = SourceFactory(state="draft")
    SourceTextFactory(source=source)
    given = {"title": "Drill", "type": "meeting", "status": "completed", "relation": "context"}
    answer = sent(ada, f"{add_address(Action)}?reading={source.pk}", **given)
    assert answer.url.startswith(reverse("admin:clauses_source_read", args=[source.pk]))
    assert "Next:" not in body(ada.get(answer.url))


def test_nothing_is_offered_that_one_may_not_do(ada):
    agreement = AgreementFactory(state="draft")
    ada.user.groups.clear()
    allowed = [f"{verb}_{name}" for verb in ("view", "add", "change") for name in ("agreement", "agreementparty")]
    ada.user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    steps = next_steps(ada, sent(ada, change_address(agreement), summary="Another").url)
    assert [*steps] == ["add its parties"]


# --- Deleting


def deleted(client, address):
    return client.post(address, {"post": "yes"})


def delete_link(client, address):
    return re.search(r'<a href="([^"]*/delete/[^"]*)" class="deletelink">', body(client.get(address)))[1]


def test_a_part_that_was_opened_from_the_row_of_its_whole_is_deleted_and_leads_back(ada):
    party = AgreementPartyFactory(agreement=AgreementFactory(state="draft"))
    whole = change_address(party.agreement)
    link = re.search(r'href="([^"]*)" class="inlinechangelink"', body(ada.get(whole)))[1]
    address = delete_link(ada, link)
    assert deleted(ada, address).url == whole
    assert not party.agreement.parties.exists()


def test_a_part_within_a_part_leads_back_up_one_by_one(ada):
    clause = ClauseFactory(agreement=AgreementFactory(state="draft"), state="draft")
    commitment = CommitmentFactory(clause=clause, state="draft")
    commitment.history.update(history_user=ada.user)
    whole = f"agreement-{clause.agreement_id}~clause-{clause.pk}"
    answer = deleted(ada, delete_link(ada, f"{change_address(commitment)}?whole={whole}"))
    assert answer.url == f"{change_address(clause)}?whole=agreement-{clause.agreement_id}"
    clause.history.update(history_user=ada.user)
    assert deleted(ada, delete_link(ada, answer.url)).url == change_address(clause.agreement)


def test_a_part_that_was_opened_from_nowhere_leads_to_its_whole_and_from_a_filtered_list_back_to_it(ada):
    agreement = AgreementFactory(state="draft")
    first, second = ClauseFactory.create_batch(2, agreement=agreement, state="draft")
    Clause.history.update(history_user=ada.user)
    assert deleted(ada, delete_link(ada, change_address(first))).url == change_address(agreement)
    filters = urlencode({"_changelist_filters": "state__exact=draft"})
    answer = deleted(ada, delete_link(ada, f"{change_address(second)}?{filters}"))
    assert answer.url == f"{reverse('admin:clauses_clause_changelist')}?state__exact=draft"


def test_a_whole_that_is_deleted_leads_to_its_list(ada):
    source = SourceFactory(state="draft")
    source.history.update(history_user=ada.user)
    assert deleted(ada, delete_link(ada, change_address(source))).url == reverse("admin:clauses_source_changelist")
    assert not Source.objects.exists()


def test_the_way_back_is_not_lost_where_a_deletion_is_refused(ada):
    clause = ClauseFactory(state="draft")
    CommitmentFactory(clause=clause)
    address = f"{change_address(clause)}?whole=agreement-{clause.agreement_id}"
    page = body(ada.get(delete_link(ada, address)))
    assert f'href="{address}">Back to the record' in page
