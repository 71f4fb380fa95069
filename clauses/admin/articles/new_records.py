"""New records made beside an article, together with the citation of the passage that they are made for.

Their forms are filled in from the passage; who and where is recognised stands there to be ticked.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from ...articles.filled import Filled, Recognised
from ...editing.typed.making import write_draft
from ...folding import code_of
from ...models import Action, ActionParticipant, ActionPlace, Actor, Bearing, Commitment, CommitmentActor, Place, Row
from ...vocabularies import Basis, CitedField, CommitmentRole, ParticipantRole, Stance
from ..forms.forms import TITLES, RowForm
from ..forms.widgets import RowChoiceField, RowSelect
from ..lists.labels import named

QUOTED_DAY = "The passage names it: the citation will say that it supports the date with this value."
MOST_TICKED = 40  # of each kind in one form
DAY_OFFERED = "day_offered"  # sent where field and value of the day stood in the form: who empties them means it
Names = Mapping[str, Any]


class NewRecord(RowForm):
    """A new draft with the rows that belong to it. The admin gives the columns of its table."""

    person_model: Any = ActionParticipant
    person_within, person_default = "action", ""
    people_title = "Who took part"
    more_title = "Agreement, reason for the date, description"
    less: tuple[str, ...] = ("slug", "date_reason", "agreement", "description")
    roles: Any = ParticipantRole
    day = "date"

    def __init__(self, *args: Any, found: Filled, site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, RelatedFieldWidgetWrapper):  # its windows would leave the article
                field.widget = field.widget.widget
        self.site, self.found = site, found
        if found.is_day_quoted and self.initial.get(self.day) == found.day:
            self.fields[self.day].help_text = f"{QUOTED_DAY} {self.fields[self.day].help_text}"
        choices = [("", "takes no part"), *self.roles.choices]
        for one in self._with_sent("part", Actor, found.actors):
            start = self.person_default if one.is_meant else ""
            self.fields[f"part-{one.pk}"] = forms.ChoiceField(
                choices=choices, required=False, initial=start, label=one.name
            )
        self.fields["another_actor"] = self._row_choice(self.person_model, "actor", "Another actor")
        self.fields["another_role"] = forms.ChoiceField(
            choices=self.roles.choices, required=False, initial=self.person_default, label="Its part"
        )

    def _with_sent(self, kind: str, model: Any, recognised: Iterable[Recognised]) -> list[Recognised]:
        """Those recognised, and what was ticked when another version of the text recognised it."""
        here = {one.pk: one for one in recognised}
        names = re.compile(rf"{re.escape(self.add_prefix(kind))}-(\d{{1,18}})", re.ASCII)
        sent = [
            int(match[1]) for match in map(names.fullmatch, [*self.data, *map(self.add_prefix, self.initial)]) if match
        ][:MOST_TICKED]
        others = [pk for pk in sent if pk not in here]
        rows = named(model).filter(pk__in=others).order_by("pk") if others else ()
        return [*here.values(), *(Recognised(row.pk, str(row), False) for row in rows)]

    def _row_choice(self, model: Any, name: str, label: str) -> RowChoiceField:
        field: Any = model._meta.get_field(name)
        return RowChoiceField(
            named(field.related_model), required=False, label=label, widget=RowSelect(field, self.site)
        )

    @property
    def own(self) -> list[Any]:
        """The columns that matter most; the code is shown where it has to be mended."""
        names = [name for name in self._meta.fields or () if name not in self.less or self.has_error(name)]
        return [self[name] for name in names if not self[name].is_hidden]

    @property
    def more(self) -> list[Any]:
        """The columns that are seldom filled in."""
        return [self[name] for name in self.less if name != "slug" and not self.has_error(name)]

    @property
    def people(self) -> list[Any]:
        return self._named_so("part-")

    @property
    def more_people(self) -> list[Any]:
        return [self["another_actor"], self["another_role"]]

    @property
    def further(self) -> list[tuple[str, list[Any], list[Any]]]:
        """Groups of further rows: the title, what is recognised, and the fields for others."""
        return []

    def _named_so(self, start: str) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(start)]

    def clean(self) -> dict[str, Any] | None:
        title = next((self.cleaned_data[name] for name in TITLES if self.cleaned_data.get(name)), "")
        if title and not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = self._free_code(title)
        return super().clean()

    def _free_code(self, title: str) -> str:
        """Made of the title, with the day where another record is called so."""
        day = str(self.cleaned_data.get("date") or "")
        tried = (code_of(title), code_of(f"{title} {day}"))
        rows = self._meta.model._base_manager
        return next((code for code in tried if code and not rows.filter(slug=code).exists()), tried[0])

    def stated(self, sent: Mapping[str, str]) -> dict[str, str]:
        """What the citation of the passage states of the day of the record, where that was taken from the passage.

        A day that was corrected in the record alone is meant in the citation, too.
        """
        own, field = str(self.cleaned_data.get(self.day) or ""), sent.get("field", "")
        is_left_open = not (field or sent.get("value") or sent.get(DAY_OFFERED)) and own == self.found.day
        is_proposed = field == CitedField.DATE and sent.get("value", "") == self.found.day
        is_said = self.found.is_day_quoted and own and sent.get("stance") == Stance.SUPPORTS
        return {"field": CitedField.DATE.value, "value": own} if is_said and (is_left_open or is_proposed) else {}

    def make(self, *, user: Any, reason: str, actor: Actor | None = None, place: Place | None = None) -> Any:
        """Stores the record and its rows; call it in a transaction. ValidationError where a row may not be."""
        record: Any = self.save(commit=False)
        write_draft(record, user=user, reason=reason)
        for row in self.rows(record, actor, place):
            write_draft(row, user=user, reason=reason)
        return record

    def rows(self, record: Any, actor: Actor | None, place: Place | None) -> list[Row]:
        """What belongs to the record; `actor` and `place` are made along."""
        given = self.cleaned_data
        parts = {int(name.partition("-")[2]): role for name, role in given.items() if name.startswith("part-") and role}
        role = given.get("another_role") or self.person_default
        parts |= {one.pk: role for one in (given.get("another_actor"), actor) if one is not None}
        return [self.person_model(**{self.person_within: record, "actor_id": key, "role": parts[key]}) for key in parts]


class NewAction(NewRecord):
    """A new action with who took part, where, and the promises that it bears on."""

    person_default = ParticipantRole.PARTICIPANT

    def __init__(self, *args: Any, found: Filled, promises: Iterable[Recognised] = (), **kwargs: Any) -> None:
        super().__init__(*args, found=found, **kwargs)
        for kind, model, some in (("place", Place, found.places), ("bears", Commitment, promises)):
            for one in self._with_sent(kind, model, some):
                self.fields[f"{kind}-{one.pk}"] = forms.BooleanField(
                    required=False, initial=one.is_meant, label=one.name
                )
        self.fields["another_place"] = self._row_choice(ActionPlace, "place", "Another place")
        self.fields["another_promise"] = self._row_choice(Bearing, "commitment", "Another commitment")
        self.fields["basis"] = forms.ChoiceField(
            choices=Basis.choices, required=False, initial=Basis.INFERRED_BY_ANALYST, label="Who ties them together"
        )

    @property
    def further(self) -> list[tuple[str, list[Any], list[Any]]]:
        promises = [self["another_promise"], self["basis"]]
        return [
            ("Where", self._named_so("place-"), [self["another_place"]]),
            ("Which commitments it bears on", self._named_so("bears-"), promises),
        ]

    def rows(self, record: Any, actor: Actor | None, place: Place | None) -> list[Row]:
        places = self._ticked("place-", "another_place", place)
        basis = self.cleaned_data.get("basis") or Basis.INFERRED_BY_ANALYST
        promises = self._ticked("bears-", "another_promise", None)
        return [
            *super().rows(record, actor, place),
            *(ActionPlace(action=record, place_id=key) for key in places),
            *(Bearing(action=record, commitment_id=key, basis=basis) for key in promises),
        ]

    def _ticked(self, start: str, another: str, made: Row | None) -> list[int]:
        ticked = [
            int(name.removeprefix(start)) for name, on in self.cleaned_data.items() if name.startswith(start) and on
        ]
        more = [one.pk for one in (self.cleaned_data.get(another), made) if one is not None]
        return list(dict.fromkeys([*ticked, *more]))


class NewCommitment(NewRecord):
    """A new commitment with whose it is."""

    person_model: Any = CommitmentActor
    person_within, person_default = "commitment", CommitmentRole.OBLIGOR
    people_title = "Whose promise it is"
    more_title = "Deadline and condition"
    less = ("slug", "deadline", "conditional", "condition")
    roles: Any = CommitmentRole
    day = "deadline"


# By the choice in the form of the passage: the table, its form, and the columns that the form asks for.
NEW: dict[str, tuple[type[Row], type[NewRecord], tuple[str, ...]]] = {
    "new-action": (
        Action,
        NewAction,
        ("title", "slug", "type", "relation", "status", "date", "date_reason", "agreement", "description"),
    ),
    "new-commitment": (
        Commitment,
        NewCommitment,
        (
            "title",
            "slug",
            "statement",
            "clause",
            "kind",
            "modality",
            "recurrence",
            "deadline",
            "conditional",
            "condition",
        ),
    ),
}


def filled_in(name: str, found: Filled, after: str) -> Names:
    """What the form of a new record starts with; `after` is the day of publication, before which no promise is due."""
    if name == "new-action":
        return {"date": found.day, "date_reason": found.day_reason, "type": found.type}
    return {"deadline": found.day if found.day and after and found.day[:10] > after else ""}
