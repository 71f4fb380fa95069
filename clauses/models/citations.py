"""The passage of a source that says so."""

import re
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from .. import dates
from ..fields import UncertainDateField, VocabularyField, derived_from, parsed_check
from ..querysets import CitationQuerySet
from ..vocabularies import ActionStatus, CitedField, Credibility, Qualifier, Rank, Stance
from .actions import Action
from .actors import Actor, Place
from .agreements import Agreement, AgreementName, AgreementRelation
from .base import Record, refuse
from .clauses import Clause
from .commitments import Commitment
from .sources import Source

TARGETS = ("agreement", "name", "relation", "clause", "commitment", "action")
CODED = {CitedField.PLACE: Place, CitedField.PARTICIPANT: Actor}  # fields whose value is the code of a record
AREA_UNITS = {"km2": Decimal(1), "ha": Decimal("0.01"), "m2": Decimal("0.000001")}  # in square kilometres
LONGEST_QUOTE = 15  # words
PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def _one_target() -> Q:
    """Exactly one of the six targets is set."""
    condition = Q()
    for chosen in TARGETS:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return condition


class Citation(Record):
    """A passage of one source that supports, contradicts or mentions exactly one record, or one field of it."""

    natural_key_fields = ("source", "number")
    public_with = ("source", *TARGETS)

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", help_text="The source of the passage.")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="Counts the citations of a source from 1; permanent."
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text="The agreement it is about.",
    )
    name = models.ForeignKey(
        AgreementName,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text="The name of an agreement that the source uses.",
    )
    relation = models.ForeignKey(
        AgreementRelation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text="The relation between two agreements that it is about.",
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="citations", help_text="The clause it is about."
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        help_text="The promise it is about.",
    )
    action = models.ForeignKey(
        Action, models.PROTECT, null=True, blank=True, related_name="citations", help_text="The action it is about."
    )
    stance = VocabularyField(
        Stance, default=Stance.SUPPORTS, help_text="Whether the passage supports, contradicts or mentions it."
    )
    field = VocabularyField(
        CitedField,
        verbose_name="field stated",
        blank=True,
        default="",
        help_text="The single field that the passage states; empty where it speaks of the record as a whole.",
    )
    value = models.CharField(
        "value stated",
        max_length=200,
        blank=True,
        default="",
        help_text="The value of that field by this source: a date, a code, a status or a number without its unit.",
    )
    unit = models.CharField(
        max_length=20, blank=True, default="", help_text="The unit of a number, as in km2, ha, USD."
    )
    qualifier = VocabularyField(
        Qualifier, blank=True, default="", help_text="Whether the number is about, at least, over or up to the value."
    )
    as_of = UncertainDateField(help_text="The day for which the number or status holds, where the source says it.")
    as_of_earliest, as_of_latest, as_of_sort, as_of_precision, as_of_parsed = derived_from("as_of")
    attributed_to = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credited_in",
        help_text="Whom the source credits with what was done.",
    )
    speaker = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="The office or body whose words the source reports; empty where the source speaks itself.",
    )
    speaker_as_reported = models.CharField(
        max_length=200, blank=True, default="", help_text="The speaker's name as the source gives it."
    )
    quote = models.TextField(
        blank=True,
        default="",
        help_text=f"The words of the source, verbatim, at most {LONGEST_QUOTE}; empty where no text was read.",
    )
    prefix = models.CharField(
        max_length=100, blank=True, default="", help_text="A few words before the quotation, to find it again. Private."
    )
    suffix = models.CharField(
        max_length=100, blank=True, default="", help_text="A few words after the quotation, to find it again. Private."
    )
    locator = models.PositiveSmallIntegerField(
        "paragraph",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="The paragraph, counted from 1 after title, byline and dateline; each non-empty block counts.",
    )
    checked_digest = models.CharField(
        "digest of the checked quotation",
        max_length=64,
        blank=True,
        default="",
        editable=False,
        help_text="SHA-256 of the quotation, its paragraph and its article as they stood when last found in the text.",
    )
    note = models.TextField(blank=True, default="", help_text="What a reader should know of the passage, in own words.")
    origin = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_in",
        help_text="The source that the article credits for this passage; empty where it reports itself.",
    )
    rank = VocabularyField(
        Rank, default=Rank.NORMAL, help_text="Whether the editors follow the statement or hold it for an error."
    )
    rank_reason = models.TextField(
        "reason for the rank", blank=True, default="", help_text="Why it is preferred or held for an error."
    )
    credibility = VocabularyField(
        Credibility,
        max_length=1,
        default=Credibility.NOT_JUDGED,
        help_text="How credible the statement is (Admiralty code); 6 where nobody has judged it.",
    )

    objects = CitationQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ("source__slug", "number")
        constraints = [
            models.UniqueConstraint(fields=("source", "number"), name="a_citation_has_its_own_number"),
            models.CheckConstraint(
                condition=_one_target(),
                name="a_citation_has_exactly_one_target",
                violation_error_message=f"Choose exactly one record that it is about: {', '.join(TARGETS)}.",
            ),
            models.CheckConstraint(
                condition=~Q(field="", value__gt=""),
                name="a_stated_value_names_its_field",
                violation_error_message="A value needs the field that it is the value of.",
            ),
            models.CheckConstraint(
                condition=Q(rank=Rank.NORMAL) | ~Q(rank_reason=""),
                name="a_rank_other_than_normal_has_a_reason",
                violation_error_message="Say why the statement is preferred or held for an error.",
            ),
            parsed_check("citation", "as_of"),
        ]

    def __str__(self):
        return f"{self.source} no. {self.number}"

    @property
    def target(self):
        """The record that the passage is about."""
        return next((getattr(self, name) for name in TARGETS if getattr(self, f"{name}_id")), None)

    @classmethod
    def also_public_q(cls, prefix):
        """A statement that names a record by its code is public only if that record is."""
        condition = Q()
        for field, model in CODED.items():
            others = [value for value in ("", *CitedField.values) if value != field]
            codes = Q(**{f"{prefix}value__in": model.objects.published().values("slug")}) | Q(**{f"{prefix}value": ""})
            condition &= Q(**{f"{prefix}field__in": others}) | codes
        return condition

    @property
    def is_public(self):
        named = CODED.get(self.field) if self.value else None
        return super().is_public and (named is None or named.objects.published().filter(slug=self.value).exists())

    @classmethod
    def named_by_value(cls, fields):
        model, value = CODED.get(fields.get("field")), fields.get("value")
        return [(model, (value,))] if model and value else []

    def clean(self):
        refuse(len(self.quote.split()) > LONGEST_QUOTE, f"Quote at most {LONGEST_QUOTE} words.", "quote")
        refuse(self.origin_id and self.origin_id == self.source_id, "An article does not credit itself.", "origin")
        if self.value:
            self._clean_value()

    def _clean_value(self):
        if self.field == CitedField.DATE:
            problem = dates.remedy(self.value)
            refuse(bool(problem), problem, "value")
        elif self.field == CitedField.STATUS:
            known = self.value in ActionStatus.values
            refuse(not known, f"Not a status: write one of {', '.join(ActionStatus.values)}.", "value")
        elif self.field in CODED:
            model = CODED[self.field]
            noun = model._meta.verbose_name
            unknown = not model.objects.filter(slug=self.value).exists()
            refuse(unknown, f"No {noun} has the code “{self.value[:60]}”. Write one from their list.", "value")
        elif self.field in (CitedField.AREA_CLEARED, CitedField.FIGURE):
            plain = PLAIN_NUMBER.fullmatch(self.value)
            refuse(not plain, "Write a plain number, as in 131.8; the unit has its own field.", "value")
            refuse(not self.unit, "A number needs its unit.", "unit")
            unclear = self.field == CitedField.AREA_CLEARED and self.unit not in AREA_UNITS
            refuse(unclear, f"Write the unit of an area as one of {', '.join(AREA_UNITS)}.", "unit")
