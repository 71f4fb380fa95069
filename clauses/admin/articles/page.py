"""One request for the page on which an article is read: what was asked, what is done, what is shown."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ...articles.areas import stated_area
from ...articles.marking import sentence_around
from ...articles.quotations import Article
from ...articles.spans import Span
from ...editing.cite import cite, hold, propose_again, reject
from ...models import TARGETS, Action, Citation, Source, SourceText
from ...models.citations import LONGEST_QUOTE
from ...vocabularies import ActionType, ReviewState
from ..forms.hostile_input import is_key
from ..lists.labels import model_of, named
from .context import address, candidate, citations_of, lines, place_query, share
from .detour import KEPT, forget, keep, kept
from .form import ABOUT, COLUMNS, NO_SUCH_RECORD, PassageForm, noun
from .marks import FindForm, Marked, asked_for, version
from .suggested import Proposed, how_many_rejected, likely_records, proposed

MOST_CANDIDATES = 10
NOTHING = Marked()


class ArticlePage:
    """One request for the page of one article."""

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, source: Source) -> None:
        self.model_admin, self.request, self.source = model_admin, request, source
        self.site = model_admin.admin_site
        self._open()

    def _open(self) -> None:
        """Reads the text as it is stored now."""
        text = SourceText.objects.filter(source=self.source).first()
        self.article = Article(text.text if text is not None else "")
        self.paragraphs = self.article.paragraphs

    def answer(self) -> HttpResponse:
        if not self.paragraphs:
            return self._page({"store_address": self._store_address()})
        if self.request.method != "POST":
            return self._shown()
        steps = {"find": self._find, "cite": self._cite, "reject": self._reject, "again": self._again}
        step = steps.get(self.request.POST.get("step", ""))
        if self.request.POST.get("make") in TARGETS:
            step = self._make
        if step is None:
            messages.error(self.request, "Nothing was done: choose one of the buttons.")
            return HttpResponseRedirect(address(self.source))
        return step()

    def _store_address(self) -> str:
        return reverse("admin:clauses_source_text", args=[self.source.pk])

    # --- The steps

    def _shown(self) -> HttpResponse:
        asked, query = NOTHING, self.request.GET
        initial = kept(self.request, self.source) if "kept" in query else {}
        sent = query if "paragraph" in query else initial
        if "paragraph" in sent:
            asked = asked_for(self.article, sent)
            if asked.place is None:
                messages.error(self.request, asked.problem)
        initial = initial | {name: query[name] for name in ("about",) if name in query}
        if asked.place and "kept" not in query:
            initial |= self._stated(asked, initial.get("about", ""))
        opens = "kept" in query or (asked.place and "mark" not in query)
        form = self._form(asked, initial=initial) if opens else None
        return self._reading(form=form, asked=asked)

    def _stated(self, asked: Marked, about: str) -> dict:
        """The field and the value that the words of the passage give by themselves, for a person to look at."""
        target, _, key = about.partition("-")
        cleared = (
            Action.objects.filter(pk=key, type=ActionType.DEMINING) if target == "action" and is_key(key) else None
        )
        return stated_area(asked.words) if cleared is not None and cleared.exists() else {}

    def _find(self) -> HttpResponse:
        form = FindForm(self.request.POST, article=self.article)
        if form.is_valid() and len(form.found) == 1:
            return HttpResponseRedirect(self._opening(form.found[0]))
        return self._reading(find=form)

    @transaction.atomic
    def _cite(self) -> HttpResponse:
        hold(self.source)
        self._open()  # nobody replaces it from here on
        asked = asked_for(self.article, self.request.POST)
        form = self._form(asked, data=self.request.POST)
        if not form.is_valid() or asked.place is None:
            keep(self.request, self.source)
            return self._reading(form=form, asked=asked)
        citation = cite(form.save(commit=False), user=self.request.user)
        self.site.get_model_admin(Citation).log_addition(self.request, citation, [{"added": {}}])
        forget(self.request)
        messages.success(self.request, f"Citation no. {citation.number} of “{citation.target}” is kept as a draft.")
        return HttpResponseRedirect(self._onward(asked.place))

    def _reject(self) -> HttpResponse:
        asked = asked_for(self.article, self.request.POST)
        if asked.place is None:
            messages.error(self.request, asked.problem)
            return HttpResponseRedirect(address(self.source))
        reject(self.source, asked.words, user=self.request.user)
        messages.success(self.request, "Rejected: the passage is not proposed again.")
        return HttpResponseRedirect(self._onward(asked.place))

    def _again(self) -> HttpResponse:
        propose_again(self.source)
        return HttpResponseRedirect(address(self.source))

    def _make(self) -> HttpResponse:
        """Off to the form of a new record; what was typed here waits until it is stored."""
        model = model_of(Citation, self.request.POST["make"])
        if not self.site.get_model_admin(model).has_add_permission(self.request):
            raise PermissionDenied
        keep(self.request, self.source)
        form = reverse(f"admin:clauses_{model._meta.model_name}_add")
        return HttpResponseRedirect(f"{form}?{KEPT}={self.source.pk}")

    def _onward(self, done: Span) -> str:
        """Where the reading goes on after a passage."""
        return address(self.source, **{"at": done.paragraph, "from": done.end})

    # --- What is shown

    def _form(self, asked: Marked, **filled: Any) -> PassageForm:
        citations = self.site.get_model_admin(Citation)
        made: Any = citations.get_form(self.request, None, fields=COLUMNS, form=PassageForm)
        return made(instance=Citation(source=self.source), article=self.article, marked=asked, **filled)

    def _candidates(self, form: Any, asked: Marked) -> list:
        """The likeliest records for the passage, the one that is chosen first."""
        found, chosen = {}, ABOUT.fullmatch(form.chosen)
        if chosen and chosen[2]:
            model = model_of(Citation, chosen[1])
            record = named(model).filter(pk=chosen[2]).first()
            if record is not None:
                found[form.chosen] = candidate(record)
            elif not form.is_bound:
                messages.error(self.request, NO_SUCH_RECORD.format(noun(chosen[1])))
        if asked.place is not None:
            text = sentence_around(self.article, asked.place)
            found |= {one.value: one for one in likely_records(self.source, text, MOST_CANDIDATES)}
        return list(found.values())

    def _next(self, proposals: list[Proposed]) -> tuple[Span | None, int]:
        """The proposal at which the reading goes on, and the paragraph: the next one where nothing more is proposed."""
        at, start = (self.request.GET.get(name, "") for name in ("at", "from"))
        if not is_key(at):
            return None, 1
        here = (int(at), int(start) if is_key(start) else 0)
        place = next((each.place for each in proposals if (each.place.paragraph, each.place.start) >= here), None)
        return place, place.paragraph if place else int(at) + 1

    def _reading(self, *, form: Any = None, find: FindForm | None = None, asked: Marked = NOTHING) -> HttpResponse:
        find = find or FindForm(article=self.article, initial={"words": asked.words})
        cited = citations_of(self.source, self.article)
        proposals = proposed(self.source, self.article) if form is None else []  # beside a form nobody asks for more
        to_mark, here = self._next(proposals)
        opened = asked.place if form else None
        if asked.place:
            to_mark, here = (None if form else asked.place), asked.place.paragraph
        return self._page(
            {
                "resumes": form is None and self.request.GET.keys() & {"at", "mark"},
                "to_mark": to_mark,
                "is_read": here > len(self.paragraphs),
                "most_words": LONGEST_QUOTE,
                "version": version(self.article),
                "is_kept": bool(form) and (form.is_bound or "kept" in self.request.GET),
                "lines": lines(self.paragraphs, cited, proposals, opened, min(here, len(self.paragraphs))),
                "lost": [each for each in cited if each.row.quote and each.place is None],
                "drafts": [each for each in cited if each.row.state == ReviewState.DRAFT],
                "share": share(self.paragraphs, cited),
                "proposals": proposals,
                "rejected": how_many_rejected(self.source),
                "form": form,
                "asked": asked,
                "candidates": self._candidates(form, asked) if form else (),
                "find": find,
                "found": self._found(find),
                "makes": [(name, noun(name)) for name in TARGETS if self._may_make(name)],
                "media": self.model_admin.media + (form.media if form else find.media),
            }
        )

    def _may_make(self, name: str) -> bool:
        model = model_of(Citation, name)
        return self.site.get_model_admin(model).has_add_permission(self.request)

    def _found(self, find: FindForm) -> list[tuple]:
        """The places between which somebody has to choose, each with the sentence that it is in."""
        places = find.found if len(find.found) > 1 else []
        return [(each, sentence_around(self.article, each), self._opening(each)) for each in places]

    def _opening(self, place: Span) -> str:
        """Where the form of a passage is open; what was typed before goes along."""
        typed = {"kept": 1} if "kept" in self.request.POST else {}
        return address(self.source, **place_query(place, version(self.article)), **typed)

    def _page(self, context: dict[str, Any]) -> HttpResponse:
        self.request.current_app = self.site.name
        shared = {
            "title": "Read the article",
            "subtitle": str(self.source),
            "source": self.source,
            "opts": self.model_admin.opts,
            "address": address(self.source),
        }
        context = self.site.each_context(self.request) | shared | context
        return TemplateResponse(self.request, "admin/clauses/read.html", context)
