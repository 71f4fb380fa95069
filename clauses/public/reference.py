"""Pages about the site that are generated from the dataset."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from ..dataset import Column
from ..dataset.derived import PUBLIC_TABLES
from .pages import page
from .wording import list_anchor


def members(column: Column) -> list[tuple[Any, str, str]]:
    """The values of a closed list as (value, label, definition)."""
    if column.vocabulary:
        return [(member.value, member.label, member.definition) for member in column.vocabulary]
    return [(value, label, "") for value, label in column.field.flatchoices]


def closed_lists() -> list[dict[str, Any]]:
    """Each closed list once, under the heading of the first column that takes its values from it."""
    found: dict[str, dict[str, Any]] = {}
    for table in PUBLIC_TABLES:
        for column in table.columns:
            if column.field.choices and list_anchor(column) not in found:
                title = f"{column.heading} ({table.title.lower()})"
                found[list_anchor(column)] = {"title": title, "members": members(column)}
    return [{"anchor": anchor, **one} for anchor, one in found.items()]


@page
def codebook(request: HttpRequest) -> HttpResponse:
    return render(request, "public/codebook.html", {"tables": PUBLIC_TABLES, "lists": closed_lists()})


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon of what is no page, such as a file: the icon that pages name."""
    return HttpResponseRedirect(static("treatytracker/icon.svg"))


@page
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")
