"""The first page of an agreement: what became of its promises, in a sentence, a bar and a row for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...models import Action, ActionParticipant, Agreement, AgreementName, Clause, Commitment, Domain
from ...vocabularies import ActionRelation
from ..lists import LISTS, public
from ..pages import page
from ..sections.matrix import matrix_of
from ..sections.summary import disputed
from .frame import found, frame


def commitments_of(agreement: Agreement) -> list[Commitment]:
    """As a matrix takes them."""
    rows = Commitment.objects.published().of_agreement(agreement).in_default_order()
    return list(rows.select_related("clause__agreement").prefetch_related(public("domains", Domain)))


def life_of(agreement: Agreement) -> list[Action]:
    """The steps of the agreement's own life, with who took part."""
    rows = Action.objects.published().filter(agreement=agreement, relation=ActionRelation.LIFE_CYCLE).in_time_order()
    participants = public("participants", ActionParticipant, "actor", "action")
    return tell_under_way(LISTS["actions"].load(rows).prefetch_related(participants))


def cited_for(agreement: Agreement, commitments: list[Commitment]) -> dict[str, list]:
    """The records of an agreement that sources may differ on, by the name of their table."""
    return {
        "agreement": [agreement],
        "name": list(AgreementName.objects.published().filter(agreement=agreement).select_related("agreement")),
        "clause": list(Clause.objects.published().filter(agreement=agreement).select_related("agreement")),
        "commitment": commitments,
        "action": list(Action.objects.published().filter(agreement=agreement).in_time_order()),
    }


@page
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    commitments = commitments_of(row)
    matrix = matrix_of(commitments, (("agreement", row.slug),))
    judged = [one.judged for one in matrix.tally.states if one.judged]
    context = {
        **frame(row, "agreement"),
        "matrix": matrix,
        "tally": matrix.tally,
        "judged": judged,
        "life": life_of(row),
        "disputed": disputed(cited_for(row, commitments))[0],
    }
    return render(request, "public/agreement/overview.html", context)
