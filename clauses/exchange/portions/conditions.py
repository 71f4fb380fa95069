"""Whether a CHECK of the database holds of a row, told without the database.

Django asks the database (`Q.check`), once for each row and rule. What is not certain here is asked there.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F, Q
from django.db.models.constants import LOOKUP_SEP

Values = Mapping[str, Any]  # by the names of the columns
NUMBERS = (int, float)


def holds(condition: Q, values: Values) -> bool | None:
    """True or False where that is certain; None where the database alone knows."""
    found = [holds(each, values) if isinstance(each, Q) else _part(each, values) for each in condition.children]
    if condition.connector not in (Q.AND, Q.OR):
        return None
    decides = condition.connector == Q.OR  # one such part is enough
    known: bool | None = decides if decides in found else None if None in found else not decides
    return known if known is None or not condition.negated else not known


def _part(part: Any, values: Values) -> bool | None:
    if not isinstance(part, tuple):
        return None
    name, _, lookup = part[0].partition(LOOKUP_SEP)
    wanted = part[1]
    if isinstance(wanted, F):
        wanted = values.get(wanted.deconstruct()[1][0])
        if wanted is None:
            return None
    tell = LOOKUPS.get(lookup or "exact")
    if name not in values or tell is None or hasattr(wanted, "resolve_expression"):
        return None
    if lookup == "isnull":
        return (values[name] is None) == wanted
    return None if values[name] is None or wanted is None else tell(values[name], wanted)


def _greater(value: Any, than: Any) -> bool | None:
    if than == "" and isinstance(value, str):
        return value != ""
    return value > than if _are_numbers(value, than) else None  # of texts, databases have orders of their own


def _at_most(value: Any, most: Any) -> bool | None:
    return value <= most if _are_numbers(value, most) else None


def _within(value: Any, ends: Any) -> bool | None:
    low, high = ends
    return low <= value <= high if _are_numbers(value, low) and _are_numbers(value, high) else None


def _are_numbers(one: Any, other: Any) -> bool:
    return all(isinstance(each, NUMBERS) or type(each).__name__ == "Decimal" for each in (one, other))


def _same(value: Any, wanted: Any) -> bool | None:
    texts = isinstance(value, str) and isinstance(wanted, str)
    return value == wanted if texts or type(value) is type(wanted) else None


LOOKUPS: dict[str, Callable[[Any, Any], bool | None]] = {
    "exact": _same,
    "isnull": _same,
    "gt": _greater,
    "lte": _at_most,
    "range": _within,
}
