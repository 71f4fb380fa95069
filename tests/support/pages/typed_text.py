"""A long text that somebody types into the form of a new domain, and what a page keeps of it for the next try."""

from django.contrib.sessions.models import Session

from .accounts import LOGIN, PASSWORD
from .forms import Form

ADD = "/admin/clauses/domain/add/"
NOTE = "A long <note> &\r\nin two lines"
SHOWN = "A long &lt;note&gt; &amp;<br>in two lines"
NEW = {"slug": "typed", "label": "Typed", "definition": "What.", "scope_note": NOTE, "position": "1", "_save": "Save"}


class Fields(Form):
    """What a browser would send of all forms of a page that were meant: those with a hidden field of ours."""

    def __init__(self, page: str):
        super().__init__('id="actor_form"' + page)


def fields_of(response) -> dict:
    """What a browser would send of the forms of this page."""
    return Fields(response.content.decode()).fields


def with_note(browser, address=ADD, **typed_in) -> dict:
    """What a browser sends of the form of a new domain, with NEW and `typed_in` in its fields."""
    return fields_of(browser.get(address)) | NEW | typed_in


def session_ends(browser):
    Session.objects.all().delete()
    browser.cookies.pop("sessionid", None)


def signs_in(browser, page, name="ada", password=PASSWORD):
    return browser.post(LOGIN, fields_of(page) | {"username": name, "password": password}, follow=True)
