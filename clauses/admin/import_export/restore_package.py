"""Restoring a whole data package, states included: a manager's entry, with a summary before anything is written."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ...editing.requote import catch_up
from ...exchange import previews
from ...exchange.package.restore import restore
from ...exchange.problems import FileError, Problem
from ..forms import kept_text

LARGEST = 50 * 2**20
PERMISSION = "clauses.restore_package"
TABLE = "a data package"  # what a kept upload is for


class PackageForm(forms.Form):
    package = forms.FileField(
        label="Data package",
        help_text="The one download of the page “Data” (.zip). You see what it would do before anything is written.",
    )

    def clean_package(self) -> UploadedFile:
        file = self.cleaned_data["package"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST // 2**20} MB.")
        return file


def restore_package(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """The form; the summary of what a package would do; and, once that is confirmed, the restoring."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if "token" in request.POST:
        return _confirmed(request, site)
    form = PackageForm(request.POST or None, request.FILES or None)
    context = {"form": form}
    if form.is_valid():
        context |= _preview(request, b"".join(form.cleaned_data["package"].chunks()))
    return _page(request, site, context)


def _preview(request: HttpRequest, content: bytes) -> dict:
    try:
        result = restore(content, user=request.user)
    except FileError as error:
        return {"problems": [("", problem) for problem in error.problems]}
    if result.problems:
        return {"problems": result.problems[:1000]}
    token = previews.keep(content, user=request.user, table=TABLE)
    previews.remember(token, result.outcome)
    return {"counts": result.counts, "again": result.again, "token": token}


def _confirmed(request: HttpRequest, site: AdminSite) -> HttpResponse:
    kept_text.keep(request, request.path, {"why": request.POST.get("why", "")}, is_quiet=True)  # for the next preview
    try:
        preview = previews.seen(request.POST["token"][:100], user=request.user, table=TABLE)
        options: dict[str, Any] = {
            "user": request.user,
            "expected": preview.outcome,
            "since": preview.created,
            "confirmed": True,
        }
        options["why"] = request.POST.get("why", "").strip()[:500]
        result = restore(bytes(preview.content), along=lambda: previews.use_up(preview), **options)
    except previews.PreviewGoneError as error:
        return _page(request, site, {"form": PackageForm(), "problems": [("", Problem(0, "", str(error)))]})
    if result.problems:
        return _page(request, site, {"form": PackageForm(), "problems": result.problems[:1000]})
    catch_up()
    changed = sum(counts["new"] + counts["update"] for counts in result.counts.values())
    messages.success(request, f"The package is restored: {changed} rows written.")
    return HttpResponseRedirect(reverse("admin:index"))


def _page(request: HttpRequest, site: AdminSite, context: dict[str, Any]) -> HttpResponse:
    request.current_app = site.name
    shared = {**site.each_context(request), "title": "Restore a data package"}
    return TemplateResponse(request, "admin/clauses/restore_package.html", shared | context)
