"""What every page of an agreement has: its names, its parties, and the tabs that lead from one to the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from ...models import Agreement, AgreementName, AgreementParty
from ...vocabularies import NameKind, PartyRole
from ..pages import by_role, public_or_404

MOST_NAMED = 12  # parties of one role
TABS = {
    "agreement": "Overview",
    "promises": "Promises",
    "agreement_parties": "Parties",
    "agreement_timeline": "Timeline",
    "agreement_text": "Text",
    "agreement_sources": "Sources",
    "agreement_data": "Data",
}


@dataclass(frozen=True)
class Tab:
    address: str
    words: str
    is_here: bool


@dataclass(frozen=True)
class Parties:
    """Those with one role: the first of them, and how many more there are."""

    role: PartyRole
    shown: list[AgreementParty]
    more: int

    @property
    def heading(self) -> str:
        """As in “Parties” and “Witness”."""
        words = self.role.label.capitalize()
        if len(self.shown) == 1:
            return words
        return f"{words[:-1]}ies" if words.endswith("y") else f"{words}es" if words.endswith("s") else f"{words}s"


def found(slug: str) -> Agreement:
    return public_or_404(Agreement.objects.all(), slug=slug)


def short_name(agreement: Agreement) -> str:
    """The shorter English name in common use, or the title where none is recorded."""
    return short_names([agreement])[agreement.pk]


def short_names(agreements: Iterable[Agreement]) -> dict[int, str]:
    """The same of several, by their numbers: one query."""
    found = {one.pk: one.title for one in agreements}
    names = AgreementName.objects.published().filter(agreement__in=found, kind=NameKind.SHORT, language="en")
    firsts = {name.agreement_id: name.name for name in reversed(list(names))}
    return found | firsts


def parties_of(agreement: Agreement) -> list[Parties]:
    """By their roles, in the order of the vocabulary."""
    rows = AgreementParty.objects.published().filter(agreement=agreement).select_related("actor", "agreement")
    groups = [(role, list(some)) for role, some in groupby(by_role(rows, PartyRole), key=lambda row: row.role)]
    return [Parties(PartyRole(role), some[:MOST_NAMED], len(some[MOST_NAMED:])) for role, some in groups]


def frame(agreement: Agreement, here: str) -> dict[str, Any]:
    """What the template of the frame shows; `here` names the page, as in TABS."""
    return {
        "agreement": agreement,
        "short_name": short_name(agreement),
        "parties": parties_of(agreement),
        "tabs": [Tab(reverse(name, args=[agreement.slug]), words, name == here) for name, words in TABS.items()],
        "here": TABS[here],
    }
