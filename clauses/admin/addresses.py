"""Where the pages of the admin are."""

from django.db.models import Model
from django.urls import reverse


def form_of(row: Model) -> str:
    """The page with the form of a row that is stored."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
