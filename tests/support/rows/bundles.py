"""Drafts of one person that rest on each other."""

from .factories import ActionFactory, CitationFactory, SourceFactory
from .people import written_by


def draft(factory, client=None, **given):
    row = factory(**{"state": "draft"} | given)
    return written_by(client, row) if client is not None else row


def talks(client, state="draft"):
    """An action with a source and two citations, one of its day and one of its status, all in this state and written
    by one person: nothing is missing, and nothing is to be said of it."""
    source = draft(SourceFactory, client, state=state, title="Report", url="https://example.org/report")
    action = draft(ActionFactory, client, state=state, title="Talks")
    stated = (("date", action.date), ("status", action.status))
    return [
        source,
        action,
        *(
            draft(
                CitationFactory, client, state=state, action=action, source=source, number=at, field=field, value=value
            )
            for at, (field, value) in enumerate(stated, 1)
        ),
    ]
