"""What rests on a record that is returned is offered to be returned, too: listed and ticked, and not forced."""

import pytest

from ...support.pages.bundles import bundle_address, name_of, press, ticked
from ...support.pages.reading import plain_words, text
from ...support.pages.review import run, states, step
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import AgreementFactory, CitationFactory, ClauseFactory, SourceFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db
LEFT = (
    "“Treaty” is a draft, and what is ticked cannot be published without it: return that, too, or leave it in review."
)


@pytest.fixture
def ada():
    return person("editor", "ada")


@pytest.fixture
def quoted(ada):
    """A source in review with the agreement, one clause of it and the citation that quotes that; and another clause."""
    agreement = draft(AgreementFactory, ada, title="Treaty", state="in_review")
    clause, other = (draft(ClauseFactory, ada, agreement=agreement, state="in_review") for _ in range(2))
    source = draft(SourceFactory, ada, title="Report", state="in_review")
    given = {"source": source, "state": "in_review"}
    citation = draft(CitationFactory, ada, clause=clause, number=1, **given)
    cited = draft(CitationFactory, ada, agreement=agreement, number=2, **given)
    return agreement, clause, other, source, citation, cited


def test_the_button_of_a_record_leads_to_what_rests_on_it_ticked_with_the_same_reason(quoted):
    reviewer = person("reviewer")
    agreement, clause, other, _, citation, cited = quoted
    page = step(reviewer, agreement, "returned", "Name the parties", follow=True)
    assert page.request["PATH_INFO"] == "/admin/bundle/"
    assert "“Treaty” was returned to ada, with your reason." in plain_words(page)
    assert LEFT in plain_words(page)
    assert page.context["title"] == "What rests on it"
    assert text(page).count(">Name the parties</textarea>") == 1, "the reason, and not the comment to send it again"
    assert text(page).index("In review</h2>") < text(page).index("To be sent to review</h2>")
    resting = {name_of(row) for row in (clause, other, citation, cited)}
    assert ticked(reviewer, agreement) == resting | {
        name_of(agreement)
    }  # the record itself, in the box to send it again
    press(reviewer, agreement, "return", only=[clause, other, citation, cited], text="Name the parties")
    assert states(*quoted) == ["draft", "draft", "draft", "in_review", "draft", "draft"]


def test_it_is_not_forced(quoted):
    reviewer = person("reviewer")
    step(reviewer, quoted[0], "returned", "Name the parties")
    assert states(*quoted) == ["draft"] + ["in_review"] * 5


def test_from_the_bundle_of_another_record_a_message_leads_there(quoted):
    reviewer = person("reviewer")
    agreement, source = quoted[0], quoted[3]
    page = press(reviewer, source, "return", only=[agreement], text="Name the parties")
    said = "What rests on “Treaty” still waits for a reviewer, who cannot publish it without that."
    assert f'{said} <a href="{bundle_address(agreement)}">Return it, too</a>' in text(page)


def test_the_action_of_a_list_says_it_too(quoted):
    reviewer = person("reviewer")
    agreement = quoted[0]
    assert f'<a href="{bundle_address(agreement)}">Return it, too</a>' in text(
        run(reviewer, "back_to_draft", [agreement])
    )


def test_where_nothing_rests_on_it_nothing_is_offered(ada):
    reviewer = person("reviewer")
    source, action, first, second = talks(ada, "in_review")
    page = press(reviewer, source, "return", only=[first], text="Not in the article")
    assert "Return it, too" not in text(page)
    page = step(reviewer, second, "returned", "Nor this", follow=True)
    assert page.request["PATH_INFO"].startswith("/admin/clauses/citation/")
    page = step(reviewer, action, "returned", "Nor this", follow=True)
    assert page.request["PATH_INFO"].startswith("/admin/clauses/action/")


def test_an_author_who_takes_back_is_led_to_the_rest_of_what_is_theirs(ada, quoted):
    agreement = quoted[0]
    page = step(ada, agreement, "returned", follow=True)
    assert page.request["PATH_INFO"] == "/admin/bundle/"
    assert ">Take back</button>" in text(page)
