"""From the page of a whole to the form of a part, and back: saving a clause leads to its agreement again.

The address of a part's form names the wholes that it was reached from, each by its table and number and the nearest
last, as in `whole=agreement-5~clause-7`; and the record from whose bundle it was reached, as in `bundle=action-9`. So
nothing leads anywhere but to forms and bundles of the admin.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ...dataset import TABLES
from ...editing.bundles.collect import loading
from ...editing.review import may
from ...models import Record, Row
from ..addresses import form_of
from ..mixins import RowPart
from ..review.bundle_link import BUNDLE, bundle_address
from .hostile_input import is_key
from .layout import LAYOUTS

WHOLE = "whole"
DEEPEST = 5  # wholes within each other
STAYS = ("_continue", "_addanother", IS_POPUP_VAR)
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


class WayBack(RowPart):
    """Mixin of an admin class: saving a part leads to the whole that it was opened from."""

    def response_add(self, request: HttpRequest, obj: Row, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        return self._led_back(request, obj, response)

    def response_change(self, request: HttpRequest, obj: Row) -> HttpResponse:
        return self._led_back(request, obj, super().response_change(request, obj))

    def _led_back(self, request: HttpRequest, obj: Row, response: HttpResponse) -> HttpResponse:
        if "_addanother" in request.POST and isinstance(response, HttpResponseRedirect):
            return self._another(obj, response)
        address = None if any(name in request.POST for name in STAYS) else self.way_back(request, obj)
        return HttpResponseRedirect(address) if address else response

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
        if model is None or not self.admin_site.get_model_admin(model).has_view_permission(request):
            return None
        return model._base_manager.filter(pk=key).first()

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return super().page_context(request, obj) | {"way_on": way_on(request, obj)}
