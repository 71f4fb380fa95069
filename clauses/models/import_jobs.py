"""The import of a whole collection: a stored job, and each row of its files with what is to become of it.

Both are nobody's data: they are neither published nor exported, and a backup goes without them.
"""

from django.conf import settings
from django.db import models

from ..fields import VocabularyField
from ..vocabularies import ImportMode, ImportOutcome, ImportStage, ReviewState


class ImportJob(models.Model):
    """Some files that come in together, for the user who gave them; whoever works on it holds it for a minute."""

    token = models.CharField(max_length=64, unique=True, help_text="What its page is named by; it cannot be guessed.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who gave the files and stands in all histories; empty for a command that names nobody.",
    )
    name = models.CharField(max_length=255, help_text="The name of the folder or file.")
    content = models.BinaryField(null=True, help_text="The files, as one archive, until all of them are read.")
    mode = VocabularyField(ImportMode, default=ImportMode.CHANGED, help_text="What becomes of rows that are there.")
    state = VocabularyField(ReviewState, default=ReviewState.DRAFT, help_text="The state that new records get.")
    sources = models.JSONField(
        default=dict, help_text="The codes of sources that new rows rest on, by table; under no name for all tables."
    )
    stage = VocabularyField(ImportStage, default=ImportStage.STAGING, help_text="How far it has got.")
    parts = models.JSONField(default=list, help_text="The files in their order: name, table, columns, whether read.")
    problems = models.JSONField(default=list, help_text="What is wrong with files as a whole.")
    worker = models.CharField(max_length=64, blank=True, default="", help_text="Who works on it now; empty for nobody.")
    until = models.DateTimeField(null=True, help_text="When somebody else may take it up, unless its worker goes on.")
    created = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it was begun.")

    class Meta:
        default_permissions = ()
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return f"import {self.pk} of {self.name}"


class ImportRow(models.Model):
    """One row of these files, as it stands there, with what would become, or became, of it."""

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="rows", help_text="The import.")
    place = models.PositiveIntegerField(help_text="Its place in the order in which rows are written.")
    table = models.CharField(max_length=60, help_text="The table, as in agreements.")
    part = models.PositiveIntegerField(help_text="Which of the files it is from, counted from 0.")
    line = models.PositiveIntegerField(help_text="The line of the file that it begins on.")
    code = models.CharField(max_length=400, blank=True, default="", help_text="The code of the row that it is about.")
    cells = models.JSONField(default=list, help_text="Its cells as they are in the file.")
    read = models.JSONField(default=dict, help_text="By column what was read in place of a label or a name.")
    outcome = VocabularyField(ImportOutcome, default=ImportOutcome.WAITING, help_text="What becomes, or became, of it.")
    column = models.CharField(max_length=200, blank=True, default="", help_text="The column that is in the way.")
    cause = models.TextField(blank=True, default="", help_text="Why it stays out; empty where nothing hinders.")
    changes = models.JSONField(default=list, help_text="Its cells that differ: column, what was there, what would be.")
    row = models.PositiveBigIntegerField(null=True, help_text="The number in the database of the row that is there.")
    version = models.PositiveIntegerField(default=0, help_text="The version of that row, when last looked at here.")
    moved = models.BooleanField(default=False, help_text="Whether the record went on to the state that was asked for.")

    class Meta:
        default_permissions = ()
        ordering = ("place",)
        indexes = [
            models.Index(fields=["job", "outcome", "place"], name="import_row_outcome"),
            models.Index(fields=["job", "place"], name="import_row_place"),
            models.Index(fields=["job", "table", "code"], name="import_row_code"),
        ]

    def __str__(self) -> str:
        return f"line {self.line}, {self.code}: {self.get_outcome_display()}"
