"""The page that says why the site does nothing now, made without the database, with what was typed to be sent again."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from clauses.admin.forms.typed import BY, Typed


def page(request: HttpRequest, kept: Typed | None, why: str) -> str:
    try:
        stamp = request.POST.get(BY, "") if kept else ""
        return render_to_string("busy.html", {"typed": kept, "stamp": stamp, "why": why}, request)
    except Exception:  # whatever it is, such as static files that were not collected: it is the second one
        return "<!DOCTYPE html><html lang='en'><title>Not now</title><p>Try again in a minute.</p></html>"
