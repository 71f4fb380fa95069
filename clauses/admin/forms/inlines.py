"""Rows edited on the page of the record that they belong to."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.admin import StackedInline, TabularInline
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from ... import dates
from ...dataset import BY_MODEL
from ...editing.edits import Edit, What, fill, written_columns
from ...editing.review import why_still_needed
from ...editing.swaps import unique_keys
from ...editing.typed.written_days import A_DAY
from ...fields import NamesField, UncertainDateField
from ...models import Row
from ..lists.labels import name_paths, named
from ..review.clashes import SEEN
from ..review.deleted_along import collected, why_needed, why_not_gone
from ..review.permissions import RowPermissions, why_not_taken_away
from .days import AS_PEOPLE_WRITE, DayField, DayInput, UncertainDate, UncertainDateInput
from .forms import RowForm
from .layout import Group, layout_of
from .opened import classes_of, opened_by
from .twins import holds, twin_message
from .widgets import Lines, RowChoiceField, RowSelect, WideText

EDITABLE_ROWS = 20  # beyond these, the page links to the filtered list: a form has room for so many fields


class RowOptions(RowPermissions, BaseModelAdmin):
    """What forms of rows and inline forms of rows have in common."""

    related_buttons = True  # to change the related record, and to add another
    formfield_overrides = {
        UncertainDateField: {"form_class": UncertainDate, "widget": UncertainDateInput},
        models.DateField: {"form_class": DayField, "widget": DayInput},
        NamesField: {"widget": WideText},
        models.TextField: {"widget": Lines},
    }

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        choice = {
            "widget": RowSelect(db_field, self.admin_site),
            "form_class": RowChoiceField,
            "queryset": named(db_field.related_model),
        }
        return super().formfield_for_foreignkey(db_field, request, **choice | kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the buttons that delete the related record: it is deleted on its own page, if at all."""
        formfield: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, UncertainDateField):
            formfield.help_text += f" For example {dates.EXAMPLES}. {dates.OPEN_ENDS} {AS_PEOPLE_WRITE}"
        if isinstance(formfield, DayField):
            formfield.help_text += f" {A_DAY}"
        if isinstance(getattr(formfield, "widget", None), RelatedFieldWidgetWrapper):
            formfield.widget.can_delete_related = False
            formfield.widget.can_change_related &= self.related_buttons
            formfield.widget.can_add_related &= self.related_buttons
        return formfield


class LabelledFormSet(BaseInlineFormSet):
    """Rows whose boxes for deleting and whose inputs say what they are: in a table they have no labels of their own."""

    taken_away: frozenset[int | None] | set[int | None] = frozenset()
    user: User | None = None
    model: type[Row]  # as the admin makes it
    added_again: list[Row]

    def clean(self) -> None:
        super().clean()
        refused = self._why_not_gone(self.user) if self.user is not None else []
        if refused:
            raise ValidationError(refused)
        for rule in unique_keys(self.model):
            self._refuse_twins(rule)

    def _why_not_gone(self, user: User) -> list[str]:
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        refused = [*filter(None, (why_not_taken_away(user, row) for row in gone)), *why_still_needed(gone)]
        going, holding = collected(gone) if gone else ({}, {})
        return [*refused, *why_not_gone(user, going, gone), *why_needed(holding)]

    def validate_unique(self) -> None:
        """Not as Django does it, which looks at each row alone or at none: see `_refuse_twins`."""

    def _refuse_twins(self, rule: models.UniqueConstraint) -> None:
        """Rows that say what another row says already; those that only exchange what they say are no twins."""
        columns: list[Any] = [self.model._meta.get_field(name) for name in rule.fields]
        names = [each.attname for each in columns]
        staying = [form for form in self.forms if not form.errors and not self._is_left_out(form)]
        keys = {form: tuple(getattr(form.instance, name) for name in names) for form in staying if holds(rule, form)}
        keys = {form: key for form, key in keys.items() if None not in key}
        seen = self._stored_keys(rule, names, [key for form, key in keys.items() if form.has_changed()])
        for form in sorted(keys, key=lambda form: form.has_changed()):  # what was typed anew is the twin
            if keys[form] in seen:
                form.add_error(None, twin_message(rule, form.instance, self.fk.name))
            seen.add(keys[form])

    def _is_left_out(self, form: Any) -> bool:
        is_empty = form.instance.pk is None and not form.has_changed()
        return is_empty or self._goes(form)

    def _goes(self, form: Any) -> bool:
        return self._should_delete_form(form)  # type: ignore[attr-defined]  # the types leave it out

    def _stored_keys(self, rule: models.UniqueConstraint, names: list[str], keys: list[tuple]) -> set[tuple]:
        """Those of the keys that rows have which are not in this form."""
        wanted = models.Q(pk__in=[])
        for key in keys:
            wanted |= models.Q(**dict(zip(names, key, strict=True)))
        here = [form.instance.pk for form in self.initial_forms if form.instance.pk]
        rows = self.model._base_manager.filter(wanted & (rule.condition or models.Q())).exclude(pk__in=here)
        return set(rows.values_list(*names)) if keys else set()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the types leave it out
        form.is_among_others = True
        form.is_gone = self.is_bound and i < self.initial_form_count() and form.instance.pk is None
        return form

    def show(self, edits: list[Edit]) -> None:
        """Shows the rows as these edits would leave them; call it before the forms are used."""
        own = [edit for edit in edits if edit.table == self.model._meta.model_name]
        changed = {edit.row: edit.new for edit in own if edit.what == What.CHANGED}
        for row in self.get_queryset() if changed else ():
            fill(row, changed.get(row.pk, {}))
        self.taken_away = {edit.row for edit in own if edit.what == What.DELETED}
        names = {each.attname: each.name for each in written_columns(self.model)}
        added = [{names[name]: value for name, value in edit.new.items()} for edit in own if edit.what == What.ADDED]
        added = [values for values in added if values[self.fk.name] == self.instance.pk]
        if added:
            self.initial_extra, self.extra = added, self.extra + len(added)

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Rows that were deleted meanwhile are added again where their editor chose so; `new_objects` has them, too."""
        saved = super().save_existing_objects(commit)
        forms: list[Any] = self.initial_forms
        again = [form for form in forms if form.is_added_again and not self._goes(form)]
        self.added_again = [self.save_new(form, commit=commit) for form in again]
        return saved + self.added_again

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk and form.instance.pk in self.taken_away:
            form.fields["DELETE"].initial = True
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", field.label)


class RowInline(RowOptions, InlineModelAdmin):
    """The rows of one table that belong to the record."""

    form = RowForm
    formset = LabelledFormSet
    related_buttons = False
    extra = 0
    blank = 0  # empty rows of a new record

    def get_extra(self, request: HttpRequest, obj: Row | None = None, **kwargs: Any) -> int:
        return self.blank if obj is None else self.extra

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        relations = [field for field in self.opts.fields if field.is_relation]
        below = [path for field in relations if field.name != self.fk_name for path in _below(field)]
        return rows.select_related(*(field.name for field in relations), *below)

    def get_formset(self, request: HttpRequest, obj: Row | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.user = formset.form.user = request.user
        return formset

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """With the version that the form was filled from, where it can be sent."""
        fieldsets = list(self._opened(request, super().get_fieldsets(request, obj)))
        if not (self.has_change_permission(request, obj) or self.has_add_permission(request, obj)):
            return fieldsets
        (title, options), *others = fieldsets
        return [(title, options | {"fields": (*options["fields"], SEEN)}), *others]

    def _opened(self, request: HttpRequest, fieldsets: Any) -> Iterator[tuple]:
        """With the groups open that the account has opened in this form."""
        opened = opened_by(request).get(str(self.opts.model_name), set())
        for title, options in fieldsets:
            classes = classes_of(title, (), opened, ()) if title else ()
            yield title, options | ({"classes": classes} if title else {})


def _below(field: models.Field) -> list[str]:
    return [f"{field.name}__{path}" for path in name_paths(field.related_model)]


def editable_columns(model: type[models.Model]) -> list[str]:
    """The columns of a table that a form shows as inputs; sets of codes are rows of their own."""
    if model not in BY_MODEL:  # a plain set of codes
        return [field.name for field in model._meta.fields if field.is_relation]
    columns = (column for column in BY_MODEL[model].columns if column.field.editable)
    return [column.name for column in columns if not column.field.many_to_many]


def inline(
    model: type[Row],
    within: str,
    *,
    title: str = "",
    columns: Sequence[Any] | None = None,
    folded: Sequence[Group] = (),
    stacked: bool = False,
    blank: int = 0,
    form: type[RowForm] = RowForm,
) -> type[RowInline]:
    """The inline of the rows of `model` whose `within` is the record. Columns in a tuple share a line.

    `folded` are further columns, which are folded away. A new record begins with `blank` empty rows.
    """
    laid_out = layout_of(model)  # what a row is called comes before its code
    first, last = list(laid_out.first), [laid_out.code]
    names = [name for name in editable_columns(model) if name not in (*first, *last)]
    in_order = [name for name in (*first, *names, *last) if name in editable_columns(model)]
    shown = columns or [name for name in in_order if name != within]
    attributes: dict[str, Any] = {
        "model": model,
        "fk_name": within,
        "form": form,
        "verbose_name_plural": title or BY_MODEL[model].title,
        "show_change_link": True,
        "blank": blank,
    }
    kind = StackedInline if stacked else TabularInline
    attributes["fieldsets"] = [(None, {"fields": tuple(shown)})]
    attributes["fieldsets"] += [(group.title, {"fields": group.fields}) for group in folded]
    attributes["template"] = f"admin/clauses/{'stacked' if stacked else 'tabular'}.html"
    return type(f"{model.__name__}Of{within.capitalize()}", (RowInline, kind), attributes)
