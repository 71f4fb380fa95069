"""Registers every table of the dataset. A module per noun says where a table differs from what its columns give."""

from django.contrib import admin

from ..dataset import TABLES
from ..models.base import Record
from . import actions, actors, agreements, citations, clauses, commitments, sources  # noqa: F401
from .base import RecordAdmin, TableAdmin

for table in TABLES:
    if not admin.site.is_registered(table.model):
        admin.site.register(table.model, RecordAdmin if issubclass(table.model, Record) else TableAdmin)
