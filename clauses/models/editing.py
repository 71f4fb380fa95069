"""What editors say and plan about records. Nothing here is ever public, nor in any file.

These rows speak of rows of every table, so they name them by table and database number. A record that is gone leaves
what was said of it behind, as it should.
"""

from collections.abc import Iterable
from typing import Self, TypeVar

from django.conf import settings
from django.db import models

from ..fields import VocabularyField
from ..tables import table_of
from ..vocabularies import CommentKind, ProposalStatus

USER = settings.AUTH_USER_MODEL
VIEWED = ("view",)
A = TypeVar("A", bound="AboutARow", covariant=True)
M = TypeVar("M", bound="Merge", covariant=True)
T = TypeVar("T", bound=models.Model)


class AboutQuerySet(models.QuerySet[A]):
    """Rows that speak of rows of every table."""

    def about(self, row: models.Model) -> Self:
        return self.filter(table=table_of(row), row=row.pk)

    def about_any(self, model: type[models.Model], numbers: Iterable[int]) -> Self:
        return self.filter(table=table_of(model), row__in=numbers)


class AboutARow(models.Model):
    """Something about one row of one table."""

    table = models.CharField(max_length=60, help_text="The table of the row, as in action.")
    row = models.PositiveBigIntegerField(null=True, help_text="The row's number in the database.")

    objects = AboutQuerySet.as_manager()

    class Meta:
        abstract = True


class Comment(AboutARow):
    """What an editor or a reviewer says about a record, among editors."""

    kind = VocabularyField(CommentKind, default=CommentKind.REMARK, help_text="What the comment goes with.")
    author = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", help_text="Who says so.")
    text = models.TextField(blank=True, default="", help_text="What is said.")
    created = models.DateTimeField(auto_now_add=True, help_text="When it was said.")
    is_open = models.BooleanField(default=False, help_text="Whether the author of the record still has to do it.")

    class Meta:
        default_permissions = ("add", "view")
        ordering = ("-created", "-pk")
        indexes = [models.Index(fields=["table", "row"], name="comment_about")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Proposal(AboutARow):
    """A change to a published record, beside it until a reviewer applies it."""

    title = models.CharField(max_length=300, help_text="What the record was called when it was proposed.")
    edits = models.JSONField(help_text="The rows that change, each with its old and new values.")
    reason = models.TextField(blank=True, default="", help_text="Why, in the words of its author.")
    status = VocabularyField(ProposalStatus, default=ProposalStatus.WAITING, help_text="What has become of it.")
    author = models.ForeignKey(USER, models.PROTECT, related_name="proposals", help_text="Who proposes it.")
    created = models.DateTimeField(auto_now_add=True, help_text="When it was proposed.")
    changed = models.DateTimeField(auto_now=True, help_text="When it was last written.")
    version = models.PositiveIntegerField(default=1, help_text="How many times its edits have been written.")
    reviewer = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who decided on it."
    )
    decided = models.DateTimeField(null=True, blank=True, help_text="When it was decided.")
    answer = models.TextField(blank=True, default="", help_text="What the reviewer says of it.")

    class Meta:
        default_permissions = VIEWED
        ordering = ("-created", "-pk")
        indexes = [
            models.Index(fields=["table", "row"], name="proposal_about"),
            models.Index(fields=["status", "-created"], name="proposal_status"),
        ]

    def __str__(self) -> str:
        return f"Change to “{self.title}”"


class MergeQuerySet(models.QuerySet[M]):
    """Records that were the same thing."""

    def standing(self) -> Self:
        """Merges that have not been undone."""
        return self.filter(undone__isnull=True)

    def leading_from(self, model: type[T], code: str) -> T | None:
        """The row that a merged record with this code is now, through any number of merges; None where it is none."""
        return self._end_of(model, old_code=code)

    def following(self, model: type[T], key: int) -> T | None:
        """The row that a merged record with this number is now; None where it is none."""
        return self._end_of(model, old_row=key)

    def _end_of(self, model: type[T], **first: str | int) -> T | None:
        merges = self.standing().filter(table=table_of(model))
        seen: set[int] = set()
        found = merges.filter(**first).first()
        while found is not None and found.pk not in seen:
            seen.add(found.pk)
            following = merges.filter(old_row=found.kept).first()
            if following is None:
                return model._base_manager.filter(pk=found.kept).first()
            found = following
        return None


class Merge(models.Model):
    """Two records that were the same thing, made one. It holds what undoing it needs."""

    table = models.CharField(max_length=60, help_text="The table of the two rows, as in actor.")
    kept = models.PositiveBigIntegerField(help_text="The number of the row that stays.")
    old_code = models.CharField(max_length=100, help_text="The code of the row that went; it leads to the other.")
    old_row = models.PositiveBigIntegerField(help_text="The number of the row that went.")
    steps = models.JSONField(help_text="Every row that was moved or taken away, with its values before and after.")
    author = models.ForeignKey(USER, models.PROTECT, related_name="+", help_text="Who merged them.")
    created = models.DateTimeField(auto_now_add=True, help_text="When they were merged.")
    undone_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", help_text="Who undid it.")
    undone = models.DateTimeField(null=True, help_text="When it was undone.")

    objects = MergeQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        ordering = ("-created", "-pk")
        indexes = [models.Index(fields=["table", "old_code"], name="merge_old_code")]

    def __str__(self) -> str:
        return f"“{self.old_code}” merged"


class NotTheSame(models.Model):
    """Two rows that look alike and are not the same thing; they are not listed as likely duplicates again."""

    table = models.CharField(max_length=60, help_text="The table of the two rows, as in actor.")
    first = models.PositiveBigIntegerField(help_text="The smaller number of the two.")
    second = models.PositiveBigIntegerField(help_text="The larger number of the two.")
    author = models.ForeignKey(USER, models.PROTECT, related_name="+", help_text="Who says so.")
    created = models.DateTimeField(auto_now_add=True, help_text="When it was said.")

    class Meta:
        default_permissions = ()
        verbose_name_plural = "not the same"
        constraints = [
            models.UniqueConstraint(fields=["table", "first", "second"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="a_pair_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.first} is not {self.second}"


class SavedFilter(models.Model):
    """A filtered list that a user comes back to."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="saved_filters", help_text="Whose filter it is.")
    table = models.CharField(max_length=60, help_text="The table that is filtered, as in action.")
    name = models.CharField(max_length=60, help_text="What the user calls it.")
    query = models.CharField(max_length=2000, blank=True, help_text="The filters, as they stand in the address.")

    class Meta:
        default_permissions = ()
        ordering = ("table", "name")
        constraints = [models.UniqueConstraint(fields=["user", "table", "name"], name="a_name_is_given_once")]

    def __str__(self) -> str:
        return self.name


class OpenedGroup(models.Model):
    """A group of fields that stays open in the forms of a user."""

    user = models.ForeignKey(USER, models.CASCADE, related_name="opened_groups", help_text="Whose forms they are.")
    table = models.CharField(max_length=60, help_text="The table of the form, as in action.")
    group = models.CharField(max_length=60, help_text="The title of the group.")

    class Meta:
        default_permissions = ()
        ordering = ("table", "group")
        constraints = [models.UniqueConstraint(fields=["user", "table", "group"], name="a_group_is_opened_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.group}"
