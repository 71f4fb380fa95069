"""One domain of two to four agreements side by side: as a page and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render

from ...dataset.columns import text_of
from ...filters import UnclearError
from ...filters.values import CodesField
from ...models import Agreement, Commitment, Domain, Row
from ...querysets import RowQuerySet
from ..data import kept_list
from ..pages import page
from ..promises.tally import DUTIES
from ..sections.counting import figures_or_no, in_a_row
from .comparison import WITH_TEXT, Comparison, loaded, sides_of
from .words import comparison_in_short

FEWEST, MOST = 2, 4
MOST_OFFERED = 40  # agreements; others are asked for by their codes
MOST_DOMAINS = 200
HEADER = ("kind", "agreement", "commitment", "title", "modality", "sets_duty", "state", "owed_by")
HOW = f"Compare takes domain, the code of one domain, and agreement, {FEWEST} to {MOST} times: the codes of agreements."
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Asked:
    """What is to be compared: a domain or none yet, and agreements or none yet."""

    domain: Domain | None = None
    agreements: list[Agreement] = field(default_factory=list)

    @property
    def comparison(self) -> Comparison | None:
        return Comparison(self.domain, sides_of(self.agreements)) if self.domain and self.agreements else None


def asked_of(data: QueryDict) -> Asked:
    """What is asked for. UnclearError where that cannot be read, with what helps."""
    if set(data) - {"domain", "agreement"}:
        raise UnclearError([HOW])
    domains = _rows(data, "domain", Domain)
    agreements = _rows(data, "agreement", Agreement)
    if len(domains) > 1:
        raise UnclearError([f"{len(domains)} domains are asked for. Choose one."])
    if agreements and not domains:
        raise UnclearError(["No domain is asked for. Choose the one in which to compare."])
    if agreements and not FEWEST <= len(agreements) <= MOST:
        said = figures_or_no(len(agreements), "agreement")
        raise UnclearError([f"{said} {'is' if len(agreements) == 1 else 'are'} asked for. Choose {FEWEST} to {MOST}."])
    return Asked(domains[0] if domains else None, agreements)


def _rows(data: QueryDict, name: str, model: type[R]) -> list[R]:
    """The public rows with the codes that are asked for, each once."""
    try:
        return CodesField(model, required=False).clean(data.getlist(name))
    except ValidationError as error:
        raise UnclearError([f"{name}: {message}" for message in error.messages]) from error


def comparable(domain: Domain | None) -> RowQuerySet[Agreement]:
    """The agreements that have promises, in a domain where one is named."""
    promises = Commitment.objects.published().filter(modality__in=DUTIES)
    promises = promises.filter(domains=domain) if domain else promises
    return Agreement.objects.published().filter(
        record_level__in=WITH_TEXT, pk__in=promises.order_by().values("clause__agreement")
    )


def _domains() -> list[tuple[Domain, int]]:
    """The domains that have promises, each with the number of these."""
    counts = Commitment.objects.published().filter(modality__in=DUTIES).order_by().values_list("domains")
    found = dict(counts.annotate(Count("pk", distinct=True)))
    domains = Domain.objects.published().filter(pk__in=[key for key in found if key])[:MOST_DOMAINS]
    return [(one, found[one.pk]) for one in domains]


def before_choosing(domain: Domain | None, count: int, only: Agreement | None) -> str:
    """What could be compared, where nothing is chosen yet."""
    under = f" under “{domain.label}”" if domain else ""
    if count >= FEWEST:
        choose = "both" if count == FEWEST else f"{FEWEST} to {min(count, MOST)} of them"
        return f"{count} agreements are recorded with promises{under}. Choose {choose}."
    if only is None:
        return f"No agreement is recorded with promises{under}, so there is nothing to compare."
    name = sides_of([only])[0].spoken
    return f"Only {name} is recorded with promises{under}. It takes a second agreement to compare."


@page
def compare(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request.GET)
    one = asked.comparison
    offered = comparable(None if one else asked.domain)
    first, count = list(offered[:MOST_OFFERED]), offered.count()
    chosen = {row.pk for row in asked.agreements}
    context: dict[str, Any] = {
        "domain": asked.domain,
        "heading": in_a_row(side.name for side in one.sides) if one else "",
        "one": one,
        "in_short": comparison_in_short(one)
        if one
        else before_choosing(asked.domain, count, first[0] if first else None),
        "agreements": [(row, row.pk in chosen) for row in first],
        "others": [row for row in asked.agreements if row not in first],
        "hidden": count - len(first),
        "can_choose": count >= FEWEST,
        "domains": _domains(),
        "file": urlencode([("domain", asked.domain.slug), *(("agreement", row.slug) for row in asked.agreements)])
        if one and asked.domain
        else "",
    }
    return render(request, "public/compare/page.html", context)


@page
def compare_file(request: HttpRequest) -> StreamingHttpResponse:
    """Every promise of the domain in these agreements, kind by kind."""
    one = asked_of(request.GET).comparison
    if one is None:
        raise UnclearError([HOW])
    return kept_list("compare", HEADER, _lines(one))


def _lines(one: Comparison) -> Iterator[list[str]]:
    rows = loaded(one.commitments().values_list("pk", flat=True))
    order = [side.agreement.pk for side in one.sides]
    kinds = [row.kind.value for row in one.rows]

    def place(row: Commitment) -> tuple[int, int, int, str]:
        return kinds.index(row.kind), order.index(row.clause.agreement_id), row.clause.position, row.slug

    for row in sorted(rows.values(), key=place):
        became, owed = vars(row)["became"], "; ".join(vars(row)["owed_by"])
        start = [row.kind, row.clause.agreement.slug, row.slug, row.title, row.modality]
        yield [*start, text_of(became.sets_duty), became.state.value, owed]
