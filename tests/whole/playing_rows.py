"""The rows among which the steps of a sequence choose, and what is typed into them; see `playing`."""

from clauses.models import Action, Actor, Citation, Commitment, Place, Source

from ..support.pages.forms import filled

MERGED = (Actor, Place, Source, Action)
RECORDS = (Action, Citation, Source, Place, Actor, Commitment)
TYPED = {
    Action: [("title", "Drill at sea"), ("date", "2021-10"), ("date", "2021-10-05/.."), ("status", "planned")],
    Citation: [
        ("stance", "mentions"),
        ("stance", "contradicts"),
        ("stance", "supports"),
        ("rank", "deprecated"),
        ("rank", "normal"),
        ("locator", "2"),
        ("note", "Mended."),
    ],
    Source: [("title", "Another headline"), ("published", "2021-10-06"), ("published", "2021-10?")],
    Place: [("name", "Other place"), ("kind", "region"), ("slug", "other-place")],
    Actor: [("name", "Other body"), ("other_names", "Body"), ("slug", "other-body")],
    Commitment: [("title", "To meet"), ("modality", "obligation"), ("recurrence", "continuous")],
}
STEPS = ("in_review", "published", "returned", "withdrawn", "draft")


def chosen(rows, number):
    rows = list(rows)
    return rows[number % len(rows)] if rows else None


def opened(client, row):
    """What a browser would send from the form of `row`; None where this person may not open it."""
    try:
        return filled(client, row)
    except AttributeError:
        return None
