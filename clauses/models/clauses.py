"""The parts of an agreement's text, and their wordings."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from ..fields import LanguageField, VocabularyField
from ..vocabularies import ClauseFunction, ClauseLevel, TextGrade, TextLicence, TextStatus
from .agreements import Agreement
from .base import LONGEST_QUOTE, Record, Row, Searchable, refuse, refuse_circle, related

LONGEST_LABEL = 40  # characters
OWN_WORDS = (TextStatus.EDITORS_SUMMARY, TextStatus.REPORTED_PARAPHRASE)
TOO_LONG = (
    f"Quote at most {LONGEST_QUOTE} words, or say under “licence” why the whole text may stand here: that it is in the "
    "public domain, or licensed."
)
WID = RegexValidator(
    r"^[a-z0-9]+(_{1,2}[a-z0-9]+|-[a-z0-9]+)*\Z", "Lower-case letters, digits, - and _, as in o5__a or x__mining."
)


def words_in(text: str) -> int:
    """How many words; two signs of Chinese are taken for one."""
    spaced = sum(1 for word in text.split() if any(sign.isalnum() for sign in word))
    return spaced + sum(1 for sign in text if "\u3400" <= sign <= "\u9fff") // 2


class Clause(Searchable, Record):
    """A paragraph, article or other part of an agreement, named as in Akoma Ntoso."""

    natural_key_fields = ("agreement", "wid")
    public_with = ("agreement",)
    search_fields = ("wid", "label", "heading")
    search_also = ("texts",)

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="clauses", help_text="The agreement that the clause is part of."
    )
    wid = models.CharField(
        "permanent code",
        max_length=60,
        validators=[WID],
        help_text="The permanent code within the agreement, as in o5__c. A clause known only from reports starts x__.",
    )
    eid = models.CharField(
        "current code",
        max_length=100,
        blank=True,
        default="",
        help_text="The Akoma Ntoso eId by today's structure of the text; it may change when more is known.",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The clause that it is a part of.",
    )
    position = models.PositiveSmallIntegerField(help_text="Its place in the order of the document, from 1.")
    function = VocabularyField(ClauseFunction, help_text="What the clause does in the text.")
    level = VocabularyField(
        ClauseLevel,
        blank=True,
        default="",
        help_text="What the text calls this part of it; empty where nobody said. Its depth comes from what holds it.",
    )
    label = models.CharField(max_length=LONGEST_LABEL, help_text="The label that this database gives it, as in O6.")
    num = models.CharField(
        "number as printed",
        max_length=LONGEST_LABEL,
        blank=True,
        default="",
        help_text="The number printed in the text; empty where the text prints none. Numbers are never invented.",
    )
    heading = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The heading as printed, or in a few own words what the clause is about; empty where there is none.",
    )
    order_is_reconstructed = models.BooleanField(
        default=False, help_text="Whether its place in the order is inferred because no full text could be read."
    )

    class Meta(Record.Meta):
        ordering = ("agreement", "position", "wid")
        constraints = [
            models.UniqueConstraint(fields=("agreement", "wid"), name="a_clause_has_its_own_code"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.heading}".strip()

    def get_absolute_url(self) -> str:
        return reverse("clause", args=[self.agreement.slug, self.wid])

    def clean(self) -> None:
        parent = related(self, "parent")
        stranger = parent is not None and parent.agreement_id != self.agreement_id
        refuse(stranger, "The parent belongs to another agreement: choose a clause of this one.", "parent")
        refuse_circle(self, "parent", "A clause cannot be a part of itself: choose another parent.")


class ClauseText(Searchable, Row):
    """A wording or summary of a clause: one per language and source."""

    natural_key_fields = ("clause", "number")
    public_with = ("clause", "source")
    search_fields = ("text",)

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="texts", help_text="The clause.")
    number = models.PositiveSmallIntegerField(help_text="Counts the texts of a clause from 1; permanent.")
    language = LanguageField(default="en", help_text="The language of the text (BCP 47).")
    status = VocabularyField(TextStatus, help_text="What standing the text has.")
    grade = VocabularyField(TextGrade, help_text="How far the text is backed by what could be read.")
    licence = VocabularyField(
        TextLicence,
        blank=True,
        default="",
        help_text="Why its words may stand here; empty for own words. Whole texts only where anybody may reprint them, "
        "or who holds the rights allows it.",
    )
    text = models.TextField(help_text="The text: a short quotation, or the content in own words.")
    source = models.ForeignKey(
        "clauses.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clause_texts",
        help_text="Where the text stands; empty for the editors' own summary.",
    )

    class Meta(Row.Meta):
        ordering = ("clause", "number")
        constraints = [
            models.UniqueConstraint(fields=("clause", "number"), name="a_clause_text_has_its_own_number"),
            models.UniqueConstraint(
                fields=("clause", "language", "status", "source"), name="a_clause_has_one_text_per_language_and_source"
            ),
            models.UniqueConstraint(
                fields=("clause", "language"),
                condition=models.Q(source__isnull=True),
                name="a_clause_has_one_summary_per_language",
                violation_error_message="The clause has a summary in this language: change that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause} ({self.language})"

    @property
    def is_quoted_too_long(self) -> bool:
        """Whether it has more words of somebody else than may be quoted."""
        is_whole = self.licence in (TextLicence.PUBLIC_DOMAIN, TextLicence.LICENSED)
        return self.status not in OWN_WORDS and not is_whole and words_in(self.text) > LONGEST_QUOTE

    def clean(self) -> None:
        needs_source = self.status != TextStatus.EDITORS_SUMMARY and self.source_id is None
        refuse(self.is_quoted_too_long, TOO_LONG, "text")
        refuse(needs_source, "Name the source of the text, or make it an editors' summary.", "source")
