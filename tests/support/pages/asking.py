"""Asking the site as a server does, without Django's test client, which copies the context of every template."""

from unittest.mock import patch

from django.contrib.admin import AdminSite
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client, RequestFactory


class Site:
    """The site with its middleware. Where nobody looks at a page it is not drawn: its `context_data` are there."""

    def __init__(self):
        self.handler, self.requests = BaseHandler(), RequestFactory()
        self.handler.load_middleware()

    def ask(self, client: Client, address: str, data=None, method: str = "GET", *, draw: bool = True) -> HttpResponse:
        """The answer to whoever is signed in with `client`."""
        request = getattr(self.requests, method.lower())(address, data)
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        request._dont_enforce_csrf_checks = True
        if draw:
            return self.handler.get_response(request)
        with (
            patch.object(SimpleTemplateResponse, "rendered_content", ""),
            patch.object(AdminSite, "get_app_list", sidebar),
        ):
            return self.handler.get_response(request)


def sidebar(site: AdminSite, request, app_label=None, *, whole=AdminSite.get_app_list) -> list:
    """The tables beside a page of the admin, which nobody looks at; those of one app are a page of their own."""
    return whole(site, request, app_label) if app_label else []
