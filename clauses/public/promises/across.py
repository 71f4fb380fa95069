"""What became of promises across agreements: a row for each domain, a column for each agreement.

Counted by the database, in as many queries for many agreements as for one.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.db.models import Count
from django.urls import reverse

from ...evidence.states import NO_DUTY, PLACE, STATE, with_states
from ...filters.values import NOTHING
from ...models import Agreement, Commitment, Domain
from ...querysets import CommitmentQuerySet
from ...while_unchanged import kept
from ..wording import typographic
from .groups import counted_by, in_groups, in_order_of, largest, without_domain
from .matrix import MOST_LINKS
from .tally import Counted, Totals, totals_in, totals_of

MOST_COLUMNS = 8  # agreements; of more, words no longer fit below each other
MOST_LETTERS = 64  # of the title of an agreement above its column
MOST_LINES = 40  # domains


@dataclass(frozen=True)
class AgreementColumn:
    """An agreement."""

    agreement: Agreement
    totals: Totals

    @property
    def title(self) -> str:
        return typographic(self.agreement.title)

    @property
    def short_title(self) -> str:
        return shorten(self.title, MOST_LETTERS, placeholder=" …")

    @property
    def address(self) -> str:
        return reverse("promises", args=[self.agreement.slug])


@dataclass(frozen=True)
class DomainLine:
    """A domain, or what is in none, with the promises of each column; `totals` are those of all agreements."""

    title: str
    address: str
    totals: Totals
    cells: tuple[tuple[AgreementColumn, Totals], ...]


@dataclass(frozen=True)
class Across:
    """`left` is how many other agreements and domains have promises."""

    columns: tuple[AgreementColumn, ...]
    lines: tuple[DomainLine, ...]
    totals: Totals
    left: tuple[int, int] = (0, 0)

    @property
    def has_totals(self) -> bool:
        """Whether all agreements are more than the one that is shown."""
        return len(self.columns) > 1

    @property
    def links(self) -> int:
        """How many links there are in it, at most."""
        return sum(1 + sum(1 for _, cell in line.cells if cell.count) for line in self.lines) + len(self.lines)


def every_promise() -> CommitmentQuerySet[Commitment]:
    """All public ones that set a duty."""
    return Commitment.objects.published().exclude(modality__in=NO_DUTY)


def across() -> Across:
    rows = every_promise()
    agreements, more = largest(rows, "agreement", MOST_COLUMNS)
    wide = len(agreements) + 2  # with the heading of each line and its total
    domains, others = largest(rows, "domain", min(MOST_LINES, max(MOST_LINKS // wide, 1)))
    titled, fields = Agreement.objects.in_bulk(agreements), Domain.objects.in_bulk(domains)
    of_agreement, of_domain = counted_by(rows, "agreement", agreements), counted_by(rows, "domain", domains)
    columns = tuple(
        AgreementColumn(titled[key], totals_in(of_agreement[key], (("agreement", titled[key].slug),)))
        for key in agreements
    )
    cells = _cells(rows, domains, agreements)
    lines = [_line(fields[key], of_domain[key], cells[key], columns) for key in in_order_of(domains, fields)]
    rest = _counted(without_domain(rows), ("clause__agreement",))
    if rest:
        lines.append(
            _line(None, [(state, modality, count) for _, state, modality, count in rest], _by_key(rest), columns)
        )
    return Across(columns, tuple(lines), totals_of(rows, ()), (more, others))


def _counted(rows: CommitmentQuerySet[Commitment], by: tuple[str, ...]) -> Any:
    """How many there are by these, by state and modality."""
    counted = with_states(rows).order_by().values_list(*by, STATE, "modality")
    return kept(counted.annotate(rows=Count("pk", distinct=True)))


def _by_key(counted: Any) -> dict[int, list[Counted]]:
    found: dict[int, list[Counted]] = defaultdict(list)
    for key, *what in counted:
        found[key].append((what[0], what[1], what[2]))
    return found


def _cells(
    rows: CommitmentQuerySet[Commitment], domains: list[int], agreements: list[int]
) -> dict[int, dict[int, list[Counted]]]:
    both = in_groups(rows, "domain").filter(domains__in=domains, clause__agreement__in=agreements)
    by_domain: dict[int, list[Any]] = defaultdict(list)
    for key, *what in _counted(both, ("domains", "clause__agreement")):
        by_domain[key].append(what)
    return defaultdict(dict, {key: _by_key(some) for key, some in by_domain.items()})


def _line(
    domain: Domain | None, counted: list[Counted], cells: dict[int, list[Counted]], columns: tuple[AgreementColumn, ...]
) -> DomainLine:
    code = domain.slug if domain else NOTHING
    title = typographic(domain.label) if domain else "Without a domain"
    address = reverse("domain_promises", args=[code]) if domain else ""
    asked = ("domains", code)
    return DomainLine(
        title,
        address,
        totals_in(counted, (asked,)),
        tuple(
            (one, totals_in(cells.get(one.agreement.pk, ()), (("agreement", one.agreement.slug), asked)))
            for one in columns
        ),
    )


def counted_for_file() -> Iterator[tuple[str, str, str, int]]:
    """All promises as (domain, agreement, state, how many), in order; without a domain first."""
    for rows, domain in (
        (without_domain(every_promise()), ""),
        (in_groups(every_promise(), "domain"), "domains__slug"),
    ):
        by = [name for name in (domain, "clause__agreement__slug") if name]
        found = with_states(rows).values_list(*by, PLACE, STATE).annotate(rows=Count("pk", distinct=True))
        for *codes, _, state, count in found.order_by(*by, PLACE).iterator():
            yield (codes[0] if domain else ""), codes[-1], state, count
