"""The page of the search: one ranked list, why each record is there, and a way on where nothing is found."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..evidence.last_seen import tell_under_way
from ..evidence.states import tell_states
from ..filters import UnclearError
from ..folding import LONGEST_SEARCH
from ..models import Clause, ClauseText, Row, Source
from ..querysets import RowQuerySet
from ..search.find import Found, Hit, find
from ..search.nearest import beginning_so, did_you_mean, fewer_words
from ..search.snippets import Snippet, Wanted, marked, snippet_of
from ..search_index.layout import KINDS
from .lists import LISTS, Listing
from .pages import page
from .wording import public_name, typographic

A_PAGE = 50
LISTINGS: dict[str, Listing] = {str(listing.table.model._meta.model_name): listing for listing in LISTS.values()}


@dataclass(frozen=True)
class Shown:
    """A record in the list: what it is called with the words marked, and why it is there."""

    row: Row
    noun: str
    title: tuple[tuple[str, bool], ...]
    snippet: Snippet | None

    @property
    def when(self) -> str:
        return next((getattr(self.row, name) for name in ("date", "published") if hasattr(self.row, name)), "")

    @property
    def language(self) -> str:
        """Of a title that is not in English."""
        code = self.row.language if isinstance(self.row, Source) and self.row.title else ""
        return "" if code.partition("-")[0] == "en" else code


@page
def search(request: HttpRequest) -> HttpResponse:
    """The records that answer what is asked, the best first."""
    text, kind = _asked(request)
    found = find(text, A_PAGE, kind)
    context: dict[str, Any] = {
        "text": text,
        "found": found,
        "kinds": _kinds(found, kind),
        "kind": kind,
        "listing": LISTINGS.get(kind),
        "shown": _shown(found),
        "count": found.counts.get(kind, 0) if kind else found.total,
        "left_out": found.question.left_out,
    }
    if found.question and not found.total:
        question = found.question
        nearest = did_you_mean(question)
        context |= {"nearest": nearest, "fewer": fewer_words(question), "begin": beginning_so(question)}
        context["guessed"] = _shown(find(nearest[0].text, 5)) if nearest else []
    return render(request, "public/search.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    texts, kinds = request.GET.getlist("q") or [""], request.GET.getlist("kind") or [""]
    if set(request.GET) - {"q", "kind"} or len(texts) > 1 or len(texts[0]) > LONGEST_SEARCH or "\x00" in texts[0]:
        raise UnclearError([f"The search takes one parameter, q, of at most {LONGEST_SEARCH} characters."])
    if len(kinds) > 1 or kinds[0] not in ("", *KINDS):
        raise UnclearError([f"kind is one of: {', '.join(KINDS)}."])
    return texts[0], kinds[0]


def _kinds(found: Found, kind: str) -> list[dict[str, Any]]:
    """Each kind with its number and where it leads, those with most records first as they are ranked."""
    return [
        {
            "name": name,
            "noun": LISTINGS[name].noun(count),
            "count": count,
            "is_chosen": name == kind,
            "question": urlencode({"q": found.question.asked_for, "kind": name}),
        }
        for name, count in found.counts.items()
    ]


def _shown(found: Found) -> list[Shown]:
    """The hits as rows of their tables, in as many queries for many as for few."""
    rows: dict[Hit, Row] = {}
    for table in dict.fromkeys(hit.table for hit in found.hits):
        listing = LISTINGS[table]
        some: RowQuerySet[Any] = listing.table.model.objects.published().filter(
            pk__in=[h.record for h in found.hits if h.table == table]
        )
        some = some.select_related(*listing.related)
        if table == "clause":
            some = some.prefetch_related(Prefetch("texts", ClauseText.objects.published()))
        loaded: list[Any] = list(some)
        if listing.with_states:
            tell_states(loaded)
        if table == "action":
            loaded = tell_under_way(loaded)
        rows |= {Hit(table, row.pk): row for row in loaded}
    wanted = Wanted.by(found.question)
    return [
        Shown(rows[hit], LISTINGS[hit.table].noun(1), marked(wanted, _called(rows[hit])), snippet_of(wanted, rows[hit]))
        for hit in found.hits
        if hit in rows
    ]


def _called(row: Row) -> str:
    name = public_name(row) if not isinstance(row, Clause) else f"{row.label} {row.heading}"
    return name if isinstance(row, Source) else typographic(name)
