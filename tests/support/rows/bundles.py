"""Drafts of one person that rest on each other."""

from .factories import ActionFactory, CitationFactory, SourceFactory
from .people import written_by


def draft(factory, client=None, **given):
    row = factory(**{"state": "draft"} | given)
    return written_by(client, row) if client is not None else row


def talks(client, state="draft"):
    """An action with a source and two citations, all in this state and written by one person."""
    source = draft(SourceFactory, client, state=state, title="Report")
    action = draft(ActionFactory, client, state=state, title="Talks")
    return [
        source,
        action,
        *(draft(CitationFactory, client, state=state, action=action, source=source, number=each) for each in (1, 2)),
    ]
