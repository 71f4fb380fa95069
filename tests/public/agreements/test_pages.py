"""The page of an agreement: its parties, life and text, what followed it, and what stands behind that."""

import pytest

from ...support.pages.reading import page
from ...support.rows.factories import (
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
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def tab(agreement, name: str) -> str:
    return f"{agreement.get_absolute_url()}{name}/"


def test_a_disputed_action_says_so_wherever_it_is_listed_and_leads_to_the_disagreement(client, agreement):
    commitment = CommitmentFactory(clause=agreement.clauses.get())
    for relation in ("life_cycle", "follow_up"):
        action = ActionFactory(agreement=agreement, relation=relation, title="Zq vote")
        BearingFactory(commitment=commitment, action=action)
        for value in ("2022-02-01", "2022-02-03"):
            CitationFactory(action=action, field="date", value=value)
        link = f'href="{action.get_absolute_url()}#disputed"'
        told = agreement.get_absolute_url() if relation == "life_cycle" else tab(agreement, "timeline")
        for address in ("/actions/?q=zq", told, commitment.get_absolute_url()):
            assert link in client.get(address).content.decode()
            assert "sources differ on: date" in page(client, address)
        assert 'id="disputed"' in client.get(action.get_absolute_url()).content.decode()


def test_a_draft_statement_disputes_nothing(client, agreement):
    action = ActionFactory(agreement=agreement, title="Zq vote")
    for value, state in (("2022-02-01", "published"), ("2022-02-03", "draft")):
        CitationFactory(action=action, field="date", value=value, state=state)
    assert "sources differ" not in page(client, "/actions/?q=zq")


def test_evidence_says_how_many_reports_go_back_to_whom_and_whose_own_account_it_is(client):
    agreement = AgreementFactory()
    party = ActorFactory(kind="state")
    AgreementPartyFactory(agreement=agreement, actor=party)
    action = ActionFactory(agreement=agreement)
    release = SourceFactory(kind="official", publisher=ActorFactory(kind="body", country=party))
    for _ in range(2):
        CitationFactory(action=action, origin=release)
    words = page(client, action.get_absolute_url())
    assert "Two reports from two outlets stand behind it" in words
    assert f"{release.publisher} , a party to the agreement or its organ ({party}’s own account)." in words


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


def test_an_agreement_shows_its_parties_its_life_and_what_became_of_each_promise(client, agreement):
    words = page(client, agreement.get_absolute_url())
    assert "Party: Ruritania" in words
    assert "15 June 2021 Signature" in words
    assert "The one promise has follow-ups reported." in words
    assert "O1 Help each other Help in need 1 reported" in words


def test_its_tabs_lead_to_all_that_this_rests_on_and_each_says_where_it_is(client, agreement):
    html = client.get(agreement.get_absolute_url()).content.decode()
    for name in ("promises", "timeline", "text", "sources", "data"):
        address = tab(agreement, name)
        assert f'<a href="{address}">' in html
        assert f'<a href="{address}" aria-current="page">' in client.get(address).content.decode()
    assert "O1 Help Help each other" in page(client, tab(agreement, "text"))
    assert "Help arrives" in page(client, tab(agreement, "timeline"))


def test_the_short_name_stands_above_the_title(client, agreement):
    assert "<h1>Pact of the test</h1>" in client.get(agreement.get_absolute_url()).content.decode()
    for kind, language, name in (("short", "tr", "Zq"), ("reported", "en", "Zr"), ("short", "en", "The Pact")):
        AgreementNameFactory(agreement=agreement, name=name, kind=kind, language=language)
    for address in (agreement.get_absolute_url(), tab(agreement, "text")):
        html = client.get(address).content.decode()
        assert "<h1>The Pact</h1>" in html
        assert '<p class="full">Pact of the test</p>' in html


@pytest.mark.parametrize(
    ("role", "count", "said"),
    [
        ("party", 1, "Party: State 0 "),
        ("party", 2, "Parties: State 0 , State 1 "),
        ("witness", 2, "Witnesses: State 0 , State 1 "),
        ("party", 14, ", State 7 and 2 more "),
    ],
)
def test_parties_are_named_by_their_roles_and_many_of_them_are_counted(client, role, count, said):
    agreement = AgreementFactory()
    for number in range(count):
        AgreementPartyFactory(agreement=agreement, role=role, actor=ActorFactory(name=f"State {number}"))
    assert said in page(client, agreement.get_absolute_url())


def test_an_agreement_that_is_only_named_says_that_nothing_of_it_is_recorded(client):
    agreement = AgreementFactory(record_level="mention")
    assert "It is known here only because others name it: no promise" in page(client, agreement.get_absolute_url())
    for name in ("promises", "timeline", "text", "sources", "data"):
        assert client.get(tab(agreement, name)).status_code == 200
    assert "Its text is not recorded here." in page(client, tab(agreement, "text"))
    assert "No action is recorded." in page(client, tab(agreement, "timeline"))
    assert "No source is cited for it." in page(client, tab(agreement, "sources"))


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
    for address in ("/", tab(agreement, "timeline")):
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
    for address in ("/", tab(agreement, "timeline")):
        newest = client.get(address).content.decode().partition("Newest follow-ups")[2]
        places = [newest.find(one.get_absolute_url()) for one in reversed(sure[1:])]
        assert places[0] > -1
        assert places == sorted(places)


def test_one_sentence_says_how_many_promises_were_judged(client, agreement):
    assert "No analyst has judged a promise yet" in page(client, agreement.get_absolute_url())
    AssessmentFactory(commitment=agreement.clauses.get().commitments.get(), is_sample=True)
    assert "No analyst has judged a promise yet" in page(client, agreement.get_absolute_url())
    AssessmentFactory(commitment=agreement.clauses.get().commitments.get(), is_sample=False)
    words = page(client, agreement.get_absolute_url())
    assert "Analysts have judged 1 of the promises" in words
    assert "No analyst" not in words


def test_the_timeline_is_drawn_without_inline_styles_and_the_years_below_it_list_the_same_actions(client, agreement):
    html = client.get(tab(agreement, "timeline")).content.decode()
    drawing = html[html.index('<svg class="timeline"') :].partition("</svg>")[0]
    listed = html[html.index('id="years"') :]
    for part in (drawing, listed):
        assert part.count('<a href="/actions/test-action-') == 2
    assert "style=" not in html


@pytest.mark.parametrize(
    "date", ["9999", "9999-12-31", "9999/..", "[..9999]", "../9999", "0001", "[0001..]", "0001/9999"]
)
def test_the_first_and_the_last_year_that_a_date_can_have_are_drawn(client, agreement, date):
    ActionFactory(agreement=agreement, date=date, title="Far away")
    assert "Far away" in page(client, tab(agreement, "timeline"))


def test_the_names_of_an_agreement_say_who_uses_them(client, agreement):
    name = AgreementNameFactory(agreement=agreement, name="Test protocol", designation="protocol")
    source = SourceFactory(title="A loose report", publisher=ActorFactory(name="The Loose Times"))
    CitationFactory(name=name, quote="the Test protocol", source=source)
    words = page(client, tab(agreement, "sources"))
    assert "Test protocol reported · calls it a protocol Said by The Loose Times" in words
    assert f'href="{source.get_absolute_url()}#{source.slug}-' in client.get(tab(agreement, "sources")).content.decode()


def test_relations_are_told_from_both_ends(client, agreement):
    other = AgreementFactory(title="Older pact")
    AgreementRelationFactory(subject=agreement, object=other, predicate="reaffirms")
    assert "It reaffirms Older pact ." in page(client, tab(agreement, "text"))
    assert "Pact of the test reaffirms it." in page(client, tab(other, "text"))


def test_a_clause_says_what_it_does_to_other_agreements(client, agreement):
    clause = agreement.clauses.get()
    AgreementRelationFactory(subject=agreement, object__title="Older pact", predicate="reaffirms", clause=clause)
    assert "By this clause the agreement reaffirms Older pact ." in page(client, clause.get_absolute_url())


def test_the_numbers_of_an_agreement_in_other_schemes_stand_beside_it(client, agreement):
    AgreementIdentifierFactory(agreement=agreement, scheme="atop", code_there="4550")
    assert "ATOP 4550" in page(client, tab(agreement, "text"))
