"""One act on many rows, step by step, as the pages do it."""

from clauses.editing.bulk import work as bulk
from clauses.editing.bulk.columns import changes_of
from clauses.vocabularies import BulkAct


def looked_at(user, rows, act, key="", value=None):
    """The work about these rows, all looked at."""
    if isinstance(rows, list):
        rows = type(rows[0]).objects.filter(pk__in=[row.pk for row in rows])
    change = changes_of(rows.model)[key] if key else None
    work = bulk.begin(user, rows, BulkAct(act), change=change, value=value)
    bulk.go_on(work, user, seconds=60)
    assert work.stage in ("ready",)
    return work


def written(work, user, reason="All of them"):
    """The same work, confirmed and done."""
    bulk.confirm(work, user, reason)
    bulk.go_on(work, user, seconds=60)
    assert work.stage == "done"
    return work


def outcomes(work) -> dict:
    """What becomes, or became, of each row."""
    return dict(work.rows.values_list("row", "outcome"))
