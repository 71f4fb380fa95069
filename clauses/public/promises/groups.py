"""The matrix of a scope. Where its promises are many they are counted by the database, by domain or by agreement."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict

from ... import known_on
from ...dataset import BY_NAME
from ...evidence.states import STATE, step_of, with_states
from ...filters import Question
from ...filters.tables import ends_nowhere
from ...filters.values import NOTHING
from ...known_on import then
from ...models import Agreement, Bearing, Commitment, Domain
from ...published import published_q
from ...querysets import ActionQuerySet, CommitmentQuerySet
from ...vocabularies import ActionRelation
from ...while_unchanged import kept, while_unchanged
from ..lists import page_number, public
from ..wording import public_name
from .matrix import MOST_ROWS, ByYear, Group, Matrix, cells_of, columns_of, matrix_of, year_of
from .scope import Scope
from .tally import Counted, Totals, totals_in

MOST_GROUPS = 24
PATHS = {"domain": "domains", "agreement": "clause__agreement"}  # from a commitment to what it is grouped by


def matrix_for(scope: Scope, number: str = "1") -> Matrix:
    """Each promise where they are no more than MOST_ROWS; of more their groups, and of one part so many on a page."""
    rows = with_domains(scope.rows.in_default_order())
    paginator = Paginator(rows, MOST_ROWS)
    if paginator.num_pages > 1 and not scope.code:
        groups, left = largest(scope.rows, scope.by)
        if len(groups) > 1:
            page_number(number, 1)
            return _grouped(scope, groups, left)
    page = paginator.page(page_number(number, paginator.num_pages))
    within = next((one for one in (scope.record, scope.part) if isinstance(one, Domain)), None)
    matrix = replace(matrix_of(list(page.object_list), scope.asked), page=page, within=within)
    return replace(matrix, tally=scope.totals()) if page.has_other_pages() else matrix


def with_domains(rows: CommitmentQuerySet[Commitment]) -> CommitmentQuerySet[Commitment]:
    """The rows with what a line of the matrix shows."""
    return rows.select_related("clause__agreement").prefetch_related(public("domains", Domain))


def in_groups(rows: CommitmentQuerySet[Commitment], by: str) -> CommitmentQuerySet[Commitment]:
    """Only what is in a public domain or agreement, once for each of them."""
    model, path = (Domain, "domains") if by == "domain" else (Agreement, PATHS[by])
    return rows.filter(published_q(model, f"{path}__"), **{f"{path}__isnull": False}).order_by()


def largest(rows: CommitmentQuerySet[Commitment], by: str, most: int = MOST_GROUPS) -> tuple[list[int], int]:
    """The domains or agreements with most promises, by their numbers, and how many others there are."""
    path, rows = PATHS[by], in_groups(rows, by)
    counted = rows.values_list(path).annotate(rows=Count("pk", distinct=True)).order_by("-rows", f"{path}__slug")
    every = kept(counted)
    return [key for key, _ in every[:most]], max(0, len(every) - most)


def counted_by(rows: CommitmentQuerySet[Commitment], by: str, keys: list[int]) -> dict[int, list[Counted]]:
    """How many promises of each of these groups are in which state, with which modality: one query."""
    path = PATHS[by]
    asked = with_states(in_groups(rows, by).filter(**{f"{path}__in": keys}))
    found: dict[int, list[Counted]] = defaultdict(list)
    for key, *what in kept(asked.values_list(path, STATE, "modality").annotate(rows=Count("pk", distinct=True))):
        found[key].append((what[0], what[1], what[2]))
    return found


def in_order_of(keys: list[int], records: dict[int, Any]) -> list[int]:
    """Domains in their order, agreements in that of `keys`."""
    return sorted(keys, key=lambda key: (getattr(records[key], "position", 0), keys.index(key)))


def without_domain(rows: CommitmentQuerySet[Commitment]) -> CommitmentQuerySet[Commitment]:
    return rows.filter(ends_nowhere(Commitment, "domains")).order_by()


def _grouped(scope: Scope, keys: list[int], left: int) -> Matrix:
    """In as many queries for many promises as for few."""
    counted = counted_by(scope.rows, scope.by, keys)
    asked = ("follow-ups", scope.by, scope.acting, *keys)
    by_year = while_unchanged(asked, lambda: _follow_ups(scope, keys)) if scope.acting else {}
    columns = columns_of([by_year.get(key, {}) for key in keys])
    records: dict[int, Any] = scope.parts.objects.in_bulk(keys)
    groups = []
    for key in in_order_of(keys, records):
        one = records[key]
        cells = cells_of((*scope.acting, (scope.by, one.slug)), by_year.get(key, {}), columns)
        totals = totals_in(counted[key], scope.asked_for(one.slug))
        groups.append(Group(columns, cells, public_name(one), scope.address(code=one.slug), totals))
    if scope.by == "domain" and (rest := _rest(scope)):
        groups.append(Group(columns, (None,) * len(columns), "Without a domain", scope.address(code=NOTHING), rest))
    return Matrix(columns, (), scope.totals(), tuple(groups), scope.by, left)


def _rest(scope: Scope) -> Totals | None:
    """What is in no domain, where there is such."""
    rows = with_states(without_domain(scope.rows))
    counted = kept(rows.values_list(STATE, "modality").annotate(rows=Count("pk")))
    return totals_in(counted, scope.asked_for(NOTHING)) if counted else None


def _follow_ups(scope: Scope, keys: list[int]) -> dict[int, ByYear]:
    """The follow-ups of each group by year and by how far they got: those that the lists of actions have."""
    asked = urlencode([*scope.acting, ("relation", ActionRelation.FOLLOW_UP.value)])
    actions = Question(BY_NAME["actions"], QueryDict(asked)).without()
    found: dict[int, dict[int | None, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for key, day, step in _by_agreement(actions, keys) if scope.by == "agreement" else _by_domain(actions, keys):
        found[key][year_of(day)][step] += 1
    return {key: dict(by_year) for key, by_year in found.items()}


def _told(actions: Any) -> Any:
    """The actions with their day and what says how far they got, as (number, agreement, day, step)."""
    rows: ActionQuerySet = actions.with_first_report().as_then("status").order_by()
    status = then.column(rows.model, "status", known_on.day())
    for key, agreement, day, *what in rows.values_list("pk", "agreement", "day", "relation", "type", status):
        yield key, agreement, day, step_of(*what)


def _by_agreement(actions: Any, keys: list[int]) -> Iterator[tuple[int, date | None, str]]:
    for _, agreement, day, step in _told(actions.filter(agreement__in=keys)):
        yield agreement, day, step


def _by_domain(actions: Any, keys: list[int]) -> Iterator[tuple[int, date | None, str]]:
    ties = Bearing.objects.published().filter(action__in=actions.order_by().values("pk"), commitment__domains__in=keys)
    told = {key: (day, step) for key, _, day, step in _told(actions)}
    for action, domain in ties.order_by().values_list("action", "commitment__domains").distinct():
        if domain in keys:
            yield domain, *told[action]
