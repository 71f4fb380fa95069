"""What the parties promised."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..fields import (
    CodeField,
    LanguageField,
    ScaleField,
    UncertainDateField,
    VocabularyField,
    derived_from,
    parsed_check,
)
from ..ordering import by_name
from ..querysets import CommitmentQuerySet
from ..vocabularies import CommitmentKind, CommitmentRole, Delegation, Modality, Precision, Recurrence, TextStatus
from .actors import Actor
from .base import Record, Row, Searchable, refuse
from .clauses import Clause
from .domains import Domain


class Commitment(Searchable, Record):
    """One promise that can be checked. A clause may hold none, one or several."""

    search_fields = ("slug", "title", "statement", "wording", "condition")
    search_also = ("domains",)
    public_with = ("clause",)

    slug = CodeField(unique=True, help_text="The permanent code of the commitment in addresses and files.")
    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="commitments", help_text="The clause that the promise is taken from."
    )
    also_in = models.ManyToManyField(
        Clause,
        through="CommitmentClause",
        blank=True,
        related_name="further_commitments",
        help_text="Other clauses that say the same.",
    )
    domains = models.ManyToManyField(
        Domain,
        through="CommitmentDomain",
        blank=True,
        related_name="commitments",
        help_text="The fields of cooperation that it belongs to.",
    )
    title = models.CharField(max_length=200, help_text="The promise in a few own words.")
    statement = models.TextField(help_text="The promise in one or two sentences of own words: who does what for whom.")
    wording = models.CharField(
        "decisive words",
        max_length=200,
        blank=True,
        default="",
        help_text="The few words that make the promise strong or weak, as in “will hold”.",
    )
    wording_language = LanguageField(
        "language of these words", blank=True, default="", help_text="The language of these words (BCP 47)."
    )
    wording_status = VocabularyField(
        TextStatus,
        verbose_name="standing of these words",
        blank=True,
        default="",
        help_text="Whether they stand so in an authentic text, are translated, or are what a report makes of them.",
    )
    kind = VocabularyField(CommitmentKind, help_text="What sort of promise it is.")
    modality = VocabularyField(Modality, help_text="How strongly the wording binds.")
    precision = ScaleField(
        Precision, default=Precision.GENERAL, help_text="How exactly the promise says what is to be done."
    )
    delegation = ScaleField(
        Delegation, default=Delegation.NONE, help_text="Whether a body other than the parties is to act."
    )
    conditional = models.BooleanField(default=False, help_text="Whether it is due only under a condition.")
    condition = models.TextField(blank=True, default="", help_text="The condition or limit, in own words.")
    recurrence = VocabularyField(Recurrence, help_text="Once, again and again, always, or only if a condition arises.")
    expected_interval_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The promised interval of a recurring commitment in months; empty where none is stated.",
    )
    deadline = UncertainDateField(help_text="The date by which it is to be done; empty where none is stated.")
    deadline_earliest, deadline_latest, deadline_sort, deadline_precision, deadline_parsed = derived_from("deadline")
    deadline_as_printed = models.CharField(
        max_length=200, blank=True, default="", help_text="The deadline in the words of the text."
    )
    deadline_reason = models.TextField(
        blank=True, default="", help_text="Why the deadline is read so, where the text does not say it outright."
    )

    not_seen = models.TextField(
        "looked for and not found",
        blank=True,
        default="",
        help_text="What carrying it out would look like and no source reports: what was looked for, in which sources "
        "and languages, and until when.",
    )
    itself_not_seen = models.BooleanField(
        "the thing itself was not seen",
        default=False,
        help_text="Whether what was looked for and not found is the promised thing itself, so that all that is "
        "reported are steps related to it.",
    )

    objects = CommitmentQuerySet.as_manager()  # type: ignore[misc]  # the manager of the base is read as a class variable

    class Meta(Record.Meta):
        ordering = ("clause__agreement", "clause__position", "slug")
        constraints = [
            parsed_check("commitment", "deadline"),
            models.CheckConstraint(
                condition=Q(expected_interval_months__isnull=True) | Q(recurrence=Recurrence.RECURRING),
                name="only_a_recurring_commitment_has_an_interval",
                violation_error_message="Only a recurring commitment has an interval: empty it, or choose “recurring”.",
            ),
            models.CheckConstraint(
                condition=Q(precision__lte=2, delegation__lte=2),
                name="precision_and_delegation_run_from_0_to_2",
                violation_error_message="Precision and delegation run from 0 to 2.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.slug])

    def clean(self) -> None:
        contingent = self.recurrence == Recurrence.CONTINGENT
        refuse(contingent and not self.conditional, "A contingent promise has a condition: tick this.", "conditional")
        parts = {bool(self.wording), bool(self.wording_language), bool(self.wording_status)}
        refuse(len(parts) > 1, "Give the words, their language and their standing, or none of them.", "wording_status")
        refuse(self.conditional and not self.condition, "Say what the condition is.", "condition")


class CommitmentClause(Row):
    """A further clause that states the same promise."""

    natural_key_fields = ("commitment", "clause")
    public_with = ("commitment", "clause")

    commitment = models.ForeignKey(Commitment, models.CASCADE, help_text="The promise.")
    clause = models.ForeignKey(Clause, models.CASCADE, help_text="The further clause.")

    class Meta(Row.Meta):
        ordering = ("commitment", "clause")
        constraints = [
            models.UniqueConstraint(fields=("commitment", "clause"), name="a_commitment_is_in_a_further_clause_once")
        ]

    def __str__(self) -> str:
        return f"{self.commitment} – {self.clause}"


class CommitmentDomain(Row):
    """A field of cooperation that a promise belongs to."""

    natural_key_fields = ("commitment", "domain")
    public_with = ("commitment", "domain")

    commitment = models.ForeignKey(Commitment, models.CASCADE, help_text="The promise.")
    domain = models.ForeignKey(Domain, models.PROTECT, help_text="The domain.")

    class Meta(Row.Meta):
        ordering = ("commitment", "domain")
        constraints = [
            models.UniqueConstraint(fields=("commitment", "domain"), name="a_commitment_is_in_a_domain_once")
        ]

    def __str__(self) -> str:
        return f"{self.commitment} – {self.domain}"


class CommitmentActor(Row):
    """Who owes a promise, to whom, and who carries it out."""

    natural_key_fields = ("commitment", "actor", "role")
    public_with = ("commitment", "actor")

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="actors", help_text="The promise.")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="commitment_roles", help_text="The actor.")
    role = VocabularyField(CommitmentRole, help_text="Its part in the promise.")

    class Meta(Row.Meta):
        ordering = ("commitment", "role", by_name("actor__"), "actor__slug")
        constraints = [
            models.UniqueConstraint(
                fields=("commitment", "actor", "role"), name="an_actor_has_a_role_in_a_promise_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"
