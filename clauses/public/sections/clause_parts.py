"""The clauses right below one, as its page shows them: their texts, their promises with what became of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from ...evidence.states import tell_states
from ...models import Clause, ClauseText, Commitment
from ...vocabularies import TextStatus
from ..lists import page_number
from .clause_tree import Branch, tree_of

A_PAGE = 20  # parts
LONGEST = 1200  # characters of a text; its own page has all of it
MOST_BYTES = 2400  # of the texts of one part in all languages: some letters take three
MOST_BESIDE = 2  # languages side by side
MOST_BELOW = 30  # clauses of one part whose texts are put together
FIRST = "en"  # the language of the site

Texts = dict[int, list[ClauseText]]  # by the numbers of their clauses


@dataclass(frozen=True)
class Paragraph:
    """A text of one clause; the editors' own words may be set in type, the words of a treaty stay as they are."""

    text: str
    is_own: bool


@dataclass(frozen=True)
class Wording:
    """What a clause says in one language: its own text, then the texts of the clauses below it."""

    language: str
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class Part:
    """A clause with its text in one language or two, and its commitments."""

    branch: Branch
    wordings: list[Wording]
    commitments: list[Commitment]

    @property
    def clause(self) -> Clause:
        return self.branch.clause


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
    texts = _texts_of(one.clause.pk for branch in page for one in _with_below(branch))
    spoken = _languages(texts)
    parts = [Part(one, _wordings(one, texts, spoken), commitments[one.clause.pk]) for one in page]
    return page, parts


def _below(clause: Clause, branches: list[Branch]) -> list[Branch]:
    waiting = list(branches)
    while waiting:
        branch = waiting.pop()
        if branch.clause.pk == clause.pk:
            return branch.below
        waiting += branch.below
    return []


def _with_below(branch: Branch) -> list[Branch]:
    """It and the first clauses below it, in the order of the document."""
    found: list[Branch] = []
    waiting = [branch]
    while waiting and len(found) <= MOST_BELOW:
        here = waiting.pop()
        found.append(here)
        waiting += reversed(here.below)
    return found


def _texts_of(keys: Iterable[int]) -> Texts:
    texts: Texts = defaultdict(list)
    for text in ClauseText.objects.published().filter(clause__in=list(keys)).select_related("clause__agreement"):
        texts[text.clause_id].append(text)
    return texts


def _languages(texts: Texts) -> list[str]:
    """Those that stand side by side: English, then what most of the texts are in."""
    counts = Counter(text.language for some in texts.values() for text in some)
    return sorted(counts, key=lambda language: (language != FIRST, -counts[language], language))[:MOST_BESIDE]


def _wordings(branch: Branch, texts: Texts, spoken: list[str]) -> list[Wording]:
    found = {language: list(_paragraphs(branch, texts, language)) for language in spoken}
    found = {language: some for language, some in found.items() if some}
    return [_cut(language, some, MOST_BYTES // len(found)) for language, some in found.items()]


def _paragraphs(branch: Branch, texts: Texts, language: str) -> Iterator[Paragraph]:
    for one in _with_below(branch):
        text = next((each for each in texts.get(one.clause.pk, ()) if each.language == language), None)
        if text is not None:
            printed = f"{one.clause.num} " if one is not branch and one.clause.num else ""
            yield Paragraph(f"{printed}{text.text}", text.status == TextStatus.EDITORS_SUMMARY)


def _cut(language: str, paragraphs: list[Paragraph], room: int) -> Wording:
    """As much as there is room for, in bytes, up to a whole word where it has any."""
    shown: list[Paragraph] = []
    left = LONGEST
    for one in paragraphs:
        text = one.text[:left].encode()[:room].decode(errors="ignore")
        if text != one.text:
            begins = text.rpartition(" ")[0] or text
            return Wording(language, [*shown, Paragraph(f"{begins} …", one.is_own)])
        shown.append(one)
        left, room = left - len(text), room - len(text.encode())
    return Wording(language, shown)
