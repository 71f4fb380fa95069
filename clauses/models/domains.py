"""Fields of cooperation, and what they are called in other schemes."""

from django.db import models
from django.urls import reverse

from ..fields import CodeField, ForeignCodeField, VocabularyField
from ..vocabularies import MappingScheme, Match
from .base import Record, Row, Searchable, refuse_circle


class Domain(Searchable, Record):
    """A field of cooperation, such as de-mining or energy."""

    search_fields = ("slug", "label", "definition", "scope_note")

    slug = CodeField(unique=True, help_text="The permanent code of the domain; it does not depend on the parent.")
    label = models.CharField(max_length=100, help_text="The name of the domain in English.")
    definition = models.TextField(help_text="What belongs to the domain, in one or two sentences.")
    scope_note = models.TextField(
        blank=True, default="", help_text="What to file elsewhere, and where; how borderline cases are decided."
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The wider domain that it is a part of.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="The place of the domain in lists, from 1.")

    class Meta(Record.Meta):
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("domain", args=[self.slug])

    def clean(self) -> None:
        refuse_circle(self, "parent", "A domain cannot be a part of itself: choose another parent.")


class DomainMapping(Row):
    """A term of another scheme that a domain corresponds to."""

    natural_key_fields = ("domain", "scheme", "code_there")
    public_with = ("domain",)

    domain = models.ForeignKey(Domain, models.CASCADE, related_name="mappings", help_text="The domain that is mapped.")
    scheme = VocabularyField(MappingScheme, help_text="The scheme that the code belongs to.")
    code_there = ForeignCodeField("code", help_text="The code of the term in that scheme.")
    label_there = models.CharField(
        "label", max_length=200, blank=True, default="", help_text="The name of the term in that scheme."
    )
    match = VocabularyField(Match, help_text="How close the two are (SKOS): a judgement of the editors.")
    note = models.TextField(blank=True, default="", help_text="Why the match is what it is, where that needs saying.")

    class Meta(Row.Meta):
        ordering = ("domain", "scheme", "code_there")
        constraints = [
            models.UniqueConstraint(fields=("domain", "scheme", "code_there"), name="a_domain_maps_to_a_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code_there}"
