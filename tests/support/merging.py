"""Making one record of two."""

from django.urls import reverse

from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview


def made_one(kept, other, user, **options):
    """The merge of `other` into `kept`, all of which the user has seen."""
    return merge(kept, other, user=user, reason="one ministry", seen=preview(kept, other).digest, **options)


def problems(kept, other) -> str:
    """What speaks against making the two one, in one string."""
    return " ".join(preview(kept, other).problems)


def page_of(row) -> str:
    """Where somebody says which other record is the same."""
    return reverse(f"admin:clauses_{row._meta.model_name}_same", args=[row.pk])
