"""What was typed at a button that did nothing stands in its field again on the page that says why.

A page that refuses what was sent and leads back to another one needs no care of its own: whatever is sent to the admin
passes `answered`. A template puts a text back by `{% kept_text "name" %}`; what it has no field for is shown at the
end of the page, to be copied.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from . import not_there, typed

KEPT = "kept_text"
LONGEST = 100_000  # characters, in the session; what is longer is on a page that shows it again by itself
NO_TEXT = re.compile(
    r"^(action|step|make|select_across|index|back|moment|first|second|table|page|other|query|origin|token|format|post)$"
    r"|^choice-|^_"
)
MAY_NOT = "You may not do this (any more), so nothing is saved. Whoever manages the accounts can give you the right."
GONE = "{} So nothing is saved. Copy what you need."


def answered(request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any) -> HttpResponse:
    """What `view` answers to who is signed in; what was typed is shown again where it refuses."""
    try:
        answer = view(request, *args, **kwargs)
    except (PermissionDenied, Http404) as error:
        page = refused(request, error)
        if page is None and isinstance(error, Http404) and admin.site.has_permission(request):
            page = not_there.page(request, error)
        if page is None:
            raise
        return page
    if request.method != "POST":
        return answer
    if answer.status_code == 302:
        onward = urlsplit(answer.headers["Location"]).path
        if request.session.get(KEPT, {}).get("path") in (request.path, onward):
            _forget(request)
        if _was_refused(request):
            keep(request, onward, texts_in(request))
    return answer


def refused(request: HttpRequest, error: PermissionDenied | Http404) -> HttpResponse | None:
    """403 or 404 with what was typed; None where nothing was, or the form was not made for who sends it."""
    found = typed.sent_with(request)
    if found is None or found.account != request.user.pk or not found.shown:
        return None
    if not isinstance(error, Http404):
        return typed.page(request, found, MAY_NOT, 403)
    why = GONE.format(not_there.why_not_there(error))
    return typed.page(request, found, why, 404, links=getattr(error, "links", ()))


def texts_in(request: HttpRequest) -> dict[str, str]:
    """What was typed, by the names of the fields; nothing of the form of a record, which comes back by itself."""
    found = typed.sent_with(request)
    if found is None or found.has_form:
        return {}
    return dict(replace(found, fields=[pair for pair in found.fields if not NO_TEXT.search(pair[0])]).texts)


def keep(request: HttpRequest, path: str, texts: dict[str, str], *, is_quiet: bool = False) -> None:
    """Keeps texts for the fields of these names on the page at `path`. Quiet ones are shown in their fields alone."""
    texts = {name: text for name, text in texts.items() if text.strip()}
    if texts and sum(map(len, texts.values())) <= LONGEST:
        request.session[KEPT] = {"path": path, "texts": texts, "quiet": is_quiet}


def take(request: HttpRequest, name: str) -> str:
    """The text that is kept for this field of this page; it is in its field from now on."""
    kept = _here(request)
    if name not in kept.get("texts", {}):
        return ""
    text = kept["texts"].pop(name)
    request.session[KEPT] = kept
    return text


def left(request: HttpRequest) -> list[tuple[str, str]]:
    """What this page has no field for, with the names in words."""
    kept = _here(request)
    if request.method == "POST" or not kept.get("texts") or kept["quiet"]:
        return []
    _forget(request)
    return [(typed.in_words(name), text) for name, text in kept["texts"].items()]


def _here(request: HttpRequest) -> dict[str, Any]:
    kept = request.session.get(KEPT) if hasattr(request, "session") else None
    return kept if kept and kept["path"] == request.path else {}


def _forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def _was_refused(request: HttpRequest) -> bool:
    """Whether the page that follows says that something was not done."""
    storage: Any = messages.get_messages(request)
    levels = {message.level for message in storage._queued_messages}
    return messages.ERROR in levels or (messages.WARNING in levels and messages.SUCCESS not in levels)
