"""The page that names every picture of the whole record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...filters import UnclearError
from ...while_unchanged import while_unchanged
from ..coverage import Scope
from ..pages import page
from . import read, spots
from .delays import Delays
from .encounters import encounters_in


@page
def pictures(request: HttpRequest) -> HttpResponse:
    if request.GET:
        raise UnclearError(["This page takes no parameters."])
    context = {
        "where": while_unchanged(("where",), lambda: spots.sentence(spots.spots_of())),
        "met": while_unchanged(("met",), lambda: encounters_in(Scope(None)).sentence),
        "known": Delays.of().sentence,
        "read": while_unchanged(("read",), lambda: read.sentence(read.lots_of(Scope(None)))),
    }
    return render(request, "public/pictures/overview.html", context)
