"""When a record last changed and in what, for readers: never a word of what they could not see."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from clauses.models import Action, Agreement, AgreementParty, Commitment, CommitmentDomain, Source
from clauses.models.belonging import belonging_to
from clauses.public.sections.last_change import last_change

from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    ActorIdentifierFactory,
    AgreementFactory,
    AgreementNameFactory,
    AgreementPartyFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
START = datetime(2021, 11, 3, 9, tzinfo=UTC)  # long before the saves of factories, which have today's date


def on(day: int, hour: int = 0) -> datetime:
    """A moment after the first publication, counted in days."""
    return START + timedelta(days=day, hours=hour)


def save(row, when, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row._history_date = when
    row.save()
    return row


def dated(row, when=START):
    """The save that a factory has made, moved to `when`, and those of what the row needs, to the start."""
    row.history.update(history_date=when)
    needed = [getattr(row, name) for name in row.public_with]
    for each in [each for each in needed if each is not None]:
        if each.history.filter(history_date__gt=on(365)).exists():
            dated(each)
    return row


def because(row, reason: str) -> None:
    """Gives the saves of a row this reason, one by one: the library has one field for the reasons of all tables, and an
    update would go to the last of them."""
    for one in row.history.all():
        one.history_change_reason = reason
        one.save()


def line(client, row) -> str:
    html = client.get(row.get_absolute_url()).content.decode()
    found = re.search(r'<p class="changed">(.*?)</p>', html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()).replace(" :", ":").replace(" .", ".")


def test_a_record_that_has_not_changed_says_when_it_was_published(client):
    assert line(client, dated(ActionFactory(agreement=None, relation="context"))) == (
        "First published on 3 November 2021."
    )


def test_the_line_names_the_day_and_the_headings(client):
    action = dated(ActionFactory(agreement=None, relation="context", status="planned"))
    save(action, on(1), title="Another title")
    save(action, on(2), status="completed", date="2021-10-06")
    assert line(client, action) == "Last changed on 5 November 2021: status, date."


def test_every_change_of_the_last_day_is_named_once():
    action = dated(ActionFactory(agreement=None, relation="context"))
    save(action, on(2), status="ongoing")
    save(action, on(2, hour=3), status="completed", title="Another title")
    assert set(last_change(action).what) == {"status", "title"}


def test_a_save_that_changes_nothing_public_is_no_change():
    citation = dated(CitationFactory())
    source = citation.source
    save(source, on(1))
    save(citation, on(2), prefix="words before", checked_digest="0" * 64)
    assert last_change(source).what == []


def test_what_happened_in_a_draft_is_not_told(client):
    action = dated(ActionFactory(agreement=None, relation="context", state="draft"), on(-9))
    save(action, on(-8), title="Zqcanary")
    save(action, on(-7), title="Drill", status="planned")
    save(action, on(0), state="published")
    assert last_change(action).what == []
    save(action, on(3), state="draft", description="Zqcanary")
    save(action, on(4), description="")
    save(action, on(5), state="published")
    assert last_change(action).what == []
    assert line(client, action) == "First published on 3 November 2021."
    assert "zqcanary" not in client.get(action.get_absolute_url()).content.decode().lower()


def test_a_change_made_in_a_draft_counts_from_the_day_on_which_readers_saw_it():
    agreement = dated(AgreementFactory())
    save(agreement, on(3), state="draft")
    dated(AgreementPartyFactory(agreement=agreement, actor=ActorFactory()), on(4))
    save(agreement, on(6), state="published")
    found = last_change(agreement)
    assert (found.when, found.what) == (on(6), ["parties"])


def test_a_record_of_a_draft_agreement_was_not_public_before_that():
    agreement = dated(AgreementFactory(state="draft"))
    clause = dated(ClauseFactory(agreement=agreement))
    save(clause, on(1), heading="Another heading")
    save(agreement, on(5), state="published")
    found = last_change(clause)
    assert (found.when, found.what) == (on(5), [])


CASES = [
    (AgreementFactory, lambda row: AgreementNameFactory(agreement=row), "names"),
    (AgreementFactory, lambda row: AgreementPartyFactory(agreement=row, actor=ActorFactory()), "parties"),
    (ActionFactory, lambda row: ActionParticipantFactory(action=row, actor=ActorFactory()), "participants"),
    (ActionFactory, lambda row: CitationFactory(action=row), "citations"),
    (ClauseFactory, lambda row: ClauseTextFactory(clause=row), "texts"),
    (ActorFactory, lambda row: ActorIdentifierFactory(actor=row), "numbers in other schemes"),
    (
        CommitmentFactory,
        lambda row: CommitmentDomain.objects.create(commitment=row, domain=DomainFactory()),
        "domains",
    ),
]


@pytest.mark.parametrize(("factory", "add", "words"), CASES, ids=[words for *_, words in CASES])
def test_rows_that_belong_to_the_record_count_when_they_come_and_when_they_go(factory, add, words):
    row = dated(factory())
    added = dated(add(row), on(2))
    found = last_change(row)
    assert (found.when, found.what) == (on(2), [words])
    added._history_date = on(4)
    added.delete()
    found = last_change(row)
    assert (found.when, found.what) == (on(4), [words])


def test_a_citation_that_moves_to_another_record_has_left_this_one():
    first, second = (dated(ActionFactory(agreement=None, relation="context")) for _ in range(2))
    citation = dated(CitationFactory(action=first))
    save(citation, on(2), action=second)
    assert last_change(first).when == last_change(second).when == on(2)


def test_rows_saved_together_with_the_publication_are_no_later_change():
    agreement = dated(AgreementFactory())
    dated(AgreementNameFactory(agreement=agreement), START + timedelta(seconds=40))
    assert last_change(agreement).what == []


HIDDEN = [
    lambda row: AgreementPartyFactory(agreement=row, actor=ActorFactory(state="draft", name="Zqcanary")),
    lambda row: CitationFactory(agreement=row, state="draft", quote="Zqcanary"),
    lambda row: CitationFactory(agreement=row, source=SourceFactory(state="in_review", title="Zqcanary")),
    lambda row: CitationFactory(agreement=row, field="place", value=PlaceFactory(state="draft").slug),
]


@pytest.mark.parametrize("hide", HIDDEN)
def test_what_readers_cannot_see_does_not_count(client, hide):
    agreement = dated(AgreementFactory())
    hide(agreement)
    AgreementParty.objects.filter(agreement=agreement).delete()
    assert last_change(agreement).what == []
    assert "zqcanary" not in client.get(agreement.get_absolute_url()).content.decode().lower()


def test_a_relation_to_a_draft_is_no_public_change():
    actor = dated(ActorFactory())
    save(actor, on(1), parent=ActorFactory(state="draft"))
    assert last_change(actor).what == []
    save(actor, on(2), parent=ActorFactory())
    assert last_change(actor).what == ["parent"]


def test_a_party_counts_from_the_day_on_which_it_could_be_seen():
    agreement, actor = dated(AgreementFactory()), dated(ActorFactory(state="draft"))
    dated(AgreementPartyFactory(agreement=agreement, actor=actor), on(1))
    save(actor, on(7), state="published")
    assert last_change(agreement).when == on(7)


def test_a_withdrawn_citation_is_a_change():
    action = dated(ActionFactory(agreement=None, relation="context"))
    citation = dated(CitationFactory(action=action))
    save(citation, on(3), state="withdrawn", withdrawn_reason="misread")
    assert last_change(action).what == ["citations"]


def test_nobody_is_named(client, admin_user):
    action = dated(ActionFactory())
    action._history_user, action._change_reason = admin_user, "Zqcanary"
    save(action, on(1), status="ongoing")
    html = client.get(action.get_absolute_url()).content.decode()
    assert admin_user.username not in html
    assert "Zqcanary" not in html


def test_a_long_history_takes_as_many_queries_as_a_short_one(django_assert_num_queries, django_assert_max_num_queries):
    action = dated(ActionFactory())
    source = dated(SourceFactory())
    CitationFactory(action=action, source=source, speaker=ActorFactory())
    ActionParticipantFactory(action=action)
    save(action, on(1), status="ongoing")
    with django_assert_max_num_queries(30) as few:
        last_change(action)
    for number in range(12):
        save(action, on(number), title=f"Title {number}")
        citation = CitationFactory(action=action, speaker=ActorFactory())
        save(citation, on(number), quote=f"words {number}")
        ActionParticipantFactory(action=action)
    with django_assert_num_queries(len(few)):
        last_change(action)


@pytest.mark.parametrize("reason", ["loaded from wider_record/09_actions.json", "imported from treatytracker.zip"])
def test_what_a_file_brought_in_as_public_was_not_first_published_on_that_day(client, reason):
    action = dated(ActionFactory(agreement=None, relation="context", status="planned"))
    because(action, reason)
    assert last_change(action) is None
    assert 'class="changed"' not in client.get(action.get_absolute_url()).content.decode()
    save(action, on(2), status="completed")
    assert line(client, action) == "Last changed on 5 November 2021: status."


def test_a_draft_that_a_file_brought_in_was_first_published_by_the_editors(client):
    action = dated(ActionFactory(agreement=None, relation="context", state="draft"), on(-9))
    because(action, "imported from drills.csv")
    save(action, on(0), state="published")
    assert line(client, action) == "First published on 3 November 2021."


def test_a_record_of_our_own_under_one_that_was_loaded_says_its_day(client):
    clause = dated(ClauseFactory())
    clause.agreement.history.update(history_date=on(-5))
    because(clause.agreement, "loaded from 04_agreements.json")
    assert line(client, clause) == "First published on 3 November 2021."


@pytest.mark.usefixtures("shipped")
def test_no_shipped_record_was_first_published_on_the_day_of_its_loading(client):
    for model in (Agreement, Action, Commitment, Source):
        row = model.objects.published().order_by("pk").last()
        assert "First published" not in client.get(row.get_absolute_url()).content.decode()


def test_a_record_without_a_recorded_publication_says_nothing(client):
    action = ActionFactory()
    action.history.all().delete()
    assert last_change(action) is None
    assert 'class="changed"' not in client.get(action.get_absolute_url()).content.decode()


def test_every_kind_of_record_with_a_page_says_when_it_changed(client):
    for factory in (AgreementFactory, ClauseFactory, CommitmentFactory, ActionFactory, SourceFactory, DomainFactory):
        row = factory()
        assert belonging_to(type(row))
        assert "First published on" in line(client, row)
