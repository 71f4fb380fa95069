"""Why a record is not public yet, in words for its editors."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from ...models import Citation
from ...models.stated import CODED
from ...vocabularies import ReviewState

STANDING = {
    ReviewState.DRAFT: "is a draft",
    ReviewState.IN_REVIEW: "is in review",
    ReviewState.WITHDRAWN: "is withdrawn",
}


def why_hidden(row: Any) -> str:
    """What keeps `row` from the public, as one text; empty where it is public, and where it never will be."""
    return "" if row.never_public else "; ".join(dict.fromkeys(_reasons(row, "it")))


def _reasons(row: Any, called: str) -> Iterator[str]:
    """What keeps `row` from the public, itself first and then every row that it needs."""
    state = getattr(row, "state", ReviewState.PUBLISHED)
    if state != ReviewState.PUBLISHED:
        yield f"{called} {STANDING[state]}"
    for name in row.public_with:
        needed = getattr(row, name)
        if needed is not None:
            yield from _reasons(needed, f"its {row._meta.get_field(name).verbose_name} “{needed}”")
    if isinstance(row, Citation) and row.value and row.field in CODED:
        yield from _reasons_of_code(CODED[row.field], row.value)


def _reasons_of_code(model: type[models.Model], code: str) -> Iterator[str]:
    named = model._default_manager.filter(slug=code).first()
    if named is None:
        yield f"there is no {model._meta.verbose_name} “{code}”"
    else:
        yield from _reasons(named, f"the {model._meta.verbose_name} “{named}” that it names")
