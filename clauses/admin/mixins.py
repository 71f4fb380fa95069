"""What the parts of the admin classes of rows have in common: each adds to the page with the form of one row."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from ..editing.editors import Editor

AnyUser = Editor  # who asks; whoever is not signed in comes no further than the sign-in
GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    """Who is signed in: whoever is not comes to no page of the admin but the sign-in."""
    return cast(User, request.user)


class RowPart(admin.ModelAdmin):
    """A part of an admin class of rows. `RowAdmin` joins what all of its parts tell the page."""

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What the template is told of the stored row `obj`, by name; a part adds its own to those of the next."""
        return {}
