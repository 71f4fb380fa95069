"""`make bench`: how long the pages take and how often they ask the database. Numbers to compare, not to pass."""

from statistics import median
from time import perf_counter

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

pytestmark = pytest.mark.bench
ROUNDS = 20


def record_pages():
    """One public address for each kind of record."""
    for model in apps.get_app_config("clauses").get_models():
        rows = model.objects.published() if hasattr(model.objects, "published") else ()
        for row in rows[:1]:
            try:
                yield row.get_absolute_url()
            except (AttributeError, NoReverseMatch):
                continue  # a row of a table that has no pages


def admin_lists():
    for model in apps.get_app_config("clauses").get_models():
        try:
            yield reverse(f"admin:clauses_{model._meta.model_name}_changelist")
        except NoReverseMatch:
            continue


def measure(client, address):
    times = []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    for _ in range(ROUNDS):
        began = perf_counter()
        response = client.get(address)
        times.append((perf_counter() - began) * 1000)
    print(f"{median(times):8.1f} ms {len(queries):4} queries {len(response.content):9,} bytes  {address}")


def test_public_pages(client, shipped):
    print()
    for address in ["/", *record_pages()]:
        measure(client, address)


def test_admin_lists(admin_client, shipped):
    print()
    for address in admin_lists():
        measure(admin_client, address)
