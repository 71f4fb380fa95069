"""The same data in the same order on every database: names as they are folded, empty values last, by code point."""

import pytest
from django.db import connection
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import LOUTER
from django.urls import reverse

from clauses.dataset import TABLES
from clauses.models import Action, Actor, Citation, Place
from clauses.models.base import Row
from clauses.ordering import UNSORTED, ByCodePoint
from clauses.public.lists import LISTS
from clauses.public.sections.claims import said
from tests.support.files.packages import package_bytes

from .support.rows.conflicts import says
from .support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    CitationFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)
from .support.rows.filling import fill

pytestmark = pytest.mark.django_db

NAMES = ["Agenda.ge", "AK Party", "Azərbaycan", "İstanbul", "Izmir", "Şuşa", "Zəngilan"]


@pytest.fixture
def unclear(monkeypatch):
    """The orders that were asked for in which databases differ, as they are collected."""
    found, asked = set(), SQLCompiler.get_order_by

    def get_order_by(self):
        orders = asked(self)
        for order, _ in orders:
            found.update(_faults(self.query, order))
        return orders

    monkeypatch.setattr(SQLCompiler, "get_order_by", get_order_by)
    return found


def _faults(query, order):
    column = order.expression
    if not isinstance(column, Col) or not issubclass(column.target.model, Row):
        return
    join = query.alias_map.get(column.alias)
    may_be_empty = column.target.null or getattr(join, "join_type", None) == LOUTER
    if may_be_empty and not (order.nulls_first or order.nulls_last):
        yield f"{column.target}: say where empty values stand"
    if column.target.get_internal_type() == "TextField":
        yield f"{column.target}: a text without a length follows the language of the database"


def test_r22_no_public_list_or_file_leaves_it_to_the_database_where_empty_values_stand(unclear, client):
    fill(3)
    for published in ("2022-02-05", ""):
        says(ActionFactory(), "2021-10-05", source=SourceFactory(published=published))
    package_bytes()
    addresses = [reverse(name) for name in LISTS]
    addresses += [f"/{name}/?sort={sort}" for name, one in LISTS.items() for sort in one.sorts if sort]
    records = [
        model.objects.published().first() for model in (Action, Citation._meta.get_field("agreement").related_model)
    ]
    for address in [*addresses, "/", "/conflicts/", "/coverage/", *(row.get_absolute_url() for row in records)]:
        assert client.get(address).status_code == 200, address
        assert client.get(f"{address}{'&' if '?' in address else '?'}known_on=2022-02-10").status_code < 500
    assert unclear == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_r22_no_list_of_the_admin_leaves_it_to_the_database_either(unclear, admin_client, table):
    address = reverse(f"admin:clauses_{table.model._meta.model_name}_changelist")
    for order in ("", *(f"?o={way}{number}" for number in range(1, 7) for way in ("", "-"))):
        assert admin_client.get(f"{address}{order}").status_code == 200
    assert unclear == set()


def test_r22_the_earliest_report_stands_first_and_those_without_a_date_last():
    action = ActionFactory()
    for published in ("", "2022-02-05", "", "2021-02-05"):
        CitationFactory(action=action, source=SourceFactory(published=published))
    assert [one.source.published for one in said(action=action)] == ["2021-02-05", "2022-02-05", "", ""]


@pytest.mark.parametrize("factory", [ActorFactory, PlaceFactory])
def test_r23_names_stand_in_the_order_of_their_letters_as_they_are_folded(factory):
    for name in reversed(NAMES):
        factory(name=name)
    rows = factory._meta.model.objects.filter(slug__startswith="test-")
    assert [row.name for row in rows] == NAMES
    assert [row.name for row in rows.order_by("-name")] == NAMES[::-1]
    assert [row.name for row in rows.in_file_order()] == NAMES


def test_r23_the_lists_of_readers_and_editors_sort_by_folded_names(client, admin_client):
    for name in reversed(NAMES):
        ActorFactory(name=name)
        ActionFactory(
            title=name, agreement=AgreementFactory(slug=f"test-{name[:2].lower().encode().hex()}", title=name)
        )
    addresses = ["/actors/?q=test-actor", "/actors/?q=test-actor&sort=name", "/actions/?q=test-action&sort=title"]
    addresses += ["/agreements/?q=test-", "/agreements/?q=test-&sort=title"]
    for address in addresses:
        html = client.get(address).content.decode().partition("<main")[2]
        places = [html.find(f">{name}<") for name in NAMES]
        assert -1 not in places, address
        assert places == sorted(places), address
    html = admin_client.get("/admin/clauses/actor/?o=1&q=test-actor").content.decode()
    places = [html.find(f">{name}<") for name in NAMES]
    assert -1 not in places
    assert places == sorted(places)


def test_a_row_reached_over_a_relation_that_may_be_empty_stands_last_without_one():
    country = ActorFactory(name="Aland")
    inside, alone = ActorFactory(name="B", country=country), ActorFactory(name="A")
    rows = Actor.objects.filter(pk__in=[inside.pk, alone.pk])
    assert list(rows.order_by("country", "name")) == [inside, alone]
    assert list(rows.order_by("-country", "name")) == [inside, alone]


def test_what_is_sorted_by_name_is_compared_by_code_point():
    order, *_ = Place._meta.ordering
    assert isinstance(order, ByCodePoint)
    assert CommitmentFactory(title="Zebra") in CommitmentFactory._meta.model.objects.order_by("title")


@pytest.mark.postgresql
def test_r23_every_text_column_with_a_length_is_compared_by_code_point():
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names() if table.startswith("clauses_")]
        cursor.execute(UNSORTED, [[table for table in tables if not table.startswith("clauses_historical")]])
        assert cursor.fetchall() == []
