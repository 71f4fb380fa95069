from django.contrib import admin

from .. import models
from .base import RecordAdmin
from .forms.inlines import inline
from .merge.merge_page import MergePages


@admin.register(models.Actor)
class ActorAdmin(MergePages, RecordAdmin):
    list_columns = ("name", "slug", "kind", "country", "parent")
    extra_filters = ("parent",)
    inlines = (inline(models.ActorIdentifier, "actor", title="Numbers in other schemes"),)
    linked = (
        (models.Actor, "parent", "Bodies that are a part of it"),
        (models.AgreementParty, "actor", "Agreements that it is party to"),
        (models.CommitmentActor, "actor", "Parts in commitments"),
        (models.ActionParticipant, "actor", "Parts in actions"),
        (models.Source, "publisher", "Sources that it published"),
        (models.Citation, "speaker", "Citations of its words"),
    )


@admin.register(models.Place)
class PlaceAdmin(MergePages, RecordAdmin):
    list_columns = ("name", "slug", "kind", "parent", "iso3")
    linked = ((models.Place, "parent", "Places in it"), (models.Action, "places", "Actions there"))


@admin.register(models.Domain)
class DomainAdmin(RecordAdmin):
    list_columns = ("label", "slug", "parent", "position")
    inlines = (inline(models.DomainMapping, "domain", title="The domain in other schemes"),)
    linked = ((models.Domain, "parent", "Domains that are a part of it"), (models.Commitment, "domains", "Commitments"))
