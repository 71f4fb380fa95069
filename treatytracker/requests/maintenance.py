"""The maintenance switch: a file, so that every process of this machine sees it at once, with or without a database."""

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from clauses.admin.forms import typed

from .answers import Answer
from .typed_again import page as typed_page

PAUSED = "We are working on the site. It will be back soon, and nothing was changed. Try again in ten minutes."
LATER = 600  # seconds until a browser or a search engine may ask again


def pause(get_response: Answer) -> Answer:
    """While the switch is on, answers 503 to all but superusers who are signed in, who see whether all is well."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not settings.MAINTENANCE_FILE.exists() or is_superuser(request):
            return get_response(request)
        headers = {"Retry-After": str(LATER), "Cache-Control": "no-store"}
        kept = typed.sent_with(request)
        return HttpResponse(typed_page(request, kept, PAUSED) if kept else page(), status=503, headers=headers)

    return middleware


def page(template: str = "503.html") -> str:
    """While files are exchanged, the names of the style sheets may be unknown: then the words alone."""
    try:
        return render_to_string(template)
    except ValueError:
        return "<!DOCTYPE html><html lang='en'><title>Back soon</title><p>We are working on the site.</p></html>"


def is_superuser(request: HttpRequest) -> bool:
    """The work may be at the database, which then answers nobody."""
    try:
        return request.user.is_superuser
    except Error:
        return False
