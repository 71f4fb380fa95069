"""Saving a form whole or not at all, with what was typed kept where the database or a rule refuses it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError

TRIES = 3
AT_ONCE = "Somebody saved the same at this moment. Nothing of yours is stored yet: look at it and save once more."


class SafeSaving:
    """Mixin of an admin class. What only shows when a form is written becomes a message at the form.

    Where another one wrote the same row meanwhile, the form is checked anew: it then finds that row and says so at its
    own, or takes the next free number.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        said = messages.get_messages(request)._queued_messages
        before = len(said)
        for left in reversed(range(TRIES)):
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except IntegrityError:
                if not left:
                    raise
                request.refused = [AT_ONCE] if left == 1 else []
            except ValidationError as error:
                if not left:
                    raise
                request.refused = error.messages
            del said[before:]
            vars(request).pop("proposal", None)
        return None  # not reached: the last try returns or raises
