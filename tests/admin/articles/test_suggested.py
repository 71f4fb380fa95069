"""Passages that are proposed while an article is read: accepted, changed, rejected, and gone on to."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.admin.articles.marks import REPLACED
from clauses.articles.areas import stated_area

from ...support.pages.reading import plain_words
from ...support.rows.articles import TEXT, place, reading_address, replaced, version
from ...support.rows.factories import ActionFactory, CitationFactory, SourceTextFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    ActionFactory(title="Regular drills of both sides", type="joint_exercise")
    return SourceTextFactory(text=TEXT).source


def proposals(client, source):
    return client.get(reading_address(source)).context["proposals"]


def drills(client, source):
    """The proposal of a passage whose words stand nowhere else."""
    return next(each for each in proposals(client, source) if "drills" in each.words)


def test_passages_are_proposed_in_the_order_of_the_text_with_reasons(ada, article):
    found = proposals(ada, article)
    assert found
    assert found == sorted(found, key=lambda each: each.place)
    assert all(each.reasons and len(each.words.split()) <= 15 for each in found)
    assert f'<mark class="proposed"><a href="#{found[0].anchor}">' in ada.get(reading_address(article)).content.decode()


def accepted(client, source, one, **values):
    """The page after *Accept*, for the record that is chosen beside the passage."""
    data = place(source, one.place.paragraph, one.words) | {"step": "accept", "about": one.candidates[0].value}
    return client.post(reading_address(source), data | values, follow=True)


def test_an_accepted_proposal_is_a_draft_at_once_about_the_record_that_is_chosen(ada, article):
    one = drills(ada, article)
    page = accepted(ada, article, one)
    citation = article.citations.get()
    about = f"action-{citation.action_id}"
    assert (citation.quote, citation.state, citation.stance, about) == (
        one.words,
        "draft",
        "supports",
        one.candidates[0].value,
    )
    assert citation.history.get().history_user == ada.user
    assert f"Citation no. 1 of “{citation.action}” is kept as a draft." in plain_words(page)
    assert page.context["undo"] == citation


def test_another_record_than_the_likeliest_is_accepted_where_it_is_chosen(ada, article):
    other = ActionFactory()
    accepted(ada, article, drills(ada, article), about=f"action-{other.pk}")
    assert article.citations.get().action == other


@pytest.mark.parametrize("about", ["", "nonsense", "action-99999", "new-action", "new-nonsense"])
def test_what_cannot_be_accepted_as_it_is_opens_the_form_and_keeps_nothing(ada, article, about):
    page = accepted(ada, article, drills(ada, article), about=about)
    assert page.context["form"].errors or page.context["making"].forms[about].errors
    assert not article.citations.exists()


def test_an_accepted_passage_on_demining_states_its_area(ada):
    source = SourceTextFactory(text="They say that about 132 square kilometers were cleared.").source
    action = ActionFactory(type="demining")
    data = {"paragraph": 1, "start": 0, "end": 46, "text": version(source), "step": "accept"}
    ada.post(reading_address(source), data | {"about": f"action-{action.pk}"})
    citation = source.citations.get()
    assert (citation.field, citation.value, citation.unit, citation.qualifier) == (
        "area_cleared",
        "132",
        "km2",
        "about",
    )


def test_an_accepted_passage_of_a_text_that_is_replaced_is_said(ada, article):
    one = drills(ada, article)
    data = place(article, one.place.paragraph, one.words) | {"step": "accept", "about": one.candidates[0].value}
    replaced(article, TEXT.replace("Both", "All"))
    assert REPLACED in plain_words(ada.post(reading_address(article), data, follow=True))
    assert not article.citations.exists()


def test_a_proposal_opens_the_form_with_its_likeliest_record(ada, article):
    one = drills(ada, article)
    page = ada.get(one.opens)
    assert (page.context["asked"].words, page.context["form"].chosen) == (one.words, one.candidates[0].value)
    assert page.context["candidates"][0].reasons
    assert not article.citations.exists()


def test_a_proposal_is_changed_by_marking_other_words(ada, article):
    one = drills(ada, article)
    page = ada.get(one.change)
    assert page.context["form"] is None
    assert page.context["to_mark"] == one.place
    assert page.context["find"].initial["words"] == one.words


def test_a_rejected_proposal_is_not_made_again_until_somebody_asks_for_it(ada, article):
    before, one = proposals(ada, article), drills(ada, article)
    data = place(article, one.place.paragraph, one.words) | {"step": "reject"}
    page = ada.post(reading_address(article), data, follow=True)
    assert "the passage is not proposed again" in plain_words(page)
    assert "1 passage of this article was rejected" in plain_words(page)
    assert [each.words for each in proposals(person("editor", "bela"), article)] == [
        each.words for each in before if each != one
    ]
    assert article.rejected_passages.get().author == ada.user
    ada.post(reading_address(article), {"step": "again"})
    assert proposals(ada, article) == before


def test_a_cited_passage_is_not_proposed(ada, article):
    one = drills(ada, article)
    CitationFactory(source=article, quote=one.words, locator=one.place.paragraph)
    assert one.words not in [each.words for each in proposals(ada, article)]


def test_the_reading_goes_on_at_the_next_proposal_and_then_at_the_next_paragraph(ada, article):
    found = proposals(ada, article)
    for before, after in pairwise(found):
        page = ada.get(reading_address(article), {"at": before.place.paragraph, "from": before.place.end})
        assert page.context["to_mark"] == after.place
    last = found[-1].place
    page = ada.get(reading_address(article), {"at": last.paragraph, "from": last.end})
    assert (page.context["to_mark"], page.context["is_read"]) == (None, last.paragraph == 4)


def test_a_rejected_passage_of_a_text_that_is_replaced_is_said(ada, article):
    data = place(article, 2, "regular drills") | {"step": "reject"}
    replaced(article, TEXT.replace("Both", "All"))
    assert REPLACED in plain_words(ada.post(reading_address(article), data, follow=True))
    assert not article.rejected_passages.exists()


def test_as_many_queries_for_many_proposals_as_for_few(ada, article):
    many = SourceTextFactory(
        text=TEXT + "\n".join(f"Both sides will hold drills in year {n}." for n in range(9))
    ).source
    counts = []
    for source in (article, article, many):
        with CaptureQueriesContext(connection) as queries:
            found = proposals(ada, source)
        counts.append((len(found), len(queries)))
    (_, _), (few, asked), (more, asked_more) = counts
    assert more > few
    assert asked_more == asked


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("cleared 132 square kilometers of land", ("132", "km2", "")),
        ("about 13,177 hectares", ("13177", "ha", "about")),
        ("More than 1.5 km² was searched", ("1.5", "km2", "over")),
        ("up to 20 ha", ("20", "ha", "up_to")),
        ("132 km2, or 13,200 ha", None),
        ("132 kilometres of road", None),
        ("in 2021 they met", None),
    ],
)
def test_an_area_is_read_where_a_passage_states_one(words, stated):
    names = ("value", "unit", "qualifier")
    expected = {"field": "area_cleared"} | dict(zip(names, stated, strict=True)) if stated else {}
    assert stated_area(words) == expected


def test_the_form_of_a_passage_on_demining_holds_the_area_that_it_states(ada):
    source = SourceTextFactory(text="They say that about 132 square kilometers were cleared.").source
    start = {"paragraph": 1, "start": 0, "end": 46, "text": version(source)}
    demining, other = ActionFactory(type="demining"), ActionFactory(type="meeting")
    forms = [
        ada.get(reading_address(source), start | {"about": f"action-{row.pk}"}).context["form"]
        for row in (demining, other)
    ]
    assert [form["value"].value() for form in forms] == ["132", ""]
    assert (forms[0]["field"].value(), forms[0]["unit"].value(), forms[0]["qualifier"].value()) == (
        "area_cleared",
        "km2",
        "about",
    )
