"""From the page of a whole to the form of a part, and back: saving or deleting a clause leads to its agreement again.

The address of a part's form names the wholes that it was reached from, each by its table and number and the nearest
last, as in `whole=agreement-5~clause-7`; and the record from whose bundle it was reached, as in `bundle=action-9`. So
nothing leads anywhere but to forms and bundles of the admin. Where it names none, a part leads to the whole that it
says itself, and a whole stays open; from a filtered list one comes back to that.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from ...dataset import TABLES
from ...editing.bundles.collect import loading
from ...editing.edits import last_recorded
from ...editing.review import may
from ...models import Record, Row
from ..addresses import form_of
from ..mixins import RowPart
from ..review.bundle_link import BUNDLE, bundle_address
from .all_or_nothing import saving_of
from .hostile_input import is_key
from .layout import LAYOUTS
from .wholes import whole_of

WHOLE = "whole"
DEEPEST = 5  # wholes within each other
STAYS = ("_continue", "_addanother", IS_POPUP_VAR)
FROM_A_LIST = "_changelist_filters"  # what Django calls the filters of the list that a form was opened from
BY_TABLE = {str(table.model._meta.model_name): table.model for table in TABLES}


def wholes_of(request: HttpRequest) -> list[str]:
    """The wholes that a form was reached from, the nearest last; none where the address names what cannot be one."""
    named = request.GET.get(WHOLE, "").split("~")
    parted = [each.partition("-") for each in named]
    is_right = all(table in BY_TABLE and is_key(key) for table, _, key in parted)
    return named[-DEEPEST:] if is_right else []


def way_on(request: HttpRequest, row: models.Model) -> str:
    """What the address of a part says, so that one comes back to `row` and from there to what it is a part of."""
    here = f"{row._meta.model_name}-{row.pk}"
    wholes = [each for each in wholes_of(request) if each != here]
    return _asked(request, [*wholes, here][-DEEPEST:])


def _asked(request: HttpRequest, wholes: list[str]) -> str:
    """The question of an address that leads back to these, and then to the bundle."""
    root = bundle_root(request)
    named = {BUNDLE: f"{root._meta.model_name}-{root.pk}"} if root is not None else {}
    return urlencode(({WHOLE: "~".join(wholes)} if wholes else {}) | named, safe="~")


def bundle_root(request: HttpRequest) -> Record | None:
    """The record from whose bundle the form was reached, for who may see that; None where there is none."""
    table, _, key = request.GET.get(BUNDLE, "").partition("-")
    model: Any = BY_TABLE.get(table)
    if model is None or not issubclass(model, Record) or not is_key(key):
        return None
    is_seen = may(request.user, "view", model) and any(may(request.user, verb, model) for verb in ("change", "publish"))
    return loading(model).filter(pk=key).first() if is_seen else None


def way_here(request: HttpRequest) -> str:
    """What the address of a part said of its wholes, for the pages that one goes to from its form and comes back."""
    return _asked(request, wholes_of(request))


class WayBack(RowPart):
    """Mixin of an admin class: saving or deleting a part leads to its whole, and saving a whole to what comes next."""

    def response_add(self, request: HttpRequest, obj: Row, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        return self._led_on(request, obj, response)

    def response_change(self, request: HttpRequest, obj: Row) -> HttpResponse:
        return self._led_on(request, obj, super().response_change(request, obj))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        if IS_POPUP_VAR in request.POST:
            return response
        last = last_recorded(self.model, obj_id)
        whole = None if last is None or FROM_A_LIST in request.GET else whole_of(last)
        address = self.back_to_whole(request) or self._form_where_seen(request, whole)
        return HttpResponseRedirect(address) if address else response

    def _led_on(self, request: HttpRequest, obj: Row, response: HttpResponse) -> HttpResponse:
        if "_addanother" in request.POST and isinstance(response, HttpResponseRedirect):
            return self._another(obj, response)
        if any(name in request.POST for name in STAYS):
            return response
        is_written = obj.pk is not None and saving_of(request).proposal is None
        steps = [*self.next_steps(request, obj)] if is_written and self.offers_next(request) else []
        if steps:
            links = format_html_join(" · ", '<a href="{}">{}</a>', ((address, words) for words, address in steps))
            messages.info(request, format_html("Next: {}", links))
        address = self.way_back(request, obj) or (self._way_on(request, obj) if is_written else None)
        return HttpResponseRedirect(address) if address else response

    def _way_on(self, request: HttpRequest, obj: Row) -> str | None:
        return None if FROM_A_LIST in request.GET else self.goes_on_at(request, obj)

    def goes_on_at(self, request: HttpRequest, obj: Row) -> str | None:
        """Where one goes on after saving what was opened from nowhere: at its whole, or at what has parts itself."""
        whole = whole_of(obj)
        return form_of(obj) if whole is None else self._form_where_seen(request, whole)

    def offers_next(self, request: HttpRequest) -> bool:
        """Whether what comes next is offered: not where one comes back to something begun."""
        return True

    def next_steps(self, request: HttpRequest, obj: Row) -> Iterator[tuple[str, str]]:
        """What is likely done next, each in words and with its address."""
        yield from ()

    def step_to_add(self, request: HttpRequest, words: str, whole: Row, model: Any, **given: Any) -> Iterator[Any]:
        """The step to a new row of `model` that begins with what is given and comes back to `whole`."""
        if self.admin_site.get_model_admin(model).has_add_permission(request):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
            query = urlencode({name: value for name, value in given.items() if value})
            yield f"add {words}", f"{address}?{query}{'&' if query else ''}{way_on(request, whole)}"

    def steps_to_rows(self, request: HttpRequest, obj: Any, **words: str) -> Iterator[tuple[str, str]]:
        """The steps to rows in the form of `obj`, by the names of the relations, of which it has none yet."""
        for name, said in words.items():
            rows = getattr(obj, name)
            if self.admin_site.get_model_admin(rows.model).has_add_permission(request) and not rows.exists():
                yield f"add {said}", f"{form_of(obj)}#{name}-group"

    def _another(self, obj: Row, response: HttpResponseRedirect) -> HttpResponse:
        """The next one of its kind begins with what the last one was a part of."""
        again = LAYOUTS[self.model].again if self.model in LAYOUTS else ()
        kept = {name: getattr(obj, obj._meta.get_field(name).attname) for name in again}  # type: ignore[union-attr]
        address = urlsplit(response.url)
        query = dict(parse_qsl(address.query)) | {name: value for name, value in kept.items() if value}
        is_form = address.path.endswith("/add/")
        return HttpResponseRedirect(f"{address.path}?{urlencode(query, safe='~')}") if is_form and query else response

    def way_back(self, request: HttpRequest, obj: Row) -> str | None:
        """Where one came from with the form that is saved; None where that is no form."""
        root = bundle_root(request)
        return self.back_to_whole(request) or (bundle_address(root) if root is not None else None)

    def back_to_whole(self, request: HttpRequest) -> str | None:
        """The form of the whole that this one was opened from, with the wholes above that."""
        found = self.whole(request)
        if found is None:
            return None
        asked = _asked(request, wholes_of(request)[:-1])
        return f"{form_of(found)}?{asked}" if asked else form_of(found)

    def whole(self, request: HttpRequest) -> Row | None:
        """The record that the form was opened from; None where it is not there any more, or may not be seen."""
        table, _, key = (wholes_of(request) or [""])[-1].partition("-")
        model: Any = BY_TABLE.get(table)
        row = model._base_manager.filter(pk=key).first() if model is not None else None
        return row if row is not None and self._may_see(request, row) else None

    def _may_see(self, request: HttpRequest, row: Row) -> bool:
        return self.admin_site.get_model_admin(type(row)).has_view_permission(request)

    def _form_where_seen(self, request: HttpRequest, row: Row | None) -> str | None:
        return form_of(row) if row is not None and self._may_see(request, row) else None

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return super().page_context(request, obj) | {"way_on": way_on(request, obj), "way_here": way_here(request)}
