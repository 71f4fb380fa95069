"""Moments of a history, and putting a row back to one."""

from django.urls import reverse


def now(row):
    """The moment of the last save."""
    return row.history.first().history_date


def restore(client, row, moment, pk=None):
    """The answer to putting the row back to what it was at that moment; without one, a moment that is none."""
    address = reverse(f"admin:clauses_{row._meta.model_name}_restore", args=[pk or row.pk])
    return client.post(address, {"moment": moment.isoformat() if moment else "nonsense"}, follow=True)
