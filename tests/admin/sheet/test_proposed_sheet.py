"""Whoever goes on with a proposal that came from a sheet has the sheet as it was proposed, and saving rewrites it."""

import pytest

from clauses.models import Agreement, Clause, ClauseText, Proposal

from ...support.pages.forms import change_address, filled
from ...support.pages.sheets import Sheet
from ...support.rows.factories import AgreementFactory, ClauseFactory, ClauseTextFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(title="Treaty of Roads")


@pytest.fixture
def clauses(agreement):
    """Three published clauses; the third has no words."""
    made = [
        ClauseFactory(agreement=agreement, position=at, num=at, label=f"Art. {at}", heading=f"On {at}")
        for at in (1, 2, 3)
    ]
    for row in made[:2]:
        ClauseTextFactory(clause=row, text=f"Words of {row.num}.", status="editors_summary")
    return made


def page_of(client, proposal):
    return client.get(f"/admin/clauses/proposal/{proposal.pk}/change/").content.decode()


def gone_on_with(client, agreement, proposal):
    """The sheet to which *Change it* leads."""
    address = f"/admin/clauses/agreement/{agreement.pk}/sheet/?proposal={proposal.pk}"
    assert f'<a class="button" href="{address}">Change it</a>' in page_of(client, proposal)
    return Sheet(client, agreement, f"?proposal={proposal.pk}")


@pytest.fixture
def proposal(ada, agreement, clauses):
    """The second clause before the first, other words of the first, no words of the second, words of the third."""
    sheet = Sheet(ada, agreement).press("up", 1)
    sheet.save(heading_1="On lanes", text_1="Other words.", text_0="", text_2="New words.", reason="As printed.")
    return Proposal.objects.get()


def test_change_it_opens_the_sheet_as_it_was_proposed(ada, agreement, proposal):
    sheet = gone_on_with(ada, agreement, proposal)
    assert sheet.rows == [
        ("1", "2", "On 2", ""),
        ("1", "1", "On lanes", "Other words."),
        ("1", "3", "On 3", "New words."),
    ]
    assert "You go on with your proposal of" in sheet.page
    assert (sheet.fields["reason"], sheet.fields["keep"]) == ("As printed.", "editors_summary")


def test_saving_it_as_it_is_proposes_the_same(ada, agreement, proposal):
    before = sorted(map(str, proposal.edits))
    gone_on_with(ada, agreement, proposal).save()
    again = Proposal.objects.get()
    assert (sorted(map(str, again.edits)), again.reason, again.version) == (before, "As printed.", 2)


def test_what_is_changed_once_more_is_in_the_same_proposal(ada, agreement, proposal):
    gone_on_with(ada, agreement, proposal).save(heading_1="On bridges", text_2="Newer words.")
    cem, again = person("reviewer", "cem"), Proposal.objects.get()
    cem.post(f"/admin/clauses/proposal/{again.pk}/change/", {"step": "apply", "seen": again.version})
    assert [row.heading for row in Clause.objects.order_by("position")] == ["On 2", "On bridges", "On 3"]
    assert set(ClauseText.objects.values_list("text", flat=True)) == {"Other words.", "Newer words."}


def test_set_back_to_what_is_stored_it_is_taken_back(ada, agreement, proposal):
    sheet = gone_on_with(ada, agreement, proposal).press("up", 1)
    sheet.save(heading_0="On 1", text_0="Words of 1.", text_1="Words of 2.", text_2="")
    assert "so your proposal is taken back" in sheet.page
    assert "waits for a reviewer" not in sheet.page
    assert Proposal.objects.get().status == "taken_back"


def test_what_it_says_of_the_agreement_and_of_clauses_not_on_the_sheet_stays(ada, agreement, clauses, proposal):
    ada.post(
        f"{change_address(agreement)}?proposal={proposal.pk}",
        filled(ada, Agreement.objects.get(), title="Treaty of Bridges"),
    )
    both = Proposal.objects.get()
    assert "agreement" in [edit["table"] for edit in both.edits]
    for words in ("Change it", "Change its clauses"):
        assert f">{words}</a>" in page_of(ada, both)
    Sheet(ada, agreement, f"?proposal={both.pk}&part={clauses[2].pk}").save(heading_0="On tolls")
    edits = Proposal.objects.get().edits
    assert {"title": "Treaty of Bridges"} in [edit["new"] for edit in edits]
    headings = {edit["row"]: edit["new"].get("heading") for edit in edits if edit["table"] == "clause"}
    assert (headings[clauses[0].pk], headings[clauses[2].pk]) == ("On lanes", "On tolls")
    Sheet(ada, agreement, f"?proposal={both.pk}").save()
    assert {"title": "Treaty of Bridges"} in [edit["new"] for edit in Proposal.objects.get().edits]


def test_a_proposal_of_the_agreement_alone_opens_its_form(ada, agreement):
    ada.post(change_address(agreement), filled(ada, agreement, title="Treaty of Bridges"))
    proposal = Proposal.objects.get()
    assert f'href="{change_address(agreement)}?proposal={proposal.pk}">Change it</a>' in page_of(ada, proposal)
    assert "Change its clauses" not in page_of(ada, proposal)


def test_nobody_elses_proposal_and_none_that_is_decided_is_rewritten(ada, agreement, proposal):
    bob = person("editor", "bob")
    for key in (proposal.pk, "x", "9" * 30, "-1", ""):
        assert [row[2] for row in Sheet(bob, agreement, f"?proposal={key}").rows] == ["On 1", "On 2", "On 3"]
    Sheet(bob, agreement, f"?proposal={proposal.pk}").save(heading_0="On tunnels")
    assert Proposal.objects.count() == 2
    sheet = Sheet(ada, agreement, f"?proposal={proposal.pk}")
    person("reviewer", "cem").post(
        f"/admin/clauses/proposal/{proposal.pk}/change/", {"step": "decline", "seen": 1, "answer": "No."}
    )
    sheet.save(heading_1="On fords")
    proposal.refresh_from_db()
    assert (Proposal.objects.count(), proposal.status, proposal.version) == (3, "declined", 1)


def test_another_buttons_press_keeps_the_proposal(ada, agreement, proposal):
    sheet = gone_on_with(ada, agreement, proposal).press("down", 0).save()
    assert "waits for a reviewer" in sheet.page
    assert Proposal.objects.get().version == 2
    assert not any("position" in edit["new"] for edit in Proposal.objects.get().edits)


def test_queries_do_not_grow_with_what_is_proposed(ada, agreement, clauses, proposal, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Sheet(ada, agreement, f"?proposal={proposal.pk}")
    with CaptureQueriesContext(connection) as few:
        Sheet(ada, agreement, f"?proposal={proposal.pk}")
    count = len(few)
    for at in range(4, 40):
        row = ClauseFactory(agreement=agreement, position=at, num=at, label=f"Art. {at}", heading=f"On {at}")
        ClauseTextFactory(clause=row, text="Words.", status="editors_summary")
    sheet = Sheet(ada, agreement, f"?proposal={proposal.pk}")
    sheet.save(**{f"heading_{at}": f"Other {at}" for at in range(3, 39)})
    assert len(Proposal.objects.get().edits) > 36
    with django_assert_num_queries(count):
        Sheet(ada, agreement, f"?proposal={proposal.pk}")
