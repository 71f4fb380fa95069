"""Why a step of the review is refused, in words that say what helps.

That no citation supports a record is said cause by cause, each with the row whose form mends it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..evidence.uncited import resting_on_citations
from ..models import Citation, Clause, ClauseText, Record, Row, target_of
from ..models.stated import CODED
from ..tables import table_of
from ..vocabularies import CommentKind, Rank, ReviewState, Stance

Key = tuple[str, int]  # a record by table and number
Counts = Callable[[Any], bool]  # whether a record is public once all that goes is published
NAMED = 3  # causes in one sentence; whoever mends these is told of the next

FROZEN: dict[str, str] = {ReviewState.IN_REVIEW: "is in review", ReviewState.WITHDRAWN: "is withdrawn"}
THAW: dict[str, str] = {
    ReviewState.IN_REVIEW: "Whoever wrote it can take it back, and a reviewer can return it.",
    ReviewState.WITHDRAWN: "A reviewer can set it back to draft.",
}
# Why there is no such step, by where the record is
NO_STEP: dict[str, str] = {
    ReviewState.DRAFT: "It is a draft: send it to review first.",
    ReviewState.IN_REVIEW: "It is in review and not public: return it to its author instead.",
    ReviewState.PUBLISHED: "It is published: propose a change of it, or withdraw it.",
    ReviewState.WITHDRAWN: "It is withdrawn: set it back to draft first.",
}
NOTHING_TO_WITHDRAW = "It is a draft, which nobody reads: there is nothing to withdraw."
ONLY = {
    CommentKind.SENT: "Only who may change such records may send one to review.",
    CommentKind.RETURNED: "Only a reviewer, or somebody who wrote in it, may do this.",
}
ONLY_A_REVIEWER = "Only a reviewer may do this."
OWN_WORK = "You wrote in it: another reviewer has to publish it."

NOTHING_CITED = "Nothing is cited for it: add a citation."
HELD = "Citation {} is held for an error."
CONTRADICTS = "Citation {} contradicts it."
MENTIONS = "Citation {} only mentions it."
FIGURE = "Citation {} is a figure of what came of it, and does not say that it was promised."
OWN = "You wrote citation {} yourself: another reviewer has to publish it."
CITATION = {
    ReviewState.DRAFT: "Citation {} is a draft: send it to review, too.",
    ReviewState.IN_REVIEW: "Citation {} is in review: publish it, too.",
    ReviewState.WITHDRAWN: "Citation {} is withdrawn: cite another passage, or have it set back to draft.",
}
OWN_SOURCE = "You wrote the source of citation {} yourself: another reviewer has to publish it."
SOURCE = {
    ReviewState.DRAFT: "The source of citation {} is a draft: send it to review along with it.",
    ReviewState.IN_REVIEW: "The source of citation {} is in review: publish it first, or along with it.",
    ReviewState.WITHDRAWN: "The source of citation {} is withdrawn: cite another source.",
}
CODE = {
    ReviewState.DRAFT: "Citation {} names “{}”, which is a draft: send it to review along with it.",
    ReviewState.IN_REVIEW: "Citation {} names “{}”, which is in review: publish it first, or along with it.",
    ReviewState.WITHDRAWN: "Citation {} names “{}”, which is withdrawn: name another.",
}
NO_SUCH_CODE = "Citation {} names “{}”, and nothing has that code: mend its value."


def why_no_step(before: ReviewState, state: ReviewState) -> str:
    """Why no record goes from one state to the other, and what helps."""
    if before == state:
        return f"It is {state.label} already."
    draft_withdrawn = (before, state) == (ReviewState.DRAFT, ReviewState.WITHDRAWN)
    return NOTHING_TO_WITHDRAW if draft_withdrawn else NO_STEP[before]


class Remedy(StrEnum):
    """What helps, at the row that a cause names."""

    CITE = "Add a citation"
    CHOOSE_SOURCE = "Choose another source"
    MEND = "Mend it"
    OPEN = "Open it"


@dataclass(frozen=True)
class Cause:
    """One reason in a sentence, and what helps at which row.

    It may be one of citations that do not support, or be derived: what it names stays for a reason of its own.
    """

    words: str
    at: Row
    remedy: Remedy
    is_of_citations: bool = False
    is_derived: bool = False


def key_of(row: Row) -> Key:
    return table_of(row), int(row.pk)


def in_a_sentence(record: Row, causes: Iterable[Cause]) -> str:
    """What is said where `record` may not be public for these causes; empty where there are none."""
    words = list(dict.fromkeys(cause.words for cause in causes))
    more = f" There is more of the kind: {len(words) - NAMED}." if len(words) > NAMED else ""
    return f"No published citation supports “{record}”. {' '.join(words[:NAMED])}{more}" if words else ""


def lacking(record: Record, counts: Counts, own: Collection[Key] = ()) -> list[Cause]:
    """Why no citation supports `record`; empty where one does, or none is needed."""
    return lacking_of(type(record), [record], counts, own).get(record.pk, [])


def lacking_of(
    model: type[Row], rows: Collection[Record], counts: Counts, own: Collection[Key] = ()
) -> dict[int, list[Cause]]:
    """The same for records of one table, by number, in as many queries for many as for few.

    `own` are the records that whoever asks wrote and may not publish.
    """
    target = target_of(model)
    keys = [row.pk for row in rows if row.pk]
    if target not in resting_on_citations() or not keys:
        return {}
    needing = set(resting_on_citations()[target].filter(pk__in=keys).values_list("pk", flat=True))
    needing -= _resting_clauses(needing, counts) if model is Clause else set()
    cited: dict[int, list[Citation]] = defaultdict(list)
    about = Citation._base_manager.filter(**{f"{target}__in": needing}).select_related("source__publisher")
    for citation in about.order_by("pk"):
        cited[getattr(citation, f"{target}_id")].append(citation)
    named = named_by_code(citation for some in cited.values() for citation in some)
    found = {row.pk: _causes(row, cited[row.pk], counts, own, named) for row in rows if row.pk in needing}
    return {key: causes for key, causes in found.items() if causes}


def _resting_clauses(keys: Collection[int], counts: Counts) -> set[int]:
    """The clauses among these that a text of a public source or a public part speaks for."""
    texts = ClauseText._base_manager.filter(clause__in=keys, source__isnull=False).select_related("source")
    parts = Clause._base_manager.filter(parent__in=keys).order_by("pk")
    resting = {text.clause_id for text in texts.order_by("pk") if counts(text.source)}
    return resting | {part.parent_id for part in parts if part.parent_id and counts(part)}


def named_by_code(citations: Iterable[Citation]) -> dict[tuple[str, str], Record]:
    """The records that citations name by their codes, by field and code; one query for each table."""
    codes: dict[str, set[str]] = defaultdict(set)
    for citation in citations:
        if citation.field in CODED and citation.value:
            codes[citation.field].add(citation.value)
    return {
        (field, row.slug): row
        for field, wanted in codes.items()
        for row in CODED[field]._base_manager.filter(slug__in=wanted).order_by("pk")
    }


def _causes(
    record: Record,
    citations: list[Citation],
    counts: Counts,
    own: Collection[Key],
    named: dict[tuple[str, str], Record],
) -> list[Cause]:
    found: list[Cause] = []
    for citation in citations:
        causes = list(_of_what_it_says(citation)) or list(_of_what_it_rests_on(citation, counts, own, named))
        if not causes:
            return []
        found += causes
    return found or [_cause(NOTHING_CITED, record, Remedy.CITE)]


def _cause(words: str, at: Row, remedy: Remedy) -> Cause:
    return Cause(words, at, remedy, is_of_citations=True)


def _called(citation: Citation) -> str:
    return f"no. {citation.number} of “{citation.source}”"


def _of_what_it_says(citation: Citation) -> Iterator[Cause]:
    """Why the citation would not support its record even if all were public."""
    says = {Stance.CONTRADICTS: CONTRADICTS, Stance.MENTIONS: MENTIONS}.get(Stance(citation.stance), "")
    for words in (says, HELD if citation.rank == Rank.DEPRECATED else "", FIGURE if citation.measures else ""):
        if words:
            yield _cause(words.format(_called(citation)), citation.target or citation, Remedy.CITE)


def _of_what_it_rests_on(
    citation: Citation, counts: Counts, own: Collection[Key], named: dict[tuple[str, str], Record]
) -> Iterator[Cause]:
    """What of the citation, its source and the record that it names by a code would not be public."""
    name = _called(citation)
    if not counts(citation):
        words = OWN if key_of(citation) in own else CITATION[ReviewState(citation.state)]
        yield _cause(words.format(name), citation, Remedy.OPEN)
    if not counts(citation.source):
        yield _of_source(citation, name, own)
    if citation.field in CODED and citation.value:
        yield from _of_code(citation, name, counts, named.get((citation.field, citation.value)))


def _of_source(citation: Citation, name: str, own: Collection[Key]) -> Cause:
    state = ReviewState(citation.source.state)
    if state == ReviewState.WITHDRAWN:
        return _cause(SOURCE[state].format(name), citation, Remedy.CHOOSE_SOURCE)
    words = OWN_SOURCE if key_of(citation.source) in own else SOURCE[state]
    return _cause(words.format(name), citation.source, Remedy.OPEN)


def _of_code(citation: Citation, name: str, counts: Counts, named: Record | None) -> Iterator[Cause]:
    if named is None:
        yield _cause(NO_SUCH_CODE.format(name, citation.value), citation, Remedy.MEND)
    elif not counts(named):
        yield _cause(CODE[ReviewState(named.state)].format(name, named), named, Remedy.OPEN)
