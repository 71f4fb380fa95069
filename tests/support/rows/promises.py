"""What bears on a promise, and what the page of the promise says of it."""

import re

from .factories import ActionFactory, BearingFactory, CitationFactory, SourceFactory


def bearing(promise, published="2022-03-01", **action):
    """An action that bears on the promise, with a report of that day."""
    row = ActionFactory(agreement=promise.clause.agreement, **action)
    BearingFactory(commitment=promise, action=row)
    said = {"field": "status", "value": row.status, "quote": ""}
    CitationFactory(action=row, source=SourceFactory(published=published), **said)
    return row


def steps(client, promise, query="") -> dict[str, str]:
    """The words of the page by the id of their section; the story line stands under "story"."""
    html = client.get(promise.get_absolute_url() + query).content.decode()
    found = {}
    for name in ("promised", "announced", "reported", "in-dispute", "not-seen", "apart"):
        start = html.find(f'<section id="{name}"')
        found[name] = plain(html[start : html.index("</section>", start)]) if start >= 0 else ""
    start = html.index('<p class="story">')
    return found | {"story": plain(html[start : html.index("</p>", start)])}


def plain(html) -> str:
    """The words of a piece of a page, spaced as they are read."""
    words = " ".join(part.rpartition(">")[2] for part in html.split("<"))
    return re.sub(r"(?<=\() | (?=[,;.:])", "", " ".join(words.replace("&nbsp;", " ").split()))
