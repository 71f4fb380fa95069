"""The first page of an agreement: what became of its promises, in a sentence, a bar and a row for each."""

from collections import Counter
from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...evidence.last_seen import tell_under_way
from ...models import Action, ActionParticipant, Agreement, AgreementName, Assessment, Clause, Commitment, Domain
from ...vocabularies import ActionRelation
from ..lists import LISTS, public
from ..pages import page
from ..promises.groups import matrix_for
from ..promises.matrix import Matrix
from ..promises.scope import Scope
from ..sections.answers import answer_of_agreement
from ..sections.summary import count_disputed
from .frame import found, frame

MOST_STEPS = 10  # of its life


def life_of(agreement: Agreement) -> list[Action]:
    """The steps of the agreement's own life, with who took part."""
    rows = Action.objects.published().filter(agreement=agreement, relation=ActionRelation.LIFE_CYCLE).in_time_order()
    participants = public("participants", ActionParticipant, "actor__country", "action")
    return tell_under_way(LISTS["actions"].load(rows).prefetch_related(participants))


def citable_of(agreement: Agreement) -> dict[str, QuerySet]:
    """The records of an agreement that sources may differ on, by the name of their table."""
    commitments = Commitment.objects.published().of_agreement(agreement)
    return {
        "agreement": Agreement.objects.published().filter(pk=agreement.pk),
        "name": AgreementName.objects.published().filter(agreement=agreement).select_related("agreement"),
        "clause": Clause.objects.published().filter(agreement=agreement).select_related("agreement"),
        "commitment": commitments.select_related("clause__agreement"),
        "action": Action.objects.published().filter(agreement=agreement).in_time_order(),
    }


def cited_for(agreement: Agreement) -> dict[str, list]:
    """The same, loaded."""
    return {name: list(rows) for name, rows in citable_of(agreement).items()}


def parts_of(agreement: Agreement) -> dict[str, list]:
    """The agreement itself, its names and its clauses, loaded."""
    rows = citable_of(agreement)
    return {"agreement": [agreement], "name": list(rows["name"]), "clause": list(rows["clause"])}


def by_domain(matrix: Matrix) -> list[tuple[Domain, int]]:
    """The domains of the promises that have a row each, with how many are in each: a promise may be in several."""
    promises = (line.commitment for line in matrix.lines if line.became.sets_duty)
    counts = Counter(domain for one in promises for domain in one.domains.all())
    return sorted(counts.items(), key=lambda pair: (pair[0].position, pair[0].slug))


@page
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    scope = Scope.of(row)
    matrix = matrix_for(scope)
    life = life_of(row)
    judged = Assessment.objects.published().filter(commitment__in=scope.rows.order_by().values("pk"), is_sample=False)
    context = {
        **frame(row, "agreement"),
        "matrix": replace(matrix, lines=tuple(line for line in matrix.lines if line.became.sets_duty)),
        "statements": [line.became for line in matrix.lines if not line.became.sets_duty],
        "tally": matrix.tally,
        "domains": by_domain(matrix),
        "judged": judged.order_by().values("commitment").distinct().count(),
        "life": life[:MOST_STEPS],
        "more_steps": len(life[MOST_STEPS:]),
        "answer": answer_of_agreement(life),
        "disputed": count_disputed(citable_of(row)),
    }
    return render(request, "public/agreement/overview.html", context)
