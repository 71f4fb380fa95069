"""Where readers come in: the first page, and the search over everything."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS

from ..filters import UnclearError
from ..folding import LONGEST_SEARCH, search_words
from ..models import Action, Agreement, AgreementParty, Commitment
from ..published import published_q
from ..vocabularies import ActionRelation, ActionType, RecordLevel
from .agreements.frame import short_names
from .lists import LISTS, Listing, public
from .pages import page
from .promises.across import every_promise
from .promises.groups import counted_by
from .promises.strip import strip_for
from .promises.tally import Totals, totals_in
from .sections.highlights import consequential
from .sections.questions import questions
from .sections.series import year_of

NEWEST = 6
WEIGHTIEST = 6
FOUND = 8
MOST_CARDS = 20


@dataclass(frozen=True)
class Card:
    """An agreement whose text is recorded, with its signature and what became of its promises."""

    agreement: Agreement
    name: str  # the shorter one in common use, or the title
    signature: Action | None
    tally: Totals


def _cards() -> list[Card]:
    happened = published_q(Action, "actions__") & Q(actions__relation=ActionRelation.FOLLOW_UP)
    signatures = Action.objects.published().filter(type=ActionType.SIGNATURE, relation=ActionRelation.LIFE_CYCLE)
    recorded = Agreement.objects.published().exclude(record_level=RecordLevel.MENTION)
    agreements = recorded.annotate(happened=Count("actions", filter=happened, distinct=True)).prefetch_related(
        public("parties", AgreementParty, "actor", "agreement"),
        Prefetch("actions", signatures),
    )[:MOST_CARDS]
    names = short_names(agreements)
    counted = counted_by(Commitment.objects.published(), "agreement", list(names))
    return [
        Card(one, names[one.pk], _signature(one), totals_in(counted[one.pk], (("agreement", one.slug),)))
        for one in agreements
    ]


def _signature(agreement: Agreement) -> Action | None:
    return next(iter(agreement.actions.all()), None)


def by_month(actions: list[Action]) -> list[tuple[str, list[Action]]]:
    """Actions that have a day, newest first, as (“December 2025”, its actions)."""
    groups = groupby(actions, key=lambda one: f"{MONTHS[vars(one)['day'].month]} {vars(one)['day'].year}")
    return [(month, list(some)) for month, some in groups]


@page
def home(request: HttpRequest) -> HttpResponse:
    mentioned = Agreement.objects.published().filter(record_level=RecordLevel.MENTION)
    listing, actions = LISTS["actions"], Action.objects.published()
    newest = list(listing.load(actions.implementing().sure_of_day().newest_first())[:NEWEST])
    others = consequential(actions).exclude(pk__in=[action.pk for action in newest])
    weightiest = list(listing.load(others.sure_of_day().newest_first())[:WEIGHTIEST])
    listing.shown([*newest, *weightiest])
    strip = strip_for(every_promise(), ())
    context = {
        "strip": strip,
        "questions": questions(strip, year_of(newest[0]) if newest else None),
        "cards": _cards(),
        "mentioned": mentioned[:20],
        "newest": by_month(newest),
        "weightiest": weightiest,
    }
    return render(request, "public/home.html", context)


@page
def search(request: HttpRequest) -> HttpResponse:
    """The first records of every kind that hold all the words, each kind with a link to its whole list."""
    texts = request.GET.getlist("q") or [""]
    if set(request.GET) - {"q"} or len(texts) > 1 or len(texts[0]) > LONGEST_SEARCH or "\x00" in texts[0]:
        raise UnclearError([f"The search takes one parameter, q, of at most {LONGEST_SEARCH} characters."])
    words, left_out = search_words(texts[0])
    found = [_found(listing, texts[0]) for listing in LISTS.values()] if words else []
    context = {
        "text": texts[0],
        "words": words,
        "left_out": left_out,
        "asked": " ".join(words) if left_out else texts[0],  # a file of the same rows takes no more words either
        "found": [one for one in found if one["count"]],
    }
    return render(request, "public/search.html", context)


def _found(listing: Listing, text: str) -> dict[str, Any]:
    rows = listing.table.model.objects.published().search(text)
    count = rows.order_by().count()
    shown = listing.shown(listing.load(rows)[:FOUND]) if count else []
    return {"listing": listing, "table": listing.table, "count": count, "rows": shown}
