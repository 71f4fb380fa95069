"""The rows of an agreement as files, and how to cite them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..data import tables_of_an_agreement
from ..pages import page
from .frame import found, frame


@page
def data(request: HttpRequest, slug: str) -> HttpResponse:
    context = {**frame(found(slug), "agreement_data"), "downloads": tables_of_an_agreement()}
    return render(request, "public/agreement/data.html", context)
