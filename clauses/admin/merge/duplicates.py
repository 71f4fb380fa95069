"""The list of pairs that are likely the same thing, for who may make them one."""

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

from ...editing.merging import duplicates
from ...editing.merging.duplicates import Pair
from ...editing.merging.merge import TABLES
from ...models import Record, Row
from ...vocabularies import ReviewState
from ..forms.hostile_input import is_key
from ..lists.labels import named
from .merge_page import PERMISSION

PAIRS_PER_PAGE = 20


@dataclass(frozen=True)
class Line:
    """A pair with its two records; the one that readers see stands first, and would be kept."""

    pair: Pair
    kept: Record
    other: Record
    merge_address: str

    @property
    def rows(self) -> tuple[Record, Record]:
        return self.kept, self.other


def likely_duplicates(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """A page of the pairs of one table. A POST says of a pair that it is two things."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = request.POST or request.GET
    model = TABLES.get(asked.get("table", "actor"))
    if model is None:
        raise BadRequest(f"There are lists of {', '.join(map(str, TABLES))} only.")
    if request.method == "POST":
        return _tell_apart(request, model)
    found = {each: duplicates.likely(each) for each in TABLES.values()}
    paginator = Paginator(found[model], PAIRS_PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    request.current_app = site.name
    context = site.each_context(request) | {
        "title": "Likely the same thing twice",
        "noun": model._meta.verbose_name_plural,
        "table": model._meta.model_name,
        "tables": [
            (name, capfirst(each._meta.verbose_name_plural), len(found[each]), each is model)
            for name, each in TABLES.items()
        ],
        "page": page,
        "page_range": paginator.get_elided_page_range(page.number),
        "lines": _lines(model, list(page)),
    }
    return TemplateResponse(request, "admin/clauses/likely_duplicates.html", context)


def _lines(model: type[models.Model], pairs: list[Pair]) -> list[Line]:
    keys = {key for pair in pairs for key in (pair.first, pair.second)}
    rows = {row.pk: row for row in named(model).filter(pk__in=keys)}
    return [_line(pair, rows[pair.first], rows[pair.second]) for pair in pairs if {pair.first, pair.second} <= {*rows}]


def _line(pair: Pair, first: Record, second: Record) -> Line:
    kept, other = sorted((first, second), key=lambda row: row.state != ReviewState.PUBLISHED)
    address = reverse(f"admin:clauses_{kept._meta.model_name}_same", args=[kept.pk])
    return Line(pair, kept, other, f"{address}?other={other.pk}")


def _tell_apart(request: HttpRequest, model: type[Row]) -> HttpResponse:
    keys = [request.POST.get(name, "") for name in ("first", "second")]
    rows = model._base_manager.filter(pk__in=[key for key in keys if is_key(key)])
    if len(set(keys)) < 2 or rows.count() < 2:
        messages.error(request, "One of the two is gone meanwhile.")
    else:
        duplicates.tell_apart(model, *map(int, keys), user=request.user)
        messages.success(request, "Noted: these are two things. They are not listed together again.")
    number = request.POST.get("page", "1")
    page = number if is_key(number) else "1"
    return HttpResponseRedirect(f"{reverse('admin:likely_duplicates')}?table={model._meta.model_name}&page={page}")
