"""Where readers come in: the first page."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS

from ..models import Action, Agreement, AgreementParty, Commitment
from ..published import published_q
from ..querysets import ActionQuerySet
from ..vocabularies import ActionRelation, ActionType, RecordLevel
from ..while_unchanged import kept_keys
from .agreements.frame import short_names
from .lists import LISTS, public
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


def _newest(actions: ActionQuerySet[Action], most: int) -> list[int]:
    """The numbers of the newest whose day is certain."""
    return kept_keys(actions.sure_of_day().newest_first(), most)


def by_month(actions: list[Action]) -> list[tuple[str, list[Action]]]:
    """Actions that have a day, newest first, as (“December 2025”, its actions)."""
    groups = groupby(actions, key=lambda one: f"{MONTHS[vars(one)['day'].month]} {vars(one)['day'].year}")
    return [(month, list(some)) for month, some in groups]


@page
def home(request: HttpRequest) -> HttpResponse:
    mentioned = Agreement.objects.published().filter(record_level=RecordLevel.MENTION)
    listing, actions = LISTS["actions"], Action.objects.published()
    newest = listing.rows_of(_newest(actions.implementing(), NEWEST))
    others = consequential(actions).exclude(pk__in=[action.pk for action in newest])
    weightiest = listing.rows_of(_newest(others, WEIGHTIEST))
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
