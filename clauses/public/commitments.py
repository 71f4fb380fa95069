"""The page of a commitment."""

from collections import Counter

from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.timezone import localdate

from .. import knowledge
from ..evidence.staleness import freshness_of
from ..models import Assessment, Bearing, Clause, Commitment, CommitmentActor, Domain
from ..reported import column
from ..vocabularies import CommitmentRole, TextStatus
from .claims import claims_of, party_ids, stated_values
from .pages import by_role, page, public_or_404

MOST = 100
# The standings of words that are somebody's own, and so stand between quotation marks.
VERBATIM = (
    TextStatus.AUTHENTIC,
    TextStatus.OFFICIAL_TRANSLATION,
    TextStatus.UNOFFICIAL_TRANSLATION,
    TextStatus.MACHINE_TRANSLATION,
    TextStatus.REPORTED_QUOTE,
)


def bearings_on(commitment: Commitment):
    rows = Bearing.objects.published().filter(commitment=commitment)
    related = ("action__agreement", "commitment__clause__agreement")
    rows = rows.select_related(*related).prefetch_related(stated_values("action__citations"))
    by_date = column(Bearing, "date_sort", knowledge.day()) if knowledge.day() else "action__date_sort"
    return rows.as_then("date_sort").order_by(F(by_date).asc(nulls_last=True), "action__slug")


@page
def commitment(request: HttpRequest, slug: str):
    row = public_or_404(Commitment.objects.select_related("clause__agreement"), slug=slug)
    bearings = list(bearings_on(row)[: MOST + 1])
    actors = CommitmentActor.objects.published().filter(commitment=row)
    judgements = Assessment.objects.published().filter(commitment=row)
    fresh, on = freshness_of([row])[row.pk], knowledge.day() or localdate()
    context = {
        "commitment": row,
        "fresh": fresh,
        "on": on,
        "days_since": fresh.days_since(on),
        "timeliness": fresh.timeliness(on),
        "verbatim": row.wording_status in VERBATIM,
        "also_in": Clause.objects.published().filter(further_commitments=row).select_related("agreement"),
        "domains": Domain.objects.published().filter(commitments=row),
        "actors": by_role(actors.select_related("actor", "commitment__clause__agreement"), CommitmentRole),
        "judgements": judgements.select_related("action__agreement", "commitment__clause__agreement")[:MOST],
        "bearings": bearings[:MOST],
        "recorded": Counter(one.action.get_relation_display() for one in bearings[:MOST]).most_common(),
        "more_bearings": len(bearings) > MOST,
        "claims": claims_of(party_ids(row.clause.agreement), commitment=row),
    }
    return render(request, "public/commitment.html", context)
