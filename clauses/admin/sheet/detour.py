"""From a sheet to the form of a source and back: the sheet waits in the session, with all that was typed in it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from ...models import Agreement, Row, Source
from ...vocabularies import SourceKind
from ..forms.hostile_input import is_key
from ..forms.way_back import WayBack
from .lines import SHEET

KEPT = "clauses_sheet"
LONGEST = 600_000  # characters of a sheet that is kept
LEFT_OUT = ("csrfmiddlewaretoken", "do", "typed_by")
WAITS = "The sheet of clauses waits as you left it. Saving this source leads back to it, with the source chosen."
TOO_LONG = (
    "This sheet is too long to wait for the form of a source. Add the source in another window, and choose it here by "
    "its title."
)
NOT_YOURS = "You may not add sources. Ask who may, and choose the source here by its title."


def sheet_of(agreement: Agreement, **query: Any) -> str:
    """The address of the sheet of an agreement."""
    asked = urlencode({name: value for name, value in query.items() if value})
    here = reverse("admin:clauses_agreement_sheet", args=[agreement.pk])
    return f"{here}?{asked}" if asked else here


def keep(request: HttpRequest, agreement: Agreement, query: dict[str, Any]) -> bool:
    """Keeps what was sent, and the parameters of the sheet's address; False where it is too much."""
    sent = {name: texts for name, texts in request.POST.lists() if name not in LEFT_OUT}
    if sum(len(name) + len(text) for name, texts in sent.items() for text in texts) > LONGEST:
        return False
    request.session[KEPT] = {"agreement": agreement.pk, "query": query, "sent": sent}
    return True


def kept(request: HttpRequest, agreement: Agreement) -> QueryDict | None:
    """What the sheet of this agreement held when it was left for the form of a source."""
    found = request.session.get(KEPT, {})
    if found.get("agreement") != agreement.pk:
        return None
    sent = QueryDict(mutable=True)
    for name, texts in found["sent"].items():
        sent.setlist(name, texts)
    return sent


def kept_address(request: HttpRequest, agreement: Agreement, **query: Any) -> str:
    return sheet_of(agreement, **request.session[KEPT]["query"], kept=1, **query)


def forget(request: HttpRequest, agreement: Agreement) -> None:
    if request.session.get(KEPT, {}).get("agreement") == agreement.pk:
        del request.session[KEPT]


def source_form(agreement: Agreement) -> str:
    """The form of a new source of the words, which leads back."""
    query = urlencode({"kind": SourceKind.TREATY_TEXT.value, SHEET: agreement.pk})
    return f"{reverse('admin:clauses_source_add')}?{query}"


class BackToSheet(WayBack):
    """Mixin of an admin class: what was opened from a sheet leads back to it, and a new source is chosen there."""

    def way_back(self, request: HttpRequest, obj: Row) -> str | None:
        key = request.GET.get(SHEET, "")
        agreement = Agreement._base_manager.filter(pk=key).first() if is_key(key) else None
        if agreement is None:
            return super().way_back(request, obj)
        if kept(request, agreement) is None:
            return sheet_of(agreement)
        return kept_address(request, agreement, source=obj.pk if isinstance(obj, Source) else None)
