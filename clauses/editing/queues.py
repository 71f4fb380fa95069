"""Whose turn it is: which records wait for whom, as lists that can be narrowed, counted and paged."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from ..models import Comment, Record, owned_tables
from ..vocabularies import CommentKind, ReviewState
from .editors import Editor

UNFINISHED = (ReviewState.DRAFT, ReviewState.IN_REVIEW)


def written_by(model: type[Record], user: Editor) -> Q:
    """Records in which `user` wrote since they were last public, or in rows that belong to them.

    `writers` answers the same for one record. Who only moved a record on, or returned it, has written nothing.
    """
    saves = model.history.model.objects.order_by()
    earlier = saves.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    public_since = saves.filter(id=OuterRef("id"), state=ReviewState.PUBLISHED, history_id__gte=OuterRef("history_id"))
    own = _by(saves, user).filter(id=OuterRef("pk")).annotate(state_before=Subquery(earlier.values("state")[:1]))
    own = own.filter(Q(state_before=None) | Q(state_before=F("state"))).exclude(Exists(public_since))
    wrote = Q(Exists(own))
    for table, name in owned_tables(model):
        later = saves.filter(
            id=OuterRef(f"{name}_id"), state=ReviewState.PUBLISHED, history_date__gte=OuterRef("history_date")
        )
        rows = _by(table.history.model.objects.order_by(), user).filter(**{f"{name}_id": OuterRef("pk")})
        wrote |= Q(Exists(rows.exclude(Exists(later))))
    return wrote


def _by(saves: models.QuerySet, user: Editor) -> models.QuerySet:
    """The saves of a user. Not by the index of users, which would read all that the user ever saved for each record."""
    saved_by = Coalesce("history_user_id", Value(0), output_field=models.BigIntegerField())
    return saves.alias(saved_by=saved_by).filter(saved_by=user.pk)


def with_turns(rows: models.QuerySet, user: Editor) -> models.QuerySet:
    """Adds to records whether the user `wrote` in them, and whether they `came_back` with something to mend."""
    returned = Comment.objects.filter(table=rows.model._meta.model_name, kind=CommentKind.RETURNED, is_open=True)
    came_back = Exists(returned.order_by().filter(row=OuterRef("pk")))
    return rows.annotate(wrote=written_by(rows.model, user), came_back=came_back)


# Of rows `with_turns`: what the user has begun and nobody can read yet; what came back to the user, who wrote it
MINE = Q(state__in=UNFINISHED, wrote=True)
RETURNED = Q(state=ReviewState.DRAFT, wrote=True, came_back=True)


def waiting_for(user: Editor) -> Q:
    """Of rows `with_turns`: what `user` can check, in review and written by others. A superuser may do both."""
    in_review = Q(state=ReviewState.IN_REVIEW)
    return in_review if user.is_superuser else in_review & Q(wrote=False)
