"""What waits between a preview and its confirmation: the file of an import, the rows that one act is for."""

from django.conf import settings
from django.db import models

from ..fields import VocabularyField
from ..vocabularies import BulkAct, BulkOutcome, BulkStage


class ImportPreview(models.Model):
    """An uploaded file, for the user who uploaded it alone, until it is confirmed once or a day has passed."""

    token = models.CharField(
        max_length=64, unique=True, help_text="What the confirmation names; it cannot be guessed and is no path."
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, help_text="Who uploaded the file.")
    table = models.CharField(max_length=40, help_text="The table that the file is for.")
    content = models.BinaryField(help_text="The file as it was uploaded.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    outcome = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="Digest of the changes that the preview showed; the import must make the same.",
    )
    created = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it was uploaded.")

    class Meta:
        default_permissions = ()
        permissions = (("restore_package", "Can restore a whole data package"),)
        ordering = ("-created",)

    def __str__(self) -> str:
        return f"{self.table}, {self.created:%Y-%m-%d %H:%M}"


class BulkWork(models.Model):
    """One act on the rows of a filtered list, for the user who began it alone, until a day has passed."""

    token = models.CharField(max_length=64, unique=True, help_text="What its page is named by; it cannot be guessed.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        help_text="Who began it; nobody else sees it or goes on.",
    )
    table = models.CharField(max_length=60, help_text="The table of the rows, as in action.")
    act = VocabularyField(BulkAct, help_text="What is to become of the rows.")
    stage = VocabularyField(BulkStage, default=BulkStage.CHECKING, help_text="How far it has got.")
    column = models.CharField(
        max_length=60, blank=True, default="", help_text="What changes, as in status; empty where only the state does."
    )
    value = models.JSONField(null=True, help_text="What the column is to hold, as JSON has it; empty for nothing.")
    text = models.TextField(blank=True, default="", help_text="Why, in the user's words, for all histories.")
    query = models.CharField(
        max_length=2000, blank=True, default="", help_text="The filters of the list, as they stand in its address."
    )
    already = models.PositiveIntegerField(default=0, help_text="How many rows of the list were there already.")
    created = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it was begun.")

    class Meta:
        default_permissions = ()
        ordering = ("-created", "-pk")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.table}, {self.created:%Y-%m-%d %H:%M}"


class BulkRow(models.Model):
    """One of these rows, with what its user was shown of it and what has become of it."""

    work = models.ForeignKey(BulkWork, models.CASCADE, related_name="rows", help_text="The act.")
    row = models.PositiveBigIntegerField(help_text="The row's number in the database.")
    version = models.PositiveIntegerField(default=0, help_text="The version that was looked at and shown.")
    along = models.TextField(
        blank=True, default="", help_text="The citations that could go along, each as number:version."
    )
    outcome = VocabularyField(BulkOutcome, default=BulkOutcome.WAITING, help_text="What becomes, or became, of it.")
    cause = models.TextField(blank=True, default="", help_text="Why it stays as it is; empty where nothing hinders.")
    warning = models.TextField(blank=True, default="", help_text="What should be known of it beforehand.")

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        indexes = [models.Index(fields=["work", "outcome"], name="bulk_row_outcome")]

    def __str__(self) -> str:
        return f"no. {self.row}, {self.get_outcome_display()}"
