from django.contrib import admin

from .. import models
from .base import RecordAdmin
from .inlines import inline


@admin.register(models.Actor)
class ActorAdmin(RecordAdmin):
    list_columns = ("name", "slug", "kind", "country", "parent")
    extra_filters = ("parent",)
    inlines = (inline(models.ActorIdentifier, "actor", title="Numbers in other schemes"),)
    linked = (
        (models.Actor, "parent"),
        (models.AgreementParty, "actor"),
        (models.CommitmentActor, "actor"),
        (models.ActionParticipant, "actor"),
        (models.Source, "publisher"),
        (models.Citation, "speaker"),
    )


@admin.register(models.Place)
class PlaceAdmin(RecordAdmin):
    list_columns = ("name", "slug", "kind", "parent", "iso3")
    linked = ((models.Place, "parent"), (models.Action, "places"))


@admin.register(models.Domain)
class DomainAdmin(RecordAdmin):
    list_columns = ("label", "slug", "parent", "position")
    inlines = (inline(models.DomainMapping, "domain", title="The domain in other schemes"),)
    linked = ((models.Domain, "parent"), (models.Commitment, "domains"))
