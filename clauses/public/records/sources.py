"""The page of a source: what it is, what it repeats, and everything it supports. Never its text."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...articles.shared_paragraphs import shared_with
from ...models import TARGETS, Citation, ClauseText, Source
from ..days import undated_apart
from ..pages import page, public_or_404
from ..sections.claims import MOST_SHOWN, collected
from ..sections.source_chain import above, below, mark

# Everything that the links to the targets need: whether each is public, and its address.
RELATED = (
    *TARGETS,
    "name__agreement",
    "relation__subject",
    "relation__object",
    "clause__agreement",
    "commitment__clause__agreement",
    "action__agreement",
    "source__publisher",
    "speaker",
    "attributed_to",
    "origin__publisher",
)


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    unplaced = undated_apart().select_related("publisher").filter(slug=slug).first()
    if unplaced is not None:
        return render(request, "public/undated.html", {"source": unplaced})
    row = public_or_404(Source.objects.select_related("publisher"), slug=slug)
    said = Citation.objects.published().select_related(*RELATED)
    texts = ClauseText.objects.published().filter(source=row).select_related("clause__agreement")
    supports = list(said.filter(source=row).order_by(F("locator").asc(nulls_last=True), "number")[: MOST_SHOWN + 1])
    chains = above(row, RELATED), below(row, RELATED)
    mark(chains, supports)
    context = {
        "source": row,
        "above": chains[0],
        "below": chains[1],
        "shared": shared_with(row, Source.objects.published())[:MOST_SHOWN],
        "claims": collected(supports[:MOST_SHOWN]),
        "more_citations": len(supports) > MOST_SHOWN,
        "texts": texts[:MOST_SHOWN],
    }
    return render(request, "public/source.html", context)
