"""Whose promises a page is about: those of an agreement, in a domain, or in which an actor has a part."""

from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ...dataset import BY_NAME
from ...filters import Question
from ...models import Actor, Agreement, Commitment, Domain
from ...querysets import CommitmentQuerySet
from .tally import Pairs, Totals, totals_of

ASKED = {Agreement: "agreement", Domain: "domains", Actor: "actor"}  # how the list of commitments is asked for each
# What the promises are divided by where they are many, and how our pages are asked for one part.
PARTS: dict[type, type[Agreement] | type[Domain]] = {Agreement: Domain, Domain: Agreement, Actor: Agreement}


@dataclass(frozen=True)
class Scope:
    """Some promises, and how lists are asked for just them.

    `acting` asks the list of actions for the follow-ups on them, where it can be asked for that. `code` is that of the
    one domain or agreement of which they are shown alone, `part`.
    """

    record: Agreement | Domain | Actor
    rows: CommitmentQuerySet[Commitment]
    asked: Pairs
    acting: Pairs
    code: str = ""
    part: Agreement | Domain | None = None

    @classmethod
    def of(cls, record: Agreement | Domain | Actor) -> "Scope":
        """All the public promises of a public record."""
        asked = ((ASKED[type(record)], record.slug),)
        acting = () if isinstance(record, Actor) else ((record._meta.model_name or "", record.slug),)
        return cls(record, _rows(_question(asked)), asked, acting)

    @property
    def kind(self) -> str:
        """agreement, domain or actor."""
        return self.record._meta.model_name or ""

    @property
    def parts(self) -> type[Agreement] | type[Domain]:
        """What they are divided by where they are many."""
        return PARTS[type(self.record)]

    @property
    def by(self) -> str:
        """domain or agreement."""
        return self.parts._meta.model_name or ""

    def asked_for(self, code: str) -> Pairs:
        """The question of the list of commitments for one part; `none` is what is in no domain."""
        return (*self.asked, (ASKED[self.parts], code))

    def only(self, code: str) -> "Scope":
        """One part alone. UnclearError where there is none with this code."""
        asked = self.asked_for(code)
        question = _question(asked)
        found: Any = question.filterset.form.cleaned_data[asked[-1][0]][0]
        part = None if isinstance(found, str) else found
        return replace(self, rows=_rows(question), asked=asked, acting=(), code=code, part=part)

    def totals(self) -> Totals:
        """Two queries, however many promises there are."""
        return totals_of(self.rows, self.asked)

    def address(self, ending: str = "", code: str = "", number: int = 1) -> str:
        """Where they are shown, all or one part, as the page, as `svg` or as `csv`; `number` is that of the page."""
        name = "promises" if self.kind == "agreement" else f"{self.kind}_promises"
        address = reverse(f"{name}_{ending}" if ending else name, args=[self.record.slug])
        asked = [(self.by, one) for one in (code or self.code,) if one] + [("page", number)] * (number > 1)
        return f"{address}?{urlencode(asked)}" if asked else address

    @property
    def whole(self) -> str:
        """The page of all of them, where one part is shown."""
        return replace(self, code="").address()

    @property
    def file(self) -> str:
        return self.address("csv")


def _question(asked: Pairs) -> Question:
    return Question(BY_NAME["commitments"], QueryDict(urlencode(asked)))


def _rows(question: Question) -> CommitmentQuerySet[Commitment]:
    return cast(CommitmentQuerySet[Commitment], question.without())
