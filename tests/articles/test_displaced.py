"""A quotation never moves silently: where its words stand between other words, a person is asked, at every door."""

import pytest
from django.core.management import call_command

from clauses.articles import quotation_checks
from clauses.articles.quotations import Article, Finding
from clauses.editing import texts
from clauses.editing.requote import after_saving, catch_up
from clauses.models import Citation, QuotationCheck, SourceText
from tests.support.pages.forms import saved
from tests.support.pages.reading import shown
from tests.support.rows.articles import hidden, text_address
from tests.support.rows.factories import CitationFactory, SourceFactory
from tests.support.rows.people import person

pytestmark = pytest.mark.django_db
BEFORE = (
    "Headline\nOn Monday the two sides signed it in haste. On Friday the two sides signed it in calm.\nThe end of it."
)
AFTER = "Headline\nOn Monday the ministers left in haste. On Friday the two sides signed it in calm.\nThe end of it."
ALONE = "Headline\nOn Monday the two sides signed it in haste.\nThe end of it."
ELSEWHERE = "Headline\nNobody met.\nOn Friday the two sides signed it in calm."
GIVEN = {"prefix": "On Monday", "suffix": "in haste"}


@pytest.fixture
def source():
    return SourceFactory(slug="paper", state="draft", sha256="", title="A paper")


@pytest.fixture
def editor():
    return person("editor")


def cite(source, **given):
    return CitationFactory(source=source, number=1, quote="the two sides signed it", state="draft", **given)


def reading(editor, source) -> list:
    return editor.get(f"/admin/clauses/source/{source.pk}/read/").context["lines"]


def lock(row) -> str:
    return quotation_checks.lock_of(Citation.objects.select_related("check_in_text").get(pk=row.pk)).lock


def test_article_before_correction_then_article_after_correction_asks_in_preview_message_and_on_the_first_page(
    source, editor
):
    row = cite(source, locator=1, **GIVEN)
    texts.store(source, BEFORE, user=editor.user)
    assert lock(row) == "locked"
    response = editor.post(text_address(source), {"text": AFTER, "step": "look"})
    said = shown(response)
    assert "It no longer stands where it stood: its words stand in paragraph 1, now between other words." in said
    assert "Is it the place that is meant?" in said
    answer = editor.post(text_address(source), hidden(response) | {"step": "store"}, follow=True)
    assert "1 stand in it between other words, so that somebody has to look." in shown(answer)
    assert "A person has to look at 1 of them" in shown(answer)
    assert "Quotations whose words stand between other words 1" in shown(editor.get("/admin/"))
    assert list(editor.get("/admin/clauses/citation/?work=displaced").context["cl"].result_list) == [row]


def test_the_page_of_the_citation_offers_the_place_and_who_takes_it_has_answered(source, editor):
    row = cite(source, locator=1, **GIVEN)
    texts.store(source, AFTER, user=editor.user)
    page = f"/admin/clauses/citation/{row.pk}/change/"
    said = shown(editor.get(page))
    assert "Displaced : Its words stand in the stored text, but between other words" in said
    assert "Choose the place if it is what the citation means" in said
    place = Article(AFTER).locate(row.quote).place
    form = editor.get(f"{page}?passage=1-{place.start}-{place.end}").context["adminform"].form
    saved(editor, row, prefix=form["prefix"].value(), suffix=form["suffix"].value())
    assert lock(row) == "locked"


def test_without_words_given_around_it_those_it_stood_between_are_remembered_until_a_person_gives_some(source, editor):
    row = cite(source, locator=1)
    texts.store(source, ALONE, user=editor.user)
    assert lock(row) == "locked"
    texts.store(source, ELSEWHERE, user=editor.user)
    assert lock(row) == "displaced"
    assert "cited" not in [each.style for line in reading(editor, source) for each in line.stretches]
    catch_up()
    after_saving([row])  # as after a note was mended
    assert lock(row) == "displaced"
    assert "now between other words" in texts.preview(source, ELSEWHERE + "\nMore.").displaced[0].words
    saved(editor, row, prefix="On Friday")
    assert lock(row) == "locked"


def test_it_is_locked_again_where_the_text_is_as_it_was(source, editor):
    row = cite(source)
    for text, now in (
        (ALONE, "locked"),
        (ELSEWHERE, "displaced"),
        ("Nothing of it.", "broken"),
        (ELSEWHERE, "displaced"),
        (ALONE, "locked"),
    ):
        texts.store(source, text, user=editor.user)
        assert lock(row) == now


def test_a_paragraph_of_its_own_is_told_by_the_paragraphs_beside_it(source, editor):
    row = cite(source)
    texts.store(source, "It rained.\nthe two sides signed it\nThey left.", user=editor.user)
    texts.store(source, "New here.\nIt rained.\nthe two sides signed it\nThey left.", user=editor.user)
    assert lock(row) == "locked"
    texts.store(source, "It rained.\nThey left.\nthe two sides signed it\nSo it was denied.", user=editor.user)
    assert lock(row) == "displaced"


def test_a_text_that_was_deleted_is_remembered_when_another_takes_its_place(source, editor, admin_client):
    row = cite(source)
    texts.store(source, ALONE, user=editor.user)
    admin_client.post(f"/admin/clauses/sourcetext/{SourceText.objects.get().pk}/delete/", {"post": "yes"})
    assert not QuotationCheck.objects.exists()
    texts.store(source, ELSEWHERE, user=editor.user)
    assert lock(row) == "displaced"


def test_a_check_from_before_the_words_around_were_kept_asks_all_the_same(source, editor):
    row = cite(source)
    texts.store(source, ALONE, user=editor.user)
    QuotationCheck.objects.update(words="", around="")
    assert lock(row) == "locked"
    texts.store(source, ELSEWHERE, user=editor.user)
    assert lock(row) == "displaced"


def test_a_citation_that_goes_to_another_source_is_not_taken_to_other_words(source, editor):
    row, other = cite(source), SourceFactory(state="draft", sha256="")
    texts.store(source, ALONE, user=editor.user)
    texts.store(other, ELSEWHERE, user=editor.user)
    saved(editor, row, source=other.pk)
    row.refresh_from_db()
    assert (row.source, lock(row)) == (other, "displaced")


def test_the_command_keeps_asking_and_says_so(source, editor, capsys):
    row = cite(source, locator=2)
    texts.store(source, f"Nobody met.\n{ALONE}", user=editor.user)
    texts.store(source, ELSEWHERE, user=editor.user)
    with pytest.raises(SystemExit):
        call_command("verify_quotations", "--write")
    assert lock(row) == "displaced"
    assert "1 stands in the text, but between other words than given or than before." in capsys.readouterr().out


def test_words_that_run_over_the_end_of_a_paragraph_are_explained(source, editor):
    row = CitationFactory(source=source, number=1, quote="in haste. The end", locator=1, state="draft")
    report = texts.preview(source, ALONE)
    assert "run over the end of paragraph 1: quote from one" in report.broken[0].words
    texts.store(source, ALONE, user=editor.user)
    said = shown(editor.get(f"/admin/clauses/citation/{row.pk}/change/"))
    assert "Its words run over the end of paragraph 1. Quote from one paragraph." in said
    assert Article(ALONE).find(row) is Finding.ACROSS


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [
        ({"prefix": "On Monday", "suffix": "in haste"}, False),
        ({"prefix": "Monday “", "suffix": ", in haste"}, False),
        ({"prefix": "On Friday", "suffix": "in haste"}, True),
        ({"prefix": "", "suffix": "in calm"}, True),
    ],
    ids=["stand there", "but for signs at the seam", "not before it", "not after it"],
)
def test_the_words_given_around_must_stand_around_the_only_place(given, is_asked):
    found = Article(ALONE).locate("the two sides signed it", locator=1, **given)
    assert (found.lock == "displaced", found.place is None) == (is_asked, is_asked)
