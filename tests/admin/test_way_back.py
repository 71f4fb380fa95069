"""After saving a part one is back at its whole; no address leads anywhere else."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from clauses.models import AgreementParty, Clause, Commitment

from ..support.pages.forms import change_address, filled, sent
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    AgreementFactory,
    AgreementPartyFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
)
from ..support.rows.people import person

pytestmark = pytest.mark.pages
CLAUSE = {"label": "O6", "heading": "A part", "function": "operative"}
PROMISE = {
    "title": "Hold talks",
    "statement": "They hold talks.",
    "kind": "crisis_consultation",
    "modality": "obligation",
}


@pytest.fixture
def ada(db):
    return person("editor", "ada")


def links(client, address):
    """Where the lists of what belongs to a record lead, by title."""
    return {each.title: each for each in client.get(address).context["linked_lists"]}


def test_a_clause_is_added_from_its_agreement_and_comes_back_to_it(ada):
    agreement = AgreementFactory(state="draft")
    add = links(ada, change_address(agreement))["Clauses"].add_address
    answer = sent(ada, add, **CLAUSE)
    assert answer.url == change_address(agreement)
    assert Clause.objects.get().agreement == agreement


def test_a_commitment_comes_back_to_its_clause_and_that_to_its_agreement(ada):
    clause = ClauseFactory(agreement=AgreementFactory(state="draft"), state="draft")
    (_, of_clause), *_ = links(ada, change_address(clause.agreement))["Clauses"].parts
    add = links(ada, of_clause)["Commitments"].add_address
    answer = sent(ada, add, **PROMISE, recurrence="recurring")
    assert Commitment.objects.get().clause == clause
    assert answer.url == of_clause
    page = ada.get(answer.url)
    assert page.context["whole"] == clause.agreement
    assert f'<a href="{change_address(clause.agreement)}">' in page.content.decode()
    assert sent(ada, of_clause, heading="Another").url == change_address(clause.agreement)


def test_the_next_commitment_of_a_clause_begins_with_what_the_last_one_was(ada):
    clause = ClauseFactory(state="draft")
    add = links(ada, change_address(clause))["Commitments"].add_address
    answer = sent(ada, add, **PROMISE, recurrence="recurring", _addanother="1")
    form = ada.get(answer.url).context["adminform"].form
    assert [form[name].value() for name in ("kind", "modality", "recurrence")] == [
        PROMISE["kind"],
        PROMISE["modality"],
        "recurring",
    ]
    assert (str(form["clause"].value()), form["title"].value()) == (str(clause.pk), None)
    assert sent(ada, answer.url, title="Again", statement="x").url == change_address(clause)
    assert clause.commitments.count() == 2


@pytest.mark.parametrize(
    ("make", "whole"),
    [
        (AgreementPartyFactory, "agreement"),
        (ActionParticipantFactory, "action"),
        (BearingFactory, "action"),
        (BearingFactory, "commitment"),
    ],
)
def test_a_part_that_is_opened_from_its_whole_comes_back_to_it(admin_client, make, whole):
    row = make()
    record = getattr(row, whole)
    address = f"{change_address(row)}?whole={whole}-{record.pk}"
    assert f'href="{address}" class="inlinechangelink"' in admin_client.get(change_address(record)).content.decode()
    assert sent(admin_client, address).url == change_address(record)


def test_a_citation_that_is_opened_from_its_record_comes_back_to_it(ada):
    citation = CitationFactory(action=ActionFactory(state="draft"), state="draft")
    address = f"{change_address(citation)}?whole=action-{citation.action_id}"
    assert f'href="{address}" class="inlinechangelink"' in ada.get(change_address(citation.action)).content.decode()
    assert sent(ada, address, quote="other words").url == change_address(citation.action)
    citation.refresh_from_db()
    assert citation.quote == "other words"


def test_a_change_that_waits_for_a_reviewer_comes_back_to_the_whole_too(ada):
    party = AgreementPartyFactory()
    address = f"{change_address(party)}?whole=agreement-{party.agreement_id}"
    answer = ada.post(address, filled(ada, party, role="witness"), follow=True)
    assert answer.redirect_chain[-1][0] == change_address(party.agreement)
    assert "waits for a reviewer" in answer.content.decode()
    assert AgreementParty.objects.get().role == "party"


def test_without_a_whole_in_the_address_a_part_leads_to_what_it_is_part_of_and_from_a_filtered_list_back_to_it(ada):
    clause = ClauseFactory(state="draft")
    assert sent(ada, change_address(clause), heading="New").url == change_address(clause.agreement)
    filters = urlencode({"_changelist_filters": "state__exact=draft"})
    answer = sent(ada, f"{change_address(clause)}?{filters}", heading="Newer")
    assert answer.url == f"{reverse('admin:clauses_clause_changelist')}?state__exact=draft"


def test_who_goes_on_editing_stays_and_comes_back_later(ada):
    clause = ClauseFactory(state="draft")
    address = f"{change_address(clause)}?whole=agreement-{clause.agreement_id}"
    answer = sent(ada, address, heading="New", _continue="1")
    assert answer.url == address
    assert sent(ada, answer.url, heading="Newer").url == change_address(clause.agreement)


@pytest.mark.parametrize(
    "named",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "user-1",
        "sourcetext-1",
        "agreement-999999",
        "agreement-",
        "agreement-1/../../../",
        "agreement-9999999999999999999999999",
        "-1",
        "~~~",
        "agreement-1~nonsense-2",
        "agreement-٣",
    ],
)
def test_nothing_but_a_record_of_ours_is_led_back_to(ada, named):
    clause = ClauseFactory(state="draft", agreement=AgreementFactory(pk=7))
    response = ada.get(change_address(clause), {"whole": named})
    assert response.status_code == 200
    assert response.context["whole"] is None
    data = filled(ada, clause, heading="New")
    answer = ada.post(f"{change_address(clause)}?{urlencode({'whole': named})}", data)
    assert answer.url == change_address(clause.agreement)


def test_a_way_back_is_no_longer_than_it_may_be(ada):
    clause = ClauseFactory(state="draft")
    whole = "~".join(f"agreement-{clause.agreement_id}" for _ in range(60))
    shown = ada.get(change_address(clause), {"whole": whole})
    assert shown.status_code == 200
    assert len(shown.context["way_on"]) < 200


def test_no_more_rows_are_named_than_a_form_has_room_for(ada):
    agreement = AgreementFactory(state="draft")
    ClauseFactory.create_batch(21, agreement=agreement)
    few = AgreementFactory(state="draft")
    ClauseFactory.create_batch(20, agreement=few)
    assert not links(ada, change_address(agreement))["Clauses"].parts
    assert len(links(ada, change_address(few))["Clauses"].parts) == 20
    assert not links(ada, change_address(few))["Commitments"].parts


def test_a_commitment_is_reached_from_its_clause_and_an_action_from_its_agreement(ada):
    action = ActionFactory(agreement=AgreementFactory(state="draft"), state="draft")
    ((_, address),) = links(ada, change_address(action.agreement))["Actions"].parts
    assert sent(ada, address, title="New").url == change_address(action.agreement)
    commitment = CommitmentFactory(state="draft")
    ((_, address),) = links(ada, change_address(commitment.clause))["Commitments"].parts
    assert sent(ada, address, title="New").url == change_address(commitment.clause)
