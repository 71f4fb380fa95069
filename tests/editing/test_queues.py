"""Whose turn it is, asked of a whole table: the same answers as for one record at a time."""

import pytest
from django.db.models import Q

from clauses.editing import queues
from clauses.editing.authors import writers
from clauses.models import Agreement, Comment

from ..support.rows.factories import AgreementFactory, AgreementNameFactory

pytestmark = pytest.mark.django_db


def save(row, user, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row._history_user = user
    row.save()


@pytest.fixture
def people(django_user_model):
    return [django_user_model.objects.create_user(name, is_staff=True) for name in ("ada", "ben", "eve")]


@pytest.fixture
def records(people):
    """Agreements in every situation, by what happened to them."""
    ada, ben, eve = people
    rows = {}
    for name in ("hers", "sent", "returned", "mended by both", "published", "reopened", "with a name", "loaded"):
        row = rows[name] = AgreementFactory.build(title=name, state="draft")
        save(row, None if name == "loaded" else ada)
    for name in ("sent", "returned", "mended by both", "published", "reopened", "with a name"):
        save(rows[name], ada, state="in_review")
    for name in ("returned", "mended by both"):
        save(rows[name], ben, state="draft")
    save(rows["mended by both"], ben, summary="Mended.")
    save(rows["mended by both"], ben, state="in_review")
    for name in ("published", "reopened"):
        save(rows[name], ben, state="published")
    save(rows["reopened"], ben, state="withdrawn", withdrawn_reason="It was another one.")
    save(rows["reopened"], ben, state="draft", withdrawn_reason="")
    save(rows["reopened"], eve, summary="Another one.")
    own = AgreementNameFactory.build(agreement=rows["with a name"])
    save(own, ben)
    Comment.objects.create(table="agreement", row=rows["returned"].pk, kind="returned", author=ben, is_open=True)
    Comment.objects.create(table="agreement", row=rows["hers"].pk, kind="returned", author=ben, is_open=False)
    Comment.objects.create(table="action", row=rows["hers"].pk, kind="returned", author=ben, is_open=True)
    return rows


def names(condition, records, user):
    rows = Agreement.objects.filter(pk__in=[row.pk for row in records.values()])
    return set(queues.with_turns(rows, user).filter(condition).values_list("title", flat=True))


def test_who_wrote_in_a_record_is_the_same_for_a_table_as_for_one_record(people, records):
    for user in people:
        wrote = {name for name, row in records.items() if user.pk in writers(row)}
        assert names(Q(wrote=True), records, user) == wrote
    assert names(Q(wrote=True), records, people[1]) == {"mended by both", "with a name"}


def test_mine_is_what_i_wrote_in_and_nobody_can_read_yet(people, records):
    ada, _, eve = people
    wrote = {"hers", "sent", "returned", "mended by both", "with a name"}
    assert names(queues.MINE, records, ada) == wrote
    assert names(queues.MINE, records, eve) == {"reopened"}


def test_what_is_returned_goes_to_who_wrote_it_and_not_to_who_returned_it(people, records):
    ada, ben, _ = people
    assert names(queues.RETURNED, records, ada) == {"returned"}
    assert names(queues.RETURNED, records, ben) == set()


def test_what_waits_for_me_is_what_others_wrote(people, records, admin_user):
    ada, ben, eve = people
    everything = {"sent", "mended by both", "with a name"}
    assert names(queues.waiting_for(ada), records, ada) == set()
    assert names(queues.waiting_for(ben), records, ben) == {"sent"}
    assert names(queues.waiting_for(eve), records, eve) == everything
    assert names(queues.waiting_for(admin_user), records, admin_user) == everything
