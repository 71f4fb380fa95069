"""The page on which a collection is given, and that of each import, which goes on a few seconds with each request."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ...dataset import TABLES
from ...editing.collection import jobs, report
from ...editing.collection.work import go_on
from ...editing.editors import Editor
from ...exchange.collection.files import packed_file
from ...exchange.problems import FileError
from ...exchange.references import as_file, is_references
from ...models import ImportJob
from ...vocabularies import ImportMode, ImportOutcome, ImportStage
from ..forms.not_there import NotThereError
from ..mixins import user_of
from .forms import CollectionForm
from .shown import shown

SECONDS = 4.0  # of work for one request; a portion that has begun is finished
MOST_CAUSES, MOST_PROBLEMS, MOST_JOBS = 50, 100, 20
GONE = "There is no such import of yours: it was ended without writing anything, or is older than 30 days."
AGAIN = "That was done already, or cannot be done now: nothing was done twice."
NO_STEP = "Nothing was done: choose one of the buttons."


def may_import_any(user: Editor) -> bool:
    """Whether this page is of any use to the user: some table may be imported."""
    return any(jobs.may_import(user, table) for table in TABLES)


def collection_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The form for the files, and the user's imports. A POST begins another one."""
    _allow(request)
    form = CollectionForm(request.user, request.POST or None, request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        try:
            job = _begin(request, form.cleaned_data)
            go_on(job, seconds=SECONDS)
            return HttpResponseRedirect(_address(job))
        except FileError as error:
            problems = [report.problem_in_words(one) for one in error.problems[:MOST_PROBLEMS]]
    own = _seen_by(request)[:MOST_JOBS]
    context = {"title": "Import a collection", "form": form, "problems": problems}
    context["own"] = [(job, _address(job), report.sentence(job)) for job in own]
    return _page(request, site, "admin/clauses/collection/choose.html", context)


def _allow(request: HttpRequest) -> None:
    if not may_import_any(request.user):
        raise PermissionDenied


def _begin(request: HttpRequest, asked: dict[str, Any]) -> ImportJob:
    file = asked["collection"]
    content = b"".join(file.chunks())
    if is_references(file.name):
        content, wanted = packed_file(*as_file(file.name, content)), jobs.Wanted(ImportMode.NEW)
    else:
        sources = {"": asked["source"]} if asked["source"] else {}
        content, wanted = packed_file(file.name, content), jobs.Wanted(asked["mode"], asked["state"], sources)
    return jobs.begin(content, name=file.name, user=user_of(request), wanted=wanted)


def _address(job: ImportJob) -> str:
    return reverse("admin:import_job", args=[job.token])


def _seen_by(request: HttpRequest) -> QuerySet[ImportJob]:
    """The user's imports; a superuser sees those of commands and of others, too."""
    jobs_of_all = ImportJob.objects.all()
    return jobs_of_all if request.user.is_superuser else jobs_of_all.filter(user=user_of(request))


def _own(request: HttpRequest, token: str) -> ImportJob:
    job = _seen_by(request).filter(token=token).first()
    if job is None:
        raise NotThereError(GONE, [("Import a collection", reverse("admin:collection"))])
    return job


# --- The page of an import


def import_job(request: HttpRequest, site: AdminSite, token: str) -> HttpResponse:
    """What would become, becomes or became of the rows. A POST goes on with it, confirms, stops or undoes it."""
    _allow(request)
    job = _own(request, token)
    if request.method == "POST":
        return _step(request, job)
    return _job_page(request, site, job)


def _step(request: HttpRequest, job: ImportJob) -> HttpResponse:
    step = request.POST.get("step", "")
    if step == "stop":
        if not jobs.stop(job) and not ImportJob.objects.filter(pk=job.pk).exists():
            messages.info(request, "Nothing was written.")
            return HttpResponseRedirect(reverse("admin:collection"))
    elif step in ("go_on", "write", "undo"):
        is_done = {"go_on": lambda job: True, "write": jobs.confirm, "undo": jobs.undo}[step](job)
        if not is_done:
            messages.warning(request, AGAIN)
        go_on(job, seconds=SECONDS)
    else:
        messages.error(request, NO_STEP)
    return HttpResponseRedirect(_address(job))


def _job_page(request: HttpRequest, site: AdminSite, job: ImportJob) -> HttpResponse:
    found = jobs.counts(job)
    is_moving = job.stage in jobs.MOVING
    going = sum(found.get(each, 0) for each in jobs.TO_WRITE)
    context = {
        "title": f"Import of {job.name}",
        "job": job,
        "problems": [report.problem_in_words(one) for one in report.problems(job)[:MOST_PROBLEMS]],
        "sentence": report.sentence(job, found),
        "is_moving": is_moving,
        "past": _past(job, found),
        "total": sum(found.values()),
        "going": going,
        "refused": found.get(ImportOutcome.REFUSED, 0) + found.get(ImportOutcome.LEFT_OUT, 0),
        "can_be_undone": job.stage in jobs.UNDOABLE and any(found.get(each) for each in jobs.WRITTEN),
        "files": [] if is_moving else [(name, report.in_numbers(of_file)) for name, of_file in report.by_table(job)],
        "causes": [] if is_moving else list(report.causes(job, MOST_CAUSES)),
        "shown": None if is_moving else shown(job, found, request.GET),
    }
    return _page(request, site, "admin/clauses/collection/job.html", context)


def _past(job: ImportJob, found: dict[str, int]) -> int:
    """How many rows need nothing any more at this stage."""
    if job.stage == ImportStage.CHECKING:
        return sum(found.values()) - found.get(ImportOutcome.WAITING, 0)
    if job.stage == ImportStage.MOVING:
        return job.rows.filter(moved=True).count()
    waiting = jobs.WRITTEN if job.stage == ImportStage.UNDOING else jobs.TO_WRITE
    return sum(found.values()) - sum(found.get(each, 0) for each in waiting)


def refused_rows(request: HttpRequest, site: AdminSite, token: str) -> HttpResponse:
    """The refused rows of an import as files to mend and to offer again."""
    _allow(request)
    job = _own(request, token)
    response = HttpResponse(report.refused_archive(job), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="refused.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: HttpRequest, site: AdminSite, template: str, context: dict[str, Any]) -> HttpResponse:
    request.current_app = site.name
    return TemplateResponse(request, template, site.each_context(request) | context)
