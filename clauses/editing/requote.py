"""Keeping the checks of quotations true: whoever writes citations or texts calls one of these in the same transaction.

What is written past them, as with raw SQL, makes a check that holds no longer, which counts as not made, and
`manage.py verify_quotations --write` makes it anew.
"""

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from ..articles.digests import digest
from ..articles.quotation_checks import SEEN, check_of, in_batches, is_same, locate, quotations, stored_check
from ..articles.quotations import Article
from ..folding import fold
from ..models import Citation, ParagraphDigest, QuotationCheck, Row, SourceText
from .holding import held


@transaction.atomic
def after_saving(rows: Iterable[Row]) -> None:
    """Call it with all rows that were just written or deleted; those that are neither citations nor texts are left."""
    rows = list(rows)
    texts = {row.source_id for row in rows if isinstance(row, SourceText)}
    if texts:
        renew(texts)
    citations = [row.pk for row in rows if isinstance(row, Citation) and row.pk and row.source_id not in texts]
    if citations:
        recheck(citations)


def recheck(citations: Iterable[int]) -> None:
    """Looks for the quotations of these citations, by their numbers, where their sources have stored texts."""
    rows = list(quotations().filter(pk__in=list(citations)))
    QuotationCheck.objects.filter(citation__in=list(citations)).exclude(citation__in=rows).delete()
    texts = {text.source_id: text for text in SourceText.objects.filter(source__in={row.source_id for row in rows})}
    bare = [row.pk for row in rows if row.source_id not in texts]
    if bare:
        QuotationCheck.objects.filter(citation__in=bare).delete()
    articles = {key: Article(text.text) for key, text in texts.items()}
    found = [(row, texts[row.source_id], articles[row.source_id]) for row in rows if row.source_id in texts]
    keep([(row, check_of(row, text, article, locate(row, article))) for row, text, article in found])


def renew(sources: Iterable[int]) -> None:
    """Works out everything that follows from the texts of these sources, which may have none any more."""
    sources = set(sources)
    ParagraphDigest.objects.filter(Q(source__in=sources) | Q(source__text__isnull=True)).delete()
    QuotationCheck.objects.filter(_has_nothing_to_find()).delete()
    for batch in in_batches(sources):
        checks = []
        for text, citations in batch:
            article = Article(text.text)
            ParagraphDigest.objects.bulk_create(paragraph_digests(text.source_id, article))
            checks += checks_of(citations, text, article)
        keep(checks)


def remember(text: SourceText, article: Article) -> None:
    """Looks for the quotations in a text that is about to be replaced, so that what moves is seen afterwards."""
    rows = quotations().filter(source=text.source_id)
    keep(checks_of(rows, text, article))


def checks_of(
    citations: Iterable[Citation], text: SourceText, article: Article
) -> list[tuple[Citation, QuotationCheck]]:
    """What is kept of looking for these in `text`, which is `article`."""
    return [(each, check_of(each, text, article, locate(each, article))) for each in citations]


def catch_up() -> None:
    """Makes every check anew that holds no longer or was never made, as after an import of many citations.

    In portions: the texts are searched while others write, and a check of what has changed since counts as not made.
    """
    QuotationCheck.objects.filter(_has_nothing_to_find()).delete()
    for batch in in_batches():
        checks = []
        for text, citations in batch:
            stale = [citation for citation in citations if not _holds(citation, text)]
            article = Article(text.text) if stale else None
            checks += checks_of(stale, text, article) if article else []
        if checks:
            with transaction.atomic():
                keep(checks)


def _holds(citation: Citation, text: SourceText) -> bool:
    check = stored_check(citation)
    return check is not None and check.digest == digest(citation, text.sha256)


def keep(checks: list[tuple[Citation, QuotationCheck]]) -> int:
    """Stores those that differ from what is stored, in one statement for many; returns how many. Call it in a
    transaction."""
    changed = [check for citation, check in checks if not is_same(check, stored_check(citation))]
    rows = held(Citation.objects.filter(pk__in=[check.citation_id for check in changed]))
    here = set(rows.values_list("pk", flat=True)) if changed else set()  # one may have been deleted meanwhile
    changed = [check for check in changed if check.citation_id in here]
    QuotationCheck.objects.bulk_create(
        changed, batch_size=500, update_conflicts=True, unique_fields=["citation"], update_fields=SEEN
    )
    return len(changed)


def _has_nothing_to_find() -> Q:
    """Checks of citations that quote nothing (any more), or whose source has no text (any more)."""
    return Q(citation__quote="") | Q(citation__source__text__isnull=True)


def paragraph_digests(source: int, article: Article) -> list[ParagraphDigest]:
    return [
        ParagraphDigest(
            source_id=source,
            number=number,
            words=len(paragraph.split()),
            sha256=hashlib.sha256(fold(paragraph).encode()).hexdigest(),
        )
        for number, paragraph in enumerate(article.paragraphs, 1)
    ]
