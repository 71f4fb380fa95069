"""What analysts judge. Judgements stand side by side; none is averaged or overwritten."""

from datetime import date

from django.db import models
from django.db.models import Q

from ..fields import CodeField, ScaleField, UncertainDateField, VocabularyField, derived_from, parsed_check
from ..vocabularies import AssessmentState, Confidence, Level, Verdict
from .actions import Action
from .base import Record, refuse
from .commitments import Commitment


class Assessment(Record):
    """One analyst's judgement: how far a commitment has been carried out, or what one action amounts to for it."""

    public_with = ("commitment", "action")

    slug = CodeField(unique=True, help_text="The permanent code of the judgement in files.")
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="assessments", help_text="The commitment that is judged."
    )
    action = models.ForeignKey(
        Action,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        help_text="The action that is judged; empty where the commitment as a whole is.",
    )
    analyst = models.CharField(max_length=100, help_text="The pseudonym of the analyst.")
    assessed_on = models.DateField(help_text="The day of the judgement.")
    covers = UncertainDateField(help_text="The period that the judgement covers.")
    covers_earliest, covers_latest, covers_sort, covers_precision, covers_parsed = derived_from("covers")
    state_of_evidence = VocabularyField(
        AssessmentState, verbose_name="outcome", help_text="Whether a judgement could be reached at all."
    )
    level = ScaleField(
        Level,
        null=True,
        blank=True,
        help_text="How far the whole commitment has been carried out (levels of the Peace Accords Matrix).",
    )
    verdict = VocabularyField(
        Verdict, blank=True, default="", help_text="What the action amounts to for the commitment."
    )
    confidence = VocabularyField(Confidence, blank=True, default="", help_text="How sure the analyst is.")
    rationale = models.TextField(help_text="Why the analyst judges so.")
    searched_where = models.TextField(
        blank=True, default="", help_text="Where and in which languages the analyst looked, where nothing was found."
    )
    searched_until = models.DateField(null=True, blank=True, help_text="The day up to which the search went.")
    is_sample = models.BooleanField(
        "sample", default=False, help_text="Made up to show how judgements look; nobody's judgement."
    )

    class Meta(Record.Meta):
        ordering = ("commitment", "-assessed_on", "slug")
        constraints = [
            models.CheckConstraint(
                condition=~(Q(level__isnull=False) & ~Q(verdict="")),
                name="an_assessment_has_a_level_or_a_verdict_never_both",
                violation_error_message="Give the level of a commitment or the verdict on an action, never both.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(action__isnull=False),
                name="a_verdict_is_on_an_action",
                violation_error_message="A verdict needs the action that it is on.",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__lte=3, action__isnull=True),
                name="a_level_is_that_of_a_commitment",
                violation_error_message="A level from 0 to 3 is that of the commitment: leave the action empty.",
            ),
            parsed_check("assessment", "covers"),
        ]

    def __str__(self) -> str:
        return f"{self.analyst} on {self.commitment}"

    def was_out(self, day: date) -> bool:
        return self.assessed_on <= day

    def clean(self) -> None:
        judged = self.level is not None or bool(self.verdict)
        assessed = self.state_of_evidence == AssessmentState.ASSESSED
        refuse(assessed and not judged, "Give a level or a verdict, or choose another outcome.", "state_of_evidence")
        refuse(judged and not assessed, "A level or verdict goes with the outcome “assessed”.", "state_of_evidence")
        nothing = self.state_of_evidence == AssessmentState.NO_EVIDENCE_FOUND
        refuse(nothing and not self.searched_where, "Say where you looked.", "searched_where")
        refuse(nothing and not self.searched_until, "Say up to which day you looked.", "searched_until")
