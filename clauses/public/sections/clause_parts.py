"""The clauses right below one, as its page shows them: their texts, their promises with what became of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from ...evidence.states import tell_states
from ...models import Clause, ClauseText, Commitment
from ..lists import page_number
from .clause_tree import Branch, tree_of

A_PAGE = 20  # parts
LONGEST = 1200  # characters of a text; its own page has all of it


@dataclass(frozen=True)
class Part:
    """A clause with its text, English where there is one, and its commitments; `inside` counts what is below it."""

    branch: Branch
    text: ClauseText | None
    commitments: list[Commitment]

    @property
    def clause(self) -> Clause:
        return self.branch.clause

    @property
    def is_cut(self) -> bool:
        return self.text is not None and len(self.text.text) > LONGEST

    @property
    def shown(self) -> str:
        """The text, or its beginning up to a whole word."""
        text = self.text.text if self.text else ""
        return f"{text[:LONGEST].rpartition(' ')[0]} …" if self.is_cut else text


def parts_of(clause: Clause, number: str) -> tuple[Page, list[Part]]:
    """One page of the clauses right below it, in a few queries. UnclearError where there is no such page."""
    clauses = Clause.objects.published().filter(agreement=clause.agreement).select_related("agreement")
    promises = Commitment.objects.published().of_agreement(clause.agreement).select_related("clause__agreement")
    branches = _below(clause, tree_of(clauses, promises))
    paginator = Paginator(branches, A_PAGE)
    page = paginator.page(page_number(number, paginator.num_pages))
    told = tell_states(one for branch in page for one in branch.commitments)
    commitments: dict[int, list[Commitment]] = defaultdict(list)
    for one in told:
        commitments[one.clause_id].append(one)
    keys = [branch.clause.pk for branch in page]
    texts: dict[int, ClauseText] = {}
    for text in ClauseText.objects.published().filter(clause__in=keys).select_related("clause__agreement"):
        if text.clause_id not in texts or text.language == "en":
            texts[text.clause_id] = text
    parts = [Part(one, texts.get(one.clause.pk), commitments[one.clause.pk]) for one in page]
    return page, parts


def _below(clause: Clause, branches: list[Branch]) -> list[Branch]:
    waiting = list(branches)
    while waiting:
        branch = waiting.pop()
        if branch.clause.pk == clause.pk:
            return branch.below
        waiting += branch.below
    return []
