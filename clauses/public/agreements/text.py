"""The text of an agreement: what it is about, its clauses with their promises, what it says of other agreements."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.states import tell_states
from ...filters import UnclearError
from ...models import AgreementIdentifier, Clause, Commitment
from ..lists import beside, page_number
from ..pages import page
from ..sections.clause_tree import grouped, tree_of
from .citing import relations_of, with_citations
from .frame import found, frame

MOST_WHOLE = 80  # clauses; of a longer text the page is its table of contents
A_PAGE = 60  # entries of a table of contents


@page
def text(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    if unknown := sorted(set(request.GET) - {"page"}):
        raise UnclearError([f"The text takes one parameter, page; “{unknown[0][:40]}” is not known here."])
    clauses = list(Clause.objects.published().filter(agreement=row).select_related("agreement"))
    promises = Commitment.objects.published().of_agreement(row).select_related("clause__agreement")
    is_long = len(clauses) > MOST_WHOLE
    branches = tree_of(clauses, list(promises) if is_long else tell_states(promises))
    paginator = Paginator(branches, A_PAGE if is_long else max(1, len(branches)))
    here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
    context = {
        **frame(row, "agreement_text"),
        "identifiers": AgreementIdentifier.objects.published().filter(agreement=row).select_related("agreement"),
        "clauses": len(clauses),
        "is_long": is_long,
        "page": here,
        "links": beside(here, []),
        "parts": grouped(here),
        "relations": with_citations(relations_of(row), "relation"),
    }
    return render(request, "public/agreement/text.html", context)
