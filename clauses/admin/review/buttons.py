"""The steps from draft to public in the admin: buttons on a record, and actions on the rows of a list.

Each row is checked, saved and recorded in its history like one saved by hand.
"""

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ...editing.bundles.left import with_rest_in_review
from ...editing.merging.carried import numbers_of
from ...editing.queues import UNFINISHED
from ...editing.review import (
    CHANGED,
    MOVES,
    hold_for_review,
    may,
    missing,
    move,
    takes_back,
    unfinished_citations,
    why_not,
)
from ...models import Comment, Record, Row
from ...vocabularies import CommentKind, ReviewState
from ..addresses import form_of
from ..forms import kept_text
from ..forms.hostile_input import is_key
from ..mixins import RowPart, user_of
from .bundle_lacks import Lacks, remarks_beside
from .bundle_link import bundle_address, bundle_label, is_cited_in_drafts, tell_what_is_left
from .told import NOTHING, told

NOT_SEEN = "“{}” was not on the page that you saw: go through the list page by page."
LONGEST_TEXT = 2000
TAKE_BACK = "Take it back"
BUTTONS = {
    CommentKind.SENT: ("Send to review", ReviewState.IN_REVIEW),
    CommentKind.PUBLISHED: ("Publish", ReviewState.PUBLISHED),
    CommentKind.RETURNED: ("Return to its author", ReviewState.DRAFT),
    CommentKind.WITHDRAWN: ("Withdraw", ReviewState.WITHDRAWN),
    CommentKind.REOPENED: ("Set back to draft", ReviewState.DRAFT),
}


def seen_of(row: Row, citations: dict[int, int]) -> str:
    """What a page shows of `row`: its version, and the numbers and versions of the citations that could go along."""
    return " ".join([str(row.version), *(f"{pk}:{version}" for pk, version in citations.items())])


def seen_in(text: str) -> tuple[str, dict[int, int]]:
    """The same as a form sends it back: the version, and the versions of the citations by number."""
    version, *along = text.split() or [""]
    pairs = (each.partition(":")[::2] for each in along)
    return version, {int(pk): int(number) for pk, number in pairs if is_key(pk) and is_key(number)}


class WithComment(ActionForm):
    """The bar of actions with room for what is said along."""

    comment = forms.CharField(required=False, max_length=LONGEST_TEXT, label="Comment")


class ReviewActions(RowPart):
    """Mixin of an admin class whose rows have a state."""

    action_form = WithComment
    actions = ("send_to_review", "publish", "back_to_draft")

    @admin.action(description="Send the selected %(verbose_name_plural)s to review", permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._move(request, queryset, ReviewState.IN_REVIEW)

    @admin.action(description="Publish the selected %(verbose_name_plural)s", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._move(request, queryset, ReviewState.PUBLISHED)

    @admin.action(description="Return the selected %(verbose_name_plural)s to their authors", permissions=["change"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._move(request, queryset, ReviewState.DRAFT)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "publish", self.model)

    def action_checkbox(self, obj: Row) -> SafeString:
        """With the versions that the list shows, so that nobody publishes what they have not seen."""
        box, seen = super().action_checkbox(obj), seen_of(obj, getattr(obj, "citations_along", {}))
        return format_html('{}<input type="hidden" name="seen-{}" value="{}">', box, obj.pk, seen)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        found = super().get_changelist_instance(request)
        if request.method == "GET" and self.get_actions(request):
            rows = list(found.result_list)
            along = unfinished_citations(rows)
            for row in rows:
                row.citations_along = along.get(row.pk, {})
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the comment to rows that stayed as they were."""
        answer = super().changelist_view(request, extra_context)
        bar = (getattr(answer, "context_data", None) or {}).get("action_form")
        if bar is not None:
            bar.fields["comment"].initial = kept_text.take(request, "comment")
        return answer

    def _move(self, request: HttpRequest, queryset: QuerySet[Any], state: ReviewState) -> None:
        text = request.POST.get("comment", "").strip()[:LONGEST_TEXT]
        moved: dict[ReviewState, list[Record]] = defaultdict(list)  # by where they were
        refused = []
        with transaction.atomic():
            rows = self.model._base_manager.filter(pk__in=queryset.values("pk")).exclude(state=state).order_by("pk")
            hold_for_review(list(rows))  # of all of them before the first is written
            for row in rows.all():
                before = ReviewState(row.state)
                refusal = self._move_one(request, row, state, text)
                if refusal:
                    refused.append(refusal)
                else:
                    moved[before].append(row)
                    self.log_change(request, row, [{"changed": {"fields": ["Review state"]}}])
        for before, some in moved.items():
            self.message_user(request, told(request.user, some, state, text, before), messages.SUCCESS)
        if state == ReviewState.DRAFT:
            tell_what_is_left(request, moved.get(ReviewState.IN_REVIEW, ()))
        if not moved and not refused:
            self.message_user(request, NOTHING, messages.WARNING)
        for sentence in refused:
            self.message_user(request, sentence, messages.ERROR)

    def _move_one(self, request: HttpRequest, row: Record, state: ReviewState, text: str) -> str:
        """Why `row` stays as it was; empty where it was moved."""
        version, citations = seen_in(request.POST.get(f"seen-{row.pk}", ""))
        if version != str(row.version):
            return (CHANGED if version else NOT_SEEN).format(row)
        return self._try(request, row, state, text=text, seen=citations)

    def _try(self, request: HttpRequest, row: Record, state: ReviewState, **said: Any) -> str:
        try:
            with transaction.atomic():
                move(request.user, row, state, **said)
        except ValidationError as error:
            return f"“{row}” stays as it was: {' '.join(error.messages)}"
        return ""

    # --- The buttons of one record

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_review"
        view = self.admin_site.admin_view(self.review_view)
        return [path("<path:object_id>/review/", view, name=name), *super().get_urls()]

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Moves one record on, or keeps a remark about it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
            if row is None:
                raise Http404("There is no such record.")
            if not self.has_view_or_change_permission(request, row):
                raise PermissionDenied
            refusal = self._step(request, row)
        if refusal:
            self.message_user(request, refusal, messages.ERROR)
        elif request.POST.get("step") == CommentKind.RETURNED and with_rest_in_review([row]):
            return HttpResponseRedirect(bundle_address(row))  # to return that, too
        return HttpResponseRedirect(f"{form_of(row)}#review")

    def _step(self, request: HttpRequest, row: Record) -> str:
        step, text = request.POST.get("step", ""), request.POST.get("text", "").strip()
        if len(text) > LONGEST_TEXT:
            return f"The comment is longer than {LONGEST_TEXT} characters. Shorten it."
        if step == CommentKind.REMARK:
            return self._remark(request, row, text)
        if step not in BUTTONS:
            return "Nothing was done: choose one of the buttons."
        version, citations = seen_in(request.POST.get("seen", ""))
        if version != str(row.version):
            return CHANGED.format(row)
        _, state = BUTTONS[CommentKind(step)]
        before = ReviewState(row.state)
        is_asked_why = step in (CommentKind.RETURNED, CommentKind.WITHDRAWN)
        if is_asked_why and not text and not takes_back(request.user, row, state):
            return "Say why: it is what the others will read."
        withdrawn = {"withdrawn_reason": text} if state == ReviewState.WITHDRAWN else {}
        refusal = self._try(request, row, state, text=text, seen=citations, **withdrawn)
        if not refusal:
            self.log_change(request, row, [{"changed": {"fields": ["Review state"]}}])
            self.message_user(request, told(request.user, [row], state, text, before), messages.SUCCESS)
        return refusal

    def _remark(self, request: HttpRequest, row: Record, text: str) -> str:
        if not request.user.has_perm("clauses.add_comment"):
            raise PermissionDenied
        if not text:
            return "The comment is empty."
        Comment.objects.create(table=str(self.opts.model_name), row=row.pk, author=user_of(request), text=text)
        return ""

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return super().page_context(request, obj) | {"review": self._review(request, obj)}

    def _said(self, obj: Row) -> list[Any]:
        """The newest comments on the record, and on those that were merged into it: `of` is the code of such a one."""
        codes = numbers_of(obj)
        comments: list[Any] = list(Comment.objects.about_any(self.model, codes).select_related("author")[:50])
        for each in comments:
            each.of = "" if each.row == obj.pk else codes[each.row]
        return comments

    def _review(self, request: HttpRequest, obj: Record) -> dict:
        """What the box of the review shows: the state, the buttons that this user has, what has been said."""
        buttons = []
        for (before, after), (kind, _) in MOVES.items():
            if kind == CommentKind.SENT:
                continue  # on the page that sends what it rests on along
            if before == obj.state and (may(request.user, "change", obj) or may(request.user, "publish", obj)):
                refusal = why_not(request.user, obj, after)
                name = TAKE_BACK if takes_back(request.user, obj, after) else BUTTONS[kind][0]
                buttons.append({"step": kind.value, "label": name, "refusal": refusal})
        along = unfinished_citations([obj]).get(obj.pk, {})
        label = bundle_label(request.user, obj, bool(along) or is_cited_in_drafts(obj))
        comments = self._said(obj) if request.user.has_perm("clauses.view_comment") else []
        return {
            "state": ReviewState(obj.state),
            "seen": seen_of(obj, along),
            "bundle_label": label,
            "bundle_address": bundle_address(obj) if label else "",
            "missing": missing(obj) if obj.state == ReviewState.DRAFT else "",
            "remarks": remarks_beside(obj, along) if obj.state in UNFINISHED else Lacks(),
            "buttons": buttons,
            "comments": comments,
            "to_mend": [each for each in comments if each.is_open and not each.of],
            "may_comment": request.user.has_perm("clauses.add_comment"),
            "address": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_review", args=[obj.pk]),
        }
