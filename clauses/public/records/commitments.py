"""The page of a commitment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from ... import known_on
from ...evidence.staleness import freshness_of
from ...models import Action, Assessment, Clause, Commitment, CommitmentActor, Domain
from ...vocabularies import CommitmentRole, TextStatus
from ..pages import by_role, page, public_or_404
from ..promises.matrix import Line, matrix_of
from ..sections.answers import answer_of_commitment, as_text, beside_of_commitment
from ..sections.claims import claims_of, party_ids
from ..sections.figures import figures_of
from ..sections.implementation import story_of
from ..sections.series import by_year, year_of

MOST = 100
# The standings of words that are somebody's own, and so stand between quotation marks.
VERBATIM = (
    TextStatus.AUTHENTIC,
    TextStatus.OFFICIAL_TRANSLATION,
    TextStatus.UNOFFICIAL_TRANSLATION,
    TextStatus.MACHINE_TRANSLATION,
    TextStatus.REPORTED_QUOTE,
)


@page
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Commitment.objects.select_related("clause__agreement"), slug=slug)
    actors = CommitmentActor.objects.published().filter(commitment=row)
    judgements = Assessment.objects.published().filter(commitment=row)
    fresh, on = freshness_of([row])[row.pk], known_on.day() or localdate()
    story, claims = story_of(row), claims_of(party_ids(row.clause.agreement), commitment=row)
    line = _by_year(row, story.signed)
    answer = answer_of_commitment(line.became, story.signed)
    context = {
        "commitment": row,
        "line": line,
        "signed_in": year_of(story.signed) if story.signed else None,
        "answer": answer,
        "answer_text": as_text(answer),
        "beside": beside_of_commitment(line.became),
        "story": story,
        "years": by_year(story.reported.actions),
        "figures": figures_of(claims.measured, story.signed),
        "fresh": fresh,
        "on": on,
        "days_since": fresh.days_since(on),
        "timeliness": fresh.timeliness(on),
        "verbatim": row.wording_status in VERBATIM,
        "also_in": Clause.objects.published().filter(further_commitments=row).select_related("agreement"),
        "domains": Domain.objects.published().filter(commitments=row),
        "actors": by_role(actors.select_related("actor", "commitment__clause__agreement"), CommitmentRole),
        "judgements": judgements.select_related("action__agreement", "commitment__clause__agreement")[:MOST],
        "claims": claims,
    }
    return render(request, "public/commitment.html", context)


def _by_year(row: Commitment, signed: Action | None) -> Line:
    """What became of the promise in each year, from the signature to the newest follow-up on any of its agreement's."""
    follow_ups = Action.objects.published().implementing().filter(agreement=row.clause.agreement)
    newest = follow_ups.newest_first().first()
    years = [year for year in map(year_of, filter(None, (signed, newest))) if year is not None]
    (line,) = matrix_of([row], (), years).lines
    return line
