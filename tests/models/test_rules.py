"""The tables: every rule of every one, by a case that breaks it."""

import pytest
from django.db import IntegrityError, models, transaction

from tests.support.rows import factories
from tests.support.rows.every_row import MODELS, refusal, title
from tests.support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementRelationFactory,
    AssessmentFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DecisionFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

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
        "Write the unit of an area as one of km2, ha, m2, acres, sq mi.",
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
    (AssessmentFactory, {"level": None}, "state_of_evidence", "Give a level or a verdict, or choose another outcome."),
    (
        AssessmentFactory,
        {"state_of_evidence": "not_triggered"},
        "state_of_evidence",
        "goes with the outcome “assessed”",
    ),
    (
        AssessmentFactory,
        {"action": ActionFactory, "verdict": "fulfils"},
        "__all__",
        "Give the level of a commitment or the verdict on an action, never both.",
    ),
    (AssessmentFactory, {"level": None, "verdict": "fulfils"}, "__all__", "A verdict needs the action that it is on"),
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
    (AssessmentFactory, "a_verdict_is_on_an_action", {"verdict": "fulfils", "level": None}),
    (AssessmentFactory, "a_level_is_that_of_a_commitment", {"level": 4}),
    (AssessmentFactory, "an_assessment_has_a_level_or_a_verdict_never_both", {"verdict": "fulfils"}),
    (CitationFactory, "a_citation_has_exactly_one_target", {"action": None}),
    (CitationFactory, "a_stated_value_names_its_field", {"value": "132"}),
    (CitationFactory, "a_rank_other_than_normal_has_a_reason", {"rank": "deprecated"}),
    (CitationFactory, "citation_as_of_has_its_derived_columns", {"as_of": "2021"}),
    (DecisionFactory, "a_decision_has_exactly_one_target", {"action": None}),
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
