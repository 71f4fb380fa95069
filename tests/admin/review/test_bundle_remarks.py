"""What was checked of records and is not as it should be is said before anybody sends or publishes them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.editing.requote import recheck
from clauses.models import Citation, Commitment

from ...support.pages.bundles import boxes, bundle_address, name_of, press, ticked
from ...support.pages.forms import change_address, filled
from ...support.pages.reading import plain_words, text
from ...support.pages.review import states
from ...support.rows.articles import TEXT
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import CitationFactory, CommitmentFactory, SourceTextFactory
from ...support.rows.people import person, written_by

pytestmark = pytest.mark.django_db
STANDS = "The ministers met in Baku on Monday"
NOWHERE = "The words that it quotes are nowhere in the stored text of “Report”."


def quoted(rows, *quotes):
    """The same rows, the source with its text and the citations with these quotations, looked for."""
    SourceTextFactory(source=rows[0], text=TEXT)
    for row, quote in zip(rows[2:], quotes, strict=True):
        Citation.objects.filter(pk=row.pk).update(quote=quote)
    recheck([row.pk for row in rows[2:]])
    return rows


def test_a_quotation_that_is_nowhere_is_said_with_its_source_and_the_way_to_mend_it_and_is_not_ticked():
    editor, reviewer = person("editor"), person("reviewer")
    rows = quoted(talks(editor), STANDS, "words that nobody wrote")
    broken = rows[3]
    for client, state in ((editor, "draft"), (reviewer, "in_review")):
        for row in rows:
            type(row)._base_manager.filter(pk=row.pk).update(state=state)
        page = client.get(bundle_address(rows[1]))
        assert "Nothing is missing" not in plain_words(page)
        assert "1 of them is not ticked: why stands beside." in plain_words(page)
        mend = f'<a href="{change_address(broken)}?bundle=action-{rows[1].pk}#quotation-lock">Mend the quotation</a>'
        assert f"“Report no. 2”: {NOWHERE} {mend}" in text(page)
        assert f"Not ticked: {NOWHERE}" in plain_words(page)
        assert ticked(client, rows[1]) == {name_of(row) for row in rows[:3]}


def test_a_reviewer_who_has_read_it_can_publish_it_all_the_same():
    reviewer = person("reviewer")
    rows = quoted(talks(person("editor"), "in_review"), STANDS, "words that nobody wrote")
    press(reviewer, rows[1], "publish")
    assert states(*rows) == ["published"] * 4


def test_what_only_such_a_citation_supports_is_not_ticked_either():
    reviewer = person("reviewer")
    rows = quoted(talks(person("editor"), "in_review"), "nobody wrote this", "nor did they write this")
    assert ticked(reviewer, rows[1]) == {name_of(rows[0])}
    words = plain_words(reviewer.get(bundle_address(rows[1])))
    assert "Not ticked: No published citation supports “Talks”." in words


@pytest.mark.parametrize(
    ("quote", "given", "said", "is_ticked"),
    [
        (STANDS, {"prefix": "Yesterday"}, "stand in the stored text of “Report”, but not at the place", False),
        ("They spoke of gas", {}, "stand several times in the stored text of “Report”", True),
        (STANDS, {"locator": 3}, "stand in paragraph 1 of “Report”, and it gives paragraph 3.", True),
    ],
)
def test_every_other_fate_of_a_quotation_is_said_too(quote, given, said, is_ticked):
    reviewer = person("reviewer")
    rows = talks(person("editor"), "in_review")
    Citation.objects.filter(pk=rows[3].pk).update(**{"locator": None} | given)
    quoted(rows, STANDS, quote)
    assert said in plain_words(reviewer.get(bundle_address(rows[1])))
    assert (name_of(rows[3]) in ticked(reviewer, rows[1])) is is_ticked


def test_a_quotation_that_was_not_looked_for_since_the_text_changed_is_said():
    reviewer = person("reviewer")
    rows = quoted(talks(person("editor"), "in_review"), STANDS, STANDS)
    Citation.objects.filter(pk=rows[2].pk).update(quote="written past every check")
    assert "were not looked for since they, or the stored text of “Report”, changed." in plain_words(
        reviewer.get(bundle_address(rows[1]))
    )


SAID = [
    ({"extent": "nothing"}, {}, "“Report”: Nothing of its text was seen"),
    ({"extent": "nothing"}, {}, "“Report no. 1”: It quotes “Report”, of whose text nothing was seen by its own entry."),
    ({"published": ""}, {}, "“Report”: It has no day of publication"),
    ({"url": ""}, {}, "“Report”: It has neither an address nor an archived copy"),
    ({}, {"rank": "deprecated", "rank_reason": "A misprint."}, "“Report no. 1”: It is held for an error"),
    ({}, {"note": "It is not known to say so."}, "“Report no. 1”: Its own note says that the source is not known"),
    ({}, {"field": "place", "value": "nowhere"}, "“Report no. 1”: It names “nowhere”, and no place has that code"),
    ({}, {"field": "", "value": ""}, "“Talks”: No citation that would be public states its date, 5 October 2021."),
    ({}, {"value": "2020"}, "“Talks”: No citation that would be public states its date, 5 October 2021."),
    ({}, {"field": "place", "value": ""}, "“Talks”: No citation that would be public states its date"),
]


@pytest.mark.parametrize(("source", "citation", "said"), SAID)
def test_what_else_is_known_to_be_wrong_is_said_and_keeps_nothing_back(source, citation, said):
    reviewer = person("reviewer")
    rows = talks(person("editor"), "in_review")
    page = plain_words(reviewer.get(bundle_address(rows[1])))
    assert said not in page
    assert "What to look at" not in page
    for row, given in ((rows[0], source), (rows[2], citation)):
        for name, value in given.items():
            setattr(row, name, value)
        row.save()
    assert said in plain_words(reviewer.get(bundle_address(rows[1])))


def test_a_status_and_a_deadline_that_no_citation_states_are_said_with_a_link_to_cite_for_them():
    editor = person("editor")
    rows = talks(editor)
    rows[3].delete()
    words = "“Talks”: No citation that would be public states its status, completed."
    add = f"/admin/clauses/citation/add/?action={rows[1].pk}&amp;field=status&amp;bundle=action-{rows[1].pk}"
    page = text(editor.get(bundle_address(rows[1])))
    assert f'{words} <a href="{add}">Add a citation</a>' in page
    promise = draft(CommitmentFactory, editor, title="Clear mines", deadline="2022-06")
    cited = draft(CitationFactory, editor, commitment=promise)
    said = "states its deadline, June 2022."
    assert said in plain_words(editor.get(bundle_address(promise)))
    cited.field, cited.value = "date", "2022-06"
    cited.save()
    assert said not in plain_words(editor.get(bundle_address(promise)))


def test_a_rule_that_sending_would_refuse_is_said_before():
    editor = person("editor")
    promise = draft(CommitmentFactory, editor, title="Half written")
    draft(CitationFactory, editor, commitment=promise)
    Commitment.objects.filter(pk=promise.pk).update(conditional=True)
    assert "“Half written”, Condition: Say what the condition is." in plain_words(editor.get(bundle_address(promise)))


def test_the_box_of_the_review_says_it_of_a_citation_and_of_the_record_that_would_take_it_along():
    reviewer = person("reviewer")
    rows = quoted(talks(person("editor"), "in_review"), STANDS, "words that nobody wrote")
    for row in (rows[1], rows[3]):
        words = plain_words(reviewer.get(change_address(row)))
        assert f"To look at before readers see it: “Report no. 2”: {NOWHERE}" in words
    assert "To look at" not in plain_words(reviewer.get(change_address(rows[2])))


def test_whoever_saves_such_a_citation_is_warned_at_once():
    editor = person("editor")
    rows = quoted(talks(editor), STANDS, STANDS)
    sent = filled(editor, rows[3], quote="words that nobody wrote", prefix="", suffix="", _continue="1")
    page = editor.post(change_address(rows[3]), sent, follow=True)
    assert f"“Report no. 2” is saved. {NOWHERE}" in plain_words(page)
    sent = filled(editor, rows[3], quote=STANDS, _continue="1")
    assert "is saved. The words" not in plain_words(editor.post(change_address(rows[3]), sent, follow=True))


def test_a_proposal_of_such_a_quotation_says_so_to_who_decides():
    editor, reviewer = person("editor"), person("reviewer")
    rows = quoted(talks(editor, "published"), STANDS, STANDS)
    written_by(editor, rows[3])
    sent = filled(editor, rows[3], quote="words that nobody wrote")
    page = editor.post(change_address(rows[3]), sent, follow=True)
    said = f"“Report no. 2”, as it is proposed: {NOWHERE}"
    assert said in plain_words(page)
    assert said in plain_words(reviewer.get(page.request["PATH_INFO"]))


def test_many_records_are_checked_in_as_many_queries_as_few():
    reviewer = person("reviewer")
    rows = quoted(talks(person("editor"), "in_review"), STANDS, "words that nobody wrote")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert boxes(reviewer, rows[1])
        return len(captured)

    def add(*numbers):
        given = {"action": rows[1], "source": rows[0], "state": "in_review", "field": "place"}
        more = [CitationFactory(number=at, value=f"no-{at}", **given) for at in numbers]
        recheck([row.pk for row in more])

    add(10)
    queries()
    few = queries()
    add(*range(11, 20))
    assert queries() == few
