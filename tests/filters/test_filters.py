"""What a query string asks: every filter answers, and nothing that cannot be read is ignored."""

from datetime import date

import pytest
from django.http import QueryDict

from clauses import known_on
from clauses.dataset import BY_NAME, TABLES
from clauses.filters import FILTERSETS, Question, UnclearError
from clauses.models import Agreement, Source

from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    AgreementRelationFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def asked(table: str, query: str) -> list:
    return list(Question(BY_NAME[table], QueryDict(query)).rows)


def refusal(table: str, query: str) -> str:
    with pytest.raises(UnclearError) as caught:
        Question(BY_NAME[table], QueryDict(query))
    return str(caught.value)


@pytest.fixture
def drill():
    return ActionFactory(slug="drill", title="Drill on the border", type="joint_exercise", status="planned")


@pytest.fixture
def visit(drill):
    return ActionFactory(slug="visit", title="Visit", type="visit", status="completed", agreement=drill.agreement)


def test_several_values_of_one_name_are_alternatives(drill, visit):
    code = f"agreement={drill.agreement.slug}"
    assert asked("actions", f"{code}&type=joint_exercise") == [drill]
    assert set(asked("actions", f"{code}&type=joint_exercise&type=visit")) == {drill, visit}


def test_the_search_finds_actions_by_the_words_for_their_type_and_status(drill, visit):
    code = f"agreement={drill.agreement.slug}"
    assert asked("actions", f"{code}&q=exercise") == [drill]
    assert asked("actions", f"{code}&q=planned border") == [drill]
    assert asked("actions", f"{code}&q=planned visit") == []


@pytest.fixture
def cited():
    """An agreement with a source of it and of each row of it that can be cited; beside them sources that are not."""
    clause = ClauseFactory()
    agreement = clause.agreement
    of_it = {"agreement": agreement, "clause": clause, "commitment": CommitmentFactory(clause=clause)}
    of_it |= {"action": ActionFactory(agreement=agreement), "name": AgreementNameFactory(agreement=agreement)}
    sources = {CitationFactory(**{name: row}).source for name, row in of_it.items()}
    for side in ("subject", "object"):
        sources.add(CitationFactory(relation=AgreementRelationFactory(**{side: agreement})).source)
    CitationFactory(action=ActionFactory(agreement=AgreementFactory()))
    CitationFactory(clause=clause, state="draft")
    CitationFactory(commitment=CommitmentFactory(clause=clause, state="draft"))
    return agreement, sources


@pytest.mark.parametrize("day", [None, date(2021, 10, 5), date(2022, 1, 1)], ids=str)
def test_the_sources_of_an_agreement_are_those_of_it_and_of_anything_of_it_as_in_the_list(cited, day):
    agreement, sources = cited
    with known_on.override(day):
        found = set(Source.objects.published().of_agreement(agreement))
        assert found == (set() if day == date(2021, 10, 5) else sources)
        if Agreement.objects.published().exists():
            assert found == set(asked("sources", f"agreement={agreement.slug}"))


def test_different_names_must_all_hold(drill, visit):
    code = f"agreement={drill.agreement.slug}"
    assert asked("actions", f"{code}&type=visit&status=planned") == []


def test_an_empty_value_asks_nothing(drill):
    assert drill in asked("actions", "type=&q=&date_from=&sort=&agreement=")


def test_yes_and_no_are_words():
    seen, stub = SourceFactory(), SourceFactory(is_stub=True)
    publisher = f"publisher={seen.publisher.slug}&publisher={stub.publisher.slug}"
    assert asked("sources", f"is_stub=yes&{publisher}") == [stub]
    assert asked("sources", f"is_stub=no&{publisher}") == [seen]


def test_a_plain_set_of_codes_is_asked_by_code():
    place, other = PlaceFactory(slug="here"), PlaceFactory(slug="there")
    both = ActionFactory(places=[place, other])
    ActionFactory(places=[other])
    assert asked("actions", "places=here") == [both]
    assert asked("actions", "places=here&places=there").count(both) == 1


def test_a_code_of_several_parts_is_written_with_slashes():
    clause = ClauseFactory(wid="o6")
    citation = CitationFactory(clause=clause)
    assert asked("citations", f"clause={clause.agreement.slug}/o6") == [citation]


@pytest.mark.parametrize(
    "table", [table.name for table in TABLES if "agreement" in FILTERSETS[table.name].base_filters]
)
def test_every_table_that_belongs_to_agreements_can_be_asked_for_one(table):
    clause = ClauseFactory()
    assert asked(table, f"agreement={clause.agreement.slug}") == ([clause] if table == "clauses" else [])


def test_what_belongs_to_an_agreement_is_found_along_its_path():
    commitment = CommitmentFactory()
    part = CommitmentActorFactory(commitment=commitment)
    citation = CitationFactory(commitment=commitment)
    code = f"agreement={commitment.clause.agreement.slug}"
    assert asked("commitments", code) == [commitment]
    assert asked("commitment_actors", code) == [part]
    assert asked("citations", code) == [citation]
    assert asked("sources", code) == [citation.source]


def test_actions_are_found_by_actor_commitment_and_domain():
    domain = DomainFactory()
    commitment = CommitmentFactory(domains=[domain])
    action = BearingFactory(commitment=commitment).action
    actor = ActionParticipantFactory(action=action).actor
    for query in (f"actor={actor.slug}", f"commitment={commitment.slug}", f"domain={domain.slug}"):
        assert asked("actions", query) == [action]


def test_an_unpublished_link_leads_nowhere():
    domain = DomainFactory()
    commitment = CommitmentFactory(domains=[domain], state="draft")
    BearingFactory(commitment=commitment)
    assert asked("actions", f"domain={domain.slug}") == []


@pytest.mark.parametrize(
    ("date", "query", "found"),
    [
        ("2021-10-05/2021-10-08", "date_from=2021-10-08&date_to=2021-10-09", True),
        ("2021-10-05/2021-10-08", "date_from=2021-10-08&date_to=2021-10-09&date_match=certainly", False),
        ("2021-10-05/2021-10-08", "date_from=2021-10&date_to=2021-10&date_match=certainly", True),
        ("2021-10-05/2021-10-08", "date_from=2021-10-09", False),
        ("[..2022-02-20]", "date_to=1999", True),
        ("[..2022-02-20]", "date_from=2022-02-21", False),
        ("[..2022-02-20]", "date_from=2020&date_match=certainly", False),
        ("[..2022-02-20]", "date_to=2022&date_match=certainly", True),
        ("2021-10-05/..", "date_from=2030", True),
        ("2021", "date_from=2021-06&date_to=2021-06", True),
        ("2021", "date_from=2021-06&date_match=certainly", False),
        ("", "date_from=1000", False),
        ("", "date_match=certainly", True),
    ],
)
def test_a_period_holds_what_lies_possibly_or_certainly_in_it(date, query, found):
    action = ActionFactory(date=date)
    assert (asked("actions", f"agreement={action.agreement.slug}&{query}") == [action]) is found


def test_the_search_finds_folded_words_in_the_row_and_in_its_places():
    action = ActionFactory(title="Görüş", places=[PlaceFactory(name="Quxarabad", other_names="Şuxarabad")])
    assert asked("actions", "q=GORUS+suxarabad") == [action]


def test_sorting_turns_round_and_puts_the_undated_last():
    first, last, undated = (ActionFactory(date=date) for date in ("2021", "2022", ""))
    codes = "&".join(f"agreement={one.agreement.slug}" for one in (first, last, undated))
    assert asked("actions", f"{codes}&sort=date") == [first, last, undated]
    assert asked("actions", f"{codes}&sort=-date") == [last, first, undated]


def test_the_same_question_has_the_same_order_each_time():
    rows = [ActionFactory(title="Same", date="2021") for _ in range(5)]
    codes = "&".join(f"agreement={one.agreement.slug}" for one in rows)
    assert len({tuple(asked("actions", f"{codes}&sort=title")) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tpye=visit", "cannot be asked for “tpye”. Did you mean “type”?"),
        ("xyzzy=1", "It knows: "),
        ("type=meating", "“meating” is none of its values: negotiation,"),
        ("agreement=nowhere", "There is no agreement with the code “nowhere”."),
        ("places=a/b", "There is no place with the code “a/b”."),
        ("date_from=last+week", "“last week” is not a year, a month or a day. Write a year, a month or a day: 2021,"),
        ("date_from=2021-02-30", "February 2021 has no day 30"),
        ("date_from=2022&date_to=2021", "The period ends before it starts."),
        ("date_match=perhaps", "Match is one of possibly, certainly, no_year."),
        ("sort=colour", "cannot be sorted by “colour”"),
        ("sort=search_text", "cannot be sorted by"),
        ("sort=title&sort=date", "“sort” is asked 2 times. Ask it once."),
        ("q=" + "x" * 201, "Search for at most 200 characters."),
        ("places=" + "x" * 201, "at most 200 characters"),
        ("&".join(["type=visit"] * 51), "“type” is asked 51 times."),
        ("q=a%00b", "q: "),
        ("places=a%00b", "NUL"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_with_what_is_wrong(query, words):
    assert words in refusal("actions", query)


def test_all_faults_are_told_at_once():
    said = refusal("actions", "tpye=1&type=meating&sort=colour")
    assert "tpye" in said
    assert "meating" in said
    assert "colour" in said


def test_the_code_of_an_unpublished_record_is_as_unknown_as_any_other():
    ActorFactory(slug="hidden", state="draft")
    assert refusal("actors", "country=hidden").replace("hidden", "nobody") == refusal("actors", "country=nobody")


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999", "1 OR 1=1", ""])
def test_a_number_in_a_code_is_a_small_number(number):
    from clauses.filters.values import CodesField
    from clauses.models import Citation

    field = CodesField(Citation, required=False)
    with pytest.raises(Exception, match="There is no citation"):
        field.clean([f"some-source/{number}"])


def test_a_search_of_a_hundred_words_is_answered():
    assert asked("commitments", "q=" + "+".join("§" * 100)) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_declared_filters_are_all_there(table):
    assert set(table.filters) <= set(FILTERSETS[table.name].base_filters)


def test_what_has_no_public_row_in_a_column_of_several_codes_is_asked_for_as_none(drill):
    energy, draft = DomainFactory(slug="energy"), DomainFactory(state="draft")
    one, other, neither = (CommitmentFactory(domains=domains) for domains in ([energy], [draft], []))
    assert set(asked("commitments", "domains=none")) == {other, neither}
    assert set(asked("commitments", "domains=none&domains=energy")) == {one, other, neither}
    assert asked("actions", "places=none") == [drill]
    assert "There is no agreement with the code “none”" in refusal("actions", "agreement=none")
