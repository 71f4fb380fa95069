"""The page that says what was read and what was not, and what of the record rests on little."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from ..dataset import BY_NAME
from ..evidence import coverage as found
from ..evidence.origins import organs_q
from ..filters import Question, UnclearError
from ..filters.values import CERTAINLY, NO_YEAR, NOT_RECORDED, NOTHING
from ..models import Action, Actor, Agreement, AgreementParty, Assessment
from ..querysets import RowQuerySet
from ..vocabularies import ActionRelation, ActionStatus, AssessmentState, Extent, RecordLevel, SourceKind
from ..while_unchanged import kept, kept_count, kept_keys
from .pages import page
from .plain_words import value_of
from .readings import read_again
from .wording import language

MOST_OUTLETS = 10
MOST_ROWS = 40  # of a list under a number; the others are in the files
MOST_AGREEMENTS = 50
MOST_ASKED = 50  # values of one name in an address
RELATION = Action._meta.get_field("relation")
FOLLOW_UP = {"relation": ActionRelation.FOLLOW_UP}
APART = (ActionRelation.LIFE_CYCLE, ActionRelation.BASELINE, ActionRelation.REACTION, ActionRelation.CONTEXT)


@dataclass(frozen=True)
class Number:
    """How many rows there are of something, and the list of just these."""

    label: str
    count: int
    href: str


@dataclass(frozen=True)
class Line:
    """The numbers of one domain, year by year."""

    label: str
    numbers: list[Number]
    total: Number


@dataclass(frozen=True)
class Scope:
    """What the page is about: one agreement, or everything."""

    agreement: Agreement | None

    @property
    def asked(self) -> dict[str, str]:
        return {"agreement": self.agreement.slug} if self.agreement else {}

    @property
    def asked_so(self) -> str:
        """The question of another page or file about the same."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    def rows(self, table: str, **asked: Any) -> RowQuerySet:
        """The rows of the list that `link` leads to."""
        return Question(BY_NAME[table], QueryDict(urlencode({**self.asked, **asked}, doseq=True))).without()

    def link(self, table: str, **asked: Any) -> str:
        pairs = urlencode({**self.asked, **asked}, doseq=True)
        return f"{reverse(table)}?{pairs}" if pairs else reverse(table)

    def number(self, label: str, count: int, table: str, **asked: Any) -> Number:
        return Number(label, count, self.link(table, **asked))


def recorded() -> QuerySet:
    """The agreements that are more than mentioned."""
    return Agreement.objects.published().exclude(record_level=RecordLevel.MENTION)


def first_agreements() -> list[Agreement]:
    """The first of them in their order."""
    keys = kept_keys(recorded(), MOST_AGREEMENTS)
    return list(recorded().filter(pk__in=keys))


def agreements_to_choose() -> list[Agreement]:
    """The agreements that a page can be narrowed to, where there is a choice."""
    some = first_agreements()
    return some if len(some) > 1 else []


def scope_of(data: QueryDict) -> Scope:
    """What is asked for. UnclearError where that cannot be read."""
    codes = [code for code in data.getlist("agreement") if code]
    if set(data) - {"agreement"} or len(codes) > 1:
        raise UnclearError(["This page takes one parameter, agreement: the code of one agreement."])
    if not codes:
        return Scope(None)
    Question(BY_NAME["sources"], QueryDict(urlencode({"agreement": codes[0]})))  # says what is wrong with a code
    return Scope(Agreement.objects.published().get(slug=codes[0]))


# --- Sources


def within(table_date: str, year: int | None) -> dict[str, str | int]:
    """The question for what lies for certain in a year, or in none."""
    if year is None:
        return {f"{table_date}_match": NO_YEAR}
    return {f"{table_date}_from": f"{year:04}", f"{table_date}_to": f"{year:04}", f"{table_date}_match": CERTAINLY}


def sources_by(scope: Scope, lots: list[found.Lot], **asked: Any) -> dict[str, list[Number]]:
    """The sources counted by language, how much was read, and kind; `asked` is what else their lists are asked."""
    names: dict[str, Callable[[str], str]] = {
        "language": language,
        "extent": lambda code: Extent(code).label,
        "kind": lambda code: SourceKind(code).label,
    }
    numbers: dict[str, list[Number]] = {}
    for name, label in names.items():
        numbers[name] = [
            scope.number(label(value) if value else NOT_RECORDED, count, "sources", **asked, **{name: value or NOTHING})
            for value, count in found.tally(lots, name)
        ]
    return numbers


def sources_by_year(scope: Scope, lots: list[found.Lot]) -> list[Number]:
    return [
        scope.number(f"{year:04}" if year else "undated", count, "sources", **within("published", year))
        for year, count in found.tally(lots, "year")
    ]


def outlets(scope: Scope, sources: QuerySet) -> list[Number]:
    most = found.outlets_of(sources, MOST_OUTLETS)
    actors = Actor.objects.published().in_bulk([key for key, _ in most])
    known = ((actors[key], count) for key, count in most if key in actors)
    return [scope.number(actor.name, count, "sources", publisher=actor.slug) for actor, count in known]


def parties(scope: Scope) -> QuerySet:
    """The ids of the parties whose own reports are told apart."""
    agreements: Iterable[Agreement] = [scope.agreement] if scope.agreement else recorded().order_by()
    return AgreementParty.objects.published().filter(agreement__in=agreements).order_by().values("actor")


def of_parties(scope: Scope, sources: QuerySet) -> Number:
    """The sources that a party or an organ of one published; without a list where it would be too long to ask for."""
    own = sources.filter(organs_q(parties(scope)), publisher__in=Actor.objects.published().order_by().values("pk"))
    codes = sorted(kept(own.order_by().values_list("publisher__slug", flat=True).distinct()))
    href = scope.link("sources", publisher=codes) if 0 < len(codes) <= MOST_ASKED else ""
    return Number("", kept_count(own), href)


# --- Actions and gaps


def lines(scope: Scope) -> dict[str, Any]:
    """The follow-ups by domain and year, and what is counted apart from them."""
    every, domains = found.by_domain_and_year(scope.rows("actions", **FOLLOW_UP))
    years = sorted(every, key=lambda year: (year is None, year))
    body = [_line(scope, domain.label, counts, years, domain=domain.slug) for domain, counts in domains.items()]
    apart = dict(kept(scope.rows("actions").order_by().values_list("relation").annotate(rows=Count("pk"))))
    return {
        "years": [f"{year:04}" if year else "year not certain" for year in years],
        "lines": body,
        "every": _line(scope, "All follow-ups", every, years),
        "apart": [
            scope.number(value_of(RELATION, one), apart[one], "actions", relation=one) for one in APART if one in apart
        ],
    }


def _line(scope: Scope, label: str, counts: Counter, years: Iterable[int | None], **asked: Any) -> Line:
    asked |= FOLLOW_UP
    numbers = [scope.number("", counts[year], "actions", **asked, **within("date", year)) for year in years]
    return Line(label, numbers, scope.number("", counts.total(), "actions", **asked))


def gaps(scope: Scope) -> dict:
    """What was looked for, what is reported of nobody, and what was announced and not reported since."""
    commitments = scope.rows("commitments").in_file_order()
    bare = found.without_follow_up(commitments)
    first = kept_keys(bare, MOST_ROWS)
    keys = scope.rows("commitments").order_by().values("pk")
    judgements = Assessment.objects.published().filter(commitment__in=keys, is_sample=False)
    nothing = kept(judgements.filter(state_of_evidence=AssessmentState.NO_EVIDENCE_FOUND).values_list("pk", flat=True))
    waiting = {**FOLLOW_UP, "status": [ActionStatus.ANNOUNCED, ActionStatus.PLANNED]}
    return {
        "looked_for": found.looked_for(commitments)[: MOST_ROWS * 5],
        "nothing_found": Assessment.objects.published()
        .filter(pk__in=nothing[:MOST_ROWS])
        .select_related("commitment__clause__agreement", "action__agreement"),
        "bare": commitments.filter(pk__in=first).select_related("clause__agreement"),
        "bare_count": kept_count(bare),
        "waiting": scope.number("", kept_count(scope.rows("actions", **waiting)), "actions", **waiting),
        "every": scope.number("", kept_count(keys), "commitments"),
    }


@page
def coverage(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request.GET)
    sources = scope.rows("sources")
    lots = found.lots_of(sources)
    agreements = first_agreements()
    languages = found.unread([scope.agreement] if scope.agreement else agreements, lots, sources)
    context = {
        "scope": scope,
        "agreements": agreements if len(agreements) > 1 else [],
        "sources": scope.number("", sum(lot.count for lot in lots), "sources"),
        "by": {**sources_by(scope, lots), "year": sources_by_year(scope, lots)},
        "outlets": outlets(scope, sources),
        "again": read_again(),
        "of_parties": of_parties(scope, sources),
        "unread": [language(code) for code, is_of_text in languages.items() if is_of_text],
        "only_named": [language(code) for code, is_of_text in languages.items() if not is_of_text],
        "actions": lines(scope),
        "gaps": gaps(scope),
        "thin": found.thin(scope.rows("actions")),
        "most_rows": MOST_ROWS,
    }
    return render(request, "public/coverage.html", context)
