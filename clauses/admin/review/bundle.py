"""The page of a bundle: what goes along with a record to review or to the public, what is missing, and its buttons."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from ...editing.bundles import move
from ...editing.bundles.collect import ORDER, collect, loading
from ...editing.refusals import key_of
from ...editing.review import may
from ...models import Comment, Record
from ...vocabularies import CommentKind, ReviewState
from ..addresses import form_of
from ..forms.hostile_input import is_key
from ..mixins import AnyUser, user_of
from .bundle_link import bundle_address, tell_what_is_left
from .bundle_shown import page_of
from .buttons import LONGEST_TEXT
from .told import told

NOTHING_CHOSEN = "Nothing was done: tick what goes along."
NO_BUTTON = "Nothing was done: choose one of the buttons."
STEPS = {"send": move.send, "publish": move.publish, "return": move.give_back}
STATES = {"send": ReviewState.IN_REVIEW, "publish": ReviewState.PUBLISHED, "return": ReviewState.DRAFT}
MOST_SAID = 20  # refusals that are said; the page that follows shows the others beside their records


def has_bundles(user: AnyUser) -> bool:
    """Whether the user sends or publishes anything."""
    return any(may(user, verb, model) for model in ORDER for verb in ("change", "publish"))


def root_of(request: HttpRequest, name: str = "of") -> Any:
    """The record that the address names; Http404 where it names none, PermissionDenied for who only looks."""
    if not has_bundles(request.user):
        raise PermissionDenied
    table, _, key = request.GET.get(name, "").partition("-")
    model = next((each for each in ORDER if each._meta.model_name == table), None)
    row = loading(model).filter(pk=key).first() if model is not None and is_key(key) else None
    if row is None:
        raise Http404("There is no such record.")
    if not (may(request.user, "view", row) and (may(request.user, "change", row) or may(request.user, "publish", row))):
        raise PermissionDenied
    return row


def bundle_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """What goes together. Sent, it moves what was ticked, as it was seen."""
    root = root_of(request)
    typed = ""
    if request.method == "POST":
        typed = request.POST.get("text", "").strip()[:LONGEST_TEXT]
        if _moved(request, root, typed):
            return HttpResponseRedirect(_next(root))
        root = root_of(request)
    shown = page_of(request.user, collect(root))
    is_left = any(section.is_left for section in shown["sections"])
    sends = "What rests on it" if is_left else "Send to review"
    context = {
        **site.each_context(request),
        **shown,
        "title": sends if root.state == ReviewState.DRAFT else "Review",
        "subtitle": str(root),
        "opts": root._meta,
        "record_address": form_of(root),
        "text": typed,
        "reason": typed or _said_before(request, root),
        "address": bundle_address(root),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/clauses/bundle/page.html", context)


def _said_before(request: HttpRequest, root: Record) -> str:
    """Why the user has just returned the record: what rests on it is likely returned for the same reason."""
    said = Comment.objects.about(root).filter(kind=CommentKind.RETURNED, is_open=True, author=user_of(request))
    return str(said.values_list("text", flat=True).first() or "") if root.state == ReviewState.DRAFT else ""


def _next(root: Record) -> str:
    """The page of the record; the bundle again where something of it stays."""
    now = type(root)._base_manager.filter(pk=root.pk).first()
    rest = collect(now) if now is not None else None
    if rest is not None and rest.parts and len({part.row.state for part in rest.parts}) > 1:
        return bundle_address(root)
    return form_of(root)


def _moved(request: HttpRequest, root: Record, text: str) -> bool:
    """Does what the button says, and says what was done; False where nothing was."""
    step = request.POST.get("step", "")
    seen = seen_in(request.POST.getlist("part"))
    if step not in STEPS or not seen:
        messages.error(request, NOTHING_CHOSEN if step in STEPS else NO_BUTTON)
        return False
    try:
        outcome = STEPS[step](user_of(request), root, seen, text)
    except ValidationError as error:
        for sentence in error.messages[:MOST_SAID]:
            messages.error(request, sentence)
        return False
    for sentence in outcome.stays[:MOST_SAID]:
        messages.error(request, sentence)
    if outcome.moved:
        LogEntry.objects.log_actions(
            user_of(request).pk, outcome.moved, CHANGE, change_message=[{"changed": {"fields": ["Review state"]}}]
        )
        messages.success(request, told(request.user, outcome.moved, STATES[step], text, ReviewState.IN_REVIEW))
        if step == "return":  # what rests on the record itself is on the page that follows
            tell_what_is_left(request, (row for row in outcome.moved if key_of(row) != key_of(root)))
    return bool(outcome.moved)


def seen_in(sent: list[str]) -> dict[tuple[str, int], str]:
    """What was ticked: each record by table and number, with the word that the page showed of it."""
    tables = {str(model._meta.model_name) for model in ORDER}
    found = {}
    for each in sent:
        name, _, word = each.partition(":")
        table, _, key = name.partition("-")
        if table in tables and is_key(key):
            found[table, int(key)] = word
    return found
