"""The pages of proposals: what waits, and one proposal with old → new, field by field, and what may be done with it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from ... import models
from ...editing import proposals
from ...editing.apply import ClashError
from ...editing.bundles.remarks import of_proposed
from ...editing.edits import Edit, owner
from ...editing.sheet.proposed import is_of_clauses
from ...models import Agreement, Proposal, Row
from ..addresses import form_of
from ..forms.hostile_input import OnlyWhatWasOffered, is_key
from ..lists.filters import UsedRelatedFilter
from ..sheet.detour import sheet_of
from .buttons import LONGEST_TEXT
from .proposal_parts import Beside, beside, parts

STALE = "The record was changed after this was proposed. Choose below what shall stand, then apply it."


@admin.register(models.Proposal)
class ProposalAdmin(OnlyWhatWasOffered, admin.ModelAdmin):
    """Proposals are made by saving a form and decided on their own page; nothing is typed here but the answer."""

    list_display = ("title", "table", "status", "author", "created", "reviewer")
    list_filter = ("status", "table", ("author", UsedRelatedFilter))
    list_select_related = ("author", "reviewer")
    search_fields = ("title", "reason")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        proposal = self.get_object(request, unquote(object_id)) if is_key(object_id) else None
        if proposal is None:
            raise Http404("There is no such proposal.")
        if not self.has_view_permission(request, proposal) or not self._may_see(request, proposal):
            raise PermissionDenied
        if request.method == "POST":
            answer = self._decide(request, proposal)
            if answer is not None:
                return answer
            proposal.refresh_from_db()
        return self._page(request, proposal)

    def _may_see(self, request: HttpRequest, proposal: Proposal) -> bool:
        """Whoever may look at all tables that it speaks of."""
        tables = {edit.model for edit in proposals.edits_of(proposal)}
        return all(self.admin_site.get_model_admin(model).has_view_permission(request) for model in tables)

    def _beside(self, request: HttpRequest, proposal: Proposal) -> list[Beside]:
        found = beside(proposal, proposals.edits_of(proposal))
        return [each for each in found if self._may_see(request, each.proposal)]

    def _page(self, request: HttpRequest, proposal: Proposal) -> HttpResponse:
        record = proposals.record_of(proposal)
        edits = proposals.edits_of(proposal)
        is_open = proposal.status in proposals.OPEN
        shown = parts(edits, is_open=is_open)
        context = {
            **self.admin_site.each_context(request),
            "title": str(proposal),
            "opts": self.opts,
            "proposal": proposal,
            "parts": shown,
            "has_clash": any(each.clash or any(line.clash for line in each.lines) for each in shown),
            "record_address": self._address(record),
            "is_open": is_open,
            "beside": self._beside(request, proposal) if is_open else [],
            "remarks": list(of_proposed(proposals.citations_in(edits))) if is_open else [],
            "refusal": proposals.may_decide(request.user, proposal),
            "about_author": proposals.about_its_author(proposal) if is_open else "",
            "is_own": proposal.author_id == request.user.pk,
            "changed_at": self._changed_at(proposal, record, edits),
            "answer": request.POST.get("answer", ""),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/clauses/proposal.html", context)

    def _address(self, record: Model | None) -> str:
        return form_of(record) if record is not None else ""

    def _changed_at(self, proposal: Proposal, record: Model | None, edits: list[Edit]) -> list[tuple[str, str]]:
        """Where its author goes on with it, each with what the link is called: the pages that show what it changes."""
        if record is None:
            return []
        form = ("Change it", f"{form_of(record)}?proposal={proposal.pk}")
        of_clauses = [is_of_clauses(edit) for edit in edits]
        if not isinstance(record, Agreement) or not any(of_clauses):
            return [form]
        sheet = sheet_of(record, proposal=proposal.pk)
        return [("Change it", sheet)] if all(of_clauses) else [form, ("Change its clauses", sheet)]

    def _decide(self, request: HttpRequest, proposal: Proposal) -> HttpResponse | None:
        """Does what the button says; None where the page has to be shown again."""
        answer = request.POST.get("answer", "").strip()[:LONGEST_TEXT]
        seen = request.POST.get("seen", "")
        options: dict[str, Any] = {"user": request.user, "seen": int(seen) if is_key(seen) else 0, "answer": answer}
        step = request.POST.get("step", "")
        try:
            if step == "apply":
                choices = {name: str(value) for name, value in request.POST.items() if name.startswith("choice-")}
                proposals.apply(proposal, **options, choices=choices)
            elif step in ("return", "decline"):
                {"return": proposals.send_back, "decline": proposals.decline}[step](proposal, **options)
            elif step == "take_back":
                proposals.take_back(proposal, user=request.user)
            else:
                raise ValidationError("Nothing was done: choose one of the buttons.")
        except ClashError:
            messages.warning(request, STALE)
            return None
        except ValidationError as error:
            for sentence in error.messages:
                messages.error(request, sentence)
            return None
        proposal.refresh_from_db()
        messages.success(request, f"{proposal}: {proposal.get_status_display()}.")
        record = proposals.record_of(proposal)
        return HttpResponseRedirect(self._address(owner(record)) if record is not None else request.path)
