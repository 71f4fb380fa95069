"""What an address of nothing may have meant. Only the address is looked at: no question, no form, no database."""

import re

from django.urls import reverse

MOST_WORDS, LONGEST_WORD = 5, 20
# The first part of an address, and what its records are called.
KINDS = {
    "agreements": ("an agreement", "All agreements"),
    "clauses": ("a clause", "All clauses"),
    "commitments": ("a commitment", "All commitments"),
    "actions": ("an action", "All actions"),
    "sources": ("a source", "All sources"),
    "domains": ("a domain", "All domains"),
    "actors": ("an actor", "All actors"),
    "years": ("a year of which something is recorded", "All years"),
}


def words_of(path: str) -> str:
    """The words of the last part of an address, to search for: plain letters only, few and short ones."""
    last = path.rstrip("/").rpartition("/")[2][:200]
    words = [part for part in re.split(r"[\W_]+", last) if part.isascii() and part.isalpha()]
    return " ".join([word for word in words if 2 < len(word) <= LONGEST_WORD][:MOST_WORDS])


def kind_of(path: str) -> dict[str, str]:
    """What the address would be that of, with the list of its kind; nothing where it is like no address of a record."""
    name = path.strip("/").partition("/")[0]
    if name not in KINDS:
        return {}
    noun, words = KINDS[name]
    return {"noun": noun, "words": words, "href": reverse(name)}
