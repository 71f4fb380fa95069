"""The list of everything about which sources disagree, with what was decided."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from ..dataset.derived import CONFLICTS, records_at
from ..evidence.conflicts.decided import Dispute, all_disputes, weighed
from ..evidence.conflicts.noted import Noted, all_noted, weighed_noted
from ..filters import Selection
from ..models import TARGETS, Row
from ..vocabularies import Standing
from .facets import Choice, Facet, toggled
from .lists import links, page_number
from .pages import page
from .plain_words import heading_of
from .sections.counting import figures_or_no, in_a_row, is_or_are
from .sections.noted import NotedSides, with_their_records
from .wording import cited_link

A_PAGE = 20
MOST_NAMED = 3


@dataclass(frozen=True)
class Listed:
    """A disagreement and the record that it is about."""

    dispute: Dispute
    record: Row


def facets_of(selection: Selection, found: Iterable[Dispute | Noted]) -> list[Facet]:
    """What the list can be narrowed by, each value with the disagreements behind it as the other headings stand."""
    facets: list[Facet] = []
    found = list(found)
    for name, chosen in selection.asked.items():
        column = selection.table.column(name)
        counts = Counter(getattr(one, name) for one in found if selection.holds(one, besides=name))
        choices = [
            Choice(value, label, counts[value], value in chosen, toggled(selection.data, name, value))
            for value, label in column.field.flatchoices
            if counts[value] or value in chosen
        ]
        if len(choices) > 1 or chosen:
            facets.append(Facet(name, heading_of(CONFLICTS.name, name, column.heading), choices))
    return facets


def with_records(found: Iterable[Dispute | Noted]) -> list[Listed | NotedSides]:
    """The disagreements weighed, with their records, in as many queries for many as for few; those noted come last."""
    found = list(found)
    compared = [one for one in found if isinstance(one, Dispute)]
    noted = [one for one in found if isinstance(one, Noted)]
    records = records_at((one.target, one.key) for one in compared)
    listed = [Listed(one, records[one.target, one.key]) for one in weighed(compared)]
    return [*listed, *with_their_records(weighed_noted(noted))]


def in_short(found: Sequence[Dispute | Noted]) -> str:
    """The first sentence: how many conflicts there are, and where they stand."""
    if not found:
        return "No conflict between sources is listed."
    counts = Counter(one.standing for one in found)
    said = f"{figures_or_no(len(found), 'conflict')} between sources {is_or_are(len(found))} listed"
    if len(counts) == 1:
        all_of_them = "it is" if len(found) == 1 else "all of them are"
        return f"{said}; {all_of_them} {found[0].standing.label}."
    parts = in_a_row(f"{counts[one]} {one.label}" for one in Standing if counts[one])
    return f"{said}: {parts}."


def most_about(found: Iterable[Dispute | Noted]) -> str:
    """On what sources differ most: the records with more than one point, those with most first."""
    counts: Counter[tuple[str, int]] = Counter()
    for one in found:
        counts.update([(one.target, one.key)] if isinstance(one, Dispute) else set(one.keys))
    several = [(key, count) for key, count in counts.items() if count > 1]
    most = sorted(several, key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMED]
    records = records_at(key for key, _ in most)
    return in_a_row(
        format_html("{} ({})", cited_link(records[key]), figures_or_no(count, "point")) for key, count in most
    )


@page
def conflicts(request: HttpRequest) -> HttpResponse:
    selection = Selection(CONFLICTS, request.GET, also=("page",))
    compared = (one for target in TARGETS for one in all_disputes(target))
    found: list[Dispute | Noted] = [*compared, *all_noted()]
    asked = [one for one in found if selection.holds(one)]
    paginator = Paginator(asked, A_PAGE)
    here = paginator.page(page_number(request.GET.get("page") or "1", paginator.num_pages))
    context = {
        "page": here,
        "listed": with_records(here),
        "facets": facets_of(selection, found),
        "table": CONFLICTS,
        "in_short": in_short(asked),
        "most_about": most_about(asked),
        "noun": "conflict" if paginator.count == 1 else "conflicts",
        "links": links(selection, here),
    }
    return render(request, "public/conflicts.html", context)
