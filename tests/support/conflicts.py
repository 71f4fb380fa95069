"""Reports that say different things of one action."""

from .factories import CitationFactory


def says(action, value, **more):
    """A citation that gives the action this date, or what `more` names instead."""
    return CitationFactory(action=action, field="date", value=value, **more)
