"""The page of a source: what it is, what it repeats, and everything it supports. Never its text."""

from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import render

from ..models import Citation, ClauseText, Source
from ..models.about import TARGETS
from .claims import MOST_SHOWN, collected
from .pages import page, public_or_404

LONGEST_CHAIN = 10
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


def chain_above(source: Source) -> list[Source]:
    """What it repeats, what that repeats, and so on up to the first that is not public."""
    chain: list[Source] = []
    while source.derived_from_id and len(chain) < LONGEST_CHAIN:
        source = Source.objects.published().select_related("publisher").filter(pk=source.derived_from_id).first()
        if source is None or source in chain:
            break
        chain.append(source)
    return chain


def chain_below(source: Source):
    return Source.objects.published().filter(derived_from=source).select_related("publisher")


@page
def source(request: HttpRequest, slug: str):
    row = public_or_404(Source.objects.select_related("publisher"), slug=slug)
    said = Citation.objects.published().select_related(*RELATED)
    texts = ClauseText.objects.published().filter(source=row).select_related("clause__agreement")
    supports = list(said.filter(source=row).order_by(F("locator").asc(nulls_last=True), "number")[: MOST_SHOWN + 1])
    context = {
        "source": row,
        "above": chain_above(row),
        "below": chain_below(row)[:MOST_SHOWN],
        "claims": collected(supports[:MOST_SHOWN]),
        "more_citations": len(supports) > MOST_SHOWN,
        "credited": said.filter(origin=row).order_by("source__slug", "number")[:MOST_SHOWN],
        "texts": texts[:MOST_SHOWN],
    }
    return render(request, "public/source.html", context)
