"""The words of a line of the log: ours as they are, a library's without what a visitor is or typed.

Libraries put the header, the address or the first line of a request into their messages, and whoever mistook the place
for a field typed a password there. Of those messages only phrases are kept that are in the libraries' own code.
"""

import logging
import re

SPOKEN_OF_VISITORS = re.compile(r"ip=\S+|\?\S*")
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# What gunicorn says of a request that it cannot read, up to where it repeats it.
NO_REQUEST = (
    "Invalid HTTP request line",
    "Invalid HTTP method",
    "Invalid HTTP Version",
    "Invalid HTTP Header",
    "Invalid HTTP header name",
    "Obsolete line folding",
    "Unsupported transfer coding",
    "Invalid chunk size",
    "Request Line is too large",
    "Error parsing headers",
    "limit request headers fields",
    "Unable to comply with expectation",
    "Configuration problem",
    "Request forbidden",
)
# Why Django refuses a form, up to where it repeats what the browser says of itself.
NO_FORM = (
    "Origin checking failed",
    "Referer checking failed - no Referer",
    "Referer checking failed - Referer is malformed",
    "Referer checking failed - Referer is insecure",
    "Referer checking failed",
    "CSRF cookie not set",
    "CSRF token missing",
    "CSRF cookie",
    "CSRF token",
)
OVER_HTTPS = "You're accessing the development server over HTTPS, but it only supports HTTP."


def said(record: logging.LogRecord) -> str:
    """The message of `record` on one line, without anything that a visitor sent."""
    name = record.name.partition(".")[0]
    words = LIBRARIES.get(name, _plain)(record)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def is_of_a_request(record: logging.LogRecord) -> bool:
    """Whether an exception in `record` is a refusal, whose own words may repeat the request."""
    return record.name.startswith(("django.security", "gunicorn.http"))


def _plain(record: logging.LogRecord) -> str:
    return SPOKEN_OF_VISITORS.sub("…", record.getMessage())


def _django(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if record.name == "django.security.csrf":
        reason = message.partition("(")[2]
        return f"A form was refused: {_known(reason, NO_FORM) or 'it is not from this site'}."
    if record.name.startswith("django.security"):
        return f"A request was refused: {record.name.rpartition('.')[2]}."
    if record.name == "django.server":
        return OVER_HTTPS if message.startswith(OVER_HTTPS[:40]) else "The server could not answer a request."
    return _plain(record)


def _gunicorn(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if message.startswith("Invalid request from"):
        return f"A request was refused: {_known(message.partition(': ')[2], NO_REQUEST) or 'it is no HTTP'}."
    if message.startswith("Error handling request"):
        return "Error handling request"
    if record.name != "gunicorn.error":
        return "A request could not be answered as HTTP asks for it."
    return _plain(record)


def _known(text: str, phrases: tuple[str, ...]) -> str:
    return next((phrase for phrase in phrases if text.startswith(phrase)), "")


LIBRARIES = {"django": _django, "gunicorn": _gunicorn}
