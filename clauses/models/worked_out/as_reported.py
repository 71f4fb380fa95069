"""What reports said of an action, from day to day: worked out from the citations, never edited."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from ...fields import VocabularyField
from ...known_on.as_reported import cited_actions, renew
from ...vocabularies import ActionStatus
from ..actions import Action
from ..citations import Citation
from ..sources import Source


class AsReported(models.Model):
    """From one day until another, what the reports that were out said of an action; none before its first report.

    Worked out from citations and their sources by `known_on.as_reported`, whenever one of them is written.
    """

    action = models.ForeignKey(Action, models.DO_NOTHING, related_name="+", help_text="The action.")
    since = models.DateField(help_text="The first day of which it holds.")
    until = models.DateField(null=True, help_text="The first day of which it holds no more; empty where it still does.")
    is_settled = models.BooleanField(
        default=False,
        help_text="Whether all that sources say of the action was out: then the editors' columns rest on nothing else.",
    )
    status = VocabularyField(ActionStatus, default=ActionStatus.UNKNOWN, help_text="The status by the latest report.")
    date = models.CharField(
        max_length=40, blank=True, default="", help_text="The date that all reports allow; empty where they allow none."
    )
    date_earliest = models.DateField(null=True, help_text="Its first day.")
    date_latest = models.DateField(null=True, help_text="Its last day.")
    date_sort = models.DateField(null=True, help_text="The day by which it is sorted.")
    date_precision = models.CharField(max_length=20, blank=True, default="", help_text="How exact it is.")

    class Meta:
        verbose_name_plural = "as reported"
        default_permissions = ()
        ordering = ("action", "since")
        constraints = [models.UniqueConstraint(fields=("action", "since"), name="reports_say_one_thing_at_a_time")]

    def __str__(self) -> str:
        return f"{self.action} since {self.since}"


@receiver(pre_save, sender=Citation)
def _note_action_before(instance: Citation, using: str, **said: Any) -> None:
    """The action that a citation is about until it is saved, which may be another one then."""
    before = Citation._base_manager.using(using).filter(pk=instance.pk) if instance.pk else Citation.objects.none()
    vars(instance)["was_about"] = set(before.values_list("action", flat=True))


@receiver([post_save, post_delete], sender=Citation)
def _renew_after_citation(instance: Citation, using: str, **said: Any) -> None:
    actions = {instance.action_id, *vars(instance).pop("was_about", ())} - {None}
    if actions:
        renew(actions, using)


@receiver(post_save, sender=Source)
def _renew_after_source(instance: Source, using: str, created: bool, **said: Any) -> None:
    if not created:
        renew(cited_actions([instance.pk], using), using)
