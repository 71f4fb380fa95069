"""The pages of an act on many rows: choosing what a column is to hold, the preview, and how far it has got."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ...editing.bulk import work as bulk
from ...editing.bulk.columns import Change, changes_of
from ...editing.bulk.rows import may_act, model_of
from ...models import BulkRow, BulkWork, Row
from ...vocabularies import BulkAct, BulkOutcome, BulkStage
from ..mixins import user_of
from ..review.buttons import LONGEST_TEXT
from . import words
from .forms import ValueForm
from .gone import STOPPED, gone, remember
from .listed import COLUMN, TICKED, admin_of, filters_of, list_of, rows_of
from .shown import groups, shown, value_in_words

SECONDS = 4.0  # of work for one request; a portion that has begun is finished
WHY = "Say why: it stands in the history of every row."
NO_ACT = "Nothing was done: choose one of the buttons."
NO_COLUMN = "This list has no such column that is changed for many rows. Choose one of these."


def offered(request: HttpRequest, model: type[Model]) -> dict[str, Change]:
    """The changes of many rows that this user may make."""
    changes = changes_of(model)
    return {key: each for key, each in changes.items() if may_act(request.user, BulkAct.CHANGE, model, each)}


def bulk_page(request: HttpRequest, site: AdminSite, table: str) -> HttpResponse:
    """Which column of the rows of a list is to change, and to what. A POST begins this or another act."""
    model_admin = admin_of(site, table)
    model, changes = model_admin.model, offered(request, model_admin.model)
    act = request.POST.get("act", BulkAct.CHANGE)
    allowed = changes if act == BulkAct.CHANGE else act in BulkAct.values and may_act(request.user, act, model)
    if not model_admin.has_view_permission(request) or not allowed:
        raise PermissionDenied
    try:
        rows = rows_of(request, model_admin)
        if request.method == "POST" and act != BulkAct.CHANGE:
            if not hasattr(model, "state"):
                raise Http404("These rows are reviewed with their record.")
            return _begin(request, site, rows, BulkAct(act))
    except ValidationError as error:
        return _refuse(request, model, error)
    change = changes.get(request.GET.get(COLUMN, ""))
    if change is None and (request.GET.get(COLUMN) or request.method == "POST"):
        messages.warning(request, NO_COLUMN)
    form = ValueForm(change, site, request.POST or None) if change is not None else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            return _begin(request, site, rows, BulkAct.CHANGE, change=change, value=form.value)
        except ValidationError as error:
            return _refuse(request, model, error)
    return _choose(request, site, model_admin, {"count": rows.count(), "change": change, "form": form})


def _choose(request: HttpRequest, site: AdminSite, model_admin: ModelAdmin, found: dict[str, Any]) -> HttpResponse:
    asked, opts = request.GET.copy(), model_admin.opts
    columns = []
    for key, each in offered(request, model_admin.model).items():
        asked[COLUMN] = key
        columns.append((each.label, f"?{asked.urlencode()}", each == found["change"]))
    count = found["count"]
    context = {
        "title": f"Change a column of {count:,} {opts.verbose_name if count == 1 else opts.verbose_name_plural}",
        "opts": opts,
        "columns": columns,
        "is_ticked": TICKED in request.GET,
        "back": list_of(model_admin.model, filters_of(request).urlencode()),
        "media": model_admin.media + (found["form"].media if found["form"] is not None else model_admin.media),
    }
    return _page(request, site, "admin/clauses/bulk/choose.html", context | found)


def _refuse(request: HttpRequest, model: type[Model], error: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(list_of(model))


def _begin(request: HttpRequest, site: AdminSite, rows: Any, act: BulkAct, **what: Any) -> HttpResponse:
    work = bulk.begin(user_of(request), rows, act, query=filters_of(request).urlencode(), **what)
    remember(request, work)
    bulk.go_on(work, user_of(request), seconds=SECONDS)
    return HttpResponseRedirect(reverse("admin:bulk_work", args=[work.token]))


# --- The page of a work


def bulk_work(request: HttpRequest, site: AdminSite, token: str) -> HttpResponse:
    """What would become, becomes or became of each row. A POST goes on with it, confirms it or stops it."""
    work = bulk.own_work(user_of(request), token)
    if work is None:
        raise gone(request, site, token)
    model_admin = site.get_model_admin(model_of(work))
    if not may_act(request.user, work.act, model_admin.model, bulk.change_of(work)):
        raise PermissionDenied
    if request.method != "POST":
        return _work_page(request, site, work)
    try:
        return _step(request, site, work)
    except BulkWork.DoesNotExist as error:
        raise gone(request, site, token) from error


def _step(request: HttpRequest, site: AdminSite, work: BulkWork) -> HttpResponse:
    step, user = request.POST.get("step", ""), user_of(request)
    if step == "stop":
        if not bulk.stop(work):
            remember(request, work, STOPPED)
            messages.info(request, "Nothing was written.")
            return HttpResponseRedirect(list_of(model_of(work), work.query))
    elif step in ("go_on", "write"):
        try:
            if step == "write":
                bulk.confirm(work, user, _reason(request, work))
            bulk.go_on(work, user, seconds=SECONDS, along=_log)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        messages.error(request, NO_ACT)
    return HttpResponseRedirect(reverse("admin:bulk_work", args=[work.token]))


def _reason(request: HttpRequest, work: BulkWork) -> str:
    text = request.POST.get("text", "").strip()[:LONGEST_TEXT]
    if "\0" in text or (work.act == BulkAct.CHANGE and not text):
        raise ValidationError(WHY)
    return text


def _log(work: BulkWork, rows: Sequence[Row]) -> None:
    change = bulk.change_of(work)
    what = change.label if change is not None else "Review state"
    said = f"{what}, with all rows of a list: {work.text}" if work.text else f"{what}, with all rows of a list"
    LogEntry.objects.log_actions(work.user_id, rows, CHANGE, said)


def _work_page(request: HttpRequest, site: AdminSite, work: BulkWork) -> HttpResponse:
    counts, model = bulk.counts(work), model_of(work)
    change = bulk.change_of(work)
    is_moving = work.stage in bulk.MOVING
    refused = [BulkOutcome.REFUSED] if counts.get(BulkOutcome.REFUSED) else []
    left_out = [BulkOutcome.LEFT_OUT] if counts.get(BulkOutcome.LEFT_OUT) else []
    going = [BulkOutcome.READY, BulkOutcome.TO_PROPOSE] if work.stage == BulkStage.READY else []
    context = {
        "title": f"{work.get_act_display().capitalize()}: {words.counted(sum(counts.values()), work)}",
        "opts": model._meta,
        "work": work,
        "change": change,
        "value": value_in_words(change, work.value) if change is not None else "",
        "sentence": words.in_one_sentence(work, counts),
        "others": [] if work.stage == BulkStage.CHECKING else words.others(work, counts),
        "button": words.button(work, counts) if work.stage == BulkStage.READY else "",
        "is_moving": is_moving,
        "past": sum(counts.get(each, 0) for each in _past(work)),
        "total": sum(counts.values()),
        "causes": [
            group for each in (refused, left_out) if each and not is_moving for group in groups(work, "cause", each)
        ],
        "warnings": groups(work, "warning", going) if going else [],
        "along": _along(work) if going else 0,
        "shown": None if is_moving else shown(work, counts, request.GET),
        "back": list_of(model, work.query),
        "proposals": counts.get(BulkOutcome.PROPOSED, 0),
        "longest": LONGEST_TEXT,
    }
    return _page(request, site, "admin/clauses/bulk/work.html", context)


def _past(work: BulkWork) -> list[BulkOutcome]:
    """The outcomes of the rows that need nothing any more at this stage."""
    if work.stage == BulkStage.CHECKING:
        return [each for each in BulkOutcome if each != BulkOutcome.WAITING]
    return [each for each in BulkOutcome if each not in bulk.TO_WRITE]


def _along(work: BulkWork) -> int:
    """How many citations go along with the rows that are ready."""
    kept = BulkRow.objects.filter(work=work, outcome=BulkOutcome.READY).exclude(along="")
    return sum(len(text.split()) for text in kept.order_by().values_list("along", flat=True).iterator())


def _page(request: HttpRequest, site: AdminSite, template: str, context: dict[str, Any]) -> HttpResponse:
    request.current_app = site.name
    return TemplateResponse(request, template, site.each_context(request) | context)
