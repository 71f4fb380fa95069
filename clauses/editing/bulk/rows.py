"""What both kinds of act on many rows ask of one row, and how they say what they found."""

from typing import cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from ...models import BulkWork, Row
from ...vocabularies import BulkAct
from ..editors import Editor
from ..edits import called
from ..review import may
from .columns import Change, Way

GONE = "It is gone."


def model_of(work: BulkWork) -> type[Row]:
    return cast(type[Row], apps.get_model("clauses", work.table))


def may_act(user: Editor, act: str, model: type[models.Model], change: Change | None = None) -> bool:
    """Whether `user` may do this to rows of `model` at all; each row is asked for itself, too."""
    if not may(user, "publish" if act == BulkAct.PUBLISH else "change", model):
        return False
    through = change.through if change is not None else None
    return through is None or may(user, "add" if cast(Change, change).way == Way.ADD else "delete", through)


def said_of(row: models.Model, text: str) -> str:
    """What is said of one row in words that hold of any, so that rows with one cause make one group."""
    return capfirst(text.replace(f"“{called(row)}”", "it"))


def broken_rules(row: models.Model) -> str:
    """What of the model's own rules `row` breaks as it is, in one text; empty where nothing."""
    try:
        row.full_clean()
    except ValidationError as error:
        names = {each.name: capfirst(str(each.verbose_name)) for each in row._meta.fields}
        found: dict[str, list[ValidationError]] = error.update_error_dict({})
        return " ".join(
            f"{names[name]}: {text}" if name in names else text
            for name, errors in found.items()
            for each in errors
            for text in each.messages
        )
    return ""
