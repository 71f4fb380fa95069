"""The way to the page of all that goes to review, and to the public, together with a record."""

from django.urls import reverse

from ...editing.queues import UNFINISHED
from ...editing.review import may
from ...models import Record, Row, Source
from ...vocabularies import ReviewState
from ..mixins import AnyUser

SEND, REVIEW, LOOK = "Send to review…", "Review with what it rests on…", "What is in review with it…"


def bundle_address(row: Row) -> str:
    return f"{reverse('admin:bundle')}?of={row._meta.model_name}-{row.pk}"


def bundle_label(user: AnyUser, row: Record, has_unfinished: bool) -> str:
    """What the link is called; empty where nothing waits, or who only looks asks."""
    if not (may(user, "change", row) or may(user, "publish", row)):
        return ""
    if row.state == ReviewState.IN_REVIEW:
        return REVIEW if may(user, "publish", row) else LOOK
    return SEND if row.state == ReviewState.DRAFT or (has_unfinished and row.state == ReviewState.PUBLISHED) else ""


def is_cited_in_drafts(row: Row) -> bool:
    return isinstance(row, Source) and row.citations.filter(state__in=UNFINISHED).exists()
