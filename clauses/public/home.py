"""Where readers come in: the first page, and the search over everything."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.shortcuts import render

from ..filters import UnclearError
from ..models import Action, Agreement, AgreementParty, Assessment, Commitment
from ..querysets import LONGEST_SEARCH, published_q
from ..vocabularies import RecordLevel
from .lists import LISTS, public
from .pages import page

NEWEST = 8
FOUND = 8


def _cards() -> list[Agreement]:
    """The agreements whose text is recorded, with parties, signature and the number of commitments and judgements."""
    promises = published_q(Commitment, "clauses__commitments__")
    judged = published_q(Assessment, "clauses__commitments__assessments__")
    real = Q(clauses__commitments__assessments__is_sample=False)
    happened = published_q(Action, "actions__") & Q(actions__relation="follow_up")
    recorded = Agreement.objects.published().exclude(record_level=RecordLevel.MENTION)
    return recorded.annotate(
        promises=Count("clauses__commitments", filter=promises, distinct=True),
        judged=Count("clauses__commitments", filter=promises & judged & real, distinct=True),
        happened=Count("actions", filter=happened, distinct=True),
    ).prefetch_related(
        public("parties", AgreementParty, "actor", "agreement"),
        public("actions", Action, "agreement"),
    )


def _signature(agreement: Agreement) -> Action | None:
    return next((action for action in agreement.actions.all() if action.type == "signature"), None)


@page
def home(request: HttpRequest):
    cards = [(agreement, _signature(agreement)) for agreement in _cards()[:20]]
    mentioned = Agreement.objects.published().filter(record_level=RecordLevel.MENTION)
    actions = Action.objects.published().filter(date_sort__isnull=False, relation="follow_up")
    newest = LISTS["actions"].load(actions.newest_first())[:NEWEST]
    context = {"cards": cards, "mentioned": mentioned[:20], "newest": newest}
    return render(request, "public/home.html", context)


@page
def search(request: HttpRequest):
    """The first records of every kind that hold all the words, each kind with a link to its whole list."""
    unknown = [name for name in request.GET if name != "q"]
    text = request.GET.get("q", "")
    if unknown or len(text) > LONGEST_SEARCH or "\x00" in text:
        raise UnclearError([f"The search takes one parameter, q, of at most {LONGEST_SEARCH} characters."])
    found = [_found(listing, text) for listing in LISTS.values()] if text.strip() else []
    context = {"text": text, "found": [one for one in found if one["count"]]}
    return render(request, "public/search.html", context)


def _found(listing, text: str) -> dict:
    rows = listing.table.model.objects.published().search(text)
    count = rows.order_by().count()
    shown = listing.load(rows)[:FOUND] if count else []
    return {"listing": listing, "table": listing.table, "count": count, "rows": shown}
