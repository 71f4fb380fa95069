"""Groups of fields that are folded away in Django's own templates: open where they are to be, with what they hold."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from clauses.admin.forms.layout import CODE, STATE, layout_of
from clauses.admin.forms.opened import address_of_groups

register = template.Library()
FOLDED = re.compile(r'<details><summary>(\s*<h\d id="[^"]*-(?P<form>\d+)-(?P<set>\d+)-heading".*?</h\d>)', re.DOTALL)
CHANGED = re.compile(r'href="(?P<address>[^"?]*)"(?= class="inline(?:change|view)link")')


@register.filter
def folded(html: SafeString, shown: Iterable[Any]) -> SafeString:
    """`html` is what Django makes of the groups in `shown`, which are those of a form, or of the forms of an inline."""
    forms = [list(each) for each in shown] if hasattr(shown, "formset") else [list(shown)]
    return mark_safe(FOLDED.sub(lambda found: _details(found, forms[int(found["form"])][int(found["set"])]), html))  # noqa: S308  # of a template


def _details(found: re.Match[str], group: Any) -> str:
    holds = _holds(group) if group.form.instance.pk else ""
    said = format_html(' <span class="quiet">({})</span>', holds) if holds else ""
    keep = address_of_groups(group.form._meta.model)
    opened = mark_safe(" data-opened open") if "opened" in group.classes else ""  # of this line
    opening = format_html('<details data-keep="{}" data-group="{}"{}><summary>', keep, group.name, opened)
    return f"{opening}{found[1]}{said}"


def _holds(group: Any) -> str:
    """What a folded group says of itself."""
    row = group.form.instance
    if group.name == STATE:
        return row.get_state_display()
    if group.name == CODE:
        return str(getattr(row, layout_of(type(row)).code))
    count, of = sum(1 for _ in filled(group)), sum(1 for _ in _shown(group))
    if not count or of == 1:
        return "filled in" if count else ""
    every = "both" if of == 2 else f"all {of}"
    return f"{every if count == of else f'{count} of {of}'} fields filled in"


def filled(group: Any) -> Iterator[str]:
    """The fields of a group in which something else stands than in an empty form."""
    form = group.form
    for name in _shown(group):
        column = form._meta.model._meta.get_field(name)
        value = form[name].value() if name in form.fields else getattr(form.instance, column.attname)
        if _text(value) not in ("", _text(_start(column))):
            yield name


def _shown(group: Any) -> Iterator[str]:
    """The fields of a group that somebody sees."""
    for line in group.fields:
        for name in [line] if isinstance(line, str) else line:
            if name not in group.form.fields or not group.form.fields[name].widget.is_hidden:
                yield name


def _start(column: Any) -> Any:
    return column.get_default() if isinstance(column, models.Field) else None


def _text(value: Any) -> str:
    return "" if value is None or value is False else str(value).strip()


@register.filter
def with_way_back(html: SafeString, query: str) -> SafeString:
    """The links of an inline to the pages of its rows, from which one comes back to the record."""
    return mark_safe(CHANGED.sub(lambda found: f'href="{found["address"]}?{query}"', html)) if query else html  # noqa: S308
