"""What was typed into a form that could not be taken: shown again to whoever typed it, and never saved unasked.

A session may have ended meanwhile, its cookies may have changed, or the database may not answer. The fields come back
as they were sent, but for passwords and files; where somebody has to sign in first they wait, signed, in that page.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django.views.csrf import csrf_failure as refused

from ..mixins import AnyUser
from .forms import AGAIN, ReasonForm

TYPED, BY = "typed", "typed_by"
SALT = "clauses.admin.typed"  # of pages that are open, so it outlives where this module is
LONGEST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # characters of all fields: what Django takes at all
MOST_FIELDS = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
GONE = 404
PATIENCE = 24 * 3600  # seconds that a page for signing in may be left open
SECRET = re.compile(r"passw|^csrfmiddlewaretoken$|^typed(_by|_again)?$", re.IGNORECASE)
TECHNICAL = re.compile(
    r"^_|__prefix__|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|^initial-|(^|-)(id|seen_version|shown_version)$|-read$|^seen"
)
ROW = re.compile(r"-(\d{1,4})-")  # between the name of some rows of a form and that of the field, counted from 0
NEVER = {"login", "logout", "sign_in_code", "two_step", "password_change", "auth_user_password_change"}
NEVER |= {"invitation", "invitation_incomplete", "invitation_make"}
SIGNED_OUT = "You had been signed out when you sent this. Nothing is saved yet."
TOO_OLD = "What you had typed before you signed in is not kept: the page for signing in was open for more than a day."
ANEW = "You signed in anew after this page was opened. Nothing is saved yet."


@dataclass(frozen=True)
class Typed:
    """The fields of a form and the address that it was sent to. `account` is who filled it in, where that is known."""

    path: str
    fields: list[tuple[str, str]]
    account: int | None
    is_less: bool  # without passwords or files that were sent, too

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What a person typed or chose, with the names of the fields in words."""
        return [(in_words(name), text) for name, text in self.texts]

    @property
    def texts(self) -> list[tuple[str, str]]:
        return [(name, text) for name, text in self.fields if text and not TECHNICAL.search(name)]

    @property
    def has_form(self) -> bool:
        """Whether the address has a form of one record, which can be opened with what was typed."""
        match = resolve(urlsplit(self.path).path)
        form = getattr(getattr(match.func, "model_admin", None), "form", None)
        return form is not None and issubclass(form, ReasonForm) and str(match.url_name).endswith(("_add", "_change"))

    def __str__(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def in_words(name: str) -> str:
    """The name of a field as a person reads it: name_as_reported, and participants-0-actor as participants 1, actor."""
    return ROW.sub(lambda found: f" {int(found[1]) + 1}, ", name).replace("_", " ")


def read(text: str) -> Typed | None:
    """What was in a page as `str(typed)`; None where it is not ours, or too old."""
    try:
        found = signing.loads(text, salt=SALT, max_age=PATIENCE)
        return Typed(**found | {"fields": [tuple(pair) for pair in found["fields"]]})
    except (signing.BadSignature, ValueError, TypeError, KeyError):
        return None


def sent_with(request: HttpRequest) -> Typed | None:
    """What the form that was sent to the admin holds; None where there is nothing, or too much, to be shown again."""
    if request.method != "POST" or not is_form_of_admin(request.path_info):
        return None
    try:
        pairs = [(name, text) for name, texts in request.POST.lists() for text in texts]
        has_files = bool(request.FILES)
    except Exception:  # whatever made the form unreadable, such as a disk that is full
        return None
    fields = [(name, text) for name, text in pairs if not SECRET.search(name)]
    if not fields or len(fields) > MOST_FIELDS or sum(len(name) + len(text) for name, text in fields) > LONGEST:
        return None
    secrets = any("passw" in name.lower() for name, _ in pairs)
    return Typed(request.get_full_path(), fields, stamped(request), is_less=has_files or secrets)


def is_form_of_admin(path: str) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return match.app_name == "admin" and match.url_name not in NEVER


# --- Who typed it


def stamp(user: AnyUser) -> str:
    """What each form of the admin says of who it was made for."""
    return signing.Signer(salt=SALT).sign(str(user.pk))


def stamped(request: HttpRequest) -> int | None:
    try:
        return int(signing.Signer(salt=SALT).unsign(request.POST.get(BY, "")))
    except (signing.BadSignature, ValueError):
        return None


def after_the_session(request: HttpRequest) -> Typed | None:
    """What somebody sent whose session has ended; None for browsers that had none."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    typed = sent_with(request)
    if typed is None or not (cookie or typed.account):
        return None
    return typed if typed.account else replace(typed, account=owner_of(cookie))


def owner_of(session: str) -> int | None:
    """Whose session it was, where it is over and not yet cleared away."""
    row = Session.objects.filter(pk=session).first()
    key = row.get_decoded().get(SESSION_KEY) if row else None
    return int(key) if key and str(key).isdecimal() else None


def may_see(user: AnyUser, typed: Typed) -> bool:
    return typed.account is None or typed.account == user.pk


# --- Showing it again


def page(
    request: HttpRequest, typed: Typed, why: str, status: int = 200, links: Sequence[tuple[str, str]] = ()
) -> TemplateResponse:
    """What was typed, for whoever typed it and is signed in, with the button that sends it where it was to go."""
    request.current_app = admin.site.name
    context = admin.site.each_context(request) | {"title": "What you typed is still here", "why": why, "typed": typed}
    context |= {"again": AGAIN if typed.has_form else "", "is_gone": status == GONE, "links": links}
    answer = TemplateResponse(request, "admin/typed.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was made before its user signed in anew: it is shown once more, to the same user alone."""
    typed = sent_with(request)
    if typed is None or typed.account is None:
        return refused(request, reason)
    if not admin.site.has_permission(request):
        site: Any = admin.site  # the one of accounts/sign_in.py
        return site.sign_in_with(request, typed)
    return page(request, typed, ANEW, 403) if may_see(request.user, typed) else refused(request, reason)
