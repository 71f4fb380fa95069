"""What goes along with a record: all that it rests on and nobody can read yet, and nothing else."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.editing.bundles import collect as collecting
from clauses.editing.bundles.collect import ORDER, collect
from clauses.models import Record

from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    AgreementRelationFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SeriesFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def names(root) -> set[str]:
    return {f"{table} {collected.row}" for (table, _), collected in collect(root).by_key.items()}


def draft(factory, **given):
    return factory(state="draft", **given)


def test_every_reviewed_table_has_its_place_in_the_order():
    reviewed = {each for each in apps.get_app_config("clauses").get_models() if issubclass(each, Record)}
    assert set(ORDER) == reviewed
    for at, model in enumerate(ORDER):
        for name in model.public_with:
            needed = model._meta.get_field(name).related_model
            assert needed not in ORDER[at + 1 :] or model.__name__ == "Citation", f"{model} is before {needed}"


def test_an_action_takes_along_citations_sources_participants_places_links_and_what_these_rest_on():
    agreement = draft(AgreementFactory, title="Treaty")
    clause = draft(ClauseFactory, agreement=agreement, label="O6", heading="mines")
    promise = draft(CommitmentFactory, clause=clause, title="Clear mines")
    host, place = draft(ActorFactory, name="Host"), draft(PlaceFactory, name="Baku")
    series = draft(SeriesFactory, title="Yearly talks")
    root = draft(ActionFactory, title="Talks", agreement=agreement, places=[place], series=series)
    ActionParticipantFactory(action=root, actor=host)
    BearingFactory(action=root, commitment=promise)
    paper = draft(ActorFactory, name="The Paper")
    source = draft(SourceFactory, title="Report", publisher=paper)
    speaker, _ = draft(ActorFactory, name="Minister"), draft(PlaceFactory, name="Town", slug="town")
    draft(CitationFactory, action=root, source=source, number=1, speaker=speaker)
    draft(CitationFactory, action=root, source=source, number=2, field="place", value="town")
    assert names(root) == {
        *("agreement Treaty", "clause O6 mines", "commitment Clear mines", "actor Host", "place Baku"),
        *("series Yearly talks", "action Talks", "actor The Paper", "source Report", "actor Minister"),
        *("place Town", "citation Report no. 1", "citation Report no. 2"),
    }


def test_what_is_public_already_and_what_only_names_the_record_stay_out():
    root = draft(ActionFactory, title="Talks")
    other = draft(ActionFactory, title="Other", agreement=root.agreement)
    promise = CommitmentFactory()
    BearingFactory(action=other, commitment=promise)
    BearingFactory(action=root, commitment=promise)
    draft(CitationFactory, action=other)
    CitationFactory(action=root)
    draft(CitationFactory, commitment=promise, source=SourceFactory(title="Of the promise"))
    assert names(root) == {"action Talks"}


def test_a_public_record_is_looked_through_for_the_draft_that_hides_it():
    agreement = draft(AgreementFactory, title="Treaty")
    root = draft(CitationFactory, action=ActionFactory(agreement=agreement), source=SourceFactory(title="A"), number=1)
    assert names(root) == {"citation A no. 1", "agreement Treaty"}


def test_a_source_takes_along_all_drafts_that_rest_on_it():
    source = draft(SourceFactory, title="Report")
    action, promise = draft(ActionFactory, title="Talks"), draft(CommitmentFactory, title="Promise")
    draft(CitationFactory, action=action, source=source, number=1)
    draft(CitationFactory, commitment=promise, source=source, number=2)
    draft(CitationFactory, action=action, source=SourceFactory(title="Other"), number=1)
    assert names(source) == {
        *("source Report", "action Talks", "commitment Promise"),
        *("citation Report no. 1", "citation Report no. 2", "citation Other no. 1"),
    }


def test_a_source_takes_the_agreement_of_a_clause_that_it_quotes_and_not_what_that_agreement_names():
    other = draft(AgreementFactory, title="Another treaty")
    agreement = draft(AgreementFactory, title="Treaty")
    AgreementPartyFactory(agreement=agreement, actor=draft(ActorFactory, name="Party"))
    relation = AgreementRelationFactory(subject=agreement, object=other)
    draft(CitationFactory, relation=relation, source=SourceFactory(title="B"), number=1)
    draft(CitationFactory, agreement=agreement, source=SourceFactory(title="B"), number=2)
    source = draft(SourceFactory, title="Report", publisher=None)
    clause = draft(ClauseFactory, agreement=agreement, label="O6", heading="mines")
    draft(ClauseFactory, agreement=agreement, label="O7", heading="roads")
    draft(CitationFactory, clause=clause, source=source, number=1)
    assert names(source) == {
        *("source Report", "citation Report no. 1", "clause O6 mines", "agreement Treaty", "actor Party"),
        "citation B no. 2",  # without which the agreement would be public uncited
    }
    assert "agreement Another treaty" in names(agreement)


def test_a_source_leaves_other_unfinished_sources_alone_where_it_supports_the_record_itself():
    source, other = draft(SourceFactory, title="Report"), draft(SourceFactory, title="Other")
    action = draft(ActionFactory, title="Talks")
    mine = draft(CitationFactory, action=action, source=source, number=1)
    draft(CitationFactory, action=action, source=other, number=1)
    assert names(source) == {"source Report", "action Talks", "citation Report no. 1"}
    assert "source Other" in names(action)
    mine.stance = "mentions"
    mine.save()
    assert "source Other" in names(source)


def test_each_says_why_it_goes_along():
    agreement = draft(AgreementFactory, title="Treaty")
    clause = draft(ClauseFactory, agreement=agreement, label="O6", heading="mines")
    host, place = draft(ActorFactory, name="Host"), draft(PlaceFactory, name="Town", slug="town")
    source = draft(SourceFactory, title="Report", publisher=draft(ActorFactory, name="The Paper"))
    action = draft(ActionFactory, title="Talks", agreement=agreement)
    ActionParticipantFactory(action=action, actor=host)
    draft(CitationFactory, clause=clause, source=source, number=1)
    draft(CitationFactory, action=action, source=source, number=2, field="place", value=place.slug)
    draft(CitationFactory, action=action, source=SourceFactory(title="Other"), number=3)
    assert {str(part.row): part.why for part in collect(source).parts} == {
        "Report": "",
        "The Paper": "because it is the publisher of source “Report”",
        "Report no. 1": "because it is from “Report”",
        "Report no. 2": "because it is from “Report”",
        "Other no. 3": "because it is cited for “Talks”",
        "O6 mines": "because citation “Report no. 1” quotes it",
        "Talks": "because citation “Report no. 2” is about it",
        "Town": "because citation “Report no. 2” names it by its code",
        "Treaty": "because it is the agreement of clause “O6 mines”",
        "Host": "because it is among the participants of action “Talks”",
    }
    whys = {str(part.row): part.why for part in collect(agreement).parts}
    assert whys["O6 mines"] == "because it is a part of “Treaty”"
    assert whys["Report"] == "because citation “Report no. 1” is from it"


def test_an_agreement_takes_along_its_clauses_promises_signature_and_the_citations_of_its_names():
    root = draft(AgreementFactory, title="Treaty")
    AgreementPartyFactory(agreement=root, actor=draft(ActorFactory, name="Party"))
    name = AgreementNameFactory(agreement=root, kind="reported")
    clause = draft(ClauseFactory, agreement=root, label="O1", heading="first")
    draft(CommitmentFactory, clause=clause, title="Promise")
    draft(ActionFactory, agreement=root, relation="life_cycle", title="Signature")
    draft(ActionFactory, agreement=root, title="Visit")
    draft(CitationFactory, name=name, source=SourceFactory(title="A"), number=7)
    assert names(root) == {
        *("agreement Treaty", "actor Party", "clause O1 first", "commitment Promise", "action Signature"),
        "citation A no. 7",
    }


def test_the_order_is_that_in_which_each_rests_on_what_is_before_it():
    root = draft(ActionFactory, title="Talks", agreement=draft(AgreementFactory, title="Treaty"))
    draft(CitationFactory, agreement=root.agreement, source=draft(SourceFactory, title="A"), number=1)
    draft(CitationFactory, action=root, source=draft(SourceFactory, title="B"), number=2)
    assert [str(part.row) for part in collect(root).parts] == ["A", "B", "Treaty", "A no. 1", "Talks", "B no. 2"]


def test_what_is_more_than_a_portion_goes_later_and_no_part_goes_before_what_it_rests_on(monkeypatch):
    monkeypatch.setattr(collecting, "MOST", 4)
    source = draft(SourceFactory)
    for number in range(1, 6):
        draft(CitationFactory, action=draft(ActionFactory), source=source, number=number)
    bundle = collect(source)
    assert (len(bundle.parts), bundle.later) == (3, 7)
    for part in bundle.parts:
        missing = [need for need in part.needs if need.is_vital and need.key not in bundle.by_key]
        assert not [need for need in missing if bundle.record(need.key).state == "draft"]


def queries(root) -> int:
    with CaptureQueriesContext(connection) as captured:
        collect(root)
    return len(captured)


def test_many_records_take_as_many_queries_as_few():
    source = draft(SourceFactory)

    def add(number):
        action = draft(ActionFactory, places=[draft(PlaceFactory)])
        ActionParticipantFactory(action=action, actor=draft(ActorFactory))
        draft(CitationFactory, action=action, source=source, number=number, speaker=draft(ActorFactory))

    add(1)
    few = queries(source)
    for number in range(2, 12):
        add(number)
    assert queries(source) == few


def test_a_word_of_a_part_changes_with_the_rows_that_belong_to_it():
    root = draft(ActionFactory)
    before = collect(root).parts[0].seen
    row = ActionParticipantFactory(action=root)
    added = collect(root).parts[0].seen
    row.role = "host"
    row.save()
    assert len({before, added, collect(root).parts[0].seen}) == 3
