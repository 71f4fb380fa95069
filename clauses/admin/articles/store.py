"""The page on which the private text of an article is stored: pasted or uploaded, looked at, then stored."""

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from ...editing import texts
from ...editing.review import NotAllowedError
from ...exchange import article_text
from ...exchange.problems import FileError
from ...models import Source, SourceText
from ..forms.forms import ReasonForm
from ..forms.widgets import Lines
from ..mixins import RowPart

EITHER = "Paste the text or choose a file: one of the two."
ALTERED = "You changed the text after it was shown. Look below at how it is read now, then store it."
ENDINGS = ", ".join(article_text.READERS)


class TextForm(forms.Form):
    """The text of an article, pasted or as a file; `text` is the normalised text once the form is valid."""

    file = forms.FileField(
        required=False,
        label="File",
        help_text=f"A plain text in UTF-8, a saved web page or a Word document ({ENDINGS}), "
        f"at most {article_text.LARGEST // 2**20} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
    )
    text = forms.CharField(
        required=False,
        label="Text",
        strip=False,
        widget=Lines(attrs={"rows": 16}),
        help_text="The whole article, title and dateline included, each paragraph on a line of its own.",
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Reason",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text="Where the text was read, or why it is replaced: for the history of the record. Never public.",
    )

    def clean(self) -> None:
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if self.errors:
            return
        if bool(file) == bool(pasted.strip()):
            raise ValidationError(EITHER)
        try:
            reading = _content(file) if file else article_text.joined(pasted)
            self.cleaned_data |= {"text": texts.read(reading.text), "said": reading.said}
        except FileError as error:
            self.add_error("file", [str(problem) for problem in error.problems])
        except ValidationError as error:
            self.add_error("file" if file else "text", error)


def _content(file: UploadedFile) -> article_text.Reading:
    """FileError where it is too large or cannot be read. What is too large is not even loaded."""
    content = b"" if (file.size or 0) > article_text.LARGEST else b"".join(file.chunks())
    return article_text.reading(file.name or "", content or b" " * (article_text.LARGEST + 1))


class StoredTextForm(ReasonForm):
    """A stored text in a form of its own: normalised like every other."""

    def clean_text(self) -> str:
        return texts.read(article_text.joined(self.cleaned_data["text"]).text)


class TextPages(RowPart):
    """Mixin of the admin class of sources."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.text_view)
        return [path("<path:object_id>/text/", page, name="clauses_source_text"), *super().get_urls()]

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        context = super().page_context(request, obj)
        if not texts.why_not_at_all(request.user, obj):
            context["text_address"] = text_address(obj)
        return context

    def text_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form, what storing a text would change, and, once that is confirmed, the storing."""
        source = self.get_object(request, unquote(object_id))
        if source is None:
            raise Http404("There is no such record.")
        if texts.why_not_at_all(request.user, source) or not self.has_view_permission(request, source):
            raise PermissionDenied
        stored = texts.text_of(source)
        form = TextForm(request.POST or None, request.FILES or None)
        if not form.is_valid():
            return self._text_page(request, source, stored, {"form": form})
        text, sent = form.cleaned_data["text"], request.POST
        if sent.get("step") == "store" and sent.get("shown") == shown_digest(text):
            return self._store(request, source, stored, form)
        if sent.get("step") == "store":
            messages.warning(request, ALTERED)
        return self._preview_text(request, source, stored, form)

    def _store(self, request: HttpRequest, source: Source, stored: SourceText | None, form: Any) -> HttpResponse:
        text, seen = form.cleaned_data["text"], request.POST.get("seen", "")
        options = {
            "reason": form.cleaned_data["reason"],
            "seen": int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
        }
        try:
            done = texts.store(source, text, user=request.user, **options)
        except NotAllowedError as error:
            for words in error.messages:
                messages.error(request, words)
            return self._preview_text(request, source, texts.text_of(source), form)
        say_what_was_stored(request, done)
        self.log_change(request, source, "Stored the text of the article.")
        return HttpResponseRedirect(text_address(source))

    def _preview_text(self, request: HttpRequest, source: Source, stored: SourceText | None, form: Any) -> HttpResponse:
        text = form.cleaned_data["text"]
        shown = TextForm(initial={"text": text, "reason": form.cleaned_data["reason"]})
        del shown.fields["file"]
        report = texts.preview(source, text)
        shown_with = {"shown": shown_digest(text), "said": form.cleaned_data["said"]}
        return self._text_page(request, source, stored, {**shown_with, "form": shown, "report": report})

    def _text_page(
        self, request: HttpRequest, source: Source, stored: SourceText | None, context: dict[str, Any]
    ) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": "Text of the article",
            "subtitle": str(source),
            "opts": self.opts,
            "source": source,
            "stored": stored,
            "now": texts.preview(source, stored.text) if stored and "report" not in context else None,
            "seen": stored.version if stored else 0,
            "earlier": list(texts.earlier(source)),
            "refusal": texts.why_not(request.user, source),
            "missing": article_text.missing(),
            **context,
        }
        return TemplateResponse(request, "admin/clauses/store_text.html", context)


def text_address(source: Source) -> str:
    return reverse("admin:clauses_source_text", args=[source.pk])


def shown_digest(text: str) -> str:
    """Which text a page showed: what was altered since is looked at once more."""
    return hashlib.sha256(text.encode()).hexdigest()


def say_what_was_stored(request: HttpRequest, done: texts.Stored) -> None:
    report = done.report
    number = len(report.article.paragraphs)
    quotations = f" Of its quotations, {report.summary}." if report.fates else ""
    messages.success(request, f"The text is stored: {number} paragraph{'' if number == 1 else 's'}.{quotations}")
    if report.to_look_at:
        words = (
            "A person has to look at {} of them: see the table below, or <a href='{}'>the work on the first page</a>."
        )
        messages.warning(request, format_html(words, len(report.to_look_at), reverse("admin:index")))
    if done.proposal is not None:
        address = reverse("admin:clauses_proposal_change", args=[done.proposal.pk])
        words = "The source is public, so its new digest <a href='{}'>waits for a reviewer</a>."
        messages.info(request, format_html(words, address))
