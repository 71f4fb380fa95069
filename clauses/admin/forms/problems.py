"""What is wrong in the forms of a page, said once at its top with a link to each field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS

MOST = 12  # links


@dataclass(frozen=True)
class Problem:
    """A field that is to be mended; what is said of no single field has no `href`."""

    label: str
    href: str = ""


def problems_of(forms: Iterable[Any]) -> list[Problem]:
    """Those of forms and of the formsets of a form of the admin; None among them is left out."""
    return [one for form in forms if form is not None for one in _of(form)]


def _of(form: Any) -> Iterator[Problem]:
    if hasattr(form, "formset"):
        yield from _of_rows(form)
    elif form.is_bound:
        for name in form.errors:
            yield _at(form, name) if name in form.fields else Problem("")


def _of_rows(inline: Any) -> Iterator[Problem]:
    formset = inline.formset
    title = str(inline.opts.verbose_name_plural)
    if formset.is_bound and formset.non_form_errors():
        yield Problem(title, f"#{formset.prefix}-group")
    for number, row in enumerate(formset.forms, 1) if formset.is_bound else ():
        for name in row.errors:
            label = f"{_label(row, name)} ({title}, {number})" if name in row.fields else f"{title}, {number}"
            yield Problem(label, f"#{row[name].auto_id}" if name in row.fields else f"#{row.prefix}")


def _at(form: Any, name: str) -> Problem:
    field = form[name]
    return Problem("" if name == NON_FIELD_ERRORS else _label(form, name), f"#{field.auto_id}")


def _label(form: Any, name: str) -> str:
    return str(form[name].label).rstrip(":")
