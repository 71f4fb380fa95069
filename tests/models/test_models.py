"""The tables: every rule of every one, by a case that breaks it; natural keys; questions asked of them."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError

from clauses.models import Action, AgreementRelation, Citation, Commitment
from clauses.models.about import TARGETS
from tests.support import factories
from tests.support.every_row import MODELS, TARGET_FACTORIES, refusal, row_of, title
from tests.support.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementRelationFactory,
    AssessmentFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    ResolutionFactory,
    SourceFactory,
    SourceTextFactory,
)

pytestmark = pytest.mark.django_db


# --- Rules ------------------------------------------------------------------------------------------------------------

# factory, columns that break the rule, field, sentence
BROKEN = [
    (AgreementFactory, {"authentic_languages": "az; Türkçe"}, "authentic_languages", "BCP 47 tag"),
    (SourceFactory, {"language": "english"}, "language", "BCP 47 tag, as in az, tr or zh-Hant"),
    (factories.DomainMappingFactory, {"code_there": "a/b"}, "code_there", "without spaces and slashes."),
    (CommitmentFactory, {"wording": "will"}, "wording_status", "Give the words, their language"),
    (CitationFactory, {"field": "place", "value": "nowhere"}, "value", "No place has the code “nowhere”."),
    (CitationFactory, {"field": "participant", "value": "nobody"}, "value", "No actor has the code “nobody”."),
    (
        CitationFactory,
        {"field": "area_cleared", "value": "132", "unit": "sq km"},
        "unit",
        "Write the unit of an area as one of km2, ha, m2.",
    ),
    (ActorFactory, {"kind": "body", "iso3": "AZE"}, "__all__", "Only a state has an ISO code: empty it, or make"),
    (ActorFactory, {"kind": "state", "iso3": "aze"}, "iso3", "Three capital letters of ISO 3166-1, as in AZE."),
    (ActorFactory, {"kind": "state", "iso3": "AZE\n"}, "iso3", "Three capital letters"),
    (ActorFactory, {"kind": "state", "country": ActorFactory}, "country", "A state belongs to no other"),
    (ActorFactory, {"slug": "Şuşa"}, "slug", "Use lower-case letters a to z, digits and single hyphens, as in"),
    (ActorFactory, {"other_names": "Ankara;;Angora"}, "other_names", "Separate the names by single semicolons, as in"),
    (PlaceFactory, {"latitude": 39}, "__all__", "Give both latitude and longitude, or neither."),
    (PlaceFactory, {"longitude": 46}, "__all__", "Give both latitude and longitude, or neither."),
    (PlaceFactory, {"latitude": 91, "longitude": 46}, "latitude", "less than or equal to 90"),
    (PlaceFactory, {"latitude": -91, "longitude": 46}, "latitude", "greater than or equal to -90"),
    (PlaceFactory, {"latitude": 39, "longitude": 181}, "longitude", "less than or equal to 180"),
    (PlaceFactory, {"latitude": 39, "longitude": -181}, "longitude", "greater than or equal to -180"),
    (PlaceFactory, {"wikidata": "Q0"}, "wikidata", "A Wikidata item, as in Q42."),
    (
        CommitmentFactory,
        {"recurrence": "contingent"},
        "conditional",
        "A contingent promise has a condition: tick this.",
    ),
    (CommitmentFactory, {"conditional": True}, "condition", "Say what the condition is."),
    (CommitmentFactory, {"expected_interval_months": 12}, "__all__", "Only a recurring commitment has an interval"),
    (CommitmentFactory, {"precision": 3}, "precision", "is not a valid choice"),
    (CommitmentFactory, {"delegation": 3}, "delegation", "is not a valid choice"),
    (CommitmentFactory, {"recurrence": "regular"}, "recurrence", "'regular' is not a valid choice"),
    (
        CommitmentFactory,
        {"deadline": "2021-06-99"},
        "deadline",
        "June 2021 has no day 99. Write for example 2021-06-15",
    ),
    (ClauseFactory, {"wid": "O5 c"}, "wid", "Lower-case letters, digits, - and _, as in o5__a or x__mining."),
    (ClauseFactory, {"parent": ClauseFactory}, "parent", "The parent belongs to another agreement: choose a clause of"),
    (ClauseTextFactory, {"status": "authentic"}, "source", "Name the source of the text, or make it an editors'"),
    (
        ActionFactory,
        {"agreement": None, "relation": "life_cycle"},
        "agreement",
        "Name the agreement whose life this is",
    ),
    (ActionFactory, {"type": "ratified"}, "type", "'ratified' is not a valid choice"),
    (SourceFactory, {"derivation": "translated"}, "__all__", "Give both the source that it repeats and the way it"),
    (SourceFactory, {"derived_from": SourceFactory}, "__all__", "Give both the source that it repeats and the way it"),
    (SourceFactory, {"sha256": "0" * 63}, "sha256", "A SHA-256 digest: 64 characters 0-9 and a-f."),
    (SourceFactory, {"url": "javascript:alert(1)"}, "url", "Enter a valid URL."),
    (AgreementRelationFactory, {"clause": ClauseFactory}, "clause", "This clause belongs to another agreement: choose"),
    (AssessmentFactory, {"level": None}, "state_of_evidence", "Give a level or a bearing, or choose another outcome."),
    (
        AssessmentFactory,
        {"state_of_evidence": "not_triggered"},
        "state_of_evidence",
        "goes with the outcome “assessed”",
    ),
    (
        AssessmentFactory,
        {"action": ActionFactory, "bearing": "fulfils"},
        "__all__",
        "Give the level of a commitment or the bearing of an action, never both.",
    ),
    (AssessmentFactory, {"level": None, "bearing": "fulfils"}, "__all__", "A bearing needs the action that it is the"),
    (AssessmentFactory, {"action": ActionFactory}, "__all__", "A level from 0 to 3 is that of the commitment: leave"),
    (AssessmentFactory, {"level": 4}, "level", "is not a valid choice"),
    (
        AssessmentFactory,
        {"level": None, "state_of_evidence": "no_evidence_found", "searched_until": "2022-06-01"},
        "searched_where",
        "Say where you looked.",
    ),
    (
        AssessmentFactory,
        {"level": None, "state_of_evidence": "no_evidence_found", "searched_where": "Gazettes"},
        "searched_until",
        "Say up to which day you looked.",
    ),
    (CitationFactory, {"quote": ("word " * 16).strip()}, "quote", "Quote at most 15 words."),
    (CitationFactory, {"number": 0}, "number", "greater than or equal to 1"),
    (CitationFactory, {"locator": 0}, "locator", "greater than or equal to 1"),
    (CitationFactory, {"value": "132"}, "__all__", "A value needs the field that it is the value of."),
    (CitationFactory, {"field": "date", "value": "last week"}, "value", "cannot be read as a date"),
    (CitationFactory, {"field": "status", "value": "done"}, "value", "Not a status: write one of announced, planned,"),
    (
        CitationFactory,
        {"field": "figure", "value": "1,000", "unit": "ha"},
        "value",
        "Write a plain number, as in 131.8",
    ),
    (CitationFactory, {"field": "figure", "value": "1.", "unit": "ha"}, "value", "Write a plain number, as in 131.8"),
    (CitationFactory, {"field": "figure", "value": "١٣٢", "unit": "ha"}, "value", "Write a plain number, as in 131.8"),
    (
        CitationFactory,
        {"field": "figure", "value": "1e400", "unit": "ha"},
        "value",
        "Write a plain number, as in 131.8",
    ),
    (CitationFactory, {"field": "area_cleared", "value": "132"}, "unit", "A number needs its unit."),
    (CitationFactory, {"rank": "deprecated"}, "__all__", "Say why the statement is preferred or held for an error."),
    (CitationFactory, {"rank": "preferred"}, "__all__", "Say why the statement is preferred or held for an error."),
]


@pytest.mark.parametrize(("factory", "columns", "field", "sentence"), BROKEN, ids=title)
def test_a_row_that_breaks_a_rule_is_refused_at_its_field_with_a_sentence(factory, columns, field, sentence):
    row = factory()
    row.full_clean()
    for name, value in columns.items():
        setattr(row, name, value() if isinstance(value, type) else value)
    said = refusal(row)
    assert list(said) == [field]
    assert sentence in said[field][0]


CHECKS = [  # table, constraint, columns that break it
    (ActorFactory, "only_a_state_has_an_iso_code", {"iso3": "AZE"}),
    (PlaceFactory, "a_place_has_both_coordinates_or_neither", {"latitude": 39}),
    (PlaceFactory, "coordinates_lie_on_the_globe", {"latitude": 91, "longitude": 46}),
    (PlaceFactory, "coordinates_lie_on_the_globe", {"latitude": 39, "longitude": -181}),
    (CommitmentFactory, "only_a_recurring_commitment_has_an_interval", {"expected_interval_months": 1}),
    (CommitmentFactory, "precision_and_delegation_run_from_0_to_2", {"precision": 3}),
    (CommitmentFactory, "precision_and_delegation_run_from_0_to_2", {"delegation": 3}),
    (CommitmentFactory, "commitment_deadline_has_its_derived_columns", {"deadline": "2021"}),
    (ActionFactory, "action_date_has_its_derived_columns", {"date": "2021"}),
    (SourceFactory, "source_published_has_its_derived_columns", {"published": "2020"}),
    (SourceFactory, "a_derived_source_says_how_it_is_derived", {"derivation": "translated"}),
    (AgreementRelationFactory, "an_agreement_does_not_relate_to_itself", {"object": models.F("subject")}),
    (AssessmentFactory, "assessment_covers_has_its_derived_columns", {"covers": "2021"}),
    (AssessmentFactory, "a_bearing_is_that_of_an_action", {"bearing": "fulfils", "level": None}),
    (AssessmentFactory, "a_level_is_that_of_a_commitment", {"level": 4}),
    (AssessmentFactory, "an_assessment_has_a_level_or_a_bearing_never_both", {"bearing": "fulfils"}),
    (CitationFactory, "a_citation_has_exactly_one_target", {"action": None}),
    (CitationFactory, "a_stated_value_names_its_field", {"value": "132"}),
    (CitationFactory, "a_rank_other_than_normal_has_a_reason", {"rank": "deprecated"}),
    (CitationFactory, "citation_as_of_has_its_derived_columns", {"as_of": "2021"}),
    (ResolutionFactory, "a_resolution_has_exactly_one_target", {"action": None}),
]


@pytest.mark.parametrize(("factory", "constraint", "columns"), CHECKS, ids=title)
def test_the_database_itself_holds_the_rule(factory, constraint, columns):
    row = factory()
    assert constraint in {rule.name for rule in row._meta.constraints}
    with pytest.raises(IntegrityError, match=r"(?i)check"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**columns)


def test_every_check_of_every_table_has_a_case_here():
    rules = [rule for model in MODELS for rule in model._meta.constraints]
    checks = {rule.name for rule in rules if isinstance(rule, models.CheckConstraint)}
    assert checks == {constraint for _, constraint, _ in CHECKS}


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_two_rows_of_one_table_never_have_the_same_natural_key(model):
    row = row_of(model)
    twin = model.objects.get(pk=row.pk)
    twin.pk, twin._state.adding = None, True
    assert refusal(twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_clause_has_one_text_per_language_status_and_source():
    text = ClauseTextFactory(status="reported_quote", source=SourceFactory())
    twin = ClauseTextFactory.build(clause=text.clause, status=text.status, source=text.source, number=text.number + 1)
    assert "already exists" in refusal(twin)["__all__"][0]


def test_a_clause_has_one_summary_of_the_editors_per_language():
    text = ClauseTextFactory()
    twin = ClauseTextFactory.build(clause=text.clause, number=text.number + 1)
    assert refusal(twin) == {"__all__": ["The clause has a summary in this language: change that one."]}
    twin.language = "az"
    twin.full_clean()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_citation_is_about_exactly_one_record(number):
    for first, second in zip(TARGETS, TARGETS[1:] + TARGETS[:1], strict=True):
        chosen = {name: TARGET_FACTORIES[name]() for name in (first, second)[:number]}
        row = CitationFactory.build(source=SourceFactory(), **chosen)
        if number == 1:
            row.full_clean()
            assert row.target == chosen[first]
            continue
        assert refusal(row)["__all__"] == [f"Choose exactly one record that it is about: {', '.join(TARGETS)}."]
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_an_article_does_not_credit_itself():
    row = CitationFactory()
    row.origin = row.source
    assert refusal(row) == {"origin": ["An article does not credit itself."]}


@pytest.mark.parametrize("length", [1, 2, 3])
@pytest.mark.parametrize(
    ("factory", "field", "sentence"),
    [
        (SourceFactory, "derived_from", "This source repeats itself through the chain: choose another."),
        (ActorFactory, "parent", "An actor cannot be a part of itself: choose another parent."),
        (PlaceFactory, "parent", "A place cannot lie in itself: choose another parent."),
        (DomainFactory, "parent", "A domain cannot be a part of itself: choose another parent."),
        (ClauseFactory, "parent", "A clause cannot be a part of itself: choose another parent."),
    ],
    ids=title,
)
def test_no_chain_leads_back_to_its_start(factory, field, sentence, length):
    first = factory()
    shared = {"derivation": "reworded"} if field == "derived_from" else {}
    shared |= {"agreement": first.agreement} if factory is ClauseFactory else {}
    last = first
    for _ in range(length - 1):
        last = factory(**{field: last}, **shared)
    last.full_clean()
    for name, value in ({field: last} | shared).items():
        setattr(first, name, value)
    assert refusal(first) == {field: [sentence]}


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_a_relation_to_a_row_that_does_not_exist_is_refused_at_its_field(model):
    row = row_of(model)
    relations = [field for field in model._meta.concrete_fields if field.is_relation]
    for field in relations:
        broken = model.objects.get(pk=row.pk)
        setattr(broken, field.attname, 10**9)
        assert "is not a valid choice" in refusal(broken)[field.name][0]


def test_a_clause_that_a_relation_names_is_not_deleted_under_it():
    agreement = AgreementFactory()
    relation = AgreementRelationFactory(subject=agreement, clause=ClauseFactory(agreement=agreement))
    with pytest.raises(RestrictedError):
        relation.clause.delete()
    agreement.delete()
    assert not AgreementRelation.objects.filter(pk=relation.pk).exists()


@pytest.mark.parametrize("factory", TARGET_FACTORIES.values(), ids=[*TARGET_FACTORIES])
def test_what_is_cited_is_not_deleted(factory):
    target = factory()
    name = next(name for name, made in TARGET_FACTORIES.items() if made is factory)
    CitationFactory(**{name: target})
    with pytest.raises(ProtectedError):
        target.delete()


# --- Natural keys -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_the_natural_key_finds_the_row_and_no_other(model):
    rows = [row_of(model), row_of(model)]
    for row in rows:
        assert model.objects.get_by_natural_key(*row.natural_key()) == row
        assert row.code == "/".join(map(str, row.natural_key()))
    assert rows[0].code != rows[1].code


def test_a_code_reads_like_an_address():
    agreement = AgreementFactory(slug="test-declaration-2021-06-15")
    assert agreement.code == "test-declaration-2021-06-15"
    assert ClauseFactory(agreement=agreement, wid="o6").code == "test-declaration-2021-06-15/o6"
    assert CitationFactory(source=SourceFactory(slug="test-azernews"), number=3).code == "test-azernews/3"


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_no_row_of_another_key_is_found(model):
    key = row_of(model).natural_key()
    with pytest.raises(model.DoesNotExist):
        model.objects.get_by_natural_key(*(0 if isinstance(value, int) else "no-such-code" for value in key))


@pytest.mark.parametrize("model", MODELS, ids=title)
def test_every_row_says_what_it_is(model):
    assert str(row_of(model)).strip()


# --- Questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["life_cycle", "follow_up", "baseline", "reaction", "context"])
def test_only_a_follow_up_may_count_as_implementation(relation):
    row = ActionFactory(relation=relation)
    assert Action.objects.implementing().filter(pk=row.pk).exists() is (relation == "follow_up")


def test_commitments_of_a_clause_are_those_taken_from_it_and_those_also_found_in_it():
    clause = ClauseFactory()
    rows = {CommitmentFactory(clause=clause), CommitmentFactory(also_in=[clause])}
    CommitmentFactory()
    assert set(Commitment.objects.of_clause(clause)) == rows
    assert set(Commitment.objects.of_agreement(clause.agreement)) == {row for row in rows if row.clause == clause}


@pytest.mark.parametrize(
    ("deadline", "overdue"),
    [
        ("2021-05-31", True),
        ("2021-06", False),
        ("2021-06-01", False),
        ("2021", False),
        ("[..2021-05]", True),
        ("", False),
    ],
)
def test_a_commitment_is_overdue_when_its_deadline_has_wholly_passed(deadline, overdue):
    row = CommitmentFactory(deadline=deadline)
    assert Commitment.objects.overdue("2021-06-01").filter(pk=row.pk).exists() is overdue


def test_supporting_citations_neither_contradict_nor_mention():
    rows = {stance: CitationFactory(stance=stance) for stance in ("supports", "contradicts", "mentions")}
    assert set(Citation.objects.supporting().filter(pk__in=[row.pk for row in rows.values()])) == {rows["supports"]}


def test_the_text_of_an_article_keeps_its_digest_however_it_is_written():
    row = SourceTextFactory(text="One.")
    row.full_clean()
    row.text = "Other."
    row.save(update_fields=["text"])
    row.refresh_from_db()
    assert row.sha256 == sha256(b"Other.").hexdigest()
