"""An actor or a place that the passage names and that is not there yet: made along with the citation."""

from typing import Any

from django import forms

from ...editing.typed.making import NO_CODE, called, named_draft
from ...folding import code_of
from ...models import Actor, Place
from ...vocabularies import ActorKind, CitedField, PlaceKind

NO_KIND = "Say what sort of {} it is."
NO_USE = "Nothing would use it: make a new action for the passage, or choose the field “place” above."
NO_PART = "It takes part in nothing yet: make a new record for the passage, or choose the field “participant” above."
SPEAKER, CREDITED, PART = "speaker", "attributed_to", "part"
USES = (
    (PART, "takes part in it"),
    (SPEAKER, "is the speaker of the passage"),
    (CREDITED, "is credited with it"),
)


class NewNames(forms.Form):
    """Name and kind of a new actor and a new place; one that is called so already is taken, not made twice."""

    actor_name = forms.CharField(required=False, max_length=200, label="Name of the actor")
    actor_kind = forms.ChoiceField(required=False, choices=[("", "---------"), *ActorKind.choices], label="Its kind")
    actor_use = forms.ChoiceField(required=False, choices=USES, initial=PART, label="In the passage it")
    place_name = forms.CharField(required=False, max_length=200, label="Name of the place")
    place_kind = forms.ChoiceField(required=False, choices=[("", "---------"), *PlaceKind.choices], label="Its kind ")

    def __init__(self, data: Any = None, *, about: str = "", field: str = "", **kwargs: Any) -> None:
        super().__init__(data, prefix="new", **kwargs)
        self.about, self.field = about, field
        self.known: dict[str, Any] = {}
        for each in self.fields.values():
            if isinstance(each.widget, forms.TextInput):
                each.widget.attrs |= {"class": "vTextField", "autocomplete": "off"}

    @property
    def typed(self) -> bool:
        return any(self[name].value() for name in ("actor_name", "place_name"))

    def clean(self) -> None:
        for kind, model in (("actor", Actor), ("place", Place)):
            name = self.cleaned_data.get(f"{kind}_name", "")
            if name:
                self._check(kind, model, name)
        use = self.cleaned_data.get("actor_use") or PART
        is_new = self.about.startswith("new-")
        if self.cleaned_data.get("actor_name") and use == PART and not is_new and self.field != CitedField.PARTICIPANT:
            self.add_error("actor_name", NO_PART)
        if self.cleaned_data.get("place_name") and self.about != "new-action" and self.field != CitedField.PLACE:
            self.add_error("place_name", NO_USE)

    def _check(self, kind: str, model: Any, name: str) -> None:
        self.known[kind] = called(model, name)
        if self.known[kind] is not None:
            return
        if not self.cleaned_data.get(f"{kind}_kind"):
            self.add_error(f"{kind}_kind", NO_KIND.format(kind))
        if not code_of(name):
            self.add_error(f"{kind}_name", NO_CODE)

    def make(self, *, user: Any, reason: str) -> dict[str, Any]:
        """The actor and the place that were named, by “actor” and “place”; call it in a transaction."""
        made = {}
        for kind, model in (("actor", Actor), ("place", Place)):
            name, sort = (self.cleaned_data.get(f"{kind}_{part}", "") for part in ("name", "kind"))
            if name:
                made[kind] = self.known.get(kind) or named_draft(model, name, sort, user=user, reason=reason)
        return made

    @property
    def part_in(self) -> bool:
        """Whether the actor takes part in what the passage is about."""
        return (self.cleaned_data.get("actor_use") or PART) == PART
