"""Saving a form whole or not at all, with what was typed kept where the database or a rule refuses it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse

from ...editing.saving import Saving
from ..mixins import user_of
from . import kept_text

TRIES = 3
AT_ONCE = "Somebody saved the same at this moment. Nothing of yours is stored yet: look at it and save once more."


def saving_of(request: HttpRequest) -> Saving:
    """What this request does with the record of its form."""
    return getattr(request, "saving", None) or begin(request)


def begin(request: HttpRequest, refused: Sequence[str] = ()) -> Saving:
    """Begins from the start; `refused` is why what was sent could not be written a moment ago."""
    request.saving = Saving(user_of(request), refused)  # type: ignore[attr-defined]  # the one thing that we keep there
    return saving_of(request)


class SafeSaving(admin.ModelAdmin):
    """Mixin of an admin class. What only shows when a form is written becomes a message at the form.

    Where another one wrote the same row meanwhile, the form is checked anew: it then finds that row and says so at its
    own, or takes the next free number.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        storage: Any = messages.get_messages(request)
        said, refused = storage._queued_messages, list[str]()
        before = len(said)
        for left in reversed(range(TRIES)):
            begin(request, refused)
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except IntegrityError:
                if not left:
                    raise
                refused = [AT_ONCE] if left == 1 else []
            except ValidationError as error:
                if not left:
                    raise
                refused = error.messages
            del said[before:]
        raise AssertionError("The last try returns or raises.")

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Django leads to the first page; whoever typed into the form of a row that is gone has it shown first."""
        page = kept_text.refused(request, Http404("There is no such record (any more)."))
        inherited: Any = super()
        return page or inherited._get_obj_does_not_exist_redirect(request, opts, object_id)
