"""Whose turn it is: which records wait for whom, as lists that can be narrowed, counted and paged."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from ..models import Comment, Proposal
from ..models.base import Record
from ..vocabularies import CommentKind, ProposalStatus, ReviewState
from .edits import owned_tables

UNFINISHED = (ReviewState.DRAFT, ReviewState.IN_REVIEW)


def written_by(model: type[Record], user) -> Q:
    """Records in which `user` wrote since they were last public, or in rows that belong to them.

    `writers` answers the same for one record. Who only moved a record on, or returned it, has written nothing.
    """
    saves = model.history.model.objects.order_by()
    earlier = saves.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    public_since = saves.filter(id=OuterRef("id"), state=ReviewState.PUBLISHED, history_id__gte=OuterRef("history_id"))
    own = saves.filter(id=OuterRef("pk"), history_user=user).annotate(
        state_before=Subquery(earlier.values("state")[:1])
    )
    own = own.filter(Q(state_before=None) | Q(state_before=F("state"))).exclude(Exists(public_since))
    wrote = Q(Exists(own))
    for table, name in owned_tables(model):
        later = saves.filter(
            id=OuterRef(f"{name}_id"), state=ReviewState.PUBLISHED, history_date__gte=OuterRef("history_date")
        )
        rows = table.history.model.objects.order_by().filter(history_user=user, **{f"{name}_id": OuterRef("pk")})
        wrote |= Q(Exists(rows.exclude(Exists(later))))
    return wrote


def returned(model: type[Record]) -> Q:
    """Drafts that a reviewer sent back with something to mend."""
    comments = Comment.objects.filter(table=model._meta.model_name, kind=CommentKind.RETURNED, is_open=True)
    return Q(state=ReviewState.DRAFT, pk__in=comments.order_by().values("row"))


def mine(model: type[Record], user) -> Q:
    """What `user` has begun and nobody can read yet."""
    return Q(state__in=UNFINISHED) & written_by(model, user)


def returned_to(model: type[Record], user) -> Q:
    """What came back to `user`, who wrote it."""
    return returned(model) & written_by(model, user)


def waiting_for(model: type[Record], user) -> Q:
    """What `user` can check: in review, and written by somebody else. A superuser may do both."""
    in_review = Q(state=ReviewState.IN_REVIEW)
    return in_review if user.is_superuser else in_review & ~written_by(model, user)


def proposals_waiting_for(user) -> models.QuerySet:
    """Changes to public records on which `user` can decide."""
    waiting = Proposal.objects.filter(status=ProposalStatus.WAITING)
    return waiting if user.is_superuser else waiting.exclude(author=user)
