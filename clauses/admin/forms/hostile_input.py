"""What a browser sends that no page of ours asked for: it selects nothing, instead of stopping in the database."""

import re
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse

from ..lists.unreadable import ReadableLists

KEY = re.compile(r"\d{1,18}", re.ASCII)  # fewer digits than a key has room for
LOOKUPS = ("exact", "isnull")  # what the filters of the lists ask for


def is_key(text: str) -> bool:
    """Whether a row could have this key."""
    return KEY.fullmatch(text) is not None


class KeysField(ModelMultipleChoiceField):
    """A choice of several rows; a number that no row can have is refused before the database is asked."""

    def _check_values(self, value: Any) -> QuerySet[Any]:
        for key in value:
            if not is_key(str(key)):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": str(key)[:20]}
                )
        checked: QuerySet[Any] = super()._check_values(value)  # type: ignore[misc]  # the types leave it out
        return checked


class OnlyWhatWasOffered(ReadableLists):
    """Mixin of an admin class."""

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        path, _, how = lookup.rpartition("__")
        return (not path or how in LOOKUPS) and super().lookup_allowed(lookup, value, request)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **options: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **{"form_class": KeysField} | options)

    def response_action(  # type: ignore[override]  # Django 6.1 says from which bar it was asked, 5.2 does not
        self, request: HttpRequest, queryset: QuerySet[Any], **options: Any
    ) -> HttpResponse | None:
        sent = request.POST.copy()
        sent.setlist(ACTION_CHECKBOX_NAME, [key for key in sent.getlist(ACTION_CHECKBOX_NAME) if is_key(key)])
        request.POST = sent  # type: ignore[assignment]  # immutable only while Django reads it
        return super().response_action(request, queryset, **options)
