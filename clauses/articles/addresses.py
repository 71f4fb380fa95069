"""Addresses of articles on the web: which source is at one already, and whose site it is. Nothing is fetched."""

import re
from itertools import product
from urllib.parse import unquote_plus, urlsplit

from django.db.models import Count, Q, QuerySet

from ..models import Actor, Source
from ..vocabularies import ReviewState

# What newsletters, advertisements and social media append: it tells who came from where, not which page it is.
FOLLOWS_READERS = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|igsh"
    r"|mc_[ce]id|mkt_tok|_hsenc|_hsmi|vero_id|oly_(?:anon|enc)_id|ref_src|_ga|_gl",
    re.IGNORECASE,
)
LOOKED_AT = 200  # sources whose address begins alike
SHARED_ENDINGS = {"ac", "co", "com", "edu", "gen", "gov", "info", "net", "org"}  # as in com.tr: nobody's own site
FEWEST_LABELS = 2


def host_of(address: str) -> str:
    """The name of the site, without www; empty where `address` is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def follows_readers(name: str) -> bool:
    """Whether a parameter of any address only tells who came from where."""
    return FOLLOWS_READERS.fullmatch(name) is not None


def without_followers(address: str) -> tuple[str, list[str]]:
    """The address without what only follows its readers, and the names of what was left out."""
    before, mark, rest = address.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    parts = [(part, unquote_plus(part.partition("=")[0])) for part in query.split("&")]
    kept = "&".join(part for part, name in parts if not follows_readers(name))
    left_out = list(dict.fromkeys(name for _, name in parts if follows_readers(name)))
    if not left_out or "#" in before:
        return address, []
    return before + (mark + kept if kept else "") + hash_mark + fragment, left_out


def same_as(address: str) -> set[str]:
    """The ways in which one page is named: with www or without, without what only follows its readers."""
    kept = without_followers(address)[0]
    return {address, kept} | {f"{base}{kept.partition('?')[1]}{_query_of(kept)}" for base in _bases(kept)}


def _query_of(address: str) -> str:
    return address.partition("?")[2].partition("#")[0]


def _bases(address: str) -> set[str]:
    """The same page without its query; empty where `address` is none."""
    try:
        path = urlsplit(address).path.rstrip("/")
    except ValueError:
        return set()
    ways = product(("https", "http"), ("", "www."), ("", "/"))
    return {f"{way}://{www}{host_of(address)}{path}{end}" for way, www, end in ways}


def source_at(address: str) -> Source | None:
    """The source with this address, or with that of the same page, in any state; None where there is none."""
    ways = same_as(address.strip()) if address.strip() else set()
    rows = Source.objects.select_related("publisher").order_by("pk")
    exact = rows.filter(Q(url__in=ways) | Q(archive_url__in=ways)).first() if ways else None
    return exact or _followed(rows, ways)


def _followed(rows: QuerySet[Source], ways: set[str]) -> Source | None:
    """The source whose stored address still has what follows its readers."""
    begins = Q(pk__in=[])
    for base in {base for way in ways for base in _bases(way)}:
        begins |= Q(url__startswith=f"{base}?")
    alike = rows.filter(begins)[:LOOKED_AT]
    return next((row for row in alike if without_followers(row.url)[0].partition("#")[0] in ways), None)


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
