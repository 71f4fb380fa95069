"""The form of a record: held while it is sent, saved or proposed as a whole, and what is said afterwards."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.contrib import messages
from django.db import connection, models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from ...editing import proposals
from ...editing.bundles.collect import loading
from ...editing.bundles.remarks import of_quotations
from ...editing.edits import fill
from ...editing.holding import cited, held, hold, hold_proposals, order_of_tables
from ...editing.review import needs_review
from ...models import Citation, Proposal, Row
from ...models.editing import AboutQuerySet
from ...search_index.upkeep import at_once
from ...vocabularies import ProposalStatus, ReviewState
from ..addresses import form_of
from ..forms.all_or_nothing import saving_of
from ..forms.forms import REASON
from ..forms.hostile_input import is_key
from ..mixins import RowPart, user_of
from .permissions import is_frozen
from .proposal_parts import beside

REVISED = "proposal"  # the proposal in the address that a form rewrites
WAITS = "What you changed waits for a reviewer. Until then readers see the record as it was."
MOST_SAID = 5  # quotations of one form that do not stand in their text; the box of the review lists them all
ANOTHER = (
    "Mind that {} proposed a change of the same record on {}, too. "
    '<a href="{}">What of it differs from yours</a> stands on the page of your proposal.{}'
)
EMPTIED = "Nothing that you typed differs from what is stored now, so your proposal is taken back."


class RecordSaving(RowPart):
    """Part of an admin class: saves what a form holds, or proposes it where a reviewer has let the record through."""

    # --- What is shown, and held before it is written

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Row | None:
        """The row: held where it may be written; where its form is opened to rewrite a proposal, as it is proposed."""
        is_written = request.method == "POST" and connection.in_atomic_block
        if is_written:
            hold_proposals(self._own_proposals(request))  # before the record is held
        row = super().get_object(request, object_id, from_field)
        if row is not None and is_written:
            hold(cited([row]) | {self.model: [row.pk]})
            row = super().get_object(request, object_id, from_field)  # as it stands now that nobody else can write it
        if row is not None and request.method == "GET" and REVISED in request.GET:
            self._show_proposed(request, row)
        return row

    def _show_proposed(self, request: HttpRequest, row: Row) -> None:
        proposal = self.revised_proposal(request, row)
        saving_of(request).shown = edits = proposals.edits_of(proposal) if proposal is not None else []
        for edit in edits:
            if (edit.table, edit.row) == (row._meta.model_name, row.pk):
                fill(row, edit.new)

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user, form.refused = user_of(request), saving_of(request).refused
        return form

    def _create_formsets(self, request: HttpRequest, obj: Row, change: bool) -> tuple[list[Any], list[Any]]:
        if change and request.method == "POST":
            self._hold_rows(request, obj)
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]  # the types leave it out
        saving = saving_of(request)
        saving.tables = {formset.model for formset in formsets}
        for formset in formsets:
            formset.show(saving.shown)
        return formsets, inlines

    def _hold_rows(self, request: HttpRequest, obj: Row) -> None:
        """Holds the rows that belong to the record, so that what the form compares is what is written over."""
        inlines: Any = self.get_inlines(request, obj)
        for each in sorted(inlines, key=lambda each: order_of_tables()[each.model]):
            rows = each.model._base_manager.filter(**{each.fk_name: obj.pk})
            list(held(rows).values_list("pk", flat=True))

    def get_inline_instances(self, request: HttpRequest, obj: Row | None = None) -> list[Any]:
        """None where a new row would belong to a published record: it is a proposal, and has no number to refer to."""
        if obj is None and not hasattr(self.model, "state") and not request.user.is_superuser:
            return []
        return super().get_inline_instances(request, obj)

    # --- What is written

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: bool) -> None:
        """Nothing yet: `save_related` writes the record together with the rows that belong to it."""

    @at_once()
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        saving, record = saving_of(request), form.instance
        below = (each.instance for formset in formsets for each in formset.initial_forms)
        saving.begin([record, *below], form.cleaned_data.get(REASON) or "")
        self.write_record(request, form, change)
        super().save_related(request, form, formsets, change)
        was_published = change and form.initial.get("state", getattr(record, "state", "")) == ReviewState.PUBLISHED
        saving.conclude(record, self.revised_proposal(request, record), was_published=was_published)
        if saving.lacks:
            messages.warning(request, f"Saved as a draft. {saving.lacks}")
        _warn_of_quotations(request, saving.written)

    def write_record(self, request: HttpRequest, form: Any, change: bool) -> None:
        """A form sent without a change leaves neither a new version nor a line of history."""
        if not change or form.changed_data:
            saving_of(request).write(form.instance)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        saving = saving_of(request)
        formset.save(commit=False)
        for row in formset.deleted_objects:
            saving.delete(row)
        changed = [row for row, _ in formset.changed_objects]
        saving.write_together([*changed, *formset.added_again, *formset.new_objects])

    def revised_proposal(self, request: HttpRequest, record: Row) -> Proposal | None:
        """The user's own open proposal for this record that the form was opened with."""
        return self._own_proposals(request).about(record).first()

    def _own_proposals(self, request: HttpRequest) -> AboutQuerySet:
        """The one that the address names, if it is the user's own and open."""
        number = request.GET.get(REVISED, "")
        own = Proposal.objects.filter(author=user_of(request), status__in=proposals.OPEN)
        return own.filter(pk=number) if is_key(number) else own.none()

    # --- What is said afterwards

    def log_addition(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        return None if obj.pk is None else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        proposed = saving_of(request).proposal
        if proposed is not None:
            did = "Took back" if proposed.status == ProposalStatus.TAKEN_BACK else "Proposed"
            message = f"{did} a change (proposal {proposed.pk})."
        return super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Row, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_proposal(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Row) -> HttpResponse:
        return self._to_proposal(request) or super().response_change(request, obj)

    def _to_proposal(self, request: HttpRequest) -> HttpResponse | None:
        proposal = saving_of(request).proposal
        if proposal is None:
            return None
        is_back = proposal.status == ProposalStatus.TAKEN_BACK
        messages.success(request, EMPTIED if is_back else WAITS)
        if not is_back:
            self._tell_of_others(request, proposal)
        return HttpResponseRedirect(reverse("admin:clauses_proposal_change", args=[proposal.pk]))

    def _tell_of_others(self, request: HttpRequest, proposal: Proposal) -> None:
        """Whoever proposes second learns that somebody else has: their page says where the two differ."""
        others = (
            beside(proposal, proposals.edits_of(proposal)) if request.user.has_perm("clauses.view_proposal") else []
        )
        if others:
            first = others[0].proposal
            who = "you have" if first.author == request.user else f"{first.author.get_username()} has"
            more = {0: "", 1: " One more is open."}.get(len(others) - 1, f" {len(others) - 1} more are open.")
            page = reverse("admin:clauses_proposal_change", args=[proposal.pk])
            messages.warning(request, format_html(ANOTHER, who, date_format(first.created, "j F Y"), page, more))

    # --- The page of the form

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        may_write = self.has_change_permission(request, obj)
        return super().page_context(request, obj) | {
            "revised_proposal": self.revised_proposal(request, obj),
            "open_proposals": list(self.open_proposals(request, obj)),
            "is_frozen": is_frozen(request.user, obj),
            "is_proposed": not request.user.is_superuser and may_write and needs_review(obj),
        }

    def open_proposals(self, request: HttpRequest, obj: Row) -> models.QuerySet:
        rows = Proposal.objects.about(obj).filter(status__in=proposals.OPEN).select_related("author")
        return rows if request.user.has_perm("clauses.view_proposal") else rows.none()


def _warn_of_quotations(request: HttpRequest, written: Iterable[Row]) -> None:
    """Says at once where the words that a citation now quotes do not stand in the stored text of its source."""
    keys = [row.pk for row in written if isinstance(row, Citation) and row.pk]
    for remark in islice(
        of_quotations(loading(Citation).filter(pk__in=keys).order_by("pk")) if keys else (), MOST_SAID
    ):
        saved = format_html("“{}” is saved. {} ", remark.at, remark.words)
        link = format_html('<a href="{}#{}">{}</a>', form_of(remark.at), remark.part, remark.remedy)
        messages.warning(request, saved + link)
