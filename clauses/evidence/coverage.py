"""How far the record reaches: what its sources are, what is reported when, and what rests on little.

Asked of public rows, and so of what was known on the day asked for. That nothing is reported never means that nothing
was done; each question here has a list of rows behind it.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When
from django.db.models.functions import ExtractYear

from .. import dates, known_on
from ..known_on import never_placed, then
from ..models import Action, Agreement, Bearing, Citation, Commitment, Domain, Source
from ..published import published_q
from ..querysets import ActionQuerySet, RowQuerySet
from ..vocabularies import Extent
from ..while_unchanged import kept, kept_count
from .weights import evidence_of

MOST_WEIGHED = 1000  # actions whose chains of sources are followed for one page


def year_of(rows: RowQuerySet[Any], name: str) -> RowQuerySet[Any]:
    """Adds `year`: the year in which the uncertain date `name` lies for certain; None where there is none."""
    rows = rows.as_then(*(f"{name}{part}" for part in ("", "_earliest", "_latest")))
    column = then.column(rows.model, name, known_on.day())
    certain = Case(
        When(dates.in_no_year(column), then=None),
        default=ExtractYear(F(f"{column}_earliest")),
        output_field=IntegerField(),
    )
    return rows.annotate(year=certain)


@dataclass(frozen=True)
class Lot:
    """How many sources have these in common; a `year` of None stands for no certain year, an empty text for none."""

    language: str
    year: int | None
    extent: str
    kind: str
    count: int


def lots_of(sources: RowQuerySet[Source]) -> list[Lot]:
    """The public sources by language, year, how much was read, and kind: one query."""
    columns = ("language", "year", "extent", "kind")
    rows = year_of(sources, "published").order_by().values_list(*columns)
    return [Lot(*values) for values in kept(rows.annotate(count=Count("pk")))]


def tally(lots: Iterable[Lot], name: str) -> list[tuple[Any, int]]:
    """The values of one of their columns with the number of sources: years in order, how much was read from the whole
    text down, all else the most frequent first; what is not recorded stands last."""
    counts: Counter[Any] = Counter()
    for lot in lots:
        counts[getattr(lot, name)] += lot.count
    places = {value: place for place, value in enumerate(Extent.values)}
    orders = {"year": lambda pair: pair[0] or 0, "extent": lambda pair: places.get(pair[0], 0)}
    order = orders.get(name, lambda pair: (-pair[1], pair[0]))
    return sorted(counts.items(), key=lambda pair: (not pair[0], order(pair)))


def by_domain_and_year(actions: RowQuerySet[Action]) -> tuple[Counter[int | None], dict[Domain, Counter[int | None]]]:
    """How many of `actions` lie in each year for certain: all of them, and those of each domain, in three queries.

    An action counts in every domain of the promises that it bears on.
    """
    rows = year_of(actions, "date").order_by()
    every = dict(kept(rows.values_list("year").annotate(count=Count("pk"))))
    tied = rows.filter(published_q(Bearing, "bearings__"), bearings__commitment__domains__isnull=False)
    counted = tied.values_list("bearings__commitment__domains", "year").annotate(count=Count("pk", distinct=True))
    domains = Domain.objects.published().in_bulk()
    found: dict[Domain, Counter[int | None]] = {}
    for domain, year, count in kept(counted):
        if domain in domains:
            found.setdefault(domains[domain], Counter())[year] = count
    ordered = sorted(found.items(), key=lambda pair: (pair[0].position, pair[0].slug))
    return Counter(every), dict(ordered)


def without_follow_up(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments that no reported follow-up bears on."""
    follow_ups = Bearing.objects.published().filter(action__relation__in=ActionQuerySet.IMPLEMENTING)
    # Asked once for all: as a question about each commitment SQLite reads all follow-ups for every one of them.
    return commitments.exclude(pk__in=follow_ups.order_by().values("commitment"))


def looked_for(commitments: QuerySet[Commitment]) -> list[Commitment]:
    """Those of which the editors say what they looked for and did not find; on a past day none, as it is undated."""
    keys = kept(commitments.exclude(not_seen="").values_list("pk", flat=True))
    rows = commitments.filter(pk__in=keys).select_related("clause__agreement")
    return [row for row in rows if row.not_seen]


@dataclass(frozen=True)
class Thin:
    """What rests on little: actions of one origin, on excerpts that break off, and on sources without a date only."""

    weighed: int
    one_origin: list[Action]
    self_reported: int
    cut_short: list[Action]
    undated: list[Action]


def thin(actions: RowQuerySet[Action]) -> Thin | None:
    """What of `actions` rests on little; None where they are too many to follow each back to its origins."""
    if kept_count(actions) > MOST_WEIGHED:
        return None
    rows = list(actions.in_file_order().select_related("agreement"))
    keys = [row.pk for row in rows]
    weights = evidence_of("action", keys)
    cut = only_on(keys, Q(source__extent=Extent.CUT_EXCERPT))
    undated = only_on(keys, never_placed("source__"))
    return Thin(
        weighed=len(rows),
        one_origin=[row for row in rows if row.pk in weights and weights[row.pk].origins == 1],
        self_reported=sum(weights[key].self_reported for key in keys if key in weights),
        cut_short=[row for row in rows if row.pk in cut],
        undated=[row for row in rows if row.pk in undated],
    )


def only_on(keys: Collection[int], condition: Q) -> set[int]:
    """Those of the actions with these ids all whose supporting citations meet the condition: one query."""
    rows = Citation.objects.published().believed().filter(action__in=keys).order_by().values("action")
    counted = rows.annotate(every=Count("pk"), such=Count("pk", filter=condition)).filter(such=F("every"))
    return set(counted.values_list("action", flat=True))


def outlets_of(sources: QuerySet[Source], most: int) -> list[tuple[int, int]]:
    """The ids of the publishers with most sources, with their number: one query."""
    rows = sources.filter(publisher__isnull=False).order_by().values_list("publisher")
    return kept(rows.annotate(count=Count("pk")).order_by("-count", "publisher__slug")[:most])


def languages_of(sources: QuerySet[Source]) -> set[str]:
    """The languages of the sources of which at least a part was read."""
    read = sources.exclude(extent=Extent.NOTHING).exclude(is_stub=True, extent="").exclude(language="")
    return set(kept(read.order_by().values_list("language", flat=True).distinct()))


def unread(agreements: Iterable[Agreement], lots: Iterable[Lot], sources: QuerySet[Source]) -> dict[str, bool]:
    """The codes of languages in which nothing was read, though a text of `agreements` or a source is in them; with
    whether a text is."""
    texts = {code.strip() for one in agreements for code in one.authentic_languages.split(";")} - {""}
    named = {lot.language for lot in lots if lot.language}
    return {code: code in texts for code in sorted((texts | named) - languages_of(sources))}
