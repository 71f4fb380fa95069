"""What the editors make of a disagreement between sources. Both sides stay visible, and so does the reason."""

from django.db import models

from ..fields import CodeField, VocabularyField
from ..vocabularies import CitedField
from .about import TARGETS, AboutOneRecord
from .base import Record, refuse, related
from .citations import Citation

# Fields in which two statements can both be true: several participants, several places, several words.
NO_CONFLICT = (CitedField.CITED_AS, CitedField.PARTICIPANT, CitedField.PLACE, CitedField.TYPE)


class Resolution(AboutOneRecord, Record):
    """A decision on a disagreement between sources about one field of one record, with its reason.

    It hides nothing. When the sources come to state something else, the disagreement is open again and the decision
    stands beside it as one made before.
    """

    public_with = TARGETS

    slug = CodeField(unique=True, help_text="The permanent code of the decision in files.")
    field = VocabularyField(CitedField, verbose_name="field in dispute", help_text="What the sources disagree about.")
    follows = models.ForeignKey(
        Citation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The statement that the editors follow; empty where they hold that it cannot be decided.",
    )
    reason = models.TextField(help_text="Why, in words for readers.")
    resolved_on = models.DateField("decided on", help_text="The day of the decision.")
    resolved_by = models.CharField("decided by", max_length=100, help_text="The pseudonym of the editor.")
    statements = models.CharField(
        "digest of the statements",
        max_length=64,
        blank=True,
        default="",
        editable=False,
        help_text="SHA-256 of what the sources stated when it was decided, to tell whether that has changed.",
    )

    class Meta(AboutOneRecord.Meta, Record.Meta):
        abstract = False
        ordering = ("-resolved_on", "slug")

    def __str__(self):
        return f"Decision on the {self.get_field_display()} ({self.slug})"

    def was_out(self, day):
        return self.resolved_on <= day

    def clean(self):
        refuse(self.field in NO_CONFLICT, "Several values of this field can all be true.", "field")
        followed = related(self, "follows")
        if followed is not None:
            key = next((name for name in TARGETS if getattr(self, f"{name}_id")), None)
            other = key is None or getattr(followed, f"{key}_id") != getattr(self, f"{key}_id")
            refuse(other, "The statement that is followed is about another record.", "follows")
            refuse(followed.field != self.field, "The statement that is followed is about another field.", "follows")
