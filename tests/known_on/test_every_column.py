"""Every published column says what it was on an earlier day: its own value of then, or the same on each day."""

import pytest

from clauses.dataset import TABLES
from clauses.known_on.then import is_other

# Columns that say what a thing is, or what a source printed, and never what a later source made known of it.
SAME_EVERY_DAY = {
    "agreements": "slug title instrument_type authentic_languages record_level",
    "agreement_names": "agreement slug name language kind designation",
    "agreement_identifiers": "agreement scheme code_there",
    "agreement_parties": "agreement actor role",
    "agreement_relations": "subject predicate object clause",
    "clauses": "agreement wid label heading function level parent position eid num order_is_reconstructed",
    "clause_texts": "clause number language status grade text licence source",
    "domains": "slug label definition scope_note parent position",
    "domain_mappings": "domain scheme code_there label_there match note",
    "commitments": (
        "slug title statement wording wording_language wording_status clause also_in domains kind "
        "modality precision delegation conditional condition recurrence expected_interval_months "
        "deadline deadline_earliest deadline_latest deadline_as_printed deadline_reason "
        "itself_not_seen"  # what all sources have not seen no part of them has
    ),
    "commitment_actors": "commitment actor role",
    "actions": "slug title type agreement relation series places",
    "series": "slug title",
    "action_participants": "action actor role",
    "bearings": "action commitment basis",
    "assessments": (
        "slug commitment action covers covers_earliest covers_latest state_of_evidence level verdict "
        "confidence rationale analyst assessed_on searched_where searched_until is_sample"
    ),
    "sources": (
        "slug kind title publisher author language note url archive_url published published_earliest "
        "published_latest published_as_printed published_reason accessed_on derived_from derivation "
        "is_stub extent sha256"
    ),
    "citations": (
        "source number locator quote note agreement name relation clause commitment action stance field "
        "value unit measure qualifier as_of as_of_earliest as_of_latest attributed_to speaker "
        "speaker_as_reported origin"
    ),
    "decisions": (
        "slug agreement name relation clause commitment action field follows reason decided_on decided_by statements"
    ),
    "disagreements": "slug title note",
    "disagreement_sides": "disagreement citation",
    "actors": "slug name other_names kind iso3 country parent",
    "actor_identifiers": "actor scheme code_there",
    "places": "slug name other_names kind parent iso3 latitude longitude wikidata geonames",
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_is_of_its_day_or_said_to_be_the_same_on_every_day(table):
    """A new one goes into UNDATED or WITHHELD of `known_on.then`, or, where it cannot tell of later sources, here."""
    same = {column.name for column in table.columns if not is_other(table.model, column.name)}
    assert same == set(SAME_EVERY_DAY[table.name].split())
