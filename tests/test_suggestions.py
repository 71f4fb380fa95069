"""What is proposed to a reader of an article: passages worth citing, and the records they are likeliest about."""

import pytest

from clauses.evidence.suggestions import candidates_for, passage_digest, suggest
from clauses.evidence.suggestions.fusion import fused
from clauses.models import RejectedPassage

from .factories import ActionFactory, ActorFactory, CitationFactory, PlaceFactory, SourceFactory

pytestmark = pytest.mark.django_db
TEXT = """Quarry opened

The two ministries opened the quarry of Ostrava together on 3 March 2021, a spokesman said in the evening.

Weather was fine.

Both sides will train beekeepers every year and shall publish the results of it, according to the spokesman.
"""


@pytest.fixture
def source():
    return SourceFactory(published="2021-03-04")


@pytest.fixture
def quarry():
    return ActionFactory(
        title="Quarry opened", type="infrastructure", date="2021-03-03", places=[PlaceFactory(name="Ostrava")]
    )


def test_what_several_rankings_hold_high_comes_before_what_one_holds_first():
    scores = fused([{"a": 9, "b": 8}, {"c": 5, "b": 4}])
    assert max(scores, key=scores.get) == "b"


def test_the_record_that_a_passage_is_about_comes_first_with_reasons(source, quarry):
    ActionFactory(title="Quarry visited", date="1999")
    first = candidates_for("The quarry of Ostrava opened on 3 March.", source=source)[0]
    assert first.record == quarry
    assert "names Ostrava" in first.reasons
    assert any("3 march" in reason for reason in first.reasons)


def test_passages_are_quoted_as_they_stand_and_never_too_long(source, quarry):
    found = suggest(source, TEXT)
    assert {one.paragraph for one in found} == {1, 3}
    for one in found:
        paragraph = [line for line in TEXT.splitlines() if line][one.paragraph]
        assert paragraph[one.start : one.end] == one.quote
        assert len(one.quote.split()) <= 15
    assert [one.kind for one in sorted(found, key=lambda one: one.paragraph)] == ["action", "commitment"]


def test_what_was_cited_or_rejected_is_not_proposed_again(source, quarry):
    first, second = sorted(suggest(source, TEXT), key=lambda one: one.paragraph)
    RejectedPassage.objects.create(source=source, sha256=passage_digest(second.quote.upper()))
    CitationFactory(source=source, locator=1, quote="opened the quarry", action=quarry)
    assert suggest(source, TEXT) == []
    assert first.candidates[0].record == quarry


def test_without_a_source_what_only_it_reports_is_not_known(source, quarry):
    CitationFactory(source=source, action=quarry)
    text = "The quarry of Ostrava opened."
    assert quarry in [one.record for one in candidates_for(text)]
    assert quarry not in [one.record for one in candidates_for(text, without=source)]
    CitationFactory(action=quarry)
    assert quarry in [one.record for one in candidates_for(text, without=source)]


def test_an_empty_text_and_one_without_words_have_no_candidates(source):
    ActorFactory(name="X")
    assert candidates_for("") == candidates_for("… 1 x") == suggest(source, "") == []
