"""How large a page is and how many queries it takes, and which rows make it large."""

from collections import Counter
from functools import partial

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from .asking import Site
from .reading import body

PLAIN = [
    *("home", "about", "all_promises", "years", "compare", "data", "coverage", "codebook", "method", "corrections"),
    *("pictures", "map", "meetings", "known", "languages", "accessibility", "robots"),
]
LARGEST = 100_000  # bytes of a page at the shipped size


def counted(get, address: str) -> tuple[str, int]:
    """What is at the address, which answers, and the number of queries that it took."""
    with CaptureQueriesContext(connection) as captured:
        response = get(address)
        assert response.status_code == 200, address
        content = body(response)
    return content, len(captured)


def queries(client, address: str) -> int:
    """How many queries the page takes, which answers."""
    return counted(client.get, address)[1]


def queries_as_sent(client, address: str) -> int:
    """The same as a server answers it, without the contexts that the test client copies."""
    return counted(partial(Site().ask, client), address)[1]


def most_tied_first(rows) -> list:
    """By how many rows of other tables lead to each."""
    ties = Counter()
    for relation in rows.model._meta.related_objects:
        leading = relation.related_model._base_manager.exclude(**{relation.field.name: None}).order_by()
        ties.update(dict(leading.values_list(relation.field.name).annotate(Count("pk"))))
    return sorted(rows, key=lambda row: -ties[row.pk])
