"""What a browser sends that no page of ours asked for: it selects nothing, instead of stopping in the database."""

import re

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

KEY = re.compile(r"\d{1,18}", re.ASCII)  # fewer digits than a key has room for
LOOKUPS = ("exact", "isnull")  # what the filters of the lists ask for


def is_key(text: str) -> bool:
    """Whether a row could have this key."""
    return KEY.fullmatch(text) is not None


class OnlyWhatWasOffered:
    """Mixin of an admin class."""

    def lookup_allowed(self, lookup, value, request=None):
        path, _, how = lookup.rpartition("__")
        return (not path or how in LOOKUPS) and super().lookup_allowed(lookup, value, request)

    def response_action(self, request, queryset, **options):  # Django 6.1 says from which bar it was asked
        request.POST = request.POST.copy()
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST.setlist(ACTION_CHECKBOX_NAME, [key for key in chosen if is_key(key)])
        return super().response_action(request, queryset, **options)
