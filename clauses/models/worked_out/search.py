"""The indexes of the search, for readers and for editors: worked out, never edited. See `search_index`."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from ...search_index.layout import tables
from ...search_index.upkeep import dependent, parts_of, renew
from ...search_index.vectors import OrderedField, VectorField
from ...tables import Declared, table_of


class Entry(models.Model):
    """One record, with its words. Its number says where it stands among all, see `search_index.entries`."""

    id = models.BigIntegerField(primary_key=True, help_text="By kind, then newest first, then by record.")
    kind = models.PositiveSmallIntegerField(help_text="The number of its kind in `search_index.layout.KINDS`.")
    record = models.BigIntegerField(help_text="The key of the record.")
    earliest = models.DateField(null=True, help_text="The first day on which it may have been; empty without a date.")
    latest = models.DateField(null=True, help_text="The last.")
    names = models.TextField(help_text="The words of its title, its other names and its codes, folded.")
    text = models.TextField(help_text="Those of what is said of it.")
    names_heard = models.TextField(help_text="How its names sound.")
    text_heard = models.TextField(help_text="How the names sound that are in what is said of it.")
    vector = VectorField(editable=False)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"


class Name(models.Model):
    """A name or code of a record, as a whole. The indexes find those of a kind that begin as is typed."""

    kind = models.PositiveSmallIntegerField(default=0, help_text="That of its entry.")
    written = models.CharField(max_length=300, help_text="As it is written.")
    words = OrderedField(max_length=300, help_text="Its words, folded.")
    heard = OrderedField(max_length=300, help_text="How it sounds.")

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return self.words


class SearchEntry(Entry):
    """What readers may find."""

    class Meta(Entry.Meta):
        verbose_name_plural = "search entries"
        constraints = [models.UniqueConstraint(fields=("kind", "record"), name="a_record_is_in_the_index_once")]
        indexes = [models.Index(fields=("earliest", "latest"), name="searchentry_days")]


class SearchName(Name):
    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="called", help_text="Whose name it is.")

    class Meta(Name.Meta):
        constraints = [models.UniqueConstraint(fields=("entry", "written"), name="a_name_is_held_once")]
        indexes = [
            models.Index(fields=("kind", "words"), name="searchname_words"),
            models.Index(fields=("kind", "heard"), name="searchname_heard"),
        ]


class DeskEntry(Entry):
    """What only editors may find: a record whose words for them are others than those for the public."""

    class Meta(Entry.Meta):
        verbose_name_plural = "desk entries"
        constraints = [models.UniqueConstraint(fields=("kind", "record"), name="a_record_is_on_the_desk_once")]
        indexes = [models.Index(fields=("earliest", "latest"), name="deskentry_days")]


class DeskName(Name):
    entry = models.ForeignKey(DeskEntry, models.CASCADE, related_name="called", help_text="Whose name it is.")

    class Meta(Name.Meta):
        constraints = [models.UniqueConstraint(fields=("entry", "written"), name="a_name_is_on_the_desk_once")]
        indexes = [
            models.Index(fields=("kind", "words"), name="deskname_words"),
            models.Index(fields=("kind", "heard"), name="deskname_heard"),
        ]


def _is_searched(sender: type[models.Model]) -> bool:
    return apps.models_ready and issubclass(sender, Declared) and table_of(sender) in tables()


@receiver(post_save)
def _renew_after_save(sender: type[models.Model], instance: models.Model, using: str, **said: Any) -> None:
    if _is_searched(sender):
        renew(table_of(sender), [instance.pk], using)
        _renew_noted(instance, using)


@receiver(pre_save)
def _note_before(sender: type[models.Model], instance: models.Model, using: str, **said: Any) -> None:
    """A row that is a part of a record may be one of another record afterwards."""
    if _is_searched(sender) and not instance._state.adding:
        vars(instance)["searched_along"] = parts_of(table_of(sender), [instance.pk], using)


@receiver(pre_delete)
def _note_dependent(sender: type[models.Model], instance: models.Model, using: str, **said: Any) -> None:
    if _is_searched(sender):
        vars(instance)["searched_along"] = dependent(table_of(sender), [instance.pk], using)


@receiver(post_delete)
def _renew_after_deletion(sender: type[models.Model], instance: models.Model, using: str, **said: Any) -> None:
    _renew_noted(instance, using)


def _renew_noted(instance: models.Model, using: str) -> None:
    for kind, keys in vars(instance).pop("searched_along", {}).items():
        renew(kind, keys, using)
