"""What was checked of records and is not as it should be, though no rule keeps them from the public.

Whoever sends or publishes them is told in words, with what helps. A grave remark says that readers would be shown what
the source does not have: the record is not ticked until somebody who has read that ticks it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ... import dates
from ...articles.quotation_checks import alone, locks_of
from ...articles.quotations import Article
from ...evidence.unknowns import NOT_KNOWN_TO_SAY
from ...models import Action, Citation, Commitment, QuotationCheck, Record, Source, SourceText
from ...models.conflicts.opposing import dates_differ
from ...models.stated import CODED
from ...vocabularies import ActionStatus, CitedField, QuotationLock, Rank, ReviewState
from ..refusals import Key, Remedy, key_of, named_by_code

Counts = Callable[[Record], bool]  # whether a record is public once all that goes is published
GRAVE = (QuotationLock.BROKEN, QuotationLock.DISPLACED)

NOT_THERE = "The words that it quotes are nowhere in the stored text of “{}”."
ELSEWHERE = "The words that it quotes stand in the stored text of “{}”, but not at the place that it gives."
SEVERAL = "The words that it quotes stand several times in the stored text of “{}”, and nothing tells which are meant."
OTHER_PARAGRAPH = "The words that it quotes stand in paragraph {} of “{}”, and it gives paragraph {}."
NOT_LOOKED_FOR = "The words that it quotes were not looked for since they, or the stored text of “{}”, changed."
UNSEEN_QUOTED = "It quotes “{}”, of whose text nothing was seen by its own entry."
HELD = "It is held for an error: it supports nothing, whatever it says."
NOTED = "Its own note says that the source is not known to say so."
NO_CODE = "It names “{}”, and no {} has that code: nobody would see it."
UNSEEN = "Nothing of its text was seen: it is known from what others say of it."
UNDATED = "It has no day of publication: no question about what was known on a day counts what it reports."
NOWHERE = "It has neither an address nor an archived copy: no reader can look it up."
NO_DATE = "No citation that would be public states its date, {}."
NO_STATUS = "No citation that would be public states its status, {}."
NO_DEADLINE = "No citation of it or of its clause that would be public states its deadline, {}."


@dataclass(frozen=True)
class Remark:
    """One thing that is not as it should be; `part` is where on the form of `at` it is mended, or what to cite for."""

    words: str
    at: Record
    remedy: str = str(Remedy.MEND)
    part: str = ""
    is_grave: bool = False


def remarks_on(rows: Iterable[Record], counts: Counts) -> dict[Key, list[Remark]]:
    """What is to be said of these records, in as many queries for many as for few."""
    by_table: dict[type[Record], list[Any]] = defaultdict(list)
    for row in rows:
        by_table[type(row)].append(row)
    found: dict[Key, list[Remark]] = defaultdict(list)
    said = (
        *of_quotations(by_table[Citation]),
        *_of_citations(by_table[Citation]),
        *(remark for source in by_table[Source] for remark in _of_source(source)),
        *_of_actions(by_table[Action], counts),
        *_of_commitments(by_table[Commitment], counts),
    )
    for remark in said:
        found[key_of(remark.at)].append(remark)
    return dict(found)


# --- Citations


def of_quotations(citations: Iterable[Citation]) -> Iterator[Remark]:
    """What became of the words that these quote, where they were looked for and do not stand where they should."""
    rows = {each.pk: each for each in citations}
    for key, check in locks_of(rows.values()).items():
        words = _of_check(rows[key], check)
        if words:
            is_grave = check is not None and check.lock in GRAVE
            yield Remark(words, rows[key], "Mend the quotation", "quotation-lock", is_grave)


def of_proposed(citations: Iterable[Citation]) -> Iterator[Remark]:
    """The same of citations as somebody proposes them: what they would quote is looked for only now."""
    articles: dict[int, Article | None] = {}
    for each in citations:
        if each.quote and each.source_id not in articles:
            text = SourceText.objects.filter(source=each.source_id).first()
            articles[each.source_id] = Article(text.text) if text is not None else None
        article = articles.get(each.source_id) if each.quote else None
        if article is not None:
            found = alone(each, article)
            paragraph = found.place.paragraph if found.place is not None else None
            words = _of_check(each, QuotationCheck(lock=found.lock, paragraph=paragraph))
            if words:
                yield Remark(words, each, is_grave=found.lock in GRAVE)


def _of_check(citation: Citation, check: QuotationCheck | None) -> str:
    if check is None:
        return NOT_LOOKED_FOR.format(citation.source)
    if check.lock != QuotationLock.LOCKED:
        said = {QuotationLock.BROKEN: NOT_THERE, QuotationLock.DISPLACED: ELSEWHERE}
        return said.get(QuotationLock(check.lock), SEVERAL).format(citation.source)
    if citation.locator in (None, check.paragraph):
        return ""
    return OTHER_PARAGRAPH.format(check.paragraph, citation.source, citation.locator)


def _of_citations(citations: list[Citation]) -> Iterator[Remark]:
    named = named_by_code(citations)
    for each in citations:
        model = CODED.get(each.field) if each.value else None
        if model is not None and (each.field, each.value) not in named:
            yield Remark(NO_CODE.format(each.value, model._meta.verbose_name), each, part="id_value", is_grave=True)
        if each.rank == Rank.DEPRECATED:
            yield Remark(HELD, each, "See why", "id_rank_reason")
        if each.is_believed and any(words in each.note.lower() for words in NOT_KNOWN_TO_SAY):
            yield Remark(NOTED, each, part="id_note")
        if each.quote and each.source.is_unseen:
            yield Remark(UNSEEN_QUOTED.format(each.source), each, part="id_quote")


# --- Sources


def _of_source(source: Source) -> Iterator[Remark]:
    if source.is_unseen:
        yield Remark(UNSEEN, source, part="id_extent")
    if not source.published:
        yield Remark(UNDATED, source, "Write the day", "id_published")
    if not source.url and not source.archive_url:
        yield Remark(NOWHERE, source, "Write the address", "id_url")


# --- What records say and no citation states


def _of_actions(actions: list[Action], counts: Counts) -> Iterator[Remark]:
    stated = _stated(Q(action__in=actions), (CitedField.DATE, CitedField.STATUS), counts) if actions else {}
    for action in actions:
        days, statuses = (stated.get(("action", action.pk, name), []) for name in (CitedField.DATE, CitedField.STATUS))
        if action.date and all(dates_differ(action.date, day) for day in days):
            yield Remark(NO_DATE.format(dates.words(action.date)), action, str(Remedy.CITE), CitedField.DATE)
        if action.status != ActionStatus.UNKNOWN and action.status not in statuses:
            words = NO_STATUS.format(action.get_status_display())
            yield Remark(words, action, str(Remedy.CITE), CitedField.STATUS)


def _of_commitments(commitments: list[Commitment], counts: Counts) -> Iterator[Remark]:
    due = [row for row in commitments if row.deadline]
    about = Q(commitment__in=due) | Q(clause__in=[row.clause_id for row in due])
    stated = _stated(about, (CitedField.DATE,), counts) if due else {}
    for row in due:
        own = stated.get(("commitment", row.pk, CitedField.DATE), [])
        days = [*own, *stated.get(("clause", row.clause_id, CitedField.DATE), [])]
        if all(dates_differ(row.deadline, day) for day in days):
            yield Remark(NO_DEADLINE.format(dates.words(row.deadline)), row, str(Remedy.CITE), CitedField.DATE)


def _stated(about: Q, fields: Iterable[CitedField], counts: Counts) -> dict[tuple[str, int, str], list[str]]:
    """What citations that would be public state, by what they are about and by field."""
    rows = Citation.objects.believed().filter(about, field__in=fields).exclude(value="")
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for each in rows.exclude(state=ReviewState.WITHDRAWN).select_related("source").order_by("pk"):
        is_no_date = each.field == CitedField.DATE and bool(dates.remedy(each.value))
        if counts(each) and counts(each.source) and not is_no_date:
            target = next(name for name in ("action", "commitment", "clause") if getattr(each, f"{name}_id"))
            found[target, getattr(each, f"{target}_id"), each.field].append(each.value)
    return found
