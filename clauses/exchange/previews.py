"""Uploaded files between the preview of an import and its confirmation: rows of the database, claimed once.

The browser holds an unguessable token and never a path. A file that is not confirmed within a day is gone.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..models import ImportPreview

LIFETIME = timedelta(days=1)
GONE = "This preview has been used already, is older than a day, or is somebody else's. Choose the file once more."


class PreviewGoneError(LookupError):
    """There is no such preview (any more); the message says what to do."""

    def __init__(self) -> None:
        super().__init__(GONE)


def keep(content: bytes, *, user: Any, table: str) -> str:
    """Stores an uploaded file and returns its token; files that nobody confirmed in time are deleted."""
    ImportPreview.objects.filter(created__lt=timezone.now() - LIFETIME).delete()
    token = secrets.token_urlsafe(32)
    digest = hashlib.sha256(content).hexdigest()
    ImportPreview.objects.create(token=token, user=user, table=table, content=content, digest=digest)
    return token


def remember(token: str, outcome: str) -> None:
    """Notes what the preview showed (`ImportResult.outcome`), so that the import does that and nothing else."""
    ImportPreview.objects.filter(token=token).update(outcome=outcome)


def seen(token: str, *, user: Any, table: str) -> ImportPreview:
    """The preview of this token; PreviewGoneError where there is none (any more)."""
    preview = _own(token, user, table).first()
    if preview is None:
        raise PreviewGoneError
    preview.content = bytes(preview.content)  # PostgreSQL gives a view of its memory
    if hashlib.sha256(preview.content).hexdigest() != preview.digest:
        raise PreviewGoneError
    return preview


def use_up(preview: ImportPreview) -> None:
    """Takes a preview that was `seen` out of the database: PreviewGoneError for everyone who comes second.

    Call it in the transaction that writes the import, which gives the preview back where it fails.
    """
    if not _own(preview.token, preview.user_id, preview.table).filter(pk=preview.pk).delete()[0]:
        raise PreviewGoneError


def _own(token: str, user: Any, table: str) -> QuerySet[ImportPreview]:
    created = timezone.now() - LIFETIME
    return ImportPreview.objects.filter(token=token, user=user, table=table, created__gte=created)
