"""How pages show what is claimed of an action, a clause or a commitment, by whom, and who says otherwise."""

import pytest

from ...support.pages.reading import page
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_a_drill_that_nobody_reported_after_its_last_day_is_not_called_completed(client):
    source = SourceFactory(published="2021-10-05")
    drill = ActionFactory(type="joint_exercise", status="planned", date="2021-10-05/2021-10-08")
    CitationFactory(action=drill, source=source)
    assert "planned until 8 October 2021, not reported since 5 October 2021" in page(client, drill.get_absolute_url())


def test_a_status_stands_as_of_its_latest_report(client):
    action = ActionFactory(status="ongoing", date="")
    for day in ("2021-12-04", "2022-02-07"):
        CitationFactory(action=action, source=SourceFactory(published=day))
    assert "under way when last reported, 7 February 2022" in page(client, action.get_absolute_url())


def test_a_report_that_contradicts_does_not_keep_a_status_alive(client):
    action = ActionFactory(status="ongoing", date="")
    CitationFactory(action=action, source=SourceFactory(published="2021-12-04"))
    CitationFactory(action=action, source=SourceFactory(published="2022-02-07"), stance="contradicts")
    assert "under way when last reported, 4 December 2021" in page(client, action.get_absolute_url())


def test_a_date_keeps_its_precision_beside_its_words_and_its_reason(client):
    action = ActionFactory(date="[2022-01-31..2022-02-06]", date_as_printed="last week", date_reason="It was a Monday.")
    words = page(client, action.get_absolute_url())
    for said in ("once between 31 January and 6 February 2022", "last week", "It was a Monday."):
        assert said in words


def test_a_claim_shows_its_words_its_speaker_its_paragraph_and_whom_the_article_credits(client):
    commitment = CommitmentFactory()
    office = ActorFactory(name="Deputy minister of something", kind="office")
    CitationFactory(
        commitment=commitment,
        quote="regular joint meetings",
        locator=7,
        speaker=office,
        speaker_as_reported="A. Person",
        source=SourceFactory(title="Meetings to be held", published="2022-02-07"),
        origin=SourceFactory(title="The paper that had it first"),
    )
    words = page(client, commitment.get_absolute_url())
    assert "“regular joint meetings”" in words
    assert (
        "A. Person, Deputy minister of something , paragraph\N{NO-BREAK SPACE}7".replace("\N{NO-BREAK SPACE}", " ")
        in words
    )
    assert "credited to The paper that had it first" in words
    assert "7 February 2022" in words


def test_a_stated_value_is_told_in_words_with_its_unit_and_qualifier(client):
    action = ActionFactory(type="demining")
    CitationFactory(action=action, field="area_cleared", value="132", unit="km2", qualifier="about")
    assert "about 132 km²" in page(client, action.get_absolute_url())


def test_sources_that_disagree_stand_side_by_side(client):
    drill = ActionFactory()
    for value in ("2021-10-05/2021-10-08", "2021-09-20/2021-10-11"):
        CitationFactory(action=drill, field="date", value=value)
    words = page(client, drill.get_absolute_url())
    assert "Sources disagree: date" in words
    assert words.count("5 to 8 October 2021") == 3  # in the first sentence, in the row of the fact, and on its side
    assert words.count("20 September to 11 October 2021") == 3


def test_each_side_of_a_disagreement_says_how_many_reports_it_has(client):
    drill = ActionFactory()
    for value in ("2021-10-05", "2021-10-06", "2021-10-06"):
        CitationFactory(action=drill, field="date", value=value)
    assert "Sources disagree: date 6 October 2021 2 reports" in page(client, drill.get_absolute_url())


def test_where_the_numbers_agree_the_disagreement_is_about_who_is_credited(client):
    action = ActionFactory(type="demining")
    for number in (1, 2):
        credited = ActorFactory(name=f"Sappers {number}")
        CitationFactory(action=action, field="area_cleared", value="132", unit="km2", attributed_to=credited)
    assert "Sources disagree: who is credited" in page(client, action.get_absolute_url())


def test_a_passage_with_several_statements_is_shown_once(client):
    action, source = ActionFactory(), SourceFactory()
    for number, (field, value) in enumerate((("", ""), ("date", "2021-09-27"), ("status", "completed")), 1):
        CitationFactory(action=action, source=source, number=number, quote="on Monday", field=field, value=value)
    words = page(client, source.get_absolute_url())
    assert words.count("“on Monday”") == 1
    assert "date 27 September 2021 status completed “on Monday”" in words
    words = page(client, action.get_absolute_url())  # once beside each fact, and once for the action as a whole
    for fact in ("Date 27 September 2021", "Status completed"):
        assert f"{fact} {source.publisher.name} {source.title} 6 October 2021 “on Monday”" in words
    assert words.count("“on Monday”") == 3


def test_the_same_words_in_two_paragraphs_are_two_passages(client):
    action, source = ActionFactory(), SourceFactory()
    for number in (1, 2):
        CitationFactory(action=action, source=source, number=number, quote="on Monday", locator=number)
    assert page(client, action.get_absolute_url()).count("“on Monday”") == 2


def test_decisive_words_stand_between_marks_only_where_they_are_somebodys_words(client):
    said = CommitmentFactory(wording="shall help", wording_language="en", wording_status="unofficial_translation")
    told = CommitmentFactory(wording="will help", wording_language="en", wording_status="reported_paraphrase")
    assert "Decisive words “shall help” unofficial translation" in page(client, said.get_absolute_url())
    assert "Decisive words will help paraphrased in a report" in page(client, told.get_absolute_url())


def test_a_clause_whose_parts_hold_promises_says_how_many(client):
    whole = ClauseFactory()
    part = ClauseFactory(agreement=whole.agreement, parent=whole)
    CommitmentFactory(clause=ClauseFactory(agreement=whole.agreement, parent=part))
    assert "Its parts hold 1 commitment." in page(client, whole.get_absolute_url())
    alone = page(client, ClauseFactory().get_absolute_url())
    assert "Nobody has looked for promises in this text yet." in alone


def test_a_source_without_a_title_is_named_by_its_publisher_and_date(client):
    paper = ActorFactory(name="The Loose Times")
    news = SourceFactory(title="", publisher=paper, kind="news", published="2021-10-12")
    release = SourceFactory(title="", publisher=paper, kind="official", published="")
    assert "<h1>The Loose Times, 12 October 2021</h1>" in client.get(news.get_absolute_url()).content.decode()
    words = page(client, f"/sources/?publisher={paper.slug}")
    assert "The Loose Times, 12 October 2021" in words
    assert "The Loose Times, official, undated" in words
    assert release.slug not in words


def test_our_own_words_have_bent_apostrophes_and_quotations_keep_single_marks_inside(client):
    action = ActionFactory(title="The parties' 'hot' talks")
    CitationFactory(action=action, quote="declaration “on allied relations”")
    words = page(client, action.get_absolute_url())
    assert "The parties’ ‘hot’ talks" in words
    assert "“declaration ‘on allied relations’”" in words


def test_several_judgements_stand_side_by_side_and_samples_say_so(client):
    commitment = CommitmentFactory()
    AssessmentFactory(commitment=commitment, level=1, rationale="Little was done.", is_sample=False)
    AssessmentFactory(commitment=commitment, level=3, rationale="All was done.", is_sample=True)
    words = page(client, commitment.get_absolute_url())
    for said in ("1 – minimal", "Little was done.", "3 – full", "All was done.", "Sample, nobody’s judgement"):
        assert said in words


def test_a_commitment_without_a_judgement_says_so(client):
    assert "Not judged yet." in page(client, CommitmentFactory().get_absolute_url())


def test_the_words_of_a_clause_say_what_they_are(client):
    clause = ClauseFactory()
    source = SourceFactory(title="Copy of the text")
    ClauseTextFactory(clause=clause, text="Deux conseils", language="fr", status="reported_quote", source=source)
    response = client.get(clause.get_absolute_url())
    assert '<p class="text" lang="fr">Deux conseils</p>' in response.content.decode()
    assert "French · quoted in a report · wording read Copy of the text" in page(client, clause.get_absolute_url())
