"""Everything that happened or was announced, in one table, and what it has to do with the promises."""

from django.db import models
from django.urls import reverse

from ..fields import CodeField, UncertainDateField, VocabularyField, derived_from, parsed_check
from ..ordering import by_name
from ..querysets import ActionQuerySet
from ..vocabularies import ActionRelation, ActionStatus, ActionType, Basis, ParticipantRole
from .actors import Actor, Place
from .agreements import Agreement
from .base import Record, Row, Searchable, refuse
from .commitments import Commitment
from .merging import Mergeable


class Series(Searchable, Record):
    """Actions of one kind that are held again and again under one name, such as a yearly drill; each is an edition."""

    search_fields = ("slug", "title", "description")

    slug = CodeField(unique=True, help_text="The permanent code of the series in addresses and files.")
    title = models.CharField(max_length=200, help_text="What is held again and again, in a few own words.")
    description = models.TextField(
        blank=True, default="", help_text="What makes the editions one series, and how often it is said to be held."
    )

    class Meta(Record.Meta):
        ordering = (by_name(), "slug")
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class Action(Mergeable, Searchable, Record):
    """A signature, an act of parliament, a drill, a meeting, a statement. Date and status are the editors' reading.

    A date that has passed never makes an action completed: only a source does.
    """

    search_fields = ("slug", "title", "description")
    search_also = ("places",)
    search_choices = ("type", "status")
    public_with = ("agreement",)

    slug = CodeField(unique=True, help_text="The permanent code of the action in addresses and files.")
    title = models.CharField(max_length=200, help_text="What happened or was announced, in a few own words.")
    type = VocabularyField(ActionType, help_text="What sort of act it is. An act of parliament is not a ratification.")
    status = VocabularyField(
        ActionStatus,
        default=ActionStatus.UNKNOWN,
        help_text="How far it had got by the latest source, in the editors' reading; never inferred from the calendar.",
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        help_text="The agreement that it belongs to; empty where it belongs to none.",
    )
    relation = VocabularyField(
        ActionRelation,
        verbose_name="relation to the agreement",
        help_text="What it has to do with the agreement. Baselines and reactions never count as implementation.",
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        help_text="The series that it is an edition of, where it is held again and again under one name.",
    )
    places = models.ManyToManyField(
        Place, through="ActionPlace", blank=True, related_name="actions", help_text="Where it happened; may be several."
    )
    date = UncertainDateField(
        help_text="When it happened, as exactly as the sources allow and no more, in the editors' reading."
    )
    date_earliest, date_latest, date_sort, date_precision, date_parsed = derived_from("date")
    date_as_printed = models.CharField(
        max_length=200, blank=True, default="", help_text="The date in the words of the source."
    )
    date_reason = models.TextField(
        blank=True, default="", help_text="Why the date is read so, where the source does not say it outright."
    )
    description = models.TextField(blank=True, default="", help_text="What the sources report, in own words.")

    objects = ActionQuerySet.as_manager()  # type: ignore[misc]  # the manager of the base is read as a class variable

    class Meta(Record.Meta):
        ordering = (models.F("date_sort").desc(nulls_last=True), "slug")
        constraints = [parsed_check("action", "date")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.slug])

    def clean(self) -> None:
        life_cycle = self.relation == ActionRelation.LIFE_CYCLE
        refuse(life_cycle and not self.agreement_id, "Name the agreement whose life this is a step of.", "agreement")


class ActionPlace(Row):
    """Where an action happened."""

    natural_key_fields = ("action", "place")
    public_with = ("action", "place")

    action = models.ForeignKey(Action, models.CASCADE, help_text="The action.")
    place = models.ForeignKey(Place, models.PROTECT, help_text="The place.")

    class Meta(Row.Meta):
        ordering = ("action", "place")
        constraints = [models.UniqueConstraint(fields=("action", "place"), name="an_action_is_at_a_place_once")]

    def __str__(self) -> str:
        return f"{self.action} – {self.place}"


class ActionParticipant(Row):
    """Who took part, in what role, under what name the source reports it."""

    natural_key_fields = ("action", "actor", "role")
    public_with = ("action", "actor")

    action = models.ForeignKey(Action, models.CASCADE, related_name="participants", help_text="The action.")
    actor = models.ForeignKey(
        Actor, models.PROTECT, related_name="participations", help_text="The state, body or office."
    )
    role = VocabularyField(ParticipantRole, default=ParticipantRole.PARTICIPANT, help_text="Its part in the action.")
    name_as_reported = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The person or unit as the source names it, as in Zakir Hasanov.",
    )

    class Meta(Row.Meta):
        ordering = ("action", "role", by_name("actor__"), "actor__slug")
        constraints = [
            models.UniqueConstraint(fields=("action", "actor", "role"), name="an_actor_takes_part_in_a_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"


class Bearing(Row):
    """The neutral link from an action to a promise. What it amounts to is an assessment."""

    natural_key_fields = ("action", "commitment")
    public_with = ("action", "commitment")

    action = models.ForeignKey(Action, models.CASCADE, related_name="bearings", help_text="The action.")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="bearings", help_text="The promise.")
    basis = VocabularyField(Basis, help_text="Whether a source ties the two together or an analyst does.")
    note = models.TextField(blank=True, default="", help_text="What the link rests on, in own words.")

    class Meta(Row.Meta):
        ordering = ("action", "commitment")
        constraints = [
            models.UniqueConstraint(fields=("action", "commitment"), name="an_action_bears_on_a_commitment_once")
        ]

    def __str__(self) -> str:
        return f"{self.action} – {self.commitment}"
