"""The page of a sheet: shown, changed by its buttons, saved. What was typed is in every answer to it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from ...editing.sheet.load import Loaded, clauses_of, in_tree_order, load
from ...editing.sheet.meanwhile import Clash, MeanwhileError
from ...editing.sheet.rows import MOST_ROWS, OPERATIONS, Rows, SheetRow, of_text
from ...editing.sheet.save import Saved, Sheet
from ...models import Agreement, Clause, Proposal
from ...vocabularies import ProposalStatus, ReviewState
from ..forms.all_or_nothing import AT_ONCE
from ..forms.hostile_input import is_key
from ..mixins import user_of
from .form import SheetForm, initial
from .sent import MOST_SENT, choices, identity, rows_in, ticked

NOTHING_TICKED = "Tick the clauses that you mean, then choose the button once more."
NOTHING_THERE = "Paste the text first."
MEANWHILE = (
    "Somebody else saved clauses of this agreement meanwhile. Nothing of yours is lost, and nothing is saved "
    "yet: look, and save."
)
TOO_MANY = "A sheet has room for {} clauses. What is beyond them was left in the box below: save, then split it."
OPEN = (ProposalStatus.WAITING, ProposalStatus.RETURNED)


def address(agreement: Agreement, part: int | None = None) -> str:
    here = reverse("admin:clauses_agreement_sheet", args=[agreement.pk])
    return f"{here}?part={part}" if part else here


class SheetPage:
    """One request for the sheet of one agreement."""

    def __init__(self, model_admin: Any, request: HttpRequest, agreement: Agreement) -> None:
        self.model_admin, self.request, self.agreement = model_admin, request, agreement
        self.site = model_admin.admin_site
        self.part = self._part()
        self.clashes: dict[int, Clash] = {}

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._opened()
        sent = self.request.POST
        form = SheetForm(self.site, sent)
        rows = rows_in(sent)
        step = sent.get("do", "")
        if not form.is_valid() and step == "save":
            return self._page(rows, form)
        if step == "save":
            return self._save(rows, form)
        if step == "paste":
            return self._pasted(rows, form)
        if step in OPERATIONS:
            return self._operated(rows, form, step)
        return self._page(rows, form)

    def _part(self) -> int | None:
        """The clause whose part is on the sheet, by the address."""
        key = self.request.GET.get("part", "")
        if not key:
            return None
        if not is_key(key) or not Clause._base_manager.filter(agreement=self.agreement, pk=key).exists():
            raise Http404("There is no such part of this agreement.")
        return int(key)

    # --- What it shows

    def _opened(self) -> HttpResponse:
        loaded = load(self.agreement, self.part)
        if len(loaded.rows) > MOST_ROWS:
            return self._choice_of_part()
        form = SheetForm(self.site, initial=initial(self.agreement, loaded.standing))
        return self._page(loaded.rows, form, loaded)

    def _choice_of_part(self) -> HttpResponse:
        """Of a text with more clauses than a sheet has room for: its parts that fit on one."""
        ordered = list(in_tree_order(clauses_of(self.agreement)))
        ends = Counter[int]()
        above: list[int] = []
        for clause, level in ordered:
            del above[level - 1 :]
            above.append(clause.pk)
            ends.update(above)
        shown: set[int] = set()
        parts = []
        for clause, _ in ordered:
            if ends[clause.pk] <= MOST_ROWS and clause.parent_id not in shown:
                parts.append((clause, address(self.agreement, clause.pk), ends[clause.pk]))
            if ends[clause.pk] <= MOST_ROWS:
                shown.add(clause.pk)
        return self._render({"parts": parts[: 2 * MOST_ROWS], "count": len(ordered), "rows": [], "most": MOST_ROWS})

    def _pasted(self, rows: Rows, form: SheetForm) -> HttpResponse:
        """Further clauses at the end of the sheet; what it has no room for stays in the box."""
        text = form.data.get("paste", "")
        found = of_text(text) if not form.errors.get("paste") else []
        if not found and not form.errors.get("paste"):
            messages.warning(self.request, NOTHING_THERE)
        room = max(MOST_ROWS - len(rows), 0)
        if len(found) > room:
            messages.warning(self.request, TOO_MANY.format(MOST_ROWS))
        if found:
            left = "\n\n".join(each.as_text for each in found[room:])
            form = SheetForm(self.site, self.request.POST.dict() | {"paste": left})
        return self._page(rows + found[:room], form)

    def _operated(self, rows: Rows, form: SheetForm, step: str) -> HttpResponse:
        chosen = ticked(self.request.POST, rows)
        if not chosen and step != "split":
            messages.warning(self.request, NOTHING_TICKED)
            return self._page(rows, form)
        kept = [rows[at] for at in sorted(chosen)]
        changed = OPERATIONS[step](rows, chosen)
        if len(changed) > MOST_SENT:
            messages.warning(self.request, TOO_MANY.format(MOST_SENT))
            changed = rows_in(self.request.POST)
        return self._page(changed, form, ticked=[row for row in kept if step in ("up", "down", "indent", "outdent")])

    # --- Saving

    def _save(self, rows: Rows, form: Any) -> HttpResponse:
        sheet = Sheet(
            self.agreement,
            rows,
            form.keeping,
            user_of(self.request),
            form.cleaned_data["reason"],
            self.part,
            choices(self.request.POST),
        )
        try:
            saved = sheet.save()
        except MeanwhileError as error:
            messages.warning(self.request, MEANWHILE)
            self.clashes = {clash.clause: clash for clash in error.clashes}
            return self._page(error.rows, form)
        except IntegrityError:
            messages.error(self.request, AT_ONCE)
            return self._page(rows, form)
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(self.request, sentence)
            return self._page(rows, form)
        self._say(saved)
        return HttpResponseRedirect(address(self.agreement, self.part))

    def _say(self, saved: Saved) -> None:
        done = [
            f"{count} {noun if count == 1 else nouns} {verb}"
            for count, noun, nouns, verb in (
                (saved.added, "clause", "clauses", "saved as a draft" if saved.added == 1 else "saved as drafts"),
                (saved.changed, "clause", "clauses", "changed"),
                (saved.deleted, "clause", "clauses", "deleted"),
            )
            if count
        ]
        messages.success(self.request, f"{'; '.join(done)}." if done else "Nothing differs from what is stored.")
        if saved.unkept:
            one = "1 clause was" if saved.unkept == 1 else f"{saved.unkept} clauses were"
            messages.info(self.request, f"{one} saved without their words, as you chose.")
        if saved.proposal is not None:
            here = reverse("admin:clauses_proposal_change", args=[saved.proposal.pk])
            words = "What is published is as it was: <a href='{}'>one proposal for all of it</a> waits for a reviewer."
            messages.info(self.request, format_html(words, here))
        if done:
            self.model_admin.log_change(self.request, self.agreement, f"Clauses as one sheet: {'; '.join(done)}.")

    # --- The page

    def _page(
        self, rows: Rows, form: SheetForm, loaded: Loaded | None = None, ticked: Sequence[SheetRow] = ()
    ) -> HttpResponse:
        states = self._states(rows)
        marked = {id(row) for row in ticked}
        lines = [self._line(at, row, states) | {"is_ticked": id(row) in marked} for at, row in enumerate(rows)]
        context: dict[str, Any] = {"lines": lines, "form": form, "others": loaded.others if loaded else 0}
        context["has_public"] = any(state == ReviewState.PUBLISHED for state, _ in states.values())
        return self._render(context)

    def _line(self, at: int, row: SheetRow, states: dict[int, tuple[str, str]]) -> dict[str, Any]:
        seen = row.seen.clause if row.seen else 0
        state, name = states.get(seen, ("", ""))
        return {
            "at": at,
            "row": row,
            "is": identity(row),
            "state": ReviewState(state).label if state else "",
            "name": name or row.num or f"row {at + 1}",
            "kind": "" if state else row.kind.value,
            "address": reverse("admin:clauses_clause_change", args=[seen]) if state else "",
            "clash": self.clashes.get(seen),
        }

    def _states(self, rows: Rows) -> dict[int, tuple[str, str]]:
        """State and label of the stored clauses on the sheet, in one query."""
        keys = [row.seen.clause for row in rows if row.seen]
        found = Clause._base_manager.filter(agreement=self.agreement, pk__in=keys) if keys else Clause.objects.none()
        return {pk: (state, label) for pk, state, label in found.values_list("pk", "state", "label")}

    def _render(self, context: dict[str, Any]) -> HttpResponse:
        self.request.current_app = self.site.name
        open_proposals = Proposal.objects.about(self.agreement).filter(status__in=OPEN).select_related("author")
        may_see = self.request.user.has_perm("clauses.view_proposal")
        shared = {
            **self.site.each_context(self.request),
            "title": "Clauses as one sheet",
            "subtitle": str(self.agreement),
            "agreement": self.agreement,
            "opts": self.model_admin.opts,
            "part": self.part,
            "address": address(self.agreement),
            "open_proposals": list(open_proposals[:5]) if may_see else [],
            "media": self.model_admin.media + Media(js=["treatytracker/sheet.js"]),
        }
        return TemplateResponse(self.request, "admin/clauses/sheet.html", shared | context)
