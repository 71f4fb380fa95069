"""Agreements, what they are called, who is party to them and how they relate to each other."""

from re import Pattern
from typing import cast

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ..fields import LANGUAGE, CodeField, ForeignCodeField, LanguageField, NamesField, VocabularyField
from ..ordering import ByCodePoint, by_name
from ..vocabularies import (
    AgreementScheme,
    BindingStatus,
    InstrumentType,
    NameKind,
    PartyRole,
    Predicate,
    RecordLevel,
)
from .actors import Actor
from .base import Record, Row, Searchable, refuse, related


class Agreement(Searchable, Record):
    """An instrument between states. It has no dates of its own: signature, approval, entry into force are actions."""

    search_fields = ("slug", "title", "summary")
    search_also = ("names",)

    slug = CodeField(unique=True, help_text="The permanent code of the agreement in addresses and files.")
    title = models.CharField(max_length=300, help_text="The title in English; other titles are names of the agreement.")
    instrument_type = VocabularyField(
        InstrumentType, help_text="What the instrument calls itself, whatever the press calls it."
    )
    binding_status = VocabularyField(
        BindingStatus, default=BindingStatus.UNDETERMINED, help_text="Whether it binds in law."
    )
    binding_note = models.TextField(
        "note on binding status", blank=True, default="", help_text="What the judgement on its binding status rests on."
    )
    authentic_languages = NamesField(
        help_text="The languages (BCP 47) whose texts are authentic, separated by semicolons, as in az; tr."
    )
    record_level = VocabularyField(RecordLevel, help_text="How much of the agreement is recorded here.")
    summary = models.TextField(blank=True, default="", help_text="What it is about, in own words, for a stranger.")

    class Meta(Record.Meta):
        ordering = (by_name(), "slug")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.slug])

    def clean(self) -> None:
        languages = [language.strip() for language in self.authentic_languages.split(";") if language.strip()]
        is_tag = cast(Pattern[str], LANGUAGE.regex)
        wrong = [language for language in languages if not is_tag.match(language)]
        refuse(bool(wrong), LANGUAGE.message, "authentic_languages")


class AgreementIdentifier(Row):
    """The number of an agreement in another scheme."""

    natural_key_fields = ("agreement", "scheme", "code_there")
    public_with = ("agreement",)

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="identifiers", help_text="The agreement that the number stands for."
    )
    scheme = VocabularyField(AgreementScheme, help_text="The scheme that the number belongs to.")
    code_there = ForeignCodeField("code", help_text="The number in that scheme.")

    class Meta(Row.Meta):
        ordering = ("agreement", "scheme", "code_there")
        constraints = [
            models.UniqueConstraint(fields=("agreement", "scheme", "code_there"), name="an_agreement_has_a_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code_there}"


class AgreementName(Searchable, Row):
    """A name of an agreement. Who calls it so is a citation of the name."""

    natural_key_fields = ("agreement", "slug")
    public_with = ("agreement",)
    search_fields = ("name",)

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="names", help_text="The agreement that bears the name."
    )
    slug = CodeField(help_text="The code of the name within its agreement, as in shusha-protocol.")
    name = models.CharField(max_length=300, help_text="The name as written.")
    language = LanguageField(default="en", help_text="The language of the name (BCP 47).")
    kind = VocabularyField(NameKind, help_text="Whether it is an official title, a short form or what reports call it.")
    designation = VocabularyField(
        InstrumentType,
        blank=True,
        default="",
        help_text="The type of instrument that the name implies, such as protocol; empty where it implies none.",
    )

    class Meta(Row.Meta):
        ordering = ("agreement", "kind", ByCodePoint("search_text"), "slug")
        constraints = [models.UniqueConstraint(fields=("agreement", "slug"), name="a_name_has_its_own_code")]

    def __str__(self) -> str:
        return self.name


class AgreementParty(Row):
    """An actor's part in an agreement."""

    natural_key_fields = ("agreement", "actor", "role")
    public_with = ("agreement", "actor")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties", help_text="The agreement.")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="party_to", help_text="The state or organisation.")
    role = VocabularyField(PartyRole, default=PartyRole.PARTY, help_text="Its part in the agreement.")

    class Meta(Row.Meta):
        ordering = ("agreement", "role", by_name("actor__"), "actor__slug")
        verbose_name_plural = "agreement parties"
        constraints = [
            models.UniqueConstraint(fields=("agreement", "actor", "role"), name="an_actor_is_party_in_a_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"


class AgreementRelation(Row):
    """What one agreement says or does about another: subject – predicate – object."""

    natural_key_fields = ("subject", "predicate", "object")
    public_with = ("subject", "object")

    subject = models.ForeignKey(
        Agreement, models.CASCADE, related_name="relations", help_text="The agreement that speaks."
    )
    predicate = VocabularyField(Predicate, help_text="What it says or does about the other.")
    object = models.ForeignKey(
        Agreement, models.PROTECT, related_name="relations_to_it", help_text="The agreement spoken about."
    )
    clause = models.ForeignKey(
        "clauses.Clause",
        models.RESTRICT,  # emptying this would change a row without leaving a trace in its history
        null=True,
        blank=True,
        related_name="relations",
        help_text="The clause of the first agreement that says so, where one does.",
    )

    class Meta(Row.Meta):
        ordering = ("subject", "predicate", "object__slug")
        constraints = [
            models.UniqueConstraint(fields=("subject", "predicate", "object"), name="a_relation_is_said_once"),
            models.CheckConstraint(
                condition=~Q(subject=F("object")),
                name="an_agreement_does_not_relate_to_itself",
                violation_error_message="An agreement cannot relate to itself: choose another one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_predicate_display()} {self.object}"

    def clean(self) -> None:
        clause = related(self, "clause")
        stranger = clause is not None and self.subject_id and clause.agreement_id != self.subject_id
        refuse(stranger, "This clause belongs to another agreement: choose one of the first agreement.", "clause")
