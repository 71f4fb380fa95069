"""What pages of promises draw: marks of years and shares of states, each with the question of its list."""

import re
from html import unescape

from .reading import csv_rows

LINK = re.compile(
    r'<a class="dot s(?P<size>\d)(?P<open> open)?" href="/actions/\?(?P<asked>[^"]+)">(?P<number>\d+)'
    r'<span class="tip"> (?P<words>[^<]+)</span>'
)
SHARE = re.compile(r'<a href="/commitments/\?([^"]+)"><span class="became (\w+)">[^<]+</span> <b>(\d+)</b>')


def marks(html) -> list[tuple[str, ...]]:
    """(size, open, question, words, number) of each mark."""
    named = ("size", "open", "asked", "words", "number")
    return [tuple(unescape(found[name] or "") for name in named) for found in LINK.finditer(html)]


def shares(html) -> list[tuple[str, str, int]]:
    return [(unescape(asked), state, int(count)) for asked, state, count in SHARE.findall(html)]


def found(client, table, asked) -> list[dict[str, str]]:
    return csv_rows(client.get(f"/data/{table}.csv?{asked}"))
