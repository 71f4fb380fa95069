"""Reports that say different things of one record: compared, noted and decided on."""

from clauses.evidence.conflicts.decided import all_disputes
from clauses.models import DisagreementSide

from ..pages.reading import csv_rows
from .factories import CitationFactory, DecisionFactory, DisagreementFactory

YEAR = "2021-01-01/2021-12-31"
NAMES = ("protocol of intent", "goodwill protocol", "memorandum of understanding", "accord")


def says(action, value, **more):
    """A citation that gives the action this date, or what `more` names instead."""
    return CitationFactory(action=action, field="date", value=value, **more)


def decide(action, follows=None, **more):
    """A decision on what is reported of the action, which follows this citation or none."""
    row = DecisionFactory.build(action=action, follows=follows, **more)
    row.full_clean()
    row.save()
    return row


def dispute_about(action):
    """The first matter of the action that its reports differ on, or None."""
    return next((one for one in all_disputes("action") if one.key == action.pk), None)


def note(title, *citations, **more):
    """A disagreement that a person noted between these citations."""
    row = DisagreementFactory(title=title, **more)
    for citation in citations:
        DisagreementSide.objects.create(disagreement=row, citation=citation)
    return row


def figure(about, measure, value, **more):
    """A citation that gives this figure for YEAR; `about` names its record, as in {"action": action}."""
    more = {"field": "figure", "measure": measure, "value": value, "unit": "billion USD", "as_of": YEAR} | more
    return CitationFactory(**about, **more)


def listed(client, **query) -> str:
    """The list of conflicts, all its pages: the shipped record has some of its own."""
    words, number = "", 1
    while number:
        response = client.get("/conflicts/", query | {"page": number})
        words += response.content.decode()
        number = number + 1 if response.context["page"].has_next() else None
    return words


def rows_of_file(client, query="") -> list[dict]:
    """The rows of the file of all conflicts, asked with this query string."""
    return csv_rows(client.get(f"/data/conflicts.csv{query}"))
