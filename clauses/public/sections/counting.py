"""Numbers with their nouns, and several things in one sentence: what first sentences are made of."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """Up to nine in letters, as running text has it."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def in_letters(count: int, noun: str, plural: str = "") -> str:
    """A number with its noun as running text has it: “no follow-ups”, “one follow-up”, “12 follow-ups”."""
    return f"{number(count)} {_noun(count, noun, plural)}"


def in_figures(count: int, noun: str, plural: str = "") -> str:
    """As a measure has it, where nought is one, too: “0 days”, “1 day”, “1,204 days”."""
    return f"{count:,} {_noun(count, noun, plural)}"


def figures_or_no(count: int, noun: str, plural: str = "") -> str:
    """As a summary has it: “no sources”, “1 source”, “1,204 sources”."""
    return in_figures(count, noun, plural) if count else in_letters(count, noun, plural)


def _noun(count: int, noun: str, plural: str) -> str:
    return noun if count == 1 else plural or f"{noun}s"


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
