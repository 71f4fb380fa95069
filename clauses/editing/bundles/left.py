"""What still waits for a reviewer though what it rests on was returned: parts and citations that came with another
bundle, or were not ticked."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ...models import Action, Citation, Clause, Commitment, Record
from ...models.about import CITABLE
from ...vocabularies import ActionRelation, ReviewState
from ..refusals import Key, key_of

# By the tables of what was returned: what goes along with it, and the key by which it names it.
RESTING: tuple[tuple[type[Record], str, dict[str, Any]], ...] = (
    (Clause, "agreement", {}),
    (Commitment, "clause", {}),
    (Action, "agreement", {"relation": ActionRelation.LIFE_CYCLE}),
    (Citation, "source", {}),
    *((Citation, name, {}) for name, model in CITABLE.items() if issubclass(model, Record)),
)


def with_rest_in_review(rows: Iterable[Record]) -> list[Record]:
    """Those of these records on which others rest that are still in review; as many queries for many as for few."""
    some = list(rows)
    by_table: dict[str, set[int]] = defaultdict(set)
    for row in some:
        table, pk = key_of(row)
        by_table[table].add(pk)
    found: set[Key] = set()
    for model, name, given in RESTING:
        if by_table.get(name):
            resting = model._base_manager.filter(
                **{f"{name}__in": by_table[name]}, state=ReviewState.IN_REVIEW, **given
            )
            found |= {(name, key) for key in resting.order_by().values_list(f"{name}_id", flat=True).distinct()}
    return [row for row in some if key_of(row) in found]
