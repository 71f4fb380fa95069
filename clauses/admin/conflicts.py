"""What of a record is in dispute, on its page: both sides, the decisions, and the way to the next one."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from ..evidence.conflicts.decided import Dispute, disputes_about
from ..evidence.conflicts.noted import noted_about
from ..models import Decision, Disagreement, Row, target_of
from .mixins import RowPart


@dataclass(frozen=True)
class ToDecide:
    """A disagreement on the page of its record, and the address of the form for a decision."""

    dispute: Dispute
    address: str


class DecidePages(RowPart):
    """Mixin of an admin class whose rows can be cited: what of the row is in dispute, and the decisions on it."""

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        context, target = super().page_context(request, obj), target_of(self.model)
        if not target:
            return context
        return context | {
            "to_decide": self._to_decide(request, target, obj),
            "decisions": self._decisions(request, target, obj),
            "noted": noted_about(**{target: obj}),
            "note_address": self._note_address(request),
        }

    def _to_decide(self, request: HttpRequest, target: str, obj: Row) -> list[ToDecide]:
        may_decide = self.admin_site.get_model_admin(Decision).has_add_permission(request)
        form = reverse("admin:clauses_decision_add")
        return [
            ToDecide(
                one,
                f"{form}?{urlencode({target: obj.pk, 'field': one.field})}"
                if may_decide and one.can_be_decided
                else "",
            )
            for one in disputes_about(target, obj.pk)
        ]

    def _decisions(self, request: HttpRequest, target: str, obj: Row) -> models.QuerySet:
        rows = Decision.objects.filter(**{target: obj})
        return rows if self.admin_site.get_model_admin(Decision).has_view_permission(request) else rows.none()

    def _note_address(self, request: HttpRequest) -> str:
        """Where a disagreement is noted that no comparison sees; empty for who may not."""
        may_note = self.admin_site.get_model_admin(Disagreement).has_add_permission(request)
        return reverse("admin:clauses_disagreement_add") if may_note else ""
