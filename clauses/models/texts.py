"""What is worked out from the private texts of articles. Nothing here is ever public, in any file or in a history.

All of it can be worked out again from the texts; only what an editor rejected is kept because somebody said so.
"""

from django.conf import settings
from django.db import models

from ..fields import VocabularyField
from ..vocabularies import QuotationLock
from .citations import Citation
from .sources import Source


class QuotationCheck(models.Model):
    """What became of a quotation when it was last looked for in the stored text of its source."""

    citation = models.OneToOneField(
        Citation, models.CASCADE, related_name="check_in_text", help_text="The citation whose quotation it is."
    )
    lock = VocabularyField(QuotationLock, db_index=True, help_text="Whether it was found, and only once.")
    paragraph = models.PositiveSmallIntegerField(null=True, help_text="The paragraph in which it was found.")
    start = models.PositiveIntegerField(
        null=True, help_text="Where it begins in that paragraph, in Unicode code points from 0."
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the text and of the quotation that was looked for.")
    words = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the quotation with what it gives of its place, without the text.",
    )
    around = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the words between which it was last locked, as far as it does not give them itself.",
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.citation}: {self.get_lock_display()}"


class ParagraphDigest(models.Model):
    """One paragraph of a stored text, told from others by its digest, to find blocks that several articles carry."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="paragraph_digests", help_text="The article.")
    number = models.PositiveSmallIntegerField(help_text="The paragraph, counted from 1.")
    words = models.PositiveSmallIntegerField(help_text="How many words it has.")
    sha256 = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of its words, folded.")

    class Meta:
        default_permissions = ()
        ordering = ("source", "number")
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="a_paragraph_has_one_digest")]

    def __str__(self) -> str:
        return f"{self.source}, paragraph {self.number}"


class RejectedPassage(models.Model):
    """A passage that was proposed to an editor, who will not cite it; it is not proposed again."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="rejected_passages", help_text="The article.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the words of the passage, folded.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="Who rejected it."
    )
    created = models.DateTimeField(auto_now_add=True, help_text="When it was rejected.")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "sha256"], name="a_passage_is_rejected_once")]

    def __str__(self) -> str:
        return f"A passage of {self.source}"
