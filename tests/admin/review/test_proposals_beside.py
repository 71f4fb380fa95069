"""Two open proposals of one record: whoever saves second, and whoever decides, is told, and where they differ."""

import pytest

from clauses.editing import proposals
from clauses.editing.edits import change
from clauses.models import Agreement, Clause, Proposal

from ...support.pages.forms import change_address, filled
from ...support.pages.reading import plain_words, text
from ...support.rows.factories import ActionFactory, AgreementFactory, CitationFactory, ClauseFactory
from ...support.rows.people import person
from ...support.rows.proposals import proposal_address, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    row = ActionFactory(title="Drill at sea")
    CitationFactory(action=row)
    return row


def test_the_second_saver_is_told_who_proposed_before_since_when_and_where_the_two_differ(action):
    ada, cem = person("editor", "ada"), person("editor", "cem")
    first = propose(ada, action, title="Drill on land", change_reason="The Paper says so")
    page = cem.post(change_address(action), filled(cem, action, title="Drill in the air"), follow=True)
    words = plain_words(page)
    day = f"{first.created:%-d %B %Y}"
    assert (
        f"Mind that ada has proposed a change of the same record on {day}, too. What of it differs from yours" in words
    )
    assert "Another open proposal of the same record" in words
    assert f"ada, since {day}" in words
    assert f'<a href="{proposal_address(first)}">The Paper says so</a>' in text(page)
    assert "Title this one: Drill in the air the other: Drill on land" in words


def test_the_page_of_either_says_it_to_a_reviewer_and_no_longer_once_one_is_decided(action):
    ada, cem, reviewer = person("editor", "ada"), person("editor", "cem"), person("reviewer")
    first, second = propose(ada, action, title="Drill on land"), propose(cem, action, title="Drill in the air")
    for mine, theirs, who in ((first, second, "cem"), (second, first, "ada")):
        page = reviewer.get(proposal_address(mine))
        assert f"{who}, since" in plain_words(page)
        assert f'href="{proposal_address(theirs)}"' in text(page)
    Proposal.objects.filter(pk=second.pk).update(status="declined", answer="No")
    assert "same record" not in plain_words(reviewer.get(proposal_address(first)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "Drill on land"}, "It says the same."),
        ({"description": "Seen by many"}, "It says nothing else of what this one changes."),
    ],
)
def test_what_does_not_differ_is_said_too(action, given, said):
    ada, cem = person("editor", "ada"), person("editor", "cem")
    propose(ada, action, title="Drill on land")
    second = propose(cem, action, **given)
    assert said in plain_words(cem.get(proposal_address(second)))


def test_ones_own_earlier_proposal_is_ones_own(action):
    ada = person("editor", "ada")
    propose(ada, action, title="Drill on land")
    page = plain_words(ada.post(change_address(action), filled(ada, action, title="Drill in the air"), follow=True))
    assert "Mind that you have proposed a change of the same record" in page
    assert "You, since" in page


def test_a_proposal_of_a_clause_and_one_of_the_whole_sheet_know_of_each_other():
    ada, cem = person("editor", "ada"), person("editor", "cem")
    agreement = AgreementFactory(title="Treaty")
    rows = [ClauseFactory(agreement=agreement, heading=f"Clause {number}") for number in (1, 2)]
    edits = []
    for row in rows:
        stored = Clause.objects.get(pk=row.pk)
        stored.heading = "From the sheet"
        edits.append(change(stored))
    sheet = proposals.propose(Agreement.objects.get(pk=agreement.pk), edits, user=ada.user, reason="")
    own = Clause.objects.get(pk=rows[0].pk)
    own.heading = "By hand"
    one = proposals.propose(own, [change(own)], user=cem.user, reason="")
    assert "this one: By hand the other: From the sheet" in plain_words(cem.get(proposal_address(one)))
    assert "this one: From the sheet the other: By hand" in plain_words(ada.get(proposal_address(sheet)))
    own.heading = "Of a clause that the sheet leaves alone"
    other = ClauseFactory(agreement=agreement)
    alone = proposals.propose(other, [change(other)] if change(other) else [], user=cem.user, reason="")
    assert "same record" not in plain_words(cem.get(proposal_address(alone)))


def test_a_reason_in_a_language_of_marks_is_shown_as_text(action):
    ada, cem = person("editor", "ada"), person("editor", "cem")
    propose(ada, action, title="<b>x</b>", change_reason="<script>1</script>")
    page = text(cem.get(proposal_address(propose(cem, action, title="y"))))
    assert "<script>1" not in page
    assert "<b>x</b>" not in page
