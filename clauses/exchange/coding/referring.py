"""Whether a source says of itself what the file says of a reference."""

import re
from collections.abc import Iterator

from ...models import Citation, Source
from .base import address_key
from .files import Reference
from .naming import IN_BRACKETS, Named, words
from .values import once_within

EXTENTS = {True: ("cut_excerpt",), False: ("excerpt", "cut_excerpt")}  # cut where another reference to it was


def source_differences(
    reference: Reference, source: Source, citations: list[Citation]
) -> Iterator[tuple[str, str, str]]:
    """What differs: the part, what the file says, what the record says. What the file does not know is not compared."""
    told = reference.value
    stored = {
        "title": source.title,
        "date": source.published,
        "author": source.author,
        "language": source.language,
        "url": source.url,
    }
    for name, found in stored.items():
        wanted = told[name]
        if wanted and not _is_same(name, wanted, found):
            yield name, wanted, found
    if source.is_stub and source.extent not in EXTENTS[bool(told["excerpt_cut"])]:
        yield "extent", "cut" if told["excerpt_cut"] else "not cut", source.extent
    if not _is_publisher(told["publisher"], source):
        yield "publisher", told["publisher"], source.publisher.name if source.publisher else ""
    if told["agency_credited"] and not _is_credited(told["agency_credited"], source, citations):
        yield "credited", told["agency_credited"], ""


def _is_same(name: str, wanted: str, found: str) -> bool:
    if name == "url":
        return address_key(wanted) == address_key(found)
    return once_within(wanted) == found if name == "date" else wanted == found


def _is_publisher(text: str, source: Source) -> bool:
    """Whether the publisher is one of those that the text names, as in “Azernews via Today.az”."""
    if source.publisher is None:
        return False
    named, inside = Named(source.publisher), IN_BRACKETS.findall(text)
    told = [text, *inside, *re.split(" via |/", IN_BRACKETS.sub("", text))]
    return any(named.is_named_by(name) for name in told)


def _is_credited(text: str, source: Source, citations: list[Citation]) -> bool:
    """Whether the citations credit somebody, or the source is of the one whom the text names."""
    own = source.publisher and words(text) <= words(f"{source.publisher.name} {source.publisher.other_names}")
    return bool(own) or any(citation.origin_id or "credit" in citation.note.lower() for citation in citations)
