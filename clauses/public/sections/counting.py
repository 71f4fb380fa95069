"""Numbers with their nouns, and several things in one sentence: what first sentences are made of."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun: “no sources”, “1 source”, “1,204 sources”."""
    words = noun if count == 1 else plural or f"{noun}s"
    return f"{count:,} {words}" if count else f"no {words}"


def linked(words: str, href: str) -> str:
    """Words as a link; as they are where there is nothing to lead to."""
    return format_html('<a href="{}">{}</a>', href, words) if href else words


def in_a_row(parts: Iterable[str], last: str = "and") -> str:
    """“a”, “a and b”, “a, b and c”."""
    some = list(parts)
    if len(some) < 2:
        return joined("", some)
    return format_html("{} {} {}", joined(", ", some[:-1]), last, some[-1])


def joined(between: str, parts: Iterable[str]) -> str:
    return format_html_join(between, "{}", ((one,) for one in parts))


def is_or_are(count: int) -> str:
    return "is" if count == 1 else "are"
