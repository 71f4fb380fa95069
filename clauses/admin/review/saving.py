"""Saving a form: what nobody has let through yet is written, a change of what a reviewer has let through is proposed.

A superuser writes at once, and the history says who it was.
"""

from django.contrib import messages
from django.db import connection, models
from django.http import HttpResponseRedirect
from django.urls import reverse

from ...editing import proposals
from ...editing.apply import give_number
from ...editing.edits import Edit, addition, change, deletion, fill, owner
from ...editing.exchanging import make_room
from ...editing.holding import hold_proposals
from ...editing.requote import after_saving
from ...editing.review import needs_review
from ...evidence.resting import held_by, one_at_a_time, refuse_bare
from ...evidence.uncited import lacks_citation
from ...models import Proposal
from ...vocabularies import ProposalStatus, ReviewState
from ..forms.forms import REASON
from ..forms.hostile_input import is_key
from .permissions import is_frozen

REVISED = "proposal"  # the proposal in the address that a form rewrites
WAITS = "What you changed waits for a reviewer. Until then readers see the record as it was."
EMPTIED = "Nothing that you typed differs from what is stored now, so your proposal is taken back."


class Proposing:
    """Mixin of an admin class: collects what has to be proposed while a form is saved, and keeps it at the end."""

    def save_model(self, request, obj, form, change):
        """A form sent without a change leaves neither a new version nor a line of history."""
        request.proposed, request.was_published = [], change and form.initial.get("state") == ReviewState.PUBLISHED
        request.written = []
        rows = [form.instance for formset in request.formsets for form in formset.initial_forms]
        request.held = held_by([*([obj] if change else []), *(row for row in rows if row.pk)])
        if not change or form.changed_data:
            self._write(request, obj, form)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.deleted_objects:
            self._delete(request, row, form)
        rows = [row for row, _ in formset.changed_objects]
        rows += [*formset.added_again, *formset.new_objects]
        make_room(row for row in rows if not self._proposes(request, row))
        for row in rows:
            self._write(request, row, form)

    def _write(self, request, row, form):
        row._change_reason = form.cleaned_data.get(REASON) or None
        if not self._proposes(request, row):
            give_number(row)
            row.save()
            request.written.append(row)
            return
        edit = change(row) if row.pk else addition(row)
        request.proposed += [edit] if edit is not None else []

    def _delete(self, request, row, form):
        row._change_reason = form.cleaned_data.get(REASON) or None
        if self._proposes(request, row):
            request.proposed.append(deletion(row))
        else:
            row.delete()
            request.written.append(row)

    def _proposes(self, request, row: models.Model) -> bool:
        return not request.user.is_superuser and needs_review(row)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record = form.instance
        after_saving(request.written)
        revised = self.revised_proposal(request, record)
        kept = request.proposed + self._unshown(revised, formsets)
        if kept:
            request.proposal = self._keep(request, record, form, revised, kept)
        elif revised is not None:
            request.proposal = proposals.take_back(revised, user=request.user)
        elif getattr(record, "state", "") == ReviewState.PUBLISHED and not request.was_published:
            self._refuse_uncited(request, record)
        refuse_bare(request.held)

    def _unshown(self, revised: Proposal | None, formsets) -> list[Edit]:
        """What the proposal that is rewritten says of rows that this form has no room for: it stays."""
        shown = {self.opts.model_name, *(formset.model._meta.model_name for formset in formsets)}
        return [edit for edit in proposals.edits_of(revised) if edit.table not in shown] if revised is not None else []

    def _keep(self, request, record, form, revised: Proposal | None, edits: list[Edit]) -> Proposal:
        reason = form.cleaned_data.get(REASON) or ""
        if revised is not None:
            return proposals.revise(revised, edits, user=request.user, reason=reason)
        record = record if record.pk else owner(record)
        return proposals.propose(record, edits, user=request.user, reason=reason)

    def _refuse_uncited(self, request, record):
        """Nothing typed is lost: a record that may not be public yet is kept as a draft."""
        one_at_a_time()
        missing = lacks_citation(record)
        if missing:
            record.state = ReviewState.DRAFT
            record._change_reason = missing
            record.save()
            messages.warning(request, f"Saved as a draft. {missing}")

    def revised_proposal(self, request, record) -> Proposal | None:
        """The user's own open proposal for this record that the form was opened with."""
        return self._own_proposals(request).about(record).first()

    def _own_proposals(self, request) -> models.QuerySet:
        """The one that the address names, if it is the user's own and open."""
        number = request.GET.get(REVISED, "")
        own = Proposal.objects.filter(author=request.user, status__in=proposals.OPEN)
        return own.filter(pk=number) if is_key(number) else own.none()

    # --- What is said afterwards

    def log_addition(self, request, obj, message):
        return None if obj.pk is None else super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        proposed = getattr(request, "proposal", None)
        if proposed is not None:
            did = "Took back" if proposed.status == ProposalStatus.TAKEN_BACK else "Proposed"
            message = f"{did} a change (proposal {proposed.pk})."
        return super().log_change(request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        return self._to_proposal(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._to_proposal(request) or super().response_change(request, obj)

    def _to_proposal(self, request):
        proposal = getattr(request, "proposal", None)
        if proposal is None:
            return None
        is_back = proposal.status == ProposalStatus.TAKEN_BACK
        messages.success(request, EMPTIED if is_back else WAITS)
        return HttpResponseRedirect(reverse("admin:clauses_proposal_change", args=[proposal.pk]))

    # --- A proposal that is written anew

    def get_object(self, request, object_id, from_field=None):
        """The row; where its form is opened to rewrite a proposal, as it is proposed."""
        if request.method == "POST" and connection.in_atomic_block:
            hold_proposals(self._own_proposals(request))  # before the record is held
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "GET" or REVISED not in request.GET:
            return row
        proposal = self.revised_proposal(request, row)
        request.shown_edits = proposals.edits_of(proposal) if proposal is not None else []
        for edit in request.shown_edits:
            if (edit.table, edit.row) == (row._meta.model_name, row.pk):
                fill(row, edit.new)
        return row

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.show(getattr(request, "shown_edits", ()))
        request.formsets = formsets
        return formsets, inlines

    def get_inline_instances(self, request, obj=None):
        """None where a new row would belong to a published record: it is a proposal, and has no number to refer to."""
        if obj is None and not hasattr(self.model, "state") and not request.user.is_superuser:
            return []
        return super().get_inline_instances(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk:
            context |= {
                "revised_proposal": self.revised_proposal(request, obj),
                "open_proposals": list(self.open_proposals(request, obj)),
                "is_frozen": is_frozen(request.user, obj),
                "is_proposed": not request.user.is_superuser
                and self.has_change_permission(request, obj)
                and needs_review(obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def open_proposals(self, request, obj) -> models.QuerySet:
        rows = Proposal.objects.about(obj).filter(status__in=proposals.OPEN).select_related("author")
        return rows if request.user.has_perm("clauses.view_proposal") else rows.none()
