"""The sheet of an agreement for a minister's adviser, and what it shares with that of a promise."""

import pytest

from clauses.public.briefs.briefing import MOST_DOMAINS, first_sentence
from clauses.public.briefs.pages import MOST_DIFFERING
from clauses.public.promises.matrix import MOST_ROWS

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import html_of, page
from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DecisionFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    DomainFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.promises import LONG_DEED, bearing, long_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
SHUSHA = "/agreements/shusha-declaration-2021-06-15/"


def brief_of(row) -> str:
    return f"{row.get_absolute_url()}brief/"


@pytest.fixture
def pact():
    return AgreementFactory(slug="pact", title="Pact on mutual help", summary="A pact on help. It has two clauses.")


@pytest.fixture
def promise(pact):
    clause = ClauseFactory(agreement=pact, label="O1")
    return CommitmentFactory(slug="help", clause=clause, title="Help each other")


@pytest.mark.usefixtures("wider")
def test_the_shipped_declaration_has_each_promise_with_its_state_and_the_sentence_of_its_page(client):
    words, html = page(client, f"{SHUSHA}brief/"), html_of(client, f"{SHUSHA}brief/")
    assert "Of 33 promises, 18 have follow-ups reported," in words
    assert html.count('role="rowheader"') == 37
    assert "O6 Hold regular joint meetings of the two security councils related steps only 13 May 2025" in words
    assert "34 points not decided, 5 shown" in words
    assert "Sources differ on 34 points" in page(client, SHUSHA)
    assert "O6 A joint meeting of the two security councils." in words
    assert "Of 421 sources cited, 6 were read whole and 395 in excerpts" in words
    assert "http://testserver/agreements/shusha-declaration-2021-06-15/brief/" in words
    assert "sources up to 25 December 2025" in words


def test_short_name_full_title_and_the_first_sentence_lead(client, pact):
    AgreementNameFactory(agreement=pact, kind="short", name="Short pact", language="en")
    AgreementPartyFactory(agreement=pact, actor=ActorFactory(name="Ruritania", kind="state"))
    words = page(client, brief_of(pact))
    assert "Short pact Pact on mutual help A pact on help. Parties Ruritania" in words
    assert "two clauses" not in words


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("No end", "No end"),
        ("Held in 2024. None since.", "Held in 2024."),
        ("By J. Doe on 1. May. Then more.", "By J. Doe on 1. May."),
        ("About 1.5 km. Was it? Yes.", "About 1.5 km."),
    ],
)
def test_a_sentence_ends_where_it_does(text, first):
    assert first_sentence(text) == first


def test_its_life_is_named_steps_with_who_alone_took_them_and_the_others_are_counted(client, pact):
    parliament = ActorFactory(name="The Diet", country=ActorFactory(name="Ruritania", kind="state"))
    step = {"agreement": pact, "relation": "life_cycle"}
    ActionFactory(**step, type="signature", date="2021-06-15")
    for date in ("2022-02-01", "2022-02-03"):
        approved = ActionFactory(**step, type="parliamentary_approval", date=date)
    ActionParticipantFactory(action=approved, actor=parliament)
    ActionFactory(**step, type="statement", date="2022-02-02")
    words = page(client, brief_of(pact))
    assert "Signature 15 June 2021 Approval by parliament 1 February 2022 , 3 February 2022 (Ruritania)" in words
    assert "1 other step " in words


def test_each_promise_has_its_state_its_newest_deed_and_the_source_that_was_read_most_fully(client, promise):
    bearing(promise, title="Old help", date="2021-03-01")
    newest = bearing(promise, title="New help", date="2022-03-01", published="2022-03-02")
    whole = SourceFactory(published="2022-03-04", extent="whole", publisher=ActorFactory(name="The Courier"))
    CitationFactory(action=newest, source=whole)
    CitationFactory(action=newest, source=SourceFactory(state="draft", extent="whole", published="2022-03-01"))
    CommitmentFactory(clause=promise.clause, title="They stress it", modality="declaratory")
    words = page(client, brief_of(promise.clause.agreement))
    assert "O1 Help each other 2 reported 1 March 2022 New help The Courier , 4 March 2022 and 1 more" in words
    assert "O1 They stress it sets no duty nothing reported" in words
    assert "Old help" not in words


def test_an_official_source_is_named_before_the_press_and_an_undated_one_says_so(client, promise):
    action = bearing(promise, title="Help", date="2022-03-01", published="2022-03-02")
    CitationFactory(action=action, source=SourceFactory(kind="official", published="", publisher__name="The ministry"))
    assert "Help The ministry , undated and 1 more" in page(client, brief_of(promise.clause.agreement))


def test_of_many_promises_each_domain_is_a_row_with_its_states_and_newest_deed(client, pact):
    trade, energy = (DomainFactory(label=label, position=at) for at, label in enumerate(("Trade", "Energy")))
    clause = ClauseFactory(agreement=pact)
    rows = bulk(CommitmentFactory, MOST_ROWS + 1, clause=[clause] * (MOST_ROWS + 1))
    for number, row in enumerate(rows):
        row.domains.add((trade, energy)[number % 2])
    for row, date in ((rows[0], "2022-05-01"), (rows[2], "2023-05-01")):
        bearing(row, title=f"Trade of {date}", date=date, published=date)
    words = page(client, brief_of(pact))
    assert "Trade 21 2 reported, 19 nothing reported 1 May 2023 Trade of 2023-05-01" in words
    assert "Energy 20 20 nothing reported Where" not in words
    assert "Energy 20 20 nothing reported" in words


def test_domains_beyond_the_most_are_counted(client, pact):
    clause = ClauseFactory(agreement=pact)
    for at, row in enumerate(bulk(CommitmentFactory, MOST_ROWS + 1, clause=[clause] * (MOST_ROWS + 1))):
        row.domains.add(DomainFactory(position=at))
    left_out = MOST_ROWS + 1 - MOST_DOMAINS
    assert f"{left_out} more, in other domains, are on the page of all promises." in page(client, brief_of(pact))


def disputed(action) -> None:
    for number, value in enumerate(("2022-02-01", "2022-02-03"), 1):
        source = SourceFactory(published=f"2022-02-0{number + 3}", publisher__name=f"Paper {number}")
        CitationFactory(action=action, field="date", value=value, source=source)


def test_where_sources_differ_the_life_of_the_agreement_comes_first_and_both_sides_are_said(client, pact):
    disputed(ActionFactory(agreement=pact, title="A chat", date="2023-01-01"))
    disputed(ActionFactory(agreement=pact, title="A bridge opens", type="infrastructure", date="2022-01-01"))
    disputed(ActionFactory(agreement=pact, title="The vote", relation="life_cycle", type="adoption", date="2020"))
    words = page(client, brief_of(pact)).partition("Where sources differ")[2]
    assert words.index("The vote") < words.index("A bridge opens") < words.index("A chat")
    assert (
        "Date of The vote : 1 February 2022 ( Paper 1 , 4 February 2022) ; against: 3 February 2022 ( Paper 2 " in words
    )
    assert words.lstrip().startswith("3 points not decided")


def test_what_is_decided_or_not_public_is_no_difference_and_more_than_fit_are_counted(client, pact):
    for number in range(MOST_DIFFERING + 2):
        disputed(ActionFactory(agreement=pact, title=f"Act {number}", date=f"2022-02-{number + 1:02}"))
    decided = ActionFactory(agreement=pact, title="Decided")
    disputed(decided)
    decision = DecisionFactory.build(action=decided, field="date", follows=decided.citations.first())
    decision.full_clean()
    decision.save()
    draft = ActionFactory(agreement=pact)
    for value, state in (("2022-02-01", "published"), ("2022-02-03", "draft")):
        CitationFactory(action=draft, field="date", value=value, state=state)
    words = page(client, brief_of(pact))
    assert f"{MOST_DIFFERING + 2} points not decided, {MOST_DIFFERING} shown" in words
    assert "Decided" not in words


def test_what_the_editors_noted_is_told_with_the_words_of_each_side(client, pact):
    action = ActionFactory(agreement=pact, title="The drill")
    noted = DisagreementFactory(title="How many came")
    for words in ("Paragraph 3. Many came.", "Few came"):
        citation = CitationFactory(action=action, note=words, source=SourceFactory(publisher__name="Paper"))
        DisagreementSideFactory(disagreement=noted, citation=citation)
    words = page(client, brief_of(pact))
    assert (
        "How many came : Many came ( Paper , 6 October 2021) ; against: Few came ( Paper , 6 October 2021) ." in words
    )


def test_it_says_how_much_was_read_and_what_was_not_found_the_thing_itself_first(client, promise):
    rewrite = {"not_seen": "A council of 2022. More was not looked for."}
    CommitmentFactory(clause=promise.clause, **rewrite)
    label = ClauseFactory(agreement=promise.clause.agreement, label="O2")
    CommitmentFactory(clause=label, not_seen="The bridge itself.", itself_not_seen=True)
    for extent in ("whole", "excerpt", "cut_excerpt", ""):
        CitationFactory(agreement=promise.clause.agreement, source=SourceFactory(extent=extent))
    words = page(client, brief_of(promise.clause.agreement))
    assert "Of 4 sources cited, 1 was read whole and 2 in excerpts; of 1 nothing was read" in words
    assert "Looked for and not found: O2 The bridge itself. O1 A council of 2022." in words


def test_an_agreement_of_nothing_but_its_title_says_what_is_not_there(client):
    words = page(client, brief_of(AgreementFactory(title="Bare")))
    for said in ("no source has a date", "No promise of it is recorded.", "No source is cited for it."):
        assert said in words
    assert "Where sources differ" not in words


# --- Both


def test_the_pages_lead_to_their_briefs_and_a_draft_has_none(client, promise):
    for row in (promise, promise.clause.agreement):
        assert f'<a href="{brief_of(row)}">Brief' in html_of(client, row.get_absolute_url())
        assert client.get(brief_of(row)).status_code == 200
        row.state = "draft"
        row.save()
        assert client.get(brief_of(row)).status_code == 404


def test_a_past_day_is_said_keeps_in_every_address_and_hides_what_came_later(client, promise):
    CitationFactory(agreement=promise.clause.agreement, source=SourceFactory(published="2021-06-16"))
    CitationFactory(commitment=promise, source=SourceFactory(published="2021-06-16"))
    bearing(promise, title="Early help", date="2021-08-01", published="2021-09-01")
    late = bearing(promise, title="Late help", date="2022-03-01", published="2022-03-02")
    CitationFactory(action=late, source=SourceFactory(published=""))
    for row in (promise, promise.clause.agreement):
        words, html = (
            page(client, f"{brief_of(row)}?known_on=2021-12-31"),
            html_of(client, f"{brief_of(row)}?known_on=2021-12-31"),
        )
        assert "as known on 31 December 2021" in words
        assert f"http://testserver{brief_of(row)}?known_on=2021-12-31" in words
        assert "Early help" in words
        assert "Late help" not in words
        assert f'href="http://testserver{row.get_absolute_url()}?known_on=2021-12-31"' in html
        assert client.get(f"{brief_of(row)}?known_on=2020-01-01").status_code == 404


@pytest.mark.parametrize("count", [MOST_ROWS, MOST_ROWS + 20])
def test_briefs_are_small_and_take_as_many_queries_at_any_size(client, pact, count):
    (one,) = long_agreement(pact, 1)
    few, few_of_one = queries(client, brief_of(pact)), queries(client, brief_of(one))
    long_agreement(pact, count - 1)
    more = bulk(ActionFactory, 30, agreement=pact, title=LONG_DEED)
    bulk(BearingFactory, 30, action=more, commitment=one)
    assert queries(client, brief_of(pact)) <= few
    assert queries(client, brief_of(one)) <= few_of_one
    assert len(client.get(brief_of(pact)).content) < LARGEST
    assert len(client.get(brief_of(one)).content) < LARGEST
