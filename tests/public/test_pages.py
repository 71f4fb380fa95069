"""What the public pages show."""

import pytest
from django.urls import reverse

from clauses.dataset import TABLES

from ..support.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementIdentifierFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    AgreementRelationFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from ..support.reading import page

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
    assert words.count("5 to 8 October 2021") == 2
    assert words.count("20 September to 11 October 2021") == 2


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


def test_a_disputed_action_says_so_wherever_it_is_listed_and_leads_to_the_disagreement(client, agreement):
    commitment = CommitmentFactory(clause=agreement.clauses.get())
    for relation in ("life_cycle", "follow_up"):
        action = ActionFactory(agreement=agreement, relation=relation, title="Zq vote")
        BearingFactory(commitment=commitment, action=action)
        for value in ("2022-02-01", "2022-02-03"):
            CitationFactory(action=action, field="date", value=value)
        link = f'href="{action.get_absolute_url()}#disputed"'
        for address in ("/actions/?q=zq", agreement.get_absolute_url(), commitment.get_absolute_url()):
            assert link in client.get(address).content.decode()
        assert 'id="disputed"' in client.get(action.get_absolute_url()).content.decode()


def test_a_draft_statement_disputes_nothing(client, agreement):
    action = ActionFactory(agreement=agreement, title="Zq vote")
    for value, state in (("2022-02-01", "published"), ("2022-02-03", "draft")):
        CitationFactory(action=action, field="date", value=value, state=state)
    assert "disputed" not in page(client, "/actions/?q=zq")


def test_a_passage_with_several_statements_is_shown_once(client):
    action, source = ActionFactory(), SourceFactory()
    for number, (field, value) in enumerate((("", ""), ("date", "2021-09-27"), ("status", "completed")), 1):
        CitationFactory(action=action, source=source, number=number, quote="on Monday", field=field, value=value)
    for address in (action.get_absolute_url(), source.get_absolute_url()):
        words = page(client, address)
        assert words.count("“on Monday”") == 1
        assert "date 27 September 2021 status completed “on Monday”" in words


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
    assert "It holds no promise that can be checked." in alone


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


def test_evidence_is_three_numbers_and_a_flag(client):
    agreement = AgreementFactory()
    party = ActorFactory(kind="state")
    AgreementPartyFactory(agreement=agreement, actor=party)
    action = ActionFactory(agreement=agreement)
    release = SourceFactory(kind="official", publisher=ActorFactory(kind="body", country=party))
    for _ in range(2):
        CitationFactory(action=action, origin=release)
    words = page(client, action.get_absolute_url())
    assert "2 reports 2 outlets 1 origin self-reported" in words


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


@pytest.fixture
def agreement():
    agreement = AgreementFactory(title="Pact of the test")
    AgreementPartyFactory(agreement=agreement, actor=ActorFactory(name="Ruritania", kind="state"))
    ActionFactory(agreement=agreement, type="signature", relation="life_cycle", date="2021-06-15")
    clause = ClauseFactory(agreement=agreement, label="O1", heading="Help")
    domain = DomainFactory(slug="help", label="Help in need")
    commitment = CommitmentFactory(clause=clause, title="Help each other", domains=[domain])
    BearingFactory(commitment=commitment, action=ActionFactory(agreement=agreement, title="Help arrives"))
    return agreement


def test_an_agreement_shows_parties_life_text_and_what_followed(client, agreement):
    words = page(client, agreement.get_absolute_url())
    for said in ("Ruritania", "Signature 15 June 2021", "O1 Help Help each other", "Help arrives"):
        assert said in words


def test_the_first_page_has_the_day_of_its_own_signature_not_of_what_was_signed_to_follow_it_up(client, agreement):
    ActionFactory(agreement=agreement, type="signature", relation="follow_up", date="2025-08-08")
    words = page(client, "/")
    assert "signed 15 June 2021" in words
    assert "signed 8 August 2025" not in words


EQUAL_ENDS = [
    ("2021-06/2021-06", "June 2021"),
    ("2021-06-15/2021-06-15", "15 June 2021"),
    ("[2021-06-15..2021-06-15]", "once on 15 June 2021"),
    ("2021/2021", "2021"),
    ("2021-06-15/2021-06-15?", "possibly 15 June 2021"),
]


@pytest.mark.parametrize(("date", "words"), EQUAL_ENDS)
def test_r26_a_range_that_ends_as_it_starts_is_told_once(client, agreement, date, words):
    action = ActionFactory(agreement=agreement, title="A meeting", date=date)
    assert f">{words}<" in client.get(action.get_absolute_url()).content.decode().replace(" <", "<")


@pytest.mark.parametrize("guess", ["2029-12-17?/2029-12-19?", "2029%"])
def test_r24_a_guess_of_the_day_does_not_lead_what_is_newest(client, agreement, guess):
    ActionFactory(agreement=agreement, title="A meeting of some December", date=guess)
    ActionFactory(agreement=agreement, title="A meeting of that year", date="2028-12-02")
    for address in ("/", agreement.get_absolute_url()):
        newest = page(client, address).partition("Newest follow-ups")[2][:300]
        assert "A meeting of that year" in newest
        assert "A meeting of some December" not in newest


@pytest.mark.parametrize("guess", ["2029-12-17?/2029-12-19?", "2029%"])
def test_r24_a_guess_of_the_day_does_not_lead_what_weighs_most(client, agreement, guess):
    treaty = {"agreement": agreement, "type": "signature", "relation": "life_cycle"}
    ActionFactory(title="An instrument of some December", date=guess, **treaty)
    ActionFactory(title="An instrument of that year", date="2028-12-02", **treaty)
    weighs = page(client, "/").partition("what weighs most")[2]
    assert "An instrument of that year" in weighs
    assert "An instrument of some December" not in weighs


def test_r25_any_number_of_guesses_of_the_day_leaves_the_newest_that_are_sure(client, agreement):
    for _ in range(30):
        ActionFactory(agreement=agreement, date="2031?")
    sure = [ActionFactory(agreement=agreement, date=f"2028-12-{day:02}") for day in range(1, 8)]
    for address in ("/", agreement.get_absolute_url()):
        newest = client.get(address).content.decode().partition("Newest follow-ups")[2]
        places = [newest.find(one.get_absolute_url()) for one in reversed(sure[1:])]
        assert places[0] > -1
        assert places == sorted(places)


def test_where_nothing_is_judged_one_sentence_says_so_instead_of_every_row(client, agreement):
    words = page(client, agreement.get_absolute_url())
    assert "No analyst has judged these commitments yet." in words
    assert "not judged yet" not in words
    AssessmentFactory(commitment=CommitmentFactory(clause=agreement.clauses.get(), domains=[DomainFactory()]))
    assert "not judged yet" in page(client, agreement.get_absolute_url())


def test_every_number_at_a_glance_leads_to_its_rows(client, agreement):
    html = client.get(agreement.get_absolute_url()).content.decode()
    for address in (
        f"/commitments/?agreement={agreement.slug}&amp;domains=help",
        f"/actions/?agreement={agreement.slug}&amp;domain=help&amp;relation=follow_up",
    ):
        assert f'href="{address}">1</a>' in html
        assert " of <b>1</b>" in client.get(address.replace("&amp;", "&")).content.decode()


def test_the_timeline_is_drawn_without_inline_styles_and_the_years_below_it_list_the_same_actions(client, agreement):
    html = client.get(agreement.get_absolute_url()).content.decode()
    drawing, listed = html[html.index("<svg") : html.index("</svg>")], html[html.index('id="years"') :]
    for part in (drawing, listed):
        assert part.count('<a href="/actions/test-action-') == 2
    assert "style=" not in html


@pytest.mark.parametrize(
    "date", ["9999", "9999-12-31", "9999/..", "[..9999]", "../9999", "0001", "[0001..]", "0001/9999"]
)
def test_the_first_and_the_last_year_that_a_date_can_have_are_drawn(client, agreement, date):
    ActionFactory(agreement=agreement, date=date, title="Far away")
    assert "Far away" in page(client, agreement.get_absolute_url())


def test_the_names_of_an_agreement_say_who_uses_them(client, agreement):
    name = AgreementNameFactory(agreement=agreement, name="Test protocol", designation="protocol")
    source = SourceFactory(title="A loose report", publisher=ActorFactory(name="The Loose Times"))
    CitationFactory(name=name, quote="the Test protocol", source=source)
    words = page(client, agreement.get_absolute_url())
    assert "Test protocol reported · calls it a protocol Said by The Loose Times" in words
    assert (
        f'href="{source.get_absolute_url()}#{source.slug}-' in client.get(agreement.get_absolute_url()).content.decode()
    )


def test_relations_are_told_from_both_ends(client, agreement):
    other = AgreementFactory(title="Older pact")
    AgreementRelationFactory(subject=agreement, object=other, predicate="reaffirms")
    assert "It reaffirms Older pact ." in page(client, agreement.get_absolute_url())
    assert "Pact of the test reaffirms it." in page(client, other.get_absolute_url())


def test_a_clause_says_what_it_does_to_other_agreements(client, agreement):
    clause = agreement.clauses.get()
    AgreementRelationFactory(subject=agreement, object__title="Older pact", predicate="reaffirms", clause=clause)
    assert "By this clause the agreement reaffirms Older pact ." in page(client, clause.get_absolute_url())


def test_the_numbers_of_an_agreement_in_other_schemes_stand_beside_it(client, agreement):
    AgreementIdentifierFactory(agreement=agreement, scheme="atop", code_there="4550")
    assert "ATOP 4550" in page(client, agreement.get_absolute_url())


def test_a_source_page_has_what_it_supports_and_what_it_repeats_but_never_its_text(client):
    from ..support.factories import SourceTextFactory

    agency = SourceFactory(title="The dispatch")
    paper = SourceFactory(title="The reprint", derived_from=agency, derivation="reworded")
    SourceTextFactory(source=paper, text="The canary sings in the article.")
    action = ActionFactory(title="Something supported")
    CitationFactory(source=paper, action=action)
    words = page(client, paper.get_absolute_url())
    assert "reworded from The dispatch" in words
    assert "Something supported" in words
    assert "canary" not in words
    assert "reworded The reprint" in page(client, agency.get_absolute_url())


def test_a_chain_of_reprints_that_bites_its_tail_ends(client):
    first, second = SourceFactory(), SourceFactory()
    type(first).objects.filter(pk=first.pk).update(derived_from=second, derivation="republished")
    type(first).objects.filter(pk=second.pk).update(derived_from=first, derivation="republished")
    assert client.get(first.get_absolute_url()).status_code == 200


def test_the_codebook_has_every_column_and_every_value(client):
    words = page(client, reverse("codebook"))
    for table in TABLES:
        assert table.about in words
        for column in table.columns:
            assert column.description in words
            for member in column.vocabulary or ():
                assert member.definition in words


def test_headings_of_a_record_lead_to_the_codebook(client):
    html = client.get(ActionFactory().get_absolute_url()).content.decode()
    assert 'href="/codebook/#actions-date"' in html
    assert 'id="actions-date"' in client.get(reverse("codebook")).content.decode()


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("", "Open an issue in the tracker of the repository"),
        ("corrections@example.org", '<a href="mailto:corrections@example.org">'),
        ("https://example.org/contact", '<a href="https://example.org/contact">'),
    ],
)
def test_the_page_of_corrections_says_where_to_report_an_error(client, settings, contact, told):
    settings.CONTACT_ADDRESS = contact
    assert told in client.get(reverse("corrections")).content.decode()


def test_the_search_finds_every_kind_of_record(client):
    ActorFactory(name="Şuxarabad office")
    ActionFactory(title="Talks in Shuxarabad", description="suxarabad")
    words = page(client, "/search/?q=ŞUXARABAD")
    assert "Şuxarabad office" in words
    assert "Talks in Shuxarabad" in words


def test_an_empty_search_finds_nothing_and_says_nothing(client):
    assert client.get("/search/?q=").status_code == 200
    assert "Nothing public holds all of these words." in page(client, "/search/?q=xyzzyxyzzy")


@pytest.mark.parametrize("query", ["x=1", "q=" + "a" * 201])
def test_a_search_that_cannot_be_read_is_refused(client, query):
    assert client.get(f"/search/?{query}").status_code == 400


def test_pages_may_be_stored_but_are_checked_each_time(client):
    response = client.get("/")
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert "Cookie" not in response.get("Vary", "")
    assert client.get("/", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_pages_are_read_only(client):
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 200


def test_a_missing_page_is_a_404_in_the_same_style(client):
    response = client.get("/actions/there-is-none/")
    assert response.status_code == 404
    assert "There is nothing at this address" in response.content.decode()


def test_the_error_page_needs_no_database(django_assert_num_queries, client, monkeypatch):
    from clauses.public import reference

    monkeypatch.setattr(reference, "closed_lists", lambda: 1 / 0)
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/codebook/")
    assert response.status_code == 500
    assert "The site made an error" in response.content.decode()
