"""The page of a sheet: shown, changed by its buttons, saved. What was typed is in every answer to it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.functional import cached_property

from ...editing.proposals import edits_of
from ...editing.sheet.load import Loaded, load, parts_of
from ...editing.sheet.meanwhile import Clash, MeanwhileError
from ...editing.sheet.rows import MOST_ROWS, OPERATIONS, Rows, SheetRow
from ...editing.sheet.save import KEEP, RefusedError, Saved, Sheet
from ...models import Agreement, Clause, Proposal, Source
from ...vocabularies import ProposalStatus, ReviewState
from ..addresses import form_of
from ..forms.all_or_nothing import AT_ONCE
from ..forms.hostile_input import is_key
from ..mixins import user_of
from . import detour, texts, words
from .detour import sheet_of
from .form import SheetForm, initial
from .lines import lines, marked, may_be_written
from .sent import MOST_SENT, choices, is_too_long, rows_in, ticked

OPEN = (ProposalStatus.WAITING, ProposalStatus.RETURNED)
KEPT, REVISED = "kept", "proposal"  # in the address: a sheet that waits in the session, a proposal that is rewritten


class SheetPage:
    """One request for the sheet of one agreement."""

    def __init__(self, model_admin: Any, request: HttpRequest, agreement: Agreement) -> None:
        self.model_admin, self.request, self.agreement = model_admin, request, agreement
        self.site = model_admin.admin_site
        self.part = self._part()
        self.clashes: dict[int, Clash] = {}
        self.elsewhere: Sequence[tuple[Clause, str]] = ()

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._opened()
        if self.request.POST.get("do") == "forget":
            detour.forget(self.request, self.agreement)
            return HttpResponseRedirect(self._anew())
        sent = self.request.POST
        form, rows = SheetForm(self.site, sent, self.request.FILES), rows_in(sent)
        if is_too_long(sent):
            form.add_error(None, words.TOO_LONG)
        return self._answered(rows, form, sent.get("do", ""))

    def _answered(self, rows: Rows, form: SheetForm, step: str) -> HttpResponse:
        if step == "save":
            is_right = not form.errors and not any(row.typed or row.problems for row in rows)
            return self._save(rows, form) if is_right else self._page(rows, form)
        if step == "source":
            return self._to_source(rows, form)
        if step in ("paste", "compare"):
            return self._pasted(rows, form, is_compared=step == "compare")
        if step in OPERATIONS:
            return self._operated(rows, form, step)
        messages.warning(self.request, words.LOOKED)
        return self._page(rows, form)

    def _part(self) -> int | None:
        """The clause whose part is on the sheet, by the address."""
        key = self.request.GET.get("part", "")
        if not key:
            return None
        if not is_key(key) or not Clause._base_manager.filter(agreement=self.agreement, pk=key).exists():
            raise Http404("There is no such part of this agreement.")
        return int(key)

    def _own_proposals(self) -> QuerySet[Proposal]:
        """The one that the address names, if it is the user's own, open and about this agreement."""
        key = self.request.GET.get(REVISED, "")
        own = Proposal.objects.about(self.agreement).filter(author=user_of(self.request), status__in=OPEN)
        return own.filter(pk=key) if is_key(key) else own.none()

    @cached_property
    def revised(self) -> Proposal | None:
        return self._own_proposals().first()

    # --- What it shows

    def _opened(self) -> HttpResponse:
        waiting = detour.kept(self.request, self.agreement) if KEPT in self.request.GET else None
        if waiting is not None:
            return self._kept(waiting)
        loaded = load(self.agreement, self.part, edits_of(self.revised) if self.revised else ())
        if len(loaded.rows) > MOST_ROWS:
            return self._choice_of_part()
        begun = initial(self.agreement, loaded.standing)
        begun |= {"reason": self.revised.reason} if self.revised else {}
        return self._page(loaded.rows, SheetForm(self.site, initial=begun), loaded)

    def _kept(self, sent: QueryDict) -> HttpResponse:
        """As it was left for the form of a source, which is chosen if it was made."""
        made = self.request.GET.get("source", "")
        if is_key(made) and Source._base_manager.filter(pk=made).exists():
            sent["source"] = made
        return self._page(rows_in(sent), SheetForm(self.site, sent))

    def _choice_of_part(self) -> HttpResponse:
        """Of a text with more clauses than a sheet has room for: its parts that fit on one."""
        count, found = parts_of(self.agreement)
        revised = self.revised.pk if self.revised else None
        parts = [(part, sheet_of(self.agreement, part=part.pk, proposal=revised), inside) for part, inside in found]
        return self._render({"parts": parts, "count": count, "lines": [], "most": MOST_ROWS})

    def _pasted(self, rows: Rows, form: SheetForm, *, is_compared: bool) -> HttpResponse:
        """Further clauses at the end of the sheet, or in their places; what it has no room for stays in the box."""
        found = texts.with_more(self.request, self.agreement, rows, form, is_compared=is_compared)
        if found is None:
            return self._page(rows_in(self.request.POST), form)
        more, left = found
        return self._page(more, SheetForm(self.site, self.request.POST.dict() | {"paste": left}))

    def _operated(self, rows: Rows, form: SheetForm, step: str) -> HttpResponse:
        chosen = ticked(self.request.POST, rows)
        if not chosen and step != "split":
            messages.warning(self.request, words.NOTHING_TICKED)
            return self._page(rows, form)
        if not chosen:
            chosen = may_be_written(lines(self.agreement, user_of(self.request), rows, self._stored(), {}))
        kept = [rows[at] for at in sorted(chosen)]
        before = [(id(row), row.level, row.text, row.is_out) for row in rows]
        changed = OPERATIONS[step](rows, chosen)
        if len(changed) > MOST_SENT:
            messages.warning(self.request, words.TOO_MANY_PIECES)
            changed = rows_in(self.request.POST)
        elif before == [(id(row), row.level, row.text, row.is_out) for row in changed]:
            messages.warning(self.request, words.UNMOVED[step])
        return self._page(changed, form, ticked=[row for row in kept if step in ("up", "down", "indent", "outdent")])

    def _to_source(self, rows: Rows, form: SheetForm) -> HttpResponse:
        """To the form of a new source, while the sheet waits."""
        query = {"part": self.part, "proposal": self.revised.pk if self.revised else None}
        may_add = self._may_add_source()
        if not may_add or not detour.keep(self.request, self.agreement, query):
            messages.warning(self.request, detour.TOO_LONG if may_add else detour.NOT_YOURS)
            return self._page(rows, form)
        messages.info(self.request, detour.WAITS)
        return HttpResponseRedirect(detour.source_form(self.agreement))

    def _may_add_source(self) -> bool:
        return self.site.get_model_admin(Source).has_add_permission(self.request)

    def _anew(self) -> str:
        return sheet_of(self.agreement, part=self.part, proposal=self.revised.pk if self.revised else None)

    # --- Saving

    def _save(self, rows: Rows, form: Any) -> HttpResponse:
        sheet = Sheet(
            self.agreement,
            rows,
            form.keeping,
            user_of(self.request),
            form.cleaned_data["reason"],
            self.part,
            revised=self._own_proposals(),
            choices=choices(self.request.POST),
        )
        try:
            saved = sheet.save()
        except MeanwhileError as error:
            messages.warning(self.request, words.MEANWHILE)
            self.clashes = {clash.clause: clash for clash in error.clashes}
            return self._page(error.rows, form)
        except IntegrityError:
            messages.error(self.request, AT_ONCE)
            return self._page(rows, form)
        except ValidationError as error:
            self._refuse(form, error)
            return self._page(rows, form)
        self._say(saved)
        detour.forget(self.request, self.agreement)
        return HttpResponseRedirect(sheet_of(self.agreement, part=self.part))

    def _refuse(self, form: SheetForm, error: ValidationError) -> None:
        """Says it where it is mended: at the field, at the clauses (the rows say it by themselves), or above."""
        if isinstance(error, RefusedError):
            self.elsewhere = error.clauses
            if error.code == KEEP:
                form.add_error("keep", error.messages[0])
            return
        for sentence in error.messages:
            messages.error(self.request, sentence)

    def _say(self, saved: Saved) -> None:
        done = words.say_saved(self.request, saved)
        if done:
            self.model_admin.log_change(self.request, self.agreement, f"Clauses as one sheet: {done}.")

    # --- The page

    def _stored(self) -> dict[int, SheetRow]:
        """The rows as the sheet would be filled now, by clause."""
        rows = load(self.agreement, self.part).rows
        return {row.seen.clause: row for row in rows if row.seen}

    def _page(
        self, rows: Rows, form: SheetForm, loaded: Loaded | None = None, ticked: Sequence[SheetRow] = ()
    ) -> HttpResponse:
        stored = self._stored() if self.revised or not loaded else {row.seen.clause: row for row in rows if row.seen}
        shown = lines(self.agreement, user_of(self.request), rows, stored, self.clashes, ticked)
        context: dict[str, Any] = {"lines": shown, "form": form, "others": loaded.others if loaded else 0}
        context["has_public"] = any(line.state == ReviewState.PUBLISHED.label for line in shown)
        context["has_frozen"] = any(line.is_frozen for line in shown)
        context["marked"], context["more_marked"] = marked(shown)
        context["elsewhere"] = [(clause, form_of(clause), why) for clause, why in self.elsewhere]
        context["is_changed"] = loaded is None
        return self._render(context)

    def _render(self, context: dict[str, Any]) -> HttpResponse:
        self.request.current_app = self.site.name
        open_proposals = Proposal.objects.about(self.agreement).filter(status__in=OPEN).select_related("author")
        may_see = self.request.user.has_perm("clauses.view_proposal")
        is_kept = KEPT not in self.request.GET and detour.kept(self.request, self.agreement) is not None
        shared = {
            **self.site.each_context(self.request),
            "title": "Clauses as one sheet",
            "subtitle": str(self.agreement),
            "agreement": self.agreement,
            "opts": self.model_admin.opts,
            "part": self.part,
            "address": sheet_of(self.agreement),
            "anew": self._anew(),
            "kept_address": detour.kept_address(self.request, self.agreement) if is_kept else "",
            "may_add_source": self._may_add_source(),
            "open_proposals": list(open_proposals[:5]) if may_see else [],
            "revised": self.revised,
            "media": self.model_admin.media + Media(js=["treatytracker/sheet.js"]),
        }
        return TemplateResponse(self.request, "admin/clauses/sheet.html", shared | context)
