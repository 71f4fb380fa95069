"""Where a request comes from. It is kept while wrong passwords are counted, and written into no log."""

import logging
import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .answers import Answer

log = logging.getLogger(__name__)
FORWARDED = {  # what web servers, caches and delivery networks in front add, some of them without naming the visitor
    f"HTTP_{name}"
    for name in (
        "X_FORWARDED_FOR",
        "FORWARDED",
        "X_FORWARDED_PROTO",
        "X_FORWARDED_HOST",
        "X_REAL_IP",
        "VIA",
        "CF_CONNECTING_IP",
        "TRUE_CLIENT_IP",
    )
}
NOT_NAMED = (
    "Requests come through a web server (as a header such as X-Forwarded-For, X-Real-IP or Via says), but "
    "TRUSTED_PROXIES is 0: all visitors count as one address, and wrong passwords cannot be told apart. Set "
    "TRUSTED_PROXIES to the number of your web servers in front, each adding to X-Forwarded-For. Without one, visitors "
    "write such headers themselves: then leave it."
)

# As proxies write an address, with the port that some add: 192.0.2.7, 192.0.2.7:4711, 2001:db8::1, [2001:db8::1]:4711.
WRITTEN = re.compile(r"\[([^\[\]]*)\](?::\d{1,5})?|([^:\[\]]*)(?::\d{1,5})?|([^\[\]]*)", re.ASCII)
LONGEST = 100  # characters


def warn_of_proxies(get_response: Answer) -> Answer:
    """Says once in each process that requests come through a web server that no setting speaks of."""
    warned = False

    def middleware(request: HttpRequest) -> HttpResponseBase:
        nonlocal warned
        if not (warned or settings.TRUSTED_PROXIES) and FORWARDED & request.META.keys():
            warned = True
            log.warning(NOT_NAMED)
        return get_response(request)

    return middleware


def address_of(request: HttpRequest) -> str | None:
    """The visitor's address; None where only a proxy on this machine is known, so that nobody locks out everybody.

    A browser may write anything into X-Forwarded-For. Believed is only what the last of it says, added by as many
    proxies as TRUSTED_PROXIES counts. One visitor owns a whole network of IPv6 addresses, which counts as one address.
    """
    proxies = settings.TRUSTED_PROXIES
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    text = named[-proxies] if 0 < proxies <= len(named) else request.META.get("REMOTE_ADDR", "")
    address = read_address(text)
    if address is None or address.is_loopback or address.is_unspecified:
        return None
    return str(address if address.version == 4 else ip_network((address.packed, 64), strict=False).network_address)


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address in an entry of a proxy, without brackets, port, quotes, spaces and zone; None where there is none."""
    text = text.strip().strip('"').strip()
    found = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    bare = next((part for part in found.groups() if part), "") if found else ""
    try:
        address = ip_address(bare.partition("%")[0].strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
