"""Every link and form of a page that shows a past day asks for that day again.

It is added to the finished page: so it holds for every link, whichever template or column it comes from. What leads
out of the day says `data-day="leaves"`, and the control that asks for another one `data-day="asks"`.
"""

import re

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from .. import known_on

HREF = re.compile(r'(?<!data-day="leaves" )href="(?=[/?])(?!//|/static/|/admin/)(?P<address>[^"#]*)')
FORM = re.compile(r"<form(?![^>]*data-day=)[^>]*>")


def with_day(address: str, between: str = "&") -> str:
    """An address of this site, asked for the day that is set; as it is where there is none, or names one."""
    day = known_on.day()
    if day is None or f"{known_on.NAME}=" in address:
        return address
    path, hash_mark, anchor = address.partition("#")
    mark = "" if path.endswith("?") else between if "?" in path else "?"
    return f"{path}{mark}{known_on.NAME}={day.isoformat()}{hash_mark}{anchor}"


def keep_day(response: HttpResponseBase) -> HttpResponseBase:
    """The answer with the day in all its links."""
    day = known_on.day()
    if day is None or not isinstance(response, HttpResponse):
        return response
    response["X-Robots-Tag"] = "noindex"  # the days are without number
    if response.get("Content-Type", "").startswith("text/html"):
        hidden = f'<input type="hidden" name="{known_on.NAME}" value="{day.isoformat()}">'
        text = HREF.sub(lambda link: f'href="{with_day(link["address"], "&amp;")}', response.content.decode())
        response.content = FORM.sub(lambda form: form[0] + hidden, text).encode()
    return response
