"""Addresses of articles on the web: which source is at one already, and whose site it is. Nothing is fetched."""

import re
from itertools import product
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import Count, Q

from ..models import Actor, Source
from ..vocabularies import ReviewState

FOLLOWS_READERS = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|ref_src|_ga", re.IGNORECASE)
SHARED_ENDINGS = {"ac", "co", "com", "edu", "gen", "gov", "info", "net", "org"}  # as in com.tr: nobody's own site
FEWEST_LABELS = 2


def host_of(address: str) -> str:
    """The name of the site, without www; empty where `address` is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_as(address: str) -> set[str]:
    """The ways in which one page is named: with www or without, without what only follows its readers."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return {address}
    kept = [(name, text) for name, text in parse_qsl(parts.query, True) if not FOLLOWS_READERS.fullmatch(name)]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, True)) else urlencode(kept)
    host, path = host_of(address), parts.path.rstrip("/")
    ways = product(("https", "http"), ("", "www."), ("", "/"))
    return {address} | {f"{way}://{www}{host}{path}{end}{'?' + query if query else ''}" for way, www, end in ways}


def source_at(address: str) -> Source | None:
    """The source with this address, or with that of the same page, in any state; None where there is none."""
    ways = same_as(address.strip()) if address.strip() else set()
    rows = Source.objects.filter(Q(url__in=ways) | Q(archive_url__in=ways)).select_related("publisher")
    return rows.order_by("pk").first() if ways else None


def publisher_at(address: str) -> Actor | None:
    """Whose other sources are at the same site, or who is called like it; None where nobody is known."""
    host = host_of(address)
    for site in _sites(host):
        found = _of_sources(site) or _named_like(site)
        if found is not None:
            return found
    return None


def _sites(host: str) -> list[str]:
    """The host and, above it, the sites that it is a part of: en.trend.az, trend.az."""
    labels = host.split(".")
    sites = [labels[at:] for at in range(len(labels) - FEWEST_LABELS + 1)]
    return [".".join(each) for each in sites if not (len(each) == FEWEST_LABELS and each[0] in SHARED_ENDINGS)]


def _of_sources(site: str) -> Actor | None:
    here = Q()
    for before, after in product(("//", "."), ("/", "?", ":")):
        here |= Q(url__icontains=f"{before}{site}{after}")
    here |= Q(url__iendswith=f"//{site}") | Q(url__iendswith=f".{site}")
    rows = Source.objects.filter(here, publisher__isnull=False).exclude(state=ReviewState.WITHDRAWN)
    most = rows.order_by().values("publisher").annotate(count=Count("pk")).order_by("-count", "publisher").first()
    return Actor.objects.filter(pk=most["publisher"]).first() if most else None


def _named_like(site: str) -> Actor | None:
    """The actor whose code is the name of the site, as in azernews.az."""
    names = {site.partition(".")[0], site.replace(".", "-")}
    known = Actor.objects.filter(slug__in=names).exclude(state=ReviewState.WITHDRAWN)
    return known.order_by("pk").first()
