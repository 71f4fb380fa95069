"""What the page shows on which an article is read, for one request."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ...articles.filled import Recognised
from ...articles.marking import sentence_around
from ...articles.quotations import Article
from ...articles.spans import Span
from ...editing.undoing import why_not_undone
from ...models import TARGETS, Citation, Source, SourceText
from ...models.base import LONGEST_QUOTE
from ...vocabularies import ReviewState
from ..forms.hostile_input import is_key
from ..forms.problems import problems_of
from ..lists.labels import model_of, named
from ..review.bundle_link import bundle_address
from .context import Candidate, address, candidate, citations_of, lines, place_query, share
from .effects import effect_of
from .form import ABOUT, COLUMNS, NEW, NO_SUCH_RECORD, PassageForm, noun
from .making import Making
from .marks import FindForm, Marked, version
from .suggested import Proposed, how_many_proposed, how_many_rejected, likely_records, proposed

MOST_CANDIDATES = 10
MOST_PROMISES = 4
NOTHING = Marked()
UNDO_TAG = "undoable"


class ShownArticle:
    """The page of one article, with a form beside it or with what is proposed."""

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, source: Source) -> None:
        self.model_admin, self.request, self.source = model_admin, request, source
        self.site = model_admin.admin_site
        self.likely: dict[Span, list[Candidate]] = {}
        self._open()

    def _open(self) -> None:
        """Reads the text as it is stored now."""
        text = SourceText.objects.filter(source=self.source).first()
        self.article = Article(text.text if text is not None else "")
        self.paragraphs = self.article.paragraphs

    def _store_address(self) -> str:
        return reverse("admin:clauses_source_text", args=[self.source.pk])

    # --- What is shown

    def _form(self, asked: Marked, **filled: Any) -> PassageForm:
        citations = self.site.get_model_admin(Citation)
        made: Any = citations.get_form(self.request, None, fields=COLUMNS, form=PassageForm)
        return made(instance=Citation(source=self.source), article=self.article, marked=asked, **filled)

    def _candidates(self, form: Any, asked: Marked) -> list:
        """The likeliest records for the passage, the one that is chosen first."""
        found, chosen = dict[str, Candidate](), ABOUT.fullmatch(form.chosen)
        if chosen and chosen[2]:
            model = model_of(Citation, chosen[1])
            record = named(model).filter(pk=chosen[2]).first()
            if record is not None:
                found[form.chosen] = candidate(record)
            elif not form.is_bound:
                messages.error(self.request, NO_SUCH_RECORD.format(noun(chosen[1])))
        found |= {one.value: one for one in self._likely(asked)}
        return list(found.values())

    def _likely(self, asked: Marked) -> list[Candidate]:
        if asked.place is None:
            return []
        if asked.place not in self.likely:
            text = sentence_around(self.article, asked.place)
            self.likely[asked.place] = likely_records(self.source, text, MOST_CANDIDATES)
        return self.likely[asked.place]

    def _making(self, asked: Marked, **filled: Any) -> Making:
        """What can be made along; of commitments the likeliest are offered to a new action."""
        keys = [
            (one.value.partition("-")[2], one.name)
            for one in self._likely(asked)
            if one.value.startswith("commitment-")
        ]
        promises = [Recognised(int(key), name, False) for key, name in keys[:MOST_PROMISES]]
        options: dict[str, Any] = {"article": self.article, "source": self.source, "promises": promises}
        return Making(self.request, self.site, asked=asked, **options, **filled)

    def _next(self, proposals: list[Proposed]) -> tuple[Span | None, int]:
        """The proposal at which the reading goes on, and the paragraph: the next one where nothing more is proposed."""
        at, start = (self.request.GET.get(name, "") for name in ("at", "from"))
        if not is_key(at):
            return None, 1
        here = (int(at), int(start) if is_key(start) else 0)
        place = next((each.place for each in proposals if (each.place.paragraph, each.place.start) >= here), None)
        return place, place.paragraph if place else int(at) + 1

    def _undoable(self) -> Citation | None:
        """The citation that was just kept, while it can be taken back."""
        key = self.request.GET.get("saved", "")
        row = Citation.objects.filter(pk=key, source=self.source).first() if is_key(key) else None
        return row if row is not None and not why_not_undone(self.request.user, row) else None

    def _reading(
        self, *, form: Any = None, find: FindForm | None = None, asked: Marked = NOTHING, making: Making | None = None
    ) -> HttpResponse:
        find = find or FindForm(article=self.article, initial={"words": asked.words})
        cited = citations_of(self.source, self.article)
        # beside a form nobody asks for more
        proposals = proposed(self.source, self.article, self._made_in_place()) if form is None else []
        rejected = how_many_rejected(self.source)
        if form is None:
            how_many_proposed(self.source, len(cited), rejected, known=len(proposals))
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
                "lines": lines(self.paragraphs, cited, proposals, opened, min(here, len(self.paragraphs))),
                "lost": [each for each in cited if each.row.quote and each.place is None],
                "bundle": bundle_address(self.source),
                "drafts": [each for each in cited if each.row.state == ReviewState.DRAFT],
                "share": share(self.paragraphs, cited),
                "proposals": proposals,
                "rejected": rejected,
                "undo": self._undoable(),
                "undo_tag": UNDO_TAG,
                "find": find,
                "found": self._found(find),
                "makes": [(name, noun(name)) for name in TARGETS if f"new-{name}" not in NEW and self._may_make(name)],
                "media": self.model_admin.media + (form.media if form else find.media),
            }
            | self._beside(form, asked, making)
        )

    def _beside(self, form: Any, asked: Marked, making: Making | None) -> dict[str, Any]:
        """What the form of a marked passage shows, where there is one."""
        return {
            "form": form,
            "asked": asked,
            "is_kept": bool(form) and (self.request.method == "POST" or "kept" in self.request.GET),
            "candidates": self._candidates(form, asked) if form else (),
            "making": making,
            "new_chosen": making.chosen if making else None,
            "has_problems": bool(form and problems_of([form, making and making.chosen, making and making.names])),
            "effect": effect_of(self.source, lambda name: form[name].value()) if form else None,
        }

    def _made_in_place(self) -> list[str]:
        return [name for name in TARGETS if f"new-{name}" in NEW and self._may_make(name)]

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
