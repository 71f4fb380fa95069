"""Records as if they were published: for as long as a page is drawn, for nobody else, and nothing of it stays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from ...models import Record
from ...vocabularies import ReviewState
from ...worked_out import put_off
from ..refusals import key_of
from .move import hold_all


@contextmanager
def as_if_published(rows: Iterable[Record]) -> Iterator[None]:
    """Within it these records are published on this connection; at its end all that was written is taken back.

    Other connections see nothing of it at any time. On SQLite nobody else writes meanwhile: draw one page, no more.
    """
    some = list(rows)
    by_table: dict[type[Record], list[int]] = defaultdict(list)
    for row in some:
        by_table[type(row)].append(row.pk)
    with transaction.atomic():
        try:
            hold_all(map(key_of, some))
            with put_off():  # neither a past day nor the search is asked here
                for model, keys in by_table.items():
                    model.objects.filter(pk__in=keys).update(state=ReviewState.PUBLISHED, withdrawn_reason="")
            yield
        finally:
            transaction.set_rollback(True)
