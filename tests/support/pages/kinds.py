"""An address for each kind of page of the shipped record, and what a reader sees of it."""

import re
from html import unescape

from clauses.models import Action, Actor, Agreement, Clause, Commitment, Domain, Source

SHUSHA = "shusha-declaration-2021-06-15"
LISTS = ("agreements", "clauses", "commitments", "actions", "sources", "domains", "actors")
RECORDS = (Agreement, Clause, Commitment, Action, Source, Domain, Actor)
# What explains codes and words of the dataset, and may name them.
REFERENCE = ("/codebook/", "/method/", "/data/", "/accessibility/", "/corrections/")
PLAIN = ("/", "/conflicts/", "/coverage/", f"/agreements/{SHUSHA}/promises/", "/search/?q=gas")
HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1>", re.DOTALL)


def records(each: int = 4) -> list[str]:
    """Some pages of every kind of record, from all over its table."""
    found = []
    for model in RECORDS:
        rows = list(model.objects.published().order_by("pk"))
        found += [row.get_absolute_url() for row in rows[:: max(1, len(rows) // each)]]
    return found


def lists() -> list[str]:
    """Every list, as it begins and as it is sorted by something else."""
    return [f"/{name}/" for name in LISTS] + ["/sources/?sort=published", "/actions/?sort=date"]


def pages() -> list[str]:
    """All of them that show records."""
    return [*PLAIN, *lists(), *records()]


def visible(html: str) -> str:
    """The words of a page that a reader sees, each piece of text on a line of its own."""
    return unescape("\n".join(part.strip() for part in re.split(r"<[^>]+>", HIDDEN.sub(" ", html)) if part.strip()))
