"""The form beside an article: what a marked passage says, and of which record."""

import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from ...articles.marking import surroundings
from ...articles.quotations import Article
from ...articles.spans import Span
from ...models import TARGETS, Citation, Row
from ..forms.forms import RowForm
from ..forms.stated_value import StatesValue
from ..lists.choosers import the_one
from ..lists.labels import model_of, named
from .marks import Marked

NOTHING_CHOSEN = "Choose what the passage supports: one of these records, another one, or a new one."
NO_SUCH_RECORD = "There is no such {}. It may have been deleted meanwhile: choose another one."
NO_SUCH_CODE = "No {} has the code “{}”. Write it as in its address, or choose from the list."
TWICE = "Citation no. {} says exactly this already. Change something, or leave the passage."
ABOUT = re.compile(rf"({'|'.join(TARGETS)})(?:-(\d{{1,18}}))?", re.ASCII)
NEW = {f"new-{name}": name for name in ("action", "commitment")}  # made beside the article
STATED = ("stance", "field", "value", "unit", "measure", "qualifier", "as_of")
SAID_BY = ("speaker", "speaker_as_reported", "attributed_to", "origin", "note")
BY_CODE = ("speaker", "attributed_to", "origin")  # chosen by typing, which needs a script; or by code
COLUMNS = (*TARGETS, *STATED, *SAID_BY, "quote")


def row_by_code(model: Any, code: str) -> Row | None:
    """The row whose natural key this is, written with / between its parts; or which a chooser would offer as meant."""
    return the_one(named(model), code)


def noun(target: str) -> str:
    """What a record of this kind is called: the column of a citation that names it says so, for people."""
    return str(model_of(Citation, target)._meta.verbose_name)


class PassageForm(StatesValue, RowForm):
    """A new citation of a passage whose place is known: its words, context and paragraph are not typed.

    `about` is the kind of the record and, where it was picked from those shown, its number: `action`, `action-12`.
    A new one, as in `new-action`, is `made` before; where it could not be, the rest is checked all the same.
    """

    about = forms.CharField(required=False, max_length=40, label="What it supports")
    code = forms.CharField(
        required=False,
        max_length=300,
        label="or its code",
        help_text="As in its address; or its name, where no other is called so.",
    )
    speaker_code = forms.CharField(required=False, max_length=100, label="Speaker, by code")
    attributed_to_code = forms.CharField(required=False, max_length=100, label="Attributed to, by code")
    origin_code = forms.CharField(required=False, max_length=100, label="Origin, by code")

    def __init__(self, *args: Any, article: Article, marked: Marked, made: Row | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article, self.marked, self.made, self.is_unmade = article, marked, made, False
        self.fields["quote"].widget = forms.HiddenInput()
        self.fields["quote"].label = "The passage"
        for field in self.fields.values():
            if isinstance(field.widget, RelatedFieldWidgetWrapper):  # its windows would leave the article
                field.widget = field.widget.widget
        for name in TARGETS:
            self.fields[name].help_text = ""  # the choice above it says the same
        for name in ("note", "speaker_as_reported"):
            self.fields[name].widget.attrs["class"] = "vTextField"

    def take_errors(self, other: "PassageForm") -> None:
        """Says what is said against `other`, which was sent with what was made for it."""
        self._errors, self.cleaned_data = other.errors, other.cleaned_data

    # --- What the page draws

    @property
    def chosen(self) -> str:
        return self["about"].value() or ""

    @property
    def kinds(self) -> list:
        """The kinds of records with the choice of one by typing."""
        return [(name, noun(name), self[name]) for name in TARGETS]

    @property
    def stated(self) -> list:
        return [self[name] for name in STATED]

    @property
    def said_by(self) -> list:
        return [(self[name], self[f"{name}_code"] if name in BY_CODE else None) for name in SAID_BY]

    # --- What is sent

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.marked.problem or self.marked.place is None:
            self.add_error("quote", self.marked.problem)
        else:
            self._fill_in(self.marked.place)
        for name in BY_CODE:
            self._find_by_code(name)
        self._choose_record()
        return cleaned

    def _fill_in(self, place: Span) -> None:
        self.cleaned_data["quote"] = self.marked.words
        self.instance.locator = place.paragraph
        self.instance.prefix, self.instance.suffix = surroundings(self.article, place)

    def _find_by_code(self, name: str) -> None:
        code = self.cleaned_data.get(f"{name}_code", "")
        if code:
            model = model_of(Citation, name)
            self.cleaned_data[name] = row_by_code(model, code)
            if self.cleaned_data[name] is None:
                self.add_error(name, NO_SUCH_CODE.format(model._meta.verbose_name, code))

    def _choose_record(self) -> None:
        about = self.cleaned_data.get("about", "")
        if about in NEW:
            self.is_unmade = self.made is None
            self.cleaned_data |= dict.fromkeys(TARGETS) | {NEW[about]: self.made}
            return
        chosen = ABOUT.fullmatch(about)
        if chosen is None:
            self.add_error("about", NOTHING_CHOSEN)
            return
        target, number = chosen.groups()
        record, problem = self._record(target, number)
        for name in TARGETS:
            self.cleaned_data[name] = record if name == target else None
        if record is None:
            self.add_error("about", problem or NOTHING_CHOSEN)

    def _record(self, target: str, number: str | None) -> tuple[Row | None, str]:
        """The record that was chosen, or why there is none."""
        model, code = model_of(Citation, target), self.cleaned_data.get("code", "")
        if number:
            return named(model).filter(pk=number).first(), NO_SUCH_RECORD.format(noun(target))
        if code:
            return row_by_code(model, code), NO_SUCH_CODE.format(noun(target), code)
        return self.cleaned_data.get(target), ""

    def _get_validation_exclusions(self) -> set[str]:
        """Words and context are checked like what is typed; which record, not where none was chosen."""
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]  # the types leave it out
        return excluded - {"prefix", "suffix", "locator"} | (
            set(TARGETS) if self.has_error("about") or self.is_unmade else set()
        )

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors and not self.is_unmade:
            self._refuse_twice()

    def _refuse_twice(self) -> None:
        """The same passage for the same statement: somebody else was quicker, or the button was pressed twice."""
        same = ("source", "locator", "quote", "prefix", "suffix", "stance", "field", "value", *TARGETS)
        found = Citation.objects.filter(**{name: getattr(self.instance, name) for name in same if name not in TARGETS})
        twin = found.filter(**{f"{name}_id": getattr(self.instance, f"{name}_id") for name in TARGETS}).first()
        if twin is not None:
            self.add_error(None, TWICE.format(twin.number))
