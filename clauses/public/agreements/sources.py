"""What an agreement's record rests on: its sources, where they differ, and what they say of it as a whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...models import AgreementName
from ..pages import page
from ..sections.claims import claims_of, party_ids
from ..sections.summary import disputed, read_for
from .citing import with_citations
from .frame import found, frame
from .overview import cited_for


@page
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    names = AgreementName.objects.published().filter(agreement=row).select_related("agreement")
    context = {
        **frame(row, "agreement_sources"),
        "read": read_for(row),
        "disputed": disputed(cited_for(row)),
        "names": with_citations(names, "name"),
        "claims": claims_of(party_ids(row), agreement=row),
    }
    return render(request, "public/agreement/sources.html", context)
