"""Where a visitor is, as the proxies that are ours say."""

import pytest
from django.test import RequestFactory

from treatytracker.requests.visitors import address_of

from ...support.pages.accounts import OFFICE, fail

pytestmark = pytest.mark.pages
PLACES = {
    "the visitor itself": (0, OFFICE, "", OFFICE),
    "a header that nobody asked for": (0, OFFICE, "203.0.113.5", OFFICE),
    "one proxy": (1, "127.0.0.1", "203.0.113.5", "203.0.113.5"),
    "one proxy and a forged entry": (1, "127.0.0.1", "203.0.113.5, 192.0.2.7", "192.0.2.7"),
    "two proxies and a forged entry": (2, "10.0.0.1", "203.0.113.5, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
    "round the proxies": (2, OFFICE, "203.0.113.5", OFFICE),
    "an entry with its port": (1, "127.0.0.1", "192.0.2.7:5678", "192.0.2.7"),
    "an entry that is no address": (1, "127.0.0.1", "unknown", None),
    "this machine": (0, "127.0.0.1", "", None),
    "a socket": (0, "", "", None),
    "a network of IPv6": (0, "2001:db8:1:2:aaaa:bbbb:cccc:dddd", "", "2001:db8:1:2::"),
    "IPv4 in IPv6": (0, "::ffff:192.0.2.7", "", "192.0.2.7"),
}

NETWORK = "2001:db8:1:2::"

WRITTEN = {
    "brackets and a port": ("[2001:db8:1:2::1]:4711", NETWORK),
    "brackets": ("[2001:db8:1:2::1]", NETWORK),
    "IPv6 alone": ("2001:DB8:1:2::1", NETWORK),
    "a zone": ("2001:db8:1:2::1%eth0", NETWORK),
    "a zone in brackets with a port": ("[2001:db8:1:2::1%25eth0]:4711", NETWORK),
    "spaces": (" \t[2001:db8:1:2::1] ", NETWORK),
    "quotes": ('"[2001:db8:1:2::1]:4711"', NETWORK),
    "IPv4 in IPv6 in brackets": ("[::ffff:192.0.2.7]:4711", "192.0.2.7"),
    "IPv4 in IPv6 in hexadecimal": ("::ffff:c000:207", "192.0.2.7"),
    "IPv4 in quotes with a port": ('"192.0.2.7:4711"', "192.0.2.7"),
    "IPv4 in brackets": ("[192.0.2.7]", "192.0.2.7"),
    "this machine in brackets": ("[::1]:4711", None),
    "this machine by IPv4 in IPv6": ("[::ffff:127.0.0.1]", None),
    "no place": ("[::]:80", None),
    "an open bracket": ("[2001:db8:1:2::1", None),
    "brackets in brackets": ("[[2001:db8:1:2::1]]", None),
    "a port that is none": ("[2001:db8:1:2::1]:http", None),
    "something after the brackets": ("[2001:db8:1:2::1]x", None),
    "a name": ("_hidden", None),
    "nothing": ("", None),
    "digits of another script": ("١٩٢.0.2.7", None),
    "very long": ("1" * 100_000, None),
    "very many brackets": ("[" * 50_000 + "]" * 50_000, None),
}


@pytest.mark.parametrize(("proxies", "remote", "forwarded", "found"), PLACES.values(), ids=PLACES)
def test_a_visitor_is_where_the_proxies_that_are_ours_say(settings, proxies, remote, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)) == found


@pytest.mark.parametrize(("written", "found"), WRITTEN.values(), ids=WRITTEN)
def test_r28_an_address_is_read_however_a_proxy_writes_it(settings, written, found):
    settings.TRUSTED_PROXIES = 1
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": f"203.0.113.5, {written}"})
    assert address_of(request) == found


def test_r28_twenty_wrong_passwords_close_an_address_of_ipv6_in_brackets(client, ada, settings):
    settings.TRUSTED_PROXIES = 1
    behind = {"address": "127.0.0.1", "headers": {"x-forwarded-for": "[2001:db8::1]:4711"}}
    answers = [status for number in range(7) for status in fail(client, 3, name=f"guess{number}", **behind)]
    assert answers[-2:] == [429, 429]
