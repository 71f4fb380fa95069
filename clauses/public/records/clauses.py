"""The page of a clause."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...models import AgreementRelation, Clause, ClauseText, Commitment
from ..lists import LISTS, beside
from ..pages import page, public_or_404
from ..sections.answers import answer_of_clause, as_text
from ..sections.claims import claims_of, party_ids
from ..sections.clause_parts import parts_of


def neighbours(clause: Clause) -> tuple[Clause | None, Clause | None]:
    """The clauses before and after, in the order of the document."""
    rows = Clause.objects.published().filter(agreement=clause.agreement).select_related("agreement")
    here = {"position": clause.position, "wid": clause.wid}
    before = Q(position__lt=here["position"]) | Q(position=here["position"], wid__lt=here["wid"])
    after = Q(position__gt=here["position"]) | Q(position=here["position"], wid__gt=here["wid"])
    order = ("position", "wid")
    return rows.filter(before).order_by(*order).last(), rows.filter(after).order_by(*order).first()


@page
def clause(request: HttpRequest, slug: str, wid: str) -> HttpResponse:
    rows = Clause.objects.select_related("agreement", "parent__agreement")
    row = public_or_404(rows, agreement__slug=slug, wid=wid)
    previous, following = neighbours(row)
    commitments = Commitment.objects.published().of_clause(row)
    number = request.GET.get("page") or "1"
    here, parts = parts_of(row, number)
    in_parts = sum(branch.promises for branch in here.paginator.object_list)
    texts = ClauseText.objects.published().filter(clause=row).select_related("source__publisher")
    shown = LISTS["commitments"].shown(LISTS["commitments"].load(commitments))
    is_coded = bool(in_parts or shown) or Commitment.objects.published().of_agreement(row.agreement).exists()
    answer = answer_of_clause([one.became for one in shown if one.became], in_parts, is_coded)
    context = {
        "clause": row,
        "cited_as": f"{row.label} {row.heading}, {row.agreement.title}",
        "answer": answer,
        "answer_text": as_text(answer),
        "texts": texts,
        "parts": parts,
        "has_text_below": any(part.wordings for part in parts),
        "page": here,
        "links": beside(here, []),
        "is_coded": is_coded,
        "commitments": shown,
        "commitments_in_parts": in_parts,
        "relations": AgreementRelation.objects.published().filter(clause=row).select_related("subject", "object"),
        "claims": claims_of(party_ids(row.agreement), clause=row),
        "previous": previous,
        "following": following,
    }
    return render(request, "public/clause.html", context)
