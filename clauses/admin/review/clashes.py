"""No lost edits: a form knows the version of the row that it was filled from, and whoever saves second chooses.

The change form shows, field by field, what is stored now beside what was typed. Nothing is written until each such
field has been chosen, for exactly the version that was shown.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from ...editing.apply import THEIRS
from ..lists.labels import in_words

SEEN, SHOWN = "seen_version", "shown_version"
MINE = "mine"
MEANWHILE = "Somebody else has saved this meanwhile. Nothing is lost: choose below, field by field, what shall stand."


@dataclass(frozen=True)
class FieldClash:
    """One field of one row: as it is stored now, and as it was typed. `chosen` is what the form suggests."""

    key: str
    row: str
    heading: str
    stored: str
    typed: str
    chosen: str
    who: str


class SeenVersion(forms.ModelForm):
    """Mixin of a form of one row that refuses to write over what its user has not seen."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput, label="Version that was opened")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes: list[FieldClash] = []
        self.kept_as_stored: set[str] = set()
        self.is_gone = False  # the row was deleted meanwhile
        self.fields[SEEN].initial = self.instance.version if self.instance.pk else None

    @property
    def changed_data(self) -> list[str]:
        """Without the version, and without the fields in which the stored value was chosen."""
        return [name for name in super().changed_data if name != SEEN and name not in self.kept_as_stored]

    @property
    def shown_name(self) -> str:
        return self.add_prefix(SHOWN)

    @property
    def shown(self) -> str:
        """What the next form says it has shown."""
        return "gone" if self.is_gone else str(self.instance.version)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_gone:
            self._choose_whether_it_stays()
        elif self.instance.pk and self.cleaned_data.get(SEEN) != self.instance.version:
            self._choose_fields()
        if any(not clash.chosen for clash in self.clashes) or (self.clashes and not self._was_shown()):
            self.add_error(None, MEANWHILE)
        return cleaned

    @property
    def is_added_again(self) -> bool:
        return self.is_gone and self._choice("row") == MINE

    def _was_shown(self) -> bool:
        return self.data.get(self.shown_name) == self.shown

    def _choice(self, name: str) -> str:
        choice = self.data.get(self.add_prefix(f"choice-{name}"), "") if self._was_shown() else ""
        return choice if choice in (MINE, THEIRS) else ""

    def _choose_whether_it_stays(self) -> None:
        self.errors.pop(self._meta.model._meta.pk.name, None)
        typed = "; ".join(filter(None, (in_words(each, self._typed(each.name)) for each in self._columns())))
        self._clash("row", "The whole row", "deleted", typed, self._choice("row"), "")

    def _choose_fields(self) -> None:
        seen = self.instance.history.filter(version=self.cleaned_data.get(SEEN)).first()
        last = self.instance.history.select_related("history_user").first()
        who = last.history_user.get_username() if last is not None and last.history_user else ""
        for each in self._columns():
            stored, typed = getattr(self.instance, each.name), self._typed(each.name)
            if stored == typed:
                continue
            chosen = self._choice(each.name) or self._suggested(each, seen, typed)
            if self._choice(each.name) == THEIRS:
                self._keep_stored(each.name, stored)
            words = in_words(each, stored), in_words(each, typed)
            self._clash(each.name, str(each.verbose_name), *words, chosen, who)

    def _suggested(self, column: models.Field, seen: Any, typed: Any) -> str:
        """Where only one of the two changed the field, that one; nothing where both did, which somebody must settle."""
        if seen is None or self._was_shown():
            return ""
        before = getattr(seen, column.attname)
        if column.is_relation:
            typed = typed.pk if isinstance(typed, models.Model) else typed
        if before == typed:
            return THEIRS
        return MINE if before == getattr(self.instance, column.attname) else ""

    def _keep_stored(self, name: str, stored: Any) -> None:
        self.cleaned_data[name] = stored
        self.errors.pop(name, None)
        self.kept_as_stored.add(name)

    def _columns(self) -> list[models.Field]:
        return [each for each in self._meta.model._meta.fields if each.name in self.fields and not each.primary_key]

    def _typed(self, name: str) -> Any:
        return self.cleaned_data[name] if name in self.cleaned_data else self[name].value()

    def _clash(self, name: str, heading: str, stored: str, typed: str, chosen: str, who: str) -> None:
        row = f"{self._meta.model._meta.verbose_name} “{self.instance}”" if self.instance.pk else "a deleted row"
        key = self.add_prefix(f"choice-{name}")
        self.clashes.append(FieldClash(key, row, capfirst(heading), stored, typed, chosen, who))


def clashing_forms(context: dict[str, Any]) -> list[SeenVersion]:
    """Those of the forms on a page in which somebody has to choose."""
    formsets = [each.formset for each in context["inline_admin_formsets"]]
    forms_shown = [context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
    return [form for form in forms_shown if getattr(form, "clashes", ())]
