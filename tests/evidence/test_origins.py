"""Reports, outlets, origins: copies of one voice count once."""

import pytest
from django.core.exceptions import ValidationError

from clauses.evidence.in_words import Evidence
from clauses.evidence.origins import weigh
from clauses.models import Citation

from ..support.rows.factories import ActionFactory, ActorFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    return ActorFactory(slug="a-ministry", kind="body")


def evidence_for(action, parties=frozenset()):
    return weigh({action: Citation.objects.filter(action=action)}, parties)[action]


def test_a_paper_that_quotes_a_tweet_and_a_reprint_of_it_are_one_origin(drill, ministry):
    tweet = SourceFactory(kind="social", publisher=ministry)
    paper = SourceFactory(publisher=ActorFactory(kind="media"))
    reprint = SourceFactory(publisher=ActorFactory(kind="media"), derived_from=paper, derivation="republished")
    CitationFactory(source=paper, action=drill, origin=tweet)
    CitationFactory(source=reprint, action=drill)
    assert evidence_for(drill) == Evidence(reports=2, outlets=2, origins=1, self_reported=False)


def test_two_releases_of_one_ministry_are_one_origin(drill, ministry):
    for kind in ("social", "official"):
        CitationFactory(source=SourceFactory(kind=kind, publisher=ministry), action=drill)
    assert evidence_for(drill) == Evidence(reports=2, outlets=1, origins=1, self_reported=False)


def test_papers_that_report_themselves_are_origins_of_their_own(drill):
    for _ in range(2):
        CitationFactory(source=SourceFactory(publisher=ActorFactory(kind="media")), action=drill)
    assert evidence_for(drill).origins == 2


def test_an_organ_of_a_party_reports_itself(drill):
    state = ActorFactory(slug="a-state", kind="state")
    organ = ActorFactory(kind="body", country=state)
    CitationFactory(source=SourceFactory(kind="official", publisher=organ), action=drill)
    assert evidence_for(drill, {state.pk}).self_reported
    assert not evidence_for(drill).self_reported


def test_a_medium_is_an_organ_where_it_carries_the_state_as_its_agency_and_no_other_medium_is(drill):
    state = ActorFactory(slug="a-state", kind="state")
    CitationFactory(source=SourceFactory(publisher=ActorFactory(kind="media")), action=drill)
    assert not evidence_for(drill, {state.pk}).self_reported
    CitationFactory(source=SourceFactory(publisher=ActorFactory(kind="media", country=state)), action=drill)
    assert evidence_for(drill, {state.pk}).self_reported


def test_two_sources_that_credit_each_other_are_one_voice(drill):
    one, other = SourceFactory(), SourceFactory()
    CitationFactory(source=one, action=drill, origin=other)
    CitationFactory(source=other, action=drill, origin=one)
    assert evidence_for(drill) == Evidence(reports=2, outlets=2, origins=1, self_reported=False)


def test_two_reprints_of_one_dispatch_that_one_article_credits_are_one_origin(drill):
    dispatch, article = SourceFactory(), SourceFactory()
    for _ in range(2):
        reprint = SourceFactory(derived_from=dispatch, derivation="republished")
        CitationFactory(source=article, action=drill, origin=reprint)
    later = SourceFactory(derived_from=article, derivation="republished")
    citation = CitationFactory(source=later, action=drill)
    assert weigh({drill: [citation]})[drill].origins == 1


@pytest.mark.parametrize("kind", ["official", "social", "gazette"])
def test_what_one_organ_publishes_twice_is_one_origin(drill, ministry, kind):
    for _ in range(2):
        CitationFactory(source=SourceFactory(kind=kind, publisher=ministry), action=drill)
    assert evidence_for(drill) == Evidence(reports=2, outlets=1, origins=1, self_reported=False)


def test_several_passages_of_one_source_are_one_report(drill):
    source = SourceFactory()
    for number in (1, 2, 3):
        CitationFactory(source=source, number=number, action=drill)
    assert evidence_for(drill).reports == 1


def test_an_acknowledged_error_is_no_report(drill):
    CitationFactory(action=drill, rank="deprecated", rank_reason="A misprint.")
    assert evidence_for(drill).reports == 0


def test_what_is_credited_for_another_record_does_not_count_here(drill):
    paper, tweet = SourceFactory(), SourceFactory(kind="social")
    reprint = SourceFactory(derived_from=paper, derivation="republished")
    CitationFactory(source=paper, action=ActionFactory(), origin=tweet)
    CitationFactory(source=reprint, action=drill)
    CitationFactory(source=tweet, action=drill)
    assert evidence_for(drill).origins == 2


def test_a_passage_that_credits_nobody_is_the_papers_own_word_whatever_it_credits_elsewhere(drill):
    paper, tweet = SourceFactory(), SourceFactory(kind="social")
    CitationFactory(source=paper, action=drill, origin=tweet)
    CitationFactory(source=paper, number=2, action=drill)
    assert evidence_for(drill).origins == 2


def test_a_reprint_leads_to_what_the_paper_credits_for_the_record(drill):
    paper, tweet = SourceFactory(), SourceFactory(kind="social")
    CitationFactory(source=paper, action=drill, origin=tweet)
    CitationFactory(source=SourceFactory(derived_from=paper, derivation="republished"), action=drill)
    assert evidence_for(drill).origins == 1


def test_a_source_that_is_not_published_is_nobodys_origin(drill):
    draft = SourceFactory(state="draft")
    paper = SourceFactory()
    CitationFactory(source=paper, action=drill, origin=draft)
    CitationFactory(source=paper, number=2, action=drill)
    assert evidence_for(drill).origins == 1


def test_a_passage_that_contradicts_is_no_report_of_the_claim(drill):
    CitationFactory(action=drill, stance="contradicts")
    assert evidence_for(drill) == Evidence(0, 0, 0, False)


def test_the_queries_do_not_grow_with_the_citations(drill, django_assert_max_num_queries):
    for _ in range(30):
        CitationFactory(source=SourceFactory(), action=drill, origin=SourceFactory())
    citations = list(Citation.objects.filter(action=drill))
    with django_assert_max_num_queries(4):
        assert weigh({drill: citations})[drill].reports == 30


def refusal(row) -> dict:
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return error.value.message_dict


def test_credits_that_lead_back_to_the_article_are_refused(drill):
    paper, agency, ministry = SourceFactory(), SourceFactory(), SourceFactory()
    CitationFactory(source=agency, action=drill, origin=ministry)
    CitationFactory(source=ministry, action=drill, origin=paper, state="draft")
    back = CitationFactory.build(source=paper, action=drill, origin=agency)
    assert "goes back to the article itself" in refusal(back)["origin"][0]


def test_credits_for_another_record_do_not_lead_back(drill):
    paper, agency = SourceFactory(), SourceFactory()
    CitationFactory(source=agency, action=ActionFactory(), origin=paper)
    CitationFactory(
        source=agency, number=30001, action=drill, origin=paper, state="withdrawn", withdrawn_reason="Wrong"
    )
    CitationFactory.build(source=paper, action=drill, origin=agency).full_clean()


def test_credits_and_reprints_together_do_not_lead_back(drill):
    paper, agency = SourceFactory(), SourceFactory()
    CitationFactory(source=agency, action=drill, origin=paper)
    paper.derived_from, paper.derivation = agency, "republished"
    assert "credits this source itself" in refusal(paper)["derived_from"][0]
    reprint = SourceFactory(derived_from=paper, derivation="republished")
    back = CitationFactory.build(source=paper, action=drill, origin=reprint)
    assert "goes back to the article itself" in refusal(back)["origin"][0]


def test_a_reprint_of_what_credits_others_for_several_records_is_no_circle(drill):
    paper, agency, other = SourceFactory(), SourceFactory(), SourceFactory()
    CitationFactory(source=agency, action=drill, origin=other)
    CitationFactory(source=other, action=ActionFactory(), origin=paper)
    paper.derived_from, paper.derivation = agency, "republished"
    paper.full_clean()


def test_a_body_below_a_party_is_its_organ_and_so_is_a_party_of_any_kind(drill):
    union = ActorFactory(kind="igo")
    secretariat = ActorFactory(kind="body", parent=union)
    for publisher in (union, secretariat):
        source = SourceFactory(kind="official", publisher=publisher)
        citation = CitationFactory(source=source, action=drill)
        assert weigh({"": [citation]}, {union.pk})[""].self_reported
