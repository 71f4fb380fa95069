"""Files that wait between the preview of an import and its confirmation."""

from django.conf import settings
from django.db import models


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
