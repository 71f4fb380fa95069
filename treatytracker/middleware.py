"""What every request passes: one door for broken addresses, and headers that Django does not set."""

from django.core.exceptions import BadRequest, ValidationError

from clauses.fields import refuse_unprintable

LONGEST_QUERY = 8000  # characters; browsers and proxies stop near there too


def refuse_broken_addresses(get_response):
    """Answers 400 to a query string that is too long or holds characters that cannot be printed, such as NUL.

    PostgreSQL refuses such values in the middle of a query, which would be a server error.
    """

    def middleware(request):
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            raise BadRequest(f"The address is longer than {LONGEST_QUERY} characters. Shorten it.")
        try:
            for name, values in request.GET.lists():
                for text in (name, *values):
                    refuse_unprintable(text)
            refuse_unprintable(request.path)
        except ValidationError as error:
            raise BadRequest(error.messages[0]) from error
        return get_response(request)

    return middleware


# Nothing here asks for a camera, a position or a payment, and no other site has a reason to embed what is served.
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def say_more_headers(get_response):
    """Sets the headers of `HEADERS` on every answer, static files included."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
