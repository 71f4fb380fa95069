"""What every public page has in common."""

from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from ..filters import UnclearError
from .moved import MovedError, WithdrawnError, look_elsewhere


def bad_request(request: HttpRequest, exception=None):
    """The page for a question that cannot be read: it says what is wrong and how to write it."""
    faults = getattr(exception, "faults", [])
    if isinstance(exception, BadRequest) and not faults:  # other errors speak to operators, not to readers
        faults = [str(exception)]
    return render(request, "400.html", {"faults": faults}, status=400)


def page(view):
    """A page for everybody: read only, and stored by caches only to be checked against the site each time."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except UnclearError as error:
            return bad_request(request, error)
        except MovedError as error:
            return HttpResponsePermanentRedirect(error.address)
        except WithdrawnError as error:
            return render(request, "410.html", {"gone": error}, status=410)

    return require_safe(conditional_page(cache_control(public=True, no_cache=True)(answer)))


def public_or_404(queryset, **key):
    """The one public row with this key; the same 404 for an unpublished row as for none.

    A record that was merged leads to the other one, and one that was withdrawn says why.
    """
    row = queryset.published().filter(**key).first()
    if row is None:
        look_elsewhere(queryset, key)
        raise Http404
    return row


def by_role(rows, roles) -> list:
    """Rows with a role, in the order in which the vocabulary lists the roles."""
    order = {role: number for number, role in enumerate(roles.values)}
    return sorted(rows, key=lambda row: order[row.role])


def plain(template: str):
    """A page without a question and without rows."""

    @page
    def view(request):
        return render(request, template)

    return view
