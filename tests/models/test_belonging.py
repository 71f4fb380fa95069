"""What belongs to what follows from the tables; only the words for readers are written by hand, and none is missing."""

from django.apps import apps

from clauses.models import Actor, AgreementParty, Citation, SourceText
from clauses.models.about import TARGETS
from clauses.models.belonging import IN_WORDS, belonging_to, is_owned, owned_tables, path_to_agreement


def test_every_table_of_a_record_with_a_page_has_words_for_its_rows():
    for model in apps.get_app_config("clauses").get_models():
        if hasattr(model, "get_absolute_url"):
            named = {(table, name) for table, name, _ in belonging_to(model)}
            assert {*owned_tables(model)} <= named, model
    cited = {name for table, name in IN_WORDS if table is Citation}
    assert cited == {"source", *TARGETS} - {"name", "relation"}  # these two have no page


def test_what_can_be_cited_leads_to_its_agreement_by_its_first_way_there():
    found = {name: path_to_agreement(Citation._meta.get_field(name).related_model) for name in TARGETS}
    assert found == {
        "agreement": "pk",
        "name": "agreement",
        "relation": "subject",
        "clause": "agreement",
        "commitment": "clause__agreement",
        "action": "agreement",
    }


def test_what_has_no_review_of_its_own_is_a_part_of_a_record_but_for_what_is_private():
    assert is_owned(AgreementParty)
    assert not any(map(is_owned, (Actor, Citation, SourceText)))
