"""The page on which two records become one: choosing the other, and what would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from ...editing.merging.groups import MOST_SHOWN as MOST_IN_GROUP
from ...editing.merging.merge import MergeError, merge
from ...editing.merging.preview import Preview, preview
from ...editing.review import may
from ...models import Row
from ..addresses import form_of
from ..forms import kept_text
from ..forms.hostile_input import is_key
from ..forms.widgets import RowChoiceField, RowSelect
from ..lists.choosers import the_one
from ..lists.labels import label, named
from ..mixins import RowPart

MOST_SHOWN = 500  # rows of one preview; all of them move
PERMISSION = "clauses.add_merge"
REST = "rest"  # the others of a group, by their numbers, which are made one with the same record after this one
UNSEEN_NAME = "The name “{}” becomes public with this. That needs the permission to publish."
UNSEEN = "What names “{}” becomes public with this. That needs the permission to publish."


class OtherSelect(RowSelect):
    """The choice of the other record, by typing its name."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        noun = self.field.remote_field.model._meta.verbose_name
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": f"name of the other {noun}"}


class OtherForm(forms.Form):
    """Which record is the same: chosen by typing, or by its code where there is no script."""

    code = forms.CharField(required=False, max_length=100, label="or its code", help_text="As in its address.")

    def __init__(self, model: type[Row], admin_site: AdminSite, data: QueryDict) -> None:
        super().__init__(data)
        noun = model._meta.verbose_name
        self.rows, self.missing = named(model), f"There is no such {noun}. Choose one from the list, or mend the code."
        relation = next(each for each in model._meta.related_objects if each.one_to_many)
        other = RowChoiceField(
            self.rows,
            required=False,
            label=f"The other {noun}",
            widget=OtherSelect(relation.field, admin_site),
            error_messages={"invalid_choice": self.missing},
        )
        self.fields = {"other": other, **self.fields}
        self.fields["code"].widget.attrs["class"] = "vTextField"

    def clean(self) -> None:
        code = self.cleaned_data.get("code", "").strip()
        if code:
            self.cleaned_data["other"] = the_one(self.rows, code)
            if self.cleaned_data["other"] is None:
                self.add_error("code", self.missing)


@dataclass(frozen=True)
class Line:
    """A row that moves or is taken away, as the preview shows it."""

    table: str
    name: str
    address: str
    changes: list[tuple[str, str, str]]


def lines(found: Preview, rows: Sequence[tuple[Row, list[Any]]]) -> list[Line]:
    """At most MOST_SHOWN of them; the names of the two records are their codes, since they may be called alike."""
    return [
        Line(
            str(row._meta.verbose_name),
            row.code,
            form_of(row),
            [(each.verbose_name, _said(each, old, found), _said(each, new, found)) for each, old, new in changes],
        )
        for row, changes in rows[:MOST_SHOWN]
    ]


def _said(each: models.Field, value: Any, found: Preview) -> str:
    if each.related_model is type(found.kept):
        return found.kept.code if value == found.kept.pk else found.other.code
    return str(value)


def rest_in(sent: QueryDict) -> list[str]:
    """The numbers of those of a group that are still to come."""
    return [key for key in sent.get(REST, "").split(",")[:MOST_IN_GROUP] if is_key(key)]


class MergePages(RowPart):
    """Mixin of an admin class: a page on which a record is made one with another of its table."""

    def get_urls(self) -> list[URLPattern]:
        name = f"clauses_{self.opts.model_name}_same"
        page = self.admin_site.admin_view(self.same_view)
        return [path("<path:object_id>/same/", page, name=name), *super().get_urls()]

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        context = super().page_context(request, obj)
        if request.user.has_perm(PERMISSION):
            context["same_address"] = reverse(f"admin:clauses_{self.opts.model_name}_same", args=[obj.pk])
        return context

    def same_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The choice, and with one the preview. Sent, it makes the two one as the preview said."""
        kept = self.get_object(request, unquote(object_id))
        if kept is None:
            raise Http404("There is no such record.")
        if not (request.user.has_perm(PERMISSION) and self.has_view_permission(request, kept)):
            raise PermissionDenied
        form = OtherForm(self.model, self.admin_site, request.POST or request.GET)
        other = form.cleaned_data["other"] if form.is_valid() else None
        if other is None:
            return self._same_page(request, kept, {"form": form, "media": self.media + form.media})
        found = preview(kept, other)
        problems = [*found.problems, *self._unpermitted(request, found)]
        if request.method == "POST" and not problems:
            return self._merge(request, found)
        rest = rest_in(request.POST or request.GET)
        return self._same_page(request, kept, self._said_of(found, problems) | {"rest": rest})

    def _unpermitted(self, request: HttpRequest, found: Preview) -> list[str]:
        kept, other = found.kept, found.other
        names_a_draft = "keep_name" in request.POST and kept.is_public and not other.is_public
        refused = (found.makes_public or names_a_draft) and not may(request.user, "publish", self.model)
        return [(UNSEEN_NAME if names_a_draft else UNSEEN).format(other)] if refused else []

    def _merge(self, request: HttpRequest, found: Preview) -> HttpResponse:
        post, kept, other = request.POST, found.kept, found.other
        reason = post.get("reason", "").strip()[:500]
        problems = [] if reason else ["Say why they are the same."]
        if not problems:
            seen, keep_name = post.get("seen", ""), "keep_name" in post
            try:
                done = merge(kept, other, user=request.user, reason=reason, seen=seen, keep_name=keep_name)
            except MergeError as error:
                problems, found = error.messages, preview(kept, other)
        if problems:
            return self._same_page(request, kept, self._said_of(found, [], problems) | {"rest": rest_in(post)})
        self.log_change(request, kept, f"Made one with “{other.code}”")
        address = reverse("admin:clauses_merge_change", args=[done.pk])
        words = "“{}” and “{}” are one record now: this one. <a href='{}'>See what moved, or undo it</a>"
        messages.success(request, format_html(words, kept.code, other.code, address))
        return HttpResponseRedirect(self._after_merge(kept, rest_in(post), reason))

    def _after_merge(self, kept: Row, rest: list[str], reason: str) -> str:
        """The preview with the next of a group, with the reason that was given; or the record that stayed."""
        numbers: Any = self.model._base_manager.filter(pk__in=rest).values_list("pk", flat=True)
        there = {str(number) for number in numbers}
        left = [key for key in rest if key in there and key != str(kept.pk)]
        if not left:
            return form_of(kept)
        query = urlencode({"other": left[0], REST: ",".join(left[1:]), "reason": reason})
        return f"{reverse(f'admin:clauses_{self.opts.model_name}_same', args=[kept.pk])}?{query}"

    def _said_of(self, found: Preview, problems: list[str], refused: Sequence[str] = ()) -> dict:
        """What the page says of a preview. `problems` stand in the way; what was `refused` can be sent again."""
        moved = lines(found, [(each.row, list(each.changes)) for each in found.moved])
        dropped = [
            (line, label(each.twin), each.lost)
            for line, each in zip(lines(found, [(each.row, []) for each in found.dropped]), found.dropped, strict=False)
        ]
        kept, other = cast(tuple[Any, Any], (found.kept, found.other))
        swapped = reverse(f"admin:clauses_{self.opts.model_name}_same", args=[found.other.pk])
        return {
            "found": found,
            "moved": moved,
            "dropped": dropped,
            "problems": problems,
            "refused": refused,
            "more": max(0, len(found.moved) - MOST_SHOWN),
            "swap_address": f"{swapped}?other={found.kept.pk}",
            "has_names": hasattr(kept, "other_names") and other.name != kept.name,
        }

    def _reason(self, request: HttpRequest, *, has_field: bool) -> str:
        """Why they are the same, as it was typed, or for the last of a group.

        On a page without the field it waits for the next one with it.
        """
        asked = (request.POST or request.GET).get("reason", "")
        reason = asked[:500] or kept_text.take(request, "reason")
        if not has_field:
            kept_text.keep(request, request.path, {"reason": reason}, is_quiet=True)
        return reason

    def _same_page(self, request: HttpRequest, kept: Row, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        shared = {"title": "The same thing twice", "subtitle": str(kept), "kept": kept, "opts": self.opts}
        shared["address"] = reverse(f"admin:clauses_{self.opts.model_name}_same", args=[kept.pk])
        has_field = "found" in context and not context["problems"]
        reason = self._reason(request, has_field=has_field)
        shared |= {"reason": reason, "reason_waits": bool(reason) and not has_field}
        context = self.admin_site.each_context(request) | shared | context
        return TemplateResponse(request, "admin/clauses/same.html", context)
