"""What is said after a step of the review: in people's words, what was done with what, and to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.admin.review.told import told

from ...support.pages.bundles import press
from ...support.pages.reading import plain_words
from ...support.pages.review import run, step
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import ActionFactory, CitationFactory
from ...support.rows.people import person, written_by

pytestmark = pytest.mark.django_db


def test_what_is_returned_goes_to_who_wrote_it_with_the_reason():
    reviewer, ada = person("reviewer"), person("editor", "ada")
    rows = talks(ada, "in_review")
    page = press(reviewer, rows[1], "return", text="Name the city")
    assert "4 records were returned to ada, with your reason." in plain_words(page)


@pytest.mark.parametrize(
    ("names", "whom"),
    [((), ""), (("cem",), " to ada and cem"), (("cem", "deniz"), " to ada, cem and one more")],
)
def test_of_several_authors_two_are_named(names, whom):
    reviewer = person("reviewer")
    rows = talks(person("editor", "ada") if names else None, "in_review")
    for name, row in zip(names, rows, strict=False):
        written_by(person("editor", name), row)
    page = press(reviewer, rows[1], "return", text="Name the city")
    assert f"4 records were returned{whom}, with your reason." in plain_words(page)


def test_who_takes_back_their_own_is_told_so():
    ada = person("editor", "ada")
    rows = talks(ada, "in_review")
    assert "You took back “Report no. 2”: it is a draft again." in plain_words(
        press(ada, rows[1], "return", only=[rows[3]])
    )
    assert "You took back 3 records: they are drafts again." in plain_words(press(ada, rows[1], "return"))


def test_a_reviewer_who_wrote_a_part_is_told_of_both():
    reviewer, ada = person("reviewer"), person("editor", "ada")
    rows = talks(ada, "in_review")
    written_by(reviewer, rows[3])
    page = plain_words(press(reviewer, rows[1], "return", text="Name the city"))
    assert (
        "3 records were returned to ada, with your reason. You took back “Report no. 2”: it is a draft again." in page
    )


def test_the_buttons_of_a_record_say_it_of_the_record():
    reviewer, ada = person("reviewer"), person("editor", "ada")
    action = draft(ActionFactory, ada, title="Talks", state="in_review")
    draft(CitationFactory, ada, action=action)
    words = [
        ("returned", "“Talks” was returned to ada, with your reason."),
        ("sent", "“Talks” was sent to review."),
        ("published", "“Talks” was published."),
        ("withdrawn", "“Talks” was withdrawn: readers find your reason at the address."),
        ("reopened", "“Talks” was set back: it is a draft again."),
    ]
    for name, said in words:
        client = ada if name == "sent" else reviewer
        if name == "published":
            CitationFactory(action=action)
        assert said in plain_words(step(client, action, name, "Because", follow=True))


def test_a_list_says_how_many_and_where_there_was_nothing_to_do():
    reviewer, ada = person("reviewer"), person("editor", "ada")
    rows = [draft(ActionFactory, ada, state="in_review") for _ in range(2)]
    assert "2 actions were returned to ada." in plain_words(run(reviewer, "back_to_draft", rows))
    assert "Nothing was done: none of them had to be moved." in plain_words(run(reviewer, "back_to_draft", rows))


def test_who_wrote_is_asked_in_as_many_queries_for_many_records_as_for_few():
    reviewer, ada = person("reviewer"), person("editor", "ada")
    rows = [draft(ActionFactory, ada) for _ in range(9)]

    def queries(some):
        with CaptureQueriesContext(connection) as captured:
            told(reviewer.user, some, "draft", "Why", "in_review")
        return len(captured)

    assert queries(rows) == queries(rows[:2])
