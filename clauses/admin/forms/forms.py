"""The forms of all tables."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.utils.text import capfirst

from ...editing.review import why_not
from ...editing.typed.codes import made_code
from ...vocabularies import ReviewState
from ..merge.twins import NamesTwins
from ..review.clashes import SeenVersion
from ..review.permissions import why_not_written
from .help import HelpedField
from .layout import layout_of
from .widgets import RowSelect

REASON = "change_reason"
AGAIN = "typed_again"  # with a form that shows what was typed before its user was signed out
TITLES = ("title", "name", "label", "heading")  # the column that a record is called by
NO_CODE = "Write a code: none could be made of the {}."
LOOK = "This is what you typed before. Nothing is saved yet: look at it and save."


class RowForm(SeenVersion):
    """A form of one row. `user` is who fills it in; `refused` is why it could not be written a moment ago."""

    user: User | None = None
    refused: Sequence[str] = ()
    bound_field_class = HelpedField
    is_among_others = False  # the rows of one record, which are checked against each other together

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance._state.fields_cache
        for name, field in self.fields.items():
            select = getattr(field.widget, "widget", field.widget)  # the admin wraps it in its buttons
            if isinstance(select, RowSelect):
                select.chosen = held.get(name)
        self.layout = layout_of(self._meta.model)
        if self.makes_code:
            self.fields[self.layout.code].required = False
            called = " and the ".join(self.layout.named_by)
            self.fields[self.layout.code].help_text += f" Leave it empty to have it made of the {called}."

    @property
    def makes_code(self) -> bool:
        """Whether a code that is left empty is made: of a new record, from what its table is called by."""
        is_there = self.layout.code in self.fields and all(name in self.fields for name in self.layout.named_by)
        return self.instance.pk is None and bool(self.layout.named_by) and is_there

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.makes_code and self.cleaned_data.get(self.layout.code) == "":
            self._make_code()
        return cleaned

    def _make_code(self) -> None:
        """Of the columns that the record is called by; what lacks there is an error of its own."""
        names, column = self.layout.named_by, self.layout.code
        if any(self.has_error(name) for name in names):
            return
        if not any(self.cleaned_data.get(name) for name in names):
            names = self.layout.otherwise
        texts = [str(self.cleaned_data[name]) for name in names if self.cleaned_data.get(name)]
        code = made_code(self._meta.model, column, texts, self.code_start())
        self.cleaned_data[column] = code
        if not code:
            self.add_error(column, NO_CODE.format(" and the ".join(self.layout.named_by)))

    def code_start(self) -> str:
        """What the code begins with."""
        return ""

    def _post_clean(self) -> None:
        """The instance holds what was typed only now."""
        if self.is_among_others:  # alone, a row would collide with the one that it exchanges with
            vars(self.instance)["get_constraints"] = partial(_checks_of, type(self.instance))
        super()._post_clean()  # type: ignore[misc]  # the types leave it out
        vars(self.instance).pop("get_constraints", None)
        refusal = why_not_written(self.user, self.instance) if self.user and self.has_changed() else ""
        if refusal:
            self.add_error(None, refusal)
        for message in self.refused:
            self.add_error(None, message)

    def clean_state(self) -> ReviewState:
        """Only superusers are offered it; everybody else moves a record on by the buttons of the review."""
        state, was = ReviewState(self.cleaned_data["state"]), self.instance.state
        if self.instance.pk and was == ReviewState.PUBLISHED != state:
            refusal = why_not(self.user or AnonymousUser(), self.instance, state)
            if refusal:
                raise forms.ValidationError(refusal)
        return state

    def add_error(self, field: str | None, error: Any) -> None:
        """Errors at columns that this form does not show are at its top under the column's name."""
        errors: Any = getattr(error, "error_dict", None)
        for name in [name for name in errors or () if name not in {*self.fields, NON_FIELD_ERRORS}]:
            title = capfirst(self._meta.model._meta.get_field(name).verbose_name)
            messages = [f"{title}: {text}" for one in errors.pop(name) for text in one.messages]
            super().add_error(None, messages)
        if errors is None or errors:
            super().add_error(field, error)


def _checks_of(model: type[models.Model]) -> list[tuple[type[models.Model], list[models.BaseConstraint]]]:
    """The rules of a table that speak of one row alone, as `Model.get_constraints` gives them."""
    return [(model, [rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint)])]


class ReasonForm(NamesTwins, RowForm):
    """A form of one row that asks why."""

    change_reason = forms.CharField(
        label="Reason for the change",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text="Why the record is changed, for its history: a new source, a correction, a misprint. Never public.",
    )

    def clean(self) -> dict[str, Any] | None:
        """What was typed before its user was signed out is looked at once more before it is saved."""
        cleaned = super().clean()
        if self.data.get(AGAIN):
            self.add_error(None, LOOK)
        return cleaned

    @property
    def changed_data(self) -> list[str]:
        """Without the reason, which is no part of the record."""
        return [name for name in super().changed_data if name != REASON]


class NumberedMixin(forms.ModelForm):
    """A row that counts from 1 within another: its number may be left to the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "number" in self.fields:
            self.fields["number"].required = False
            self.fields["number"].help_text += " Leave it empty for the next free one."
