"""The page that names every picture of the whole record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...filters import UnclearError
from ..pages import page
from . import spots


@page
def pictures(request: HttpRequest) -> HttpResponse:
    if request.GET:
        raise UnclearError(["This page takes no parameters."])
    return render(request, "public/pictures/overview.html", {"where": spots.sentence(spots.spots_of())})
