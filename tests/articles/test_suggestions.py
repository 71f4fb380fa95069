"""What is proposed to a reader of an article: passages worth citing, and the records they are likeliest about."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.articles.suggestions import candidates_for, passage_digest, suggest
from clauses.articles.suggestions.days import named_days
from clauses.articles.suggestions.fusion import fused
from clauses.articles.suggestions.pool import asked_with
from clauses.articles.suggestions.records import entries_for
from clauses.models import RejectedPassage

from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementRelationFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

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
    assert any("3 March 2021" in reason for reason in first.reasons)


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


def test_an_empty_text_and_one_without_words_have_no_candidates(source):
    ActorFactory(name="X")
    assert candidates_for("") == candidates_for("… 1 x") == suggest(source, "") == []


def test_a_place_is_found_by_any_of_its_names():
    action = ActionFactory(title="Drill", places=[PlaceFactory(name="Ostrava", other_names="Ostrau; Ostrawa")])
    assert candidates_for("Soldiers came to Ostrau.")[0].record == action


def test_days_are_read_by_the_article_that_names_them():
    days = named_days("It began on Jan. 10 and from 05-08 October 2021; in May they may march.", date(2022, 2, 7))
    assert [(one.start, one.end) for one in days] == [
        (date(2022, 1, 10), date(2022, 1, 10)),
        (date(2021, 10, 5), date(2021, 10, 8)),
    ]
    assert named_days("on 12 December", date(2022, 2, 7))[0].start == date(2021, 12, 12)
    assert named_days("on 12 December") == named_days("it may be 31 of them") == []
    assert [one.start for one in named_days("12 mayıs 2022, 3 mars 2021, 2020")] == [
        date(2022, 5, 12),
        date(2021, 3, 3),
        date(2020, 1, 1),
    ]


def test_an_earlier_quotation_of_a_record_points_at_it():
    promise, other = CommitmentFactory.create_batch(2, title="Brew quokka beer")
    CitationFactory(commitment=promise, quote="hopping")
    first, second = candidates_for("The quokka beer is a matter of hopping.", limit=2)
    assert (first.record, second.record) == (promise, other)
    assert "quoted before for “hopping”" in first.reasons


def test_a_clause_comes_with_its_promise():
    promise = CommitmentFactory(title="Brew quokka beer")
    records = [one.record for one in candidates_for("They brew quokka beer.")]
    assert records[:2] == [promise, promise.clause]


def test_the_subject_of_an_action_is_found_by_the_definition_of_its_type():
    event, visit = ActionFactory(title="Xyz", type="cultural_event"), ActionFactory(title="Xyz", type="visit")
    records = [one.record for one in candidates_for("An exhibition and a festival of cultural things.")]
    assert event in records
    assert visit not in records


def test_what_many_records_share_says_little():
    assert fused([dict.fromkeys("abc", 1.0)]) == dict.fromkeys("abc", 1 / 63)
    assert fused([{"a": 2, "b": 1, "c": 1}], places=2) == {"a": 1 / 61}


def test_the_number_of_queries_does_not_grow_with_the_records(source):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            candidates_for("The quarry of Ostrava opened on 3 March 2021 with beekeepers.", source=source)
            suggest(source, TEXT)
        return len(captured)

    def more(count):
        for number in range(count):
            place = PlaceFactory(name=f"Ostrava {number}")
            action = ActionFactory(title=f"Quarry {number} opened", places=[place])
            CitationFactory(action=action, quote="opened the quarry", speaker=ActorFactory(name="Beekeepers"))
            CommitmentFactory(title=f"Open quarry {number}", domains=[DomainFactory()])

    more(2)
    first = queries()
    more(15)
    assert queries() <= first


def test_no_more_records_are_read_than_the_limit(source, monkeypatch):
    monkeypatch.setattr("clauses.articles.suggestions.records.MOST", 5)
    ActionFactory.create_batch(12, title="Quarry", date="")
    asked = asked_with("quarry", [])
    assert sum(kind == "action" for kind, _ in entries_for(asked)) == 5


def test_an_agreement_and_the_relation_that_leads_to_it_are_found_by_its_title():
    relation = AgreementRelationFactory(object=AgreementFactory(title="Quokka treaty of Ostrava"))
    records = [one.record for one in candidates_for("They spoke of the quokka treaty of Ostrava.", limit=9)]
    assert {relation, relation.object} <= set(records)
