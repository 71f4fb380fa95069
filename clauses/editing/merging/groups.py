"""Records that are likely one thing, all together: ten imports of one article are one group and not 45 pairs."""

from dataclasses import dataclass
from itertools import combinations

from django.db import models

from ...models import Agreement, NotTheSame, Row
from ...tables import table_of
from ..editors import Editor, account
from .duplicates import Pair, likely
from .merge import TABLES as MERGED

MOST_SHOWN = 20  # rows of one group; further ones come to the fore as these are merged
LISTED: dict[str, type[Row]] = {**MERGED, table_of(Agreement): Agreement}  # agreements are listed and not merged


@dataclass(frozen=True)
class Group:
    """Rows of a table by their numbers, each like another of them; `likeness` of the most alike, in per cent."""

    rows: tuple[int, ...]
    likeness: int
    reasons: tuple[str, ...]


def groups(model: type[models.Model]) -> list[Group]:
    """The groups of a table, the likeliest first. They cost what its pairs cost."""
    return grouped(likely(model))


def grouped(pairs: list[Pair]) -> list[Group]:
    """Pairs that share a row are in one group."""
    heads: dict[int, int] = {}
    for pair in pairs:
        one, other = _head(heads, pair.first), _head(heads, pair.second)
        heads[max(one, other)] = min(one, other)
    together: dict[int, list[Pair]] = {}
    for pair in pairs:
        together.setdefault(_head(heads, pair.first), []).append(pair)
    found = [_group(some) for some in together.values()]
    return sorted(found, key=lambda group: (-group.likeness, group.rows))


def tell_all_apart(model: type[models.Model], one: int | None, rows: list[int], *, user: Editor) -> None:
    """Notes that `one` is none of the others, or without it that each of `rows` is another thing."""
    told = combinations(sorted(rows), 2) if one is None else (sorted((one, row)) for row in rows if row != one)
    author, table = account(user), table_of(model)
    rows_told = [NotTheSame(table=table, first=first, second=second, author=author) for first, second in told]
    NotTheSame.objects.bulk_create(rows_told, ignore_conflicts=True)


def _head(heads: dict[int, int], row: int) -> int:
    """The smallest row of the group that this one is in so far. The way there is shortened."""
    head = row
    while heads.setdefault(head, head) != head:
        head = heads[head]
    while heads[row] != head:
        heads[row], row = head, heads[row]
    return head


def _group(pairs: list[Pair]) -> Group:
    rows = sorted({row for pair in pairs for row in (pair.first, pair.second)})
    reasons = dict.fromkeys(pair.reason for pair in sorted(pairs, key=lambda pair: -pair.likeness))
    return Group(tuple(rows), max(pair.likeness for pair in pairs), tuple(reasons)[:3])
