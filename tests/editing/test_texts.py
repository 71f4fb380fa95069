"""The private text of an article goes through one door, and no change of text or quotation leaves a lock that lies."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from clauses.articles import quotation_checks
from clauses.articles.quotations import Article
from clauses.editing import texts
from clauses.editing.edits import change
from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview as preview_of_merge
from clauses.editing.proposals import apply, propose
from clauses.editing.requote import catch_up
from clauses.editing.review import NotAllowedError
from clauses.models import Citation, ParagraphDigest, Proposal, QuotationCheck, Source, SourceText
from tests.support.rows.factories import CitationFactory, SourceFactory
from tests.support.rows.people import person

pytestmark = pytest.mark.django_db
TEXT = """Allies meet

The armies held a drill in the hills.
They will meet again in spring.
Nobody said more.
"""
NEWER = """Allies met
A paragraph that is new here.
The armies held a long drill in the hills.
They will meet again in spring.
"""


@pytest.fixture
def user(admin_user):
    return admin_user


@pytest.fixture
def source():
    return SourceFactory(slug="paper", state="draft", sha256="")


@pytest.fixture
def quoted(source):
    return [
        CitationFactory(source=source, number=1, quote="held a drill", locator=1),
        CitationFactory(source=source, number=2, quote="meet again", locator=2),
    ]


def lock(row) -> tuple | None:
    check = quotation_checks.lock_of(Citation.objects.select_related("check_in_text").get(pk=row.pk))
    return check and (check.lock, check.paragraph)


def test_a_text_is_normalised_once_and_all_that_follows_from_it_is_stored(source, quoted, user):
    done = texts.store(
        source, TEXT.replace("\n", "\r\n").replace("hills", "hi\u00adlls"), user=user, reason="Read on paper"
    )
    source.refresh_from_db()
    assert done.row.text == "Allies meet\n" + "\n".join(done.report.article.paragraphs)
    assert source.sha256 == Article(TEXT).sha256 == done.report.article.sha256
    assert done.report.head == ("Allies meet",)
    assert (done.proposal, done.row.history.get().history_change_reason) == (None, "Read on paper")
    assert [lock(row) for row in quoted] == [("locked", 1), ("locked", 2)]
    words = ParagraphDigest.objects.filter(source=source).values_list("number", "words")
    assert list(words) == [(1, 8), (2, 6), (3, 3)]


def test_the_same_text_again_is_no_new_version(source, quoted, user):
    row = texts.store(source, TEXT, user=user).row
    again = texts.store(source, f"\n\n{TEXT}", user=user).row
    source.refresh_from_db()
    assert (again.version, again.history.count(), source.history.count()) == (row.version, 1, 2)


def test_a_newer_text_says_what_broke_and_what_moved_and_keeps_the_digest_of_the_old_one(source, quoted, user):
    texts.store(source, TEXT, user=user)
    shown = texts.preview(source, NEWER)
    assert [lock(row) for row in quoted] == [("locked", 1), ("locked", 2)]
    done = texts.store(source, NEWER, user=user)
    for report in (shown, done.report):
        assert [(fate.citation.number, fate.words) for fate in report.to_look_at] == [
            (1, "does not stand in the text. It stood in paragraph 1 before."),
            (2, "stands in paragraph 3. It stood in paragraph 2 before."),
        ]
    assert [lock(row) for row in quoted] == [("broken", None), ("locked", 3)]
    quoted[1].refresh_from_db()
    assert quoted[1].locator == 2  # only a person changes it
    (old,) = texts.earlier(source)
    assert (old.sha256, old.by) == (Article(TEXT).sha256, "admin")
    assert set(source.history.values_list("sha256", flat=True)) == {"", Article(TEXT).sha256, Article(NEWER).sha256}


def test_the_same_words_between_other_words_are_not_taken_for_the_same_place(source, user):
    CitationFactory(source=source, number=1, quote="the hills", locator=1)
    texts.store(source, "Down in the hills.\nUp in the hills.", user=user)
    report = texts.preview(source, "Up in the hills.\nDown in the hills.")
    assert [fate.words for fate in report.moved] == [
        (
            "no longer stands where it stood: its words stand 2 times, now between other words. "
            "It stood in paragraph 1 before. Is it the place that is meant?"
        )
    ]
    assert texts.preview(source, "Down in the hills.\nUp in the hills.").moved == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no paragraph"),
        ("Only a title", "There is no paragraph"),
        ("\u200b \x00 \n", "There is no paragraph"),
        ("A. " * 200_000, "longer than 500,000"),
        ("A.\n" * 5_001, "more than 5,000 paragraphs"),
    ],
    ids=["empty", "title", "unseen", "long", "many"],
)
def test_what_is_no_text_of_an_article_is_refused_with_what_helps(source, user, text, words):
    with pytest.raises(ValidationError, match=words):
        texts.store(source, text, user=user)
    assert not SourceText.objects.exists()


def test_two_editors_do_not_write_over_each_other(source, user):
    texts.store(source, TEXT, user=user, seen=0)
    with pytest.raises(NotAllowedError, match="Somebody else has stored a text"):
        texts.store(source, NEWER, user=user, seen=0)
    assert texts.store(source, NEWER, user=user, seen=1).row.version == 2


def test_the_digest_of_a_public_source_waits_for_a_reviewer_and_its_text_does_not():
    source, editor = SourceFactory(sha256=""), person("editor").user
    CitationFactory(source=source, number=1, quote="held a drill", locator=1)
    first = texts.store(source, TEXT, user=editor)
    second = texts.store(source, NEWER, user=editor)
    source.refresh_from_db()
    assert (source.sha256, second.row.text) == ("", texts.read(NEWER))
    assert first.proposal == second.proposal == Proposal.objects.get()
    assert "drill" not in str(Proposal.objects.values_list("edits", "reason", "title"))
    apply(second.proposal, user=person("reviewer").user, seen=second.proposal.version)
    source.refresh_from_db()
    assert source.sha256 == Article(NEWER).sha256


@pytest.mark.parametrize(("role", "state"), [("viewer", "draft"), ("editor", "in_review"), ("editor", "withdrawn")])
def test_who_may_not_write_in_a_source_stores_no_text_of_it(role, state):
    source = SourceFactory(state="draft")
    Source.objects.filter(pk=source.pk).update(state=state)
    with pytest.raises(NotAllowedError):
        texts.store(source, TEXT, user=person(role).user)
    assert not SourceText.objects.exists()


# --- No door leaves a lock that lies


@pytest.fixture
def locked(source, quoted, user):
    texts.store(source, TEXT, user=user)
    return quoted[0]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("quote", "Nobody said", ("locked", 3)),
        ("prefix", "x", ("displaced", None)),
        ("suffix", "x", ("displaced", None)),
        ("suffix", "in the hills", ("locked", 1)),
        ("locator", 3, ("locked", 1)),
    ],
)
def test_a_quotation_that_was_written_past_every_door_counts_as_not_looked_for(locked, name, value, found):
    Citation.objects.filter(pk=locked.pk).update(**{name: value})
    assert lock(locked) is None
    catch_up()
    assert lock(locked) == found


def test_a_broken_quotation_is_on_the_list_until_it_is_mended_and_no_longer(locked):
    for quote, listed in (("held no drill", True), ("held a drill", False), ("", False)):
        locked.quote = quote
        locked.save()
        catch_up()
        assert quotation_checks.broken().filter(pk=locked.pk).exists() is listed
        Citation.objects.filter(pk=locked.pk).update(quote="held never a drill")  # past every door
        assert not quotation_checks.broken().filter(pk=locked.pk).exists()


def test_a_proposal_that_is_applied_is_looked_for(locked):
    locked.quote = "held no drill"
    proposal = propose(locked, [change(locked)], user=person("editor").user, reason="")
    assert lock(locked) == ("locked", 1)
    apply(proposal, user=person("reviewer").user, seen=proposal.version)
    assert lock(locked) == ("broken", None)


def test_a_fixture_that_is_loaded_is_looked_for(locked, tmp_path):
    (tmp_path / "one.json").write_text(
        '[{"model": "clauses.citation", "fields": {"source": ["paper"], "number": 1, "quote": "held no drill", '
        f'"locator": 1, "action": ["{locked.action.slug}"], "state": "published"}}}}]',
        encoding="utf-8",
    )
    call_command("loaddata", str(tmp_path / "one.json"), verbosity=0)
    assert lock(locked) == ("broken", None)


def test_sources_that_become_one_take_their_text_with_them(locked, user):
    kept, other = SourceFactory(), Source.objects.get(pk=locked.source_id)
    merge(kept, other, user=user, reason="The same", seen=preview_of_merge(kept, other).digest)
    assert Citation.objects.get(pk=locked.pk).source == kept
    assert lock(locked) == ("locked", 1)
    assert ParagraphDigest.objects.filter(source=kept).count() == 3


def test_a_text_that_is_deleted_leaves_no_check_and_no_digest_of_its_paragraphs(locked, admin_client):
    text = locked.source.text
    admin_client.post(f"/admin/clauses/sourcetext/{text.pk}/delete/", {"post": "yes"})
    assert not SourceText.objects.exists()
    assert not QuotationCheck.objects.exists()
    assert not ParagraphDigest.objects.exists()


def test_lists_of_quotations_take_one_query_for_many_and_for_few(source, user, django_assert_num_queries):
    for number in range(1, 6):
        CitationFactory(source=source, number=number, quote=f"drill {number}", locator=1)
    texts.store(source, TEXT, user=user)
    with django_assert_num_queries(2):
        assert len(quotation_checks.broken()) == 5


def test_what_stands_in_another_paragraph_is_listed_and_what_stands_twice_too(source, user):
    CitationFactory(source=source, number=1, quote="meet again", locator=3)
    CitationFactory(source=source, number=2, quote="in", locator=3)
    texts.store(source, TEXT, user=user)
    assert [[row.number for row in rows()] for rows in (quotation_checks.elsewhere, quotation_checks.ambiguous)] == [
        [1],
        [2],
    ]
