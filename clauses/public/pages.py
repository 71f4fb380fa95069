"""What every public page has in common."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Choices
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from .. import known_on
from ..filters import UnclearError, in_short, without_tracking
from ..models import Row
from ..querysets import RowQuerySet
from .day_links import keep_day, with_day
from .kept import kept
from .lost import kind_of, words_of
from .records.gone import MovedError, WithdrawnError, look_elsewhere
from .wording import address_of

LONGEST_REPEATED = 200  # characters of an address that a refusal leads to
View = Callable[..., HttpResponseBase]
R = TypeVar("R", bound=Row)


class HasRole(Protocol):
    """A row that says in which role one takes part in another."""

    @property
    def role(self) -> str: ...


Taking = TypeVar("Taking", bound=HasRole)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a question that cannot be read: it says what is wrong and how to write it."""
    faults = getattr(exception, "faults", [])
    if isinstance(exception, BadRequest) and not faults:  # other errors speak to operators, not to readers
        faults = in_short([str(exception)])
    is_page = getattr(request, "resolver_match", None) is not None and request.path.endswith("/")
    plain = request.path if is_page and len(request.path) < LONGEST_REPEATED else ""
    return render(request, "400.html", {"faults": faults, "plain": plain}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address of nothing. Unlike Django's own it reads no form, which may be large or broken."""
    return render(request, "404.html", {"words": words_of(request.path), "kind": kind_of(request.path)}, status=404)


def page(view: View) -> View:
    """A page for everybody: read only, and stored by caches only to be checked against the site each time."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        put_question(
            request, without_tracking(request.GET)
        )  # the same page, links and entry of a cache as without the marks
        try:
            day = asked_day(request)
        except known_on.DayError as error:
            return bad_request(request, UnclearError([str(error)]))
        with known_on.override(day):
            return kept(request, day, lambda: keep_day(answered(view, request, *args, **kwargs)))

    return require_safe(conditional_page(cache_control(public=True, no_cache=True)(answer)))


def asked_day(request: HttpRequest) -> date | None:
    """The day that is asked for; it is taken out of the question, which the views read."""
    texts = request.GET.getlist(known_on.NAME)
    if texts:
        rest = request.GET.copy()
        del rest[known_on.NAME]
        put_question(request, rest)
    return known_on.parse(texts, timezone.now().date())


def put_question(request: HttpRequest, asked: QueryDict) -> None:
    request.GET = asked  # type: ignore[assignment]  # for the stubs it is what was sent, which cannot be changed


def answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except UnclearError as error:
        return bad_request(request, error)
    except MovedError as error:
        return HttpResponsePermanentRedirect(with_day(error.address))
    except WithdrawnError as error:
        return render(request, "410.html", {"gone": error}, status=410)
    except NotYetError as error:
        context = {"today": error.address, "kind": kind_of(request.path)}
        return render(request, "404_day.html", context, status=404)
    except Http404:
        if known_on.day() is None:
            raise
        return not_found(request)


class NotYetError(Exception):
    """Nothing was known of a record on the day asked for; what is known of it now is at `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def public_or_404(queryset: RowQuerySet[R], **key: Any) -> R:
    """The one public row with this key; the same 404 for an unpublished row as for none.

    A record that was merged leads to the other one, and one that was withdrawn says why.
    """
    row = queryset.published().filter(**key).first()
    if row is None:
        refuse_later(queryset, key)
        look_elsewhere(queryset, key)
        raise Http404
    return row


def refuse_later(queryset: RowQuerySet[R], key: dict[str, Any]) -> None:
    """Raises NotYetError where the record is public today."""
    if known_on.day() is not None:
        with known_on.override(None):
            row = queryset.published().filter(**key).first()
        if row is not None:
            raise NotYetError(address_of(row))


def by_role(rows: Iterable[Taking], roles: type[Choices]) -> list[Taking]:
    """Rows with a role, in the order in which the vocabulary lists the roles."""
    order = {role: number for number, role in enumerate(roles.values)}
    return sorted(rows, key=lambda row: order[row.role])


def plain(template: str) -> View:
    """A page without a question and without rows."""

    @page
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return view
