"""The way to the page of all that goes to review, and to the public, together with a record."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from ...editing.bundles.left import with_rest_in_review
from ...editing.queues import UNFINISHED
from ...editing.review import may
from ...models import Record, Row, Source
from ...vocabularies import ReviewState
from ..mixins import AnyUser

SEND, REVIEW, LOOK = "Send to review…", "Review with what it rests on…", "What is in review with it…"

LEFT = "What rests on “{}” still waits for a reviewer, who cannot publish it without that. {}"
MOST_LEFT = 5
BUNDLE = "bundle"  # in the address of a form: the record from whose bundle it was reached


def bundle_address(row: Row) -> str:
    return f"{reverse('admin:bundle')}?of={row._meta.model_name}-{row.pk}"


def leading_back(address: str, root: Row) -> str:
    """The address of a form from which saving leads back to the page of the bundle of `root`."""
    page, mark, part = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{BUNDLE}={root._meta.model_name}-{root.pk}{mark}{part}"


def bundle_label(user: AnyUser, row: Record, has_unfinished: bool) -> str:
    """What the link is called; empty where nothing waits, or who only looks asks."""
    if not (may(user, "change", row) or may(user, "publish", row)):
        return ""
    if row.state == ReviewState.IN_REVIEW:
        return REVIEW if may(user, "publish", row) else LOOK
    return SEND if row.state == ReviewState.DRAFT or (has_unfinished and row.state == ReviewState.PUBLISHED) else ""


def is_cited_in_drafts(row: Row) -> bool:
    return isinstance(row, Source) and row.citations.filter(state__in=UNFINISHED).exists()


def tell_what_is_left(request: HttpRequest, returned: Iterable[Record]) -> None:
    """Offers to return what rests on what was just returned and still waits for a reviewer."""
    for row in with_rest_in_review(returned)[:MOST_LEFT]:
        link = format_html('<a href="{}">Return it, too</a>', bundle_address(row))
        messages.warning(request, format_html(LEFT, row, link))
