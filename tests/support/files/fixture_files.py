"""Rows as files of fixtures have them, and files of them loaded."""

import json

from django.core.management import call_command

from clauses.exchange.fixtures.files import FILES
from clauses.models import AsReported


def actor(slug, **fields) -> dict:
    return {"model": "clauses.actor", "fields": {"slug": slug, "name": slug, "kind": "body", **fields}}


def source(slug, **fields) -> dict:
    return {"model": "clauses.source", "fields": {"slug": slug, "kind": "news", "title": slug, **fields}}


def empty_tables() -> None:
    """Deletes every row that files of fixtures can hold, without a word in the history."""
    AsReported.objects.all().delete()
    for held in reversed(FILES.values()):
        for model in reversed(held):
            model._base_manager.all()._raw_delete(using="default")


def load(path, *rows) -> None:
    """Loads a file of these rows, which is written at `path`."""
    path.write_text(json.dumps(rows), encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)
