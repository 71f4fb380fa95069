"""Lists on a telephone, where each cell has a line of its own and says of which column it is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()
NOTHING = (">-</td>", ">–</td>")  # as Django ends a cell without a value, and as our columns do


@register.filter
def with_labels(cells: Iterable[str], headers: list[dict[str, Any]]) -> Iterator[SafeString]:
    """The cells of a row of a list, as Django wrote them, each with the heading of its column as `data-label`.

    What a row is called (a `th`) and the box that ticks it need none. A cell without a value is marked, too.
    """
    for cell, header in zip(cells, headers, strict=True):
        is_plain = cell.startswith("<td") and "action-checkbox" not in header.get("class_attrib", "")
        label = format_html('<td data-label="{}"', capfirst(header["text"])) if is_plain else ""
        mark = ' data-empty=""' if is_plain and cell.endswith(NOTHING) else ""
        yield mark_safe(f"{label}{mark}{cell.removeprefix('<td')}" if is_plain else cell)  # noqa: S308  # Django's own cell
