"""Adding an article: its address and its text first, then what was read out of them, shown to be corrected.

The source and its private text are stored in one transaction, and the reading of it begins. Nothing is fetched.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from ...articles.addresses import source_at, without_followers
from ...articles.described import described
from ...articles.quotations import Article, head_and_paragraphs
from ...editing.typed.making import add_article
from ...exchange import article_text
from ...models import Source, SourceText
from ...vocabularies import Extent
from ..forms.all_or_nothing import AT_ONCE
from ..mixins import RowPart, user_of
from .context import address
from .source_form import COLUMNS, FOLDED, LEFT_OUT, AddressForm, ArticleForm
from .store import ALTERED, TextForm, shown_digest

THERE = "There is a source with this address already: “{}” ({}). This is it; nothing was added."
ADDED = "“{}” is a draft now, with its text. Mark a passage, or take those that are proposed."


class AddPages(RowPart):
    """Mixin of the admin class of sources: a new article, from its address and its text to its reading."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.add_article_view)
        return [path("add-article/", page, name="add_article"), *super().get_urls()]

    def may_add_article(self, request: HttpRequest) -> bool:
        """Whoever may add a source, store its text and read that."""
        texts = self.admin_site.get_model_admin(SourceText)
        may_store = texts.has_add_permission(request) and texts.has_view_permission(request)
        return may_store and self.has_add_permission(request) and self.has_change_permission(request)

    def add_article_view(self, request: HttpRequest) -> HttpResponse:
        if not self.may_add_article(request):
            raise PermissionDenied
        return AddingPage(self, request).answer()


class AddingPage:
    """One request for the page on which an article is added."""

    def __init__(self, model_admin: Any, request: HttpRequest) -> None:
        self.model_admin, self.request, self.site = model_admin, request, model_admin.admin_site

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            asked = {"url": self.request.GET.get("url", "")[:500]}
            return self._first(AddressForm(initial=asked), _without_reason(TextForm()))
        return self._save() if self.request.POST.get("step") == "save" else self._read()

    # --- The steps

    def _read(self) -> HttpResponse:
        """What address and text say of the article, shown to be corrected."""
        where, text = AddressForm(self.request.POST), _without_reason(TextForm(self.request.POST, self.request.FILES))
        is_read, is_sent = text.is_valid(), bool(self.request.FILES or self.request.POST.get("text", "").strip())
        if not where.is_valid():
            return self._first(where, _kept(text) if is_read else text)
        there = source_at(where.cleaned_data["url"])
        if there is not None and (not is_sent or (is_read and _is_text_of(there, text.cleaned_data["text"]))):
            return self._to(there)
        if not is_read:
            return self._first(where, text, there)
        if there is not None:
            return self._first(where, _kept(text), there)
        return self._second(self._proposed(where.cleaned_data["url"], text), text)

    def _proposed(self, url: str, text: Any) -> ArticleForm:
        found = described(text.cleaned_data["text"], url)
        plain, left_out = without_followers(url)
        values = {"url": plain, "extent": Extent.WHOLE, "accessed_on": localdate(), **found.values}
        form = self._form(initial=values)
        form.explain(found.because | ({"url": LEFT_OUT.format(", ".join(left_out))} if left_out else {}))
        return form

    def _save(self) -> HttpResponse:
        data = self.request.POST
        text, form = _without_reason(TextForm(data)), self._form(data)
        is_right, is_read = form.is_valid(), text.is_valid()
        there = source_at(form.cleaned_data.get("url") or "")
        if there is not None and is_read and _is_text_of(there, text.cleaned_data["text"]):
            return self._to(there)
        if not (is_right and is_read) or there is not None:
            return self._second(form, text, there)
        if data.get("shown") != shown_digest(text.cleaned_data["text"]):
            messages.warning(self.request, ALTERED)
            return self._second(form, text)
        return self._store(form, text)

    def _store(self, form: ArticleForm, text: Any) -> HttpResponse:
        user = user_of(self.request)
        try:
            with transaction.atomic():
                form.make_publisher()
                source = add_article(form.save(commit=False), text.cleaned_data["text"], user=user)
                self.model_admin.log_addition(self.request, source, [{"added": {}}])
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self._second(form, text)
        except IntegrityError:  # another one, or the same button, was quicker: the form finds that row now
            form = self._form(self.request.POST)
            if form.is_valid():
                form.add_error(None, AT_ONCE)
            return self._second(form, text, source_at(form.cleaned_data.get("url") or ""))
        messages.success(self.request, ADDED.format(source))
        if form.left_out:
            messages.info(self.request, LEFT_OUT.format(", ".join(form.left_out)))
        return HttpResponseRedirect(address(source))

    def _to(self, there: Source) -> HttpResponse:
        messages.info(self.request, THERE.format(there, there.get_state_display()))
        return HttpResponseRedirect(_page_of(there))

    # --- What is shown

    def _form(self, data: Any = None, **filled: Any) -> ArticleForm:
        made: Any = self.model_admin.get_form(self.request, None, fields=COLUMNS, form=ArticleForm)
        form = made(data, instance=Source(), **filled)
        form.user = user_of(self.request)
        return form

    def _first(self, where: AddressForm, text: Any, there: Source | None = None) -> HttpResponse:
        return self._page({"where": where, "text": text, "there": there, "missing": article_text.missing()})

    def _second(self, form: ArticleForm, text: Any, there: Source | None = None) -> HttpResponse:
        """The form, with the text as it is read; `text` as it was typed where it cannot be read."""
        context: dict[str, Any] = {"form": form, "text": text, "there": there, "folded": FOLDED}
        if text.is_valid():
            words = text.cleaned_data["text"]
            head, paragraphs = head_and_paragraphs(words)
            context |= {"text": _kept(text), "head": head, "paragraphs": paragraphs, "shown": shown_digest(words)}
            context |= {"said": text.cleaned_data["said"], "same": _others_with(words)}
        return self._page(context)

    def _page(self, context: dict[str, Any]) -> HttpResponse:
        self.request.current_app = self.site.name
        there = context.get("there")
        shared = {
            "title": "Add an article",
            "opts": self.model_admin.opts,
            "media": self.model_admin.media + (context["form"].media if "form" in context else forms.Media()),
            "there_address": _page_of(there) if there else "",
            "there_text": reverse("admin:clauses_source_text", args=[there.pk]) if there else "",
        }
        context = self.site.each_context(self.request) | shared | context
        return TemplateResponse(self.request, "admin/clauses/add_article.html", context)


def _without_reason(form: TextForm) -> TextForm:
    """The reason is the same for all articles that are added here."""
    del form.fields["reason"]
    return form


def _kept(text: TextForm) -> TextForm:
    """The text as it was read, in the form: a browser does not keep a file."""
    form = _without_reason(TextForm(initial={"text": text.cleaned_data["text"]}))
    del form.fields["file"]
    return form


def _page_of(source: Source) -> str:
    has_text = SourceText.objects.filter(source=source).exists()
    return address(source) if has_text else reverse("admin:clauses_source_change", args=[source.pk])


def _is_text_of(source: Source, text: str) -> bool:
    stored = SourceText.objects.filter(source=source).first()
    return stored is not None and Article(stored.text).sha256 == Article(text).sha256


def _others_with(text: str) -> list[Source]:
    """Sources with the same paragraphs, as a reprint has them."""
    return list(Source.objects.filter(sha256=Article(text).sha256).select_related("publisher").order_by("pk")[:3])
