"""The passage of a source that says so."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from ..fields import UncertainDateField, VocabularyField, derived_from, parsed_check
from ..known_on.kept_sql import exists
from ..published import reviewed_q
from ..querysets import CitationQuerySet
from ..vocabularies import CitedField, Credibility, Qualifier, Rank, Stance
from ..vocabularies.sources import MEASURED
from .about import TARGETS, AboutOneRecord
from .actors import Actor
from .base import LONGEST_QUOTE, Record, Row, refuse
from .credits import credits_itself
from .sources import Source
from .stated import CODED, StatedDayField, refuse_value

CIRCLE = (
    "What it credits goes back to the article itself, by what is recorded of the same record. Choose the source that "
    "had it first, or mend the origin of the other citation."
)


class Citation(AboutOneRecord, Record):
    """A passage of one source that supports, contradicts or mentions exactly one record, or one field of it."""

    natural_key_fields = ("source", "number")
    public_with = ("source", *TARGETS)

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", help_text="The source of the passage.")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="Counts the citations of a source from 1; permanent."
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
    value_earliest = StatedDayField("value", "earliest", null=True, help_text="The first day of a date that is stated.")
    value_latest = StatedDayField("value", "latest", null=True, help_text="The last day of a date that is stated.")
    unit = models.CharField(
        max_length=20, blank=True, default="", help_text="The unit of a number, as in km2, ha, USD."
    )
    measure = models.CharField(
        max_length=60,
        blank=True,
        default="",
        help_text="What a figure counts, as in turnover or persons trained; empty where its unit says it all.",
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

    objects = CitationQuerySet.as_manager()  # type: ignore[misc]  # the manager of the base is read as a class variable

    class Meta(AboutOneRecord.Meta, Record.Meta):
        abstract = False
        ordering = ("source__slug", "number")
        indexes = [models.Index(fields=["value", "field"], name="citation_value")]  # who names a record by its code
        constraints = [
            models.UniqueConstraint(fields=("source", "number"), name="a_citation_has_its_own_number"),
            *AboutOneRecord.Meta.constraints,
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

    def __str__(self) -> str:
        return f"{self.source} no. {self.number}"

    @classmethod
    def also_public_q(cls, prefix: str) -> Q:
        """A statement that names a record by its code is public only if that record is."""
        condition = Q()
        for field, model in CODED.items():
            others = [value for value in ("", *CitedField.values) if value != field]
            # By the one code: of a list of codes SQLite would make the whole list for each question.
            named = Q(exists(model.objects.filter(reviewed_q(model)), slug=f"{prefix}value"))
            condition &= Q(**{f"{prefix}field__in": others}) | Q(**{f"{prefix}value": ""}) | named
        return condition

    @property
    def measures(self) -> bool:
        """Whether it is a figure about a promise: it says what came of that and says nothing of the promise."""
        return self.commitment_id is not None and self.field in MEASURED

    @property
    def is_public(self) -> bool:
        named = CODED.get(self.field) if self.value else None
        return super().is_public and (
            named is None or named.objects.filter(reviewed_q(named), slug=self.value).exists()
        )

    @classmethod
    def named_by_value(cls, fields: Mapping[str, Any]) -> Iterable[tuple[type[Row], tuple[str]]]:
        model, value = CODED.get(fields.get("field", "")), fields.get("value")
        return [(model, (value,))] if model and value else []

    @classmethod
    def naming(cls, model: type[models.Model], code: str) -> models.QuerySet["Citation"]:
        """The citations in any state whose value is this code of a row of `model`: no key of the database holds it."""
        fields = [field for field, named in CODED.items() if named is model]
        return cls._base_manager.filter(field__in=fields, value=code).order_by("source__slug", "number")

    @property
    def takes_side(self) -> bool:
        """Whether it says of its record that something is so, or that it is not."""
        return self.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)

    @property
    def is_held(self) -> bool:
        """Whether it is held for an error today, whatever day is asked for; see `known_on.rows`."""
        return vars(self).get("rank_now", self.rank) == Rank.DEPRECATED

    @property
    def is_believed(self) -> bool:
        """Whether it supports its record and is not held for an error; see `believed` for what the table is asked."""
        return self.stance == Stance.SUPPORTS and self.rank != Rank.DEPRECATED

    def clean(self) -> None:
        refuse(len(self.quote.split()) > LONGEST_QUOTE, f"Quote at most {LONGEST_QUOTE} words.", "quote")
        refuse(self.origin_id and self.origin_id == self.source_id, "An article does not credit itself.", "origin")
        refuse(bool(self.origin_id and self.source_id) and credits_itself(self), CIRCLE, "origin")
        refuse(bool(self.measure) and self.field != CitedField.FIGURE, "Only a figure has a measure.", "measure")
        refuse(bool(self.measure) and not self.value, "Give the number of what is measured.", "value")
        if self.value:
            refuse_value(self)
