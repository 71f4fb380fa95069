"""The list of what is likely the same thing, in groups, for who may make them one."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from ...editing.merging.groups import LISTED, MOST_SHOWN, Group, groups, tell_all_apart
from ...editing.merging.merge import TABLES
from ...models import Record, Row
from ...vocabularies import ReviewState
from ..forms.hostile_input import is_key
from ..lists.labels import named
from ..lists.told_apart import with_what_tells_apart
from .merge_page import PERMISSION, REST

GROUPS_PER_PAGE = 20
EVERY = "all"


@dataclass(frozen=True)
class Lines:
    """A group with its records; the one that readers see stands first, and would be kept."""

    group: Group
    kept: Record
    others: list[tuple[Record, str]]  # each with the address where the two are made one
    more: int
    all_address: str

    @property
    def rows(self) -> list[Record]:
        return [self.kept, *(row for row, _ in self.others)]


def likely_duplicates(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """A page of the groups of one table. A POST says of rows that they are different things."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = request.POST or request.GET
    model = LISTED.get(asked.get("table", "actor"))
    if model is None:
        raise BadRequest(f"There are lists of {', '.join(map(str, LISTED))} only.")
    if request.method == "POST":
        return _tell_apart(request, model)
    found = {each: groups(each) for each in LISTED.values()}
    paginator = Paginator(found[model], GROUPS_PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    request.current_app = site.name
    context = site.each_context(request) | {
        "title": "Likely the same thing twice",
        "noun": model._meta.verbose_name_plural,
        "is_merged": model in TABLES.values(),
        "table": model._meta.model_name,
        "tables": [
            (name, capfirst(each._meta.verbose_name_plural), len(found[each]), each is model)
            for name, each in LISTED.items()
        ],
        "page": page,
        "page_range": paginator.get_elided_page_range(page.number),
        "lines": _lines(model, list(page)),
    }
    return TemplateResponse(request, "admin/clauses/likely_duplicates.html", context)


def _lines(model: type[models.Model], found: list[Group]) -> list[Lines]:
    keys = {key for group in found for key in group.rows[:MOST_SHOWN]}
    rows = {row.pk: row for row in with_what_tells_apart(named(model)).filter(pk__in=keys)}
    shown = ((group, [rows[key] for key in group.rows[:MOST_SHOWN] if key in rows]) for group in found)
    return [_line(group, some) for group, some in shown if len(some) > 1]


def _line(group: Group, rows: list[Record]) -> Lines:
    kept, *others = sorted(rows, key=lambda row: (row.state != ReviewState.PUBLISHED, row.pk))
    name = kept._meta.model_name
    address = reverse(f"admin:clauses_{name}_same", args=[kept.pk]) if name in TABLES else ""
    first, *rest = [str(row.pk) for row in others]
    every = f"{address}?other={first}&{REST}={','.join(rest)}"
    return Lines(
        group, kept, [(row, f"{address}?other={row.pk}") for row in others], len(group.rows) - len(rows), every
    )


def _tell_apart(request: HttpRequest, model: type[Row]) -> HttpResponse:
    """Of a pair, or of a row and all others of its group, or of all of them."""
    keys = {*request.POST.getlist("row")[:MOST_SHOWN], request.POST.get("first", ""), request.POST.get("second", "")}
    rows = list(model._base_manager.filter(pk__in=[key for key in keys if is_key(key)]).values_list("pk", flat=True))
    one = request.POST.get("apart", EVERY)
    if len(rows) < 2 or (one != EVERY and one not in map(str, rows)):
        messages.error(request, "One of them is gone meanwhile.")
    else:
        tell_all_apart(model, None if one == EVERY else int(one), rows, user=request.user)
        what = "these are two things" if len(rows) == 2 else "these are different things"
        messages.success(request, f"Noted: {what}. They are not listed together again.")
    number = request.POST.get("page", "1")
    page = number if is_key(number) else "1"
    return HttpResponseRedirect(f"{reverse('admin:likely_duplicates')}?table={model._meta.model_name}&page={page}")
