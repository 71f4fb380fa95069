"""The page that names every picture of the whole record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...filters import UnclearError
from ..coverage import Scope
from ..pages import page
from . import delays, read, spots
from .encounters import encounters_in


@page
def pictures(request: HttpRequest) -> HttpResponse:
    if request.GET:
        raise UnclearError(["This page takes no parameters."])
    context = {"where": spots.sentence(spots.spots_of()), "met": encounters_in(Scope(None)).sentence}
    context |= {"known": delays.sentence(delays.reports_of()), "read": read.sentence(read.lots_of(Scope(None)))}
    return render(request, "public/pictures/overview.html", context)
