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
from ..sections.source_words import by_record, source_in_short

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


def originals_of(source: Source) -> list[tuple[str, str]]:
    """Where it can be read, as (words, address on the web)."""
    found = (("Where it was published", source.url), ("Archived copy", source.archive_url))
    return [(words, address) for words, address in found if address.startswith(("http://", "https://"))]


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    unplaced = undated_apart().select_related("publisher").filter(slug=slug).first()
    if unplaced is not None:
        return render(request, "public/undated.html", {"source": unplaced})
    row = public_or_404(Source.objects.select_related("publisher"), slug=slug)
    said = Citation.objects.published().select_related(*RELATED)
    texts = ClauseText.objects.published().filter(source=row).select_related("clause__agreement")
    every = list(Citation.objects.published().filter(source=row))
    supports = list(said.filter(source=row).order_by(F("locator").asc(nulls_last=True), "number")[:MOST_SHOWN])
    chains = above(row, RELATED), below(row, RELATED)
    mark(chains, supports)
    context = {
        "source": row,
        "above": chains[0],
        "below": chains[1],
        "shared": shared_with(row, Source.objects.published())[:MOST_SHOWN],
        "originals": originals_of(row),
        "in_short": source_in_short(row, every),
        "claims": collected(supports),
        "records": by_record(supports),
        "more_citations": len(every) > len(supports),
        "texts": texts[:MOST_SHOWN],
    }
    return render(request, "public/source.html", context)
