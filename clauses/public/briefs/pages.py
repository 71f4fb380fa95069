"""A sheet to print for somebody with a minute or two: of an agreement up to two pages, of a commitment one."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ... import known_on
from ...evidence.states import states_of
from ...models import Action, Actor, Agreement, AgreementParty, Commitment, CommitmentActor
from ...vocabularies import CommitmentRole as Role
from ..agreements.frame import short_name as short_name_of
from ..agreements.overview import life_of, parts_of
from ..day_links import with_day
from ..days import undated_apart
from ..pages import page, public_or_404
from ..promises.groups import with_domains
from ..promises.matrix import matrix_of
from ..promises.scope import Scope
from ..records.commitments import VERBATIM
from ..sections.answers import answer_of_commitment, as_text
from ..sections.implementation import Story, story_of
from ..sections.series import entries_of
from ..sections.summary import read_for
from .briefing import Behind, behind_each, first_sentence, life_in_short, not_known_of, table_of
from .differing import Differing, by_weight, differing_on

MOST_PARTIES = 12
MOST_ACTORS = 5
MOST_DIFFERING = 5
MOST_REPORTED = 7
MOST_OPEN = 2
MOST_DIFFERING_ON_ONE = 3


def _sheet(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    """What every brief says of itself: where it is, and up to which day there are sources."""
    day = known_on.day()
    return {
        "agreement": agreement,
        "short_name": short_name_of(agreement),
        "read": read_for(agreement),
        "day": day,
        "undated": undated_apart().count() if day else 0,
        "address": request.build_absolute_uri(with_day(request.path)),
        "whole": request.build_absolute_uri(with_day(request.path.removesuffix("brief/"))),
    }


@page
def agreement_brief(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Agreement.objects.all(), slug=slug)
    scope = Scope.of(row)
    matrix = matrix_of(list(with_domains(scope.rows.in_default_order())), scope.asked)
    commitments = [line.commitment for line in matrix.lines]
    parties = list(AgreementParty.objects.published().filter(agreement=row).select_related("actor"))
    sheet = _sheet(request, row)
    context = {
        **sheet,
        "gist": first_sentence(row.summary),
        "parties": parties[:MOST_PARTIES],
        "more_parties": len(parties[MOST_PARTIES:]),
        "life": life_in_short(life_of(row)),
        "tally": matrix.tally,
        "table": table_of(matrix),
        "judged": sum(line.became.judged is not None for line in matrix.lines),
        "differing": _differing(row, commitments),
        "not_known": not_known_of(sheet["read"], commitments),
    }
    return render(request, "public/briefs/agreement.html", context)


def _differing(agreement: Agreement, commitments: Collection[Commitment]) -> Differing:
    actions = by_weight(Action.objects.published().filter(agreement=agreement).with_first_report())
    parts = parts_of(agreement)
    rows: dict[str, list[Any]] = {
        "agreement": parts["agreement"],
        "commitment": list(commitments),
        "action": actions,
        "clause": parts["clause"],
        "name": parts["name"],
    }
    return differing_on(rows, MOST_DIFFERING)


@page
def commitment_brief(request: HttpRequest, slug: str) -> HttpResponse:
    row = public_or_404(Commitment.objects.select_related("clause__agreement"), slug=slug)
    story, became = story_of(row), states_of([row])[row.pk]
    entries = entries_of([*story.reported.actions, *story.unclear.actions])[:MOST_REPORTED]
    open_ones = story.open[:MOST_OPEN]
    behind = behind_each([*(entry.newest for entry in entries), *open_ones])
    context = {
        **_sheet(request, row.clause.agreement),
        "commitment": row,
        "became": became,
        "answer": as_text(answer_of_commitment(became, story.signed)),
        "verbatim": row.wording_status in VERBATIM,
        "actors": _who_owes_whom(row),
        "story": story,
        "entries": [(entry, behind.get(entry.newest.pk, Behind())) for entry in entries],
        "left_out": story.reported.count + story.unclear.count - sum(len(entry.actions) for entry in entries),
        "more_open": len(story.open[MOST_OPEN:]),
        "open": [(action, behind.get(action.pk, Behind())) for action in open_ones],
        "differing": _differing_on(row, story),
    }
    return render(request, "public/briefs/commitment.html", context)


def _who_owes_whom(commitment: Commitment) -> list[tuple[str, list[Actor], str]]:
    """As (heading, actors, how the line ends); what several owe each other is one line."""
    rows = CommitmentActor.objects.published().filter(commitment=commitment).select_related("actor")
    taking: dict[str, list[Actor]] = {role: [] for role in Role.values}
    for one in rows:
        taking[one.role].append(one.actor)
    owing, owed, doing = (taking[role] for role in (Role.OBLIGOR, Role.BENEFICIARY, Role.IMPLEMENTER))
    is_mutual = len(owing) > 1 and {one.pk for one in owing} == {one.pk for one in owed}
    parts = [("Owed by", owing), ("Owed to", [] if is_mutual else owed), ("Carried out by", doing)]
    endings = [_ending(some, is_mutual and some is owing) for _, some in parts]
    return [(heading, some[:MOST_ACTORS], end) for (heading, some), end in zip(parts, endings, strict=True) if some]


def _ending(actors: Collection[Actor], is_mutual: bool) -> str:
    more = len(actors) - MOST_ACTORS
    return (f" and {more} more" if more > 0 else "") + (", to each other" if is_mutual else "")


def _differing_on(commitment: Commitment, story: Story) -> Differing:
    counting = [one for step in (story.announced, story.reported, story.unclear) for one in step.actions]
    return differing_on({"commitment": [commitment], "action": by_weight(counting)}, MOST_DIFFERING_ON_ONE)
