"""The rows that the version of the data is told by. See `data_version`."""

from django.db import models


class DataVersion(models.Model):
    """One for each of the last transactions that wrote something of which readers may see the outcome."""

    token = models.CharField(max_length=32, help_text="Never the same again, not even after a backup is restored.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.token
