"""Who acts, and where."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ..fields import CodeField, ForeignCodeField, NamesField, VocabularyField
from ..ordering import by_name
from ..vocabularies import ActorKind, ActorScheme, PlaceKind
from .base import Record, Row, Searchable, refuse, refuse_circle
from .merging import Mergeable

ISO3 = RegexValidator(r"^[A-Z]{3}\Z", "Three capital letters of ISO 3166-1, as in AZE.")


class Actor(Mergeable, Searchable, Record):
    """A state, an organ, an office, a person, a medium: whoever signs, promises, acts, speaks or publishes."""

    search_fields = ("slug", "name", "other_names", "iso3")

    slug = CodeField(unique=True, help_text="The permanent code of the actor in addresses and files.")
    name = models.CharField(
        max_length=200, help_text="The name in English as the actor uses it today, without a title or rank."
    )
    other_names = NamesField(help_text="Other names and spellings that sources use, separated by semicolons.")
    kind = VocabularyField(ActorKind, help_text="What sort of actor it is. An office is not the person who holds it.")
    iso3 = models.CharField(
        "ISO 3166-1 code",
        max_length=3,
        blank=True,
        default="",
        validators=[ISO3],
        help_text="The three-letter code of a state of today; empty for all other actors and for states of the past.",
    )
    country = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="state",
        null=True,
        blank=True,
        related_name="organs",
        help_text=(
            "The state that the actor belongs to or holds its office in; a medium carries one only where it is the "
            "state's own agency or broadcaster. Empty for states themselves."
        ),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The body that the actor is a part of, such as the government for a ministry.",
    )

    class Meta(Record.Meta):
        ordering = (by_name(), "slug")
        constraints = [
            models.CheckConstraint(
                condition=Q(iso3="") | Q(kind=ActorKind.STATE),
                name="only_a_state_has_an_iso_code",
                violation_error_message="Only a state has an ISO code: empty it, or make the kind “state”.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actor", args=[self.slug])

    def clean(self) -> None:
        refuse(self.kind == ActorKind.STATE and self.country_id, "A state belongs to no other: empty this.", "country")
        refuse_circle(self, "parent", "An actor cannot be a part of itself: choose another parent.")


class ActorIdentifier(Row):
    """The code of an actor in another scheme."""

    natural_key_fields = ("actor", "scheme", "code_there")
    public_with = ("actor",)

    actor = models.ForeignKey(
        Actor, models.CASCADE, related_name="identifiers", help_text="The actor that the code stands for."
    )
    scheme = VocabularyField(ActorScheme, help_text="The scheme that the code belongs to.")
    code_there = ForeignCodeField("code", help_text="The code in that scheme, copied, never typed from memory.")

    class Meta(Row.Meta):
        ordering = ("actor", "scheme", "code_there")
        constraints = [
            models.UniqueConstraint(fields=("actor", "scheme", "code_there"), name="an_actor_has_a_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code_there}"


class Place(Mergeable, Searchable, Record):
    """Where something happened. Its code and name take no side; every name in use is listed."""

    search_fields = ("slug", "name", "other_names", "iso3")

    slug = CodeField(unique=True, help_text="The permanent code of the place in files; it takes no side in a dispute.")
    name = models.CharField(max_length=200, help_text="The name in English that the cited sources use most.")
    other_names = NamesField(help_text="All other names in use, in any language, separated by semicolons.")
    kind = VocabularyField(PlaceKind, help_text="What sort of place it is.")
    iso3 = models.CharField(
        "ISO 3166-1 code",
        max_length=3,
        blank=True,
        default="",
        validators=[ISO3],
        help_text="The code of the country that the place lies in by the position of the United Nations.",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The larger place that it lies in.",
    )
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north of the equator (WGS 84); only together with the longitude.",
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east of Greenwich (WGS 84); only together with the latitude.",
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        default="",
        validators=[RegexValidator(r"^Q[1-9]\d*\Z", "A Wikidata item, as in Q42.")],
        help_text="The item of the place in Wikidata, copied and never typed from memory.",
    )
    geonames = models.PositiveIntegerField(
        "GeoNames number",
        null=True,
        blank=True,
        help_text="The number of the place in GeoNames, copied and never typed from memory.",
    )

    class Meta(Record.Meta):
        ordering = (by_name(), "slug")
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_place_has_both_coordinates_or_neither",
                violation_error_message="Give both latitude and longitude, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="coordinates_lie_on_the_globe",
                violation_error_message="Latitude lies between -90 and 90, longitude between -180 and 180.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    def clean(self) -> None:
        refuse_circle(self, "parent", "A place cannot lie in itself: choose another parent.")
