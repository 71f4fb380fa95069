"""Where a request comes from. It is kept while wrong passwords are counted, and written into no log."""

from ipaddress import ip_address, ip_network

from django.conf import settings


def address_of(request) -> str | None:
    """The visitor's address; None where only a proxy on this machine is known, so that nobody locks out everybody.

    A browser may write anything into X-Forwarded-For. Believed is only what the last of it says, added by as many
    proxies as TRUSTED_PROXIES counts. One visitor owns a whole network of IPv6 addresses, which counts as one address.
    """
    proxies = settings.TRUSTED_PROXIES
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    text = named[-proxies] if 0 < proxies <= len(named) else request.META.get("REMOTE_ADDR", "")
    text = text.strip().partition(":")[0] if text.count(":") == 1 else text.strip()
    try:
        address = ip_address(text)
    except ValueError:
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return None
    return str(address if address.version == 4 else ip_network((address.packed, 64), strict=False).network_address)
