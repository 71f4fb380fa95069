"""One request for the page on which an article is read: what was asked, what is done, what is shown."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ... import dates
from ...articles.areas import stated_area
from ...articles.spans import Span
from ...editing.cite import cite, hold, propose_again, reject
from ...editing.undoing import undo
from ...models import TARGETS, Action, Citation
from ...vocabularies import ActionType, CitedField, Stance
from ..forms.hostile_input import is_key
from ..lists.labels import model_of
from .context import address
from .detour import KEPT, forget, keep, kept
from .effects import effect_of
from .form import PassageForm
from .marks import NOT_GIVEN, FindForm, Marked, asked_for
from .shown import NOTHING, UNDO_TAG, ShownArticle

KEPT_AS_DRAFT = "Citation no. {} of “{}” is kept as a draft{}."
MADE_FOR_IT = ", and the record with it"
SUPPORTS_DATE = " The passage supports its date, {}."
UNDONE = "Undone: citation no. {} is deleted{}."
NOT_UNDONE = "Nothing was undone. {}"


class ArticlePage(ShownArticle):
    """One request for the page of one article."""

    def answer(self) -> HttpResponse:
        if not self.paragraphs:
            return self._page({"store_address": self._store_address()})
        if self.request.method != "POST":
            return self._shown()
        steps = {"find": self._find, "cite": self._cite, "reject": self._reject, "again": self._again}
        steps |= {"accept": self._accept, "undo": self._undo, "look": self._look}
        step = steps.get(self.request.POST.get("step", ""))
        if self.request.POST.get("make") in TARGETS:
            step = self._make
        if step is None:
            messages.error(self.request, "Nothing was done: choose one of the buttons.")
            return HttpResponseRedirect(address(self.source))
        return step()

    # --- The steps

    def _shown(self) -> HttpResponse:
        asked, query = NOTHING, self.request.GET
        initial = kept(self.request, self.source) if "kept" in query else {}
        sent = query if "paragraph" in query else initial
        if "paragraph" in sent:
            asked = asked_for(self.article, sent)
            if asked.place is None:
                self._say(asked)
        initial = initial | {name: query[name] for name in ("about",) if name in query}
        if asked.place and "kept" not in query:
            initial |= self._stated(asked, initial.get("about", ""))
        opens = "kept" in query or (asked.place and "mark" not in query)
        making = self._making(asked, typed=initial) if opens else None
        if making is not None and "kept" not in query:
            initial = making.stated_day() | initial
        form = self._form(asked, initial=initial) if opens else None
        return self._reading(form=form, asked=asked, making=making)

    def _say(self, asked: Marked) -> None:
        """Why no passage is marked. That no version of the text was named is no fault: the present one is shown."""
        messages.add_message(
            self.request, messages.INFO if asked.problem == NOT_GIVEN else messages.ERROR, asked.problem
        )

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
    def _cite(self, sent: Any = None) -> HttpResponse:
        """Keeps the citation, and what is made along with it, or nothing of both."""
        sent = sent or self.request.POST
        hold(self.source)
        self._open()  # nobody replaces it from here on
        asked = asked_for(self.article, sent)
        making = self._making(asked, data=sent)
        with transaction.atomic():
            made = making.made(sent)
            form = self._form(asked, data=sent if made is None else made, made=making.record)
            is_refused = not form.is_valid() or asked.place is None or made is None
            transaction.set_rollback(is_refused)
        if is_refused:
            keep(self.request, self.source, sent)
            return self._reading(form=self._as_sent(form, asked, sent), asked=asked, making=making)
        citation = cite(form.save(commit=False), user=self.request.user)
        self.site.get_model_admin(Citation).log_addition(self.request, citation, [{"added": {}}])
        forget(self.request)
        along = MADE_FOR_IT if making.record is not None else ""
        said = KEPT_AS_DRAFT.format(citation.number, citation.target, along)
        if along and citation.field == CitedField.DATE and citation.value:
            said += SUPPORTS_DATE.format(dates.words(citation.value))
        messages.success(self.request, said, UNDO_TAG)
        return HttpResponseRedirect(self._onward(cast(Span, asked.place), saved=citation.pk))

    def _as_sent(self, form: PassageForm, asked: Marked, sent: Any) -> PassageForm:
        """The form with what was typed, and with what is said against it: what was made for it is gone again."""
        shown = self._form(asked, data=sent)
        shown.take_errors(form)
        return shown

    def _accept(self) -> HttpResponse:
        """Keeps a passage that is proposed at once, for the record that is chosen beside it."""
        asked = asked_for(self.article, self.request.POST)
        if asked.place is None:
            messages.error(self.request, asked.problem)
            return HttpResponseRedirect(address(self.source))
        sent, about = self.request.POST.copy(), self.request.POST.get("about", "")
        filled = {"stance": Stance.SUPPORTS, "quote": asked.words, **self._stated(asked, about)}
        for name, value in filled.items():
            sent[name] = value
        return self._cite(sent)

    def _undo(self) -> HttpResponse:
        """Takes back what was kept a moment ago, with what was made for it."""
        key = self.request.POST.get("citation", "")
        done = undo(self.source, int(key) if is_key(key) else 0, user=self.request.user)
        if done.refusal:
            messages.error(self.request, NOT_UNDONE.format(done.refusal))
            return HttpResponseRedirect(address(self.source))
        citation, *made = cast(tuple[Any, ...], done.rows)
        along = "".join(f", and “{row}”, which was made for it" for row in made)
        messages.success(self.request, UNDONE.format(citation.number, along))
        at = {"at": citation.locator, "from": 0} if citation.locator else {}
        return HttpResponseRedirect(address(self.source, **at))

    def _look(self) -> HttpResponse:
        """What the citation would change that stands in the form; to the script no more than that."""
        sent = self.request.POST
        if sent.get("part") == "effect":
            context = {"effect": effect_of(self.source, sent.get)}
            return TemplateResponse(self.request, "admin/clauses/reading/effect.html", context)
        keep(self.request, self.source, sent)
        asked = asked_for(self.article, sent)
        return self._reading(
            form=self._form(asked, initial=sent.dict()), asked=asked, making=self._making(asked, typed=sent.dict())
        )

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
        keep(self.request, self.source, self.request.POST)
        form = reverse(f"admin:clauses_{model._meta.model_name}_add")
        return HttpResponseRedirect(f"{form}?{KEPT}={self.source.pk}")

    def _onward(self, done: Span, **more: Any) -> str:
        """Where the reading goes on after a passage."""
        return address(self.source, **{"at": done.paragraph, "from": done.end}, **more)
