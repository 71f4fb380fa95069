"""Quotations and the stored texts of their sources: what a check says, and whether it still speaks of what is stored.

A check holds for the text and the quotation that it was made of. Where either has changed since, it counts as not made.

A quotation never moves silently. Whoever makes a check anew, after whatever change of the text, calls `locate`: where
the words stand between others than when the same quotation was last locked, it is displaced until a person changes it,
as by giving the words around it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import models
from django.db.models import F

from ..models import Citation, QuotationCheck, SourceText
from ..vocabularies import QuotationLock
from .digests import around_digest, digest, words_digest
from .quotations import Article, Location

BATCH = 50  # sources whose texts are held at once
SEEN = ("lock", "paragraph", "start", "digest", "words", "around")


def alone(citation: Citation, article: Article) -> Location:
    """Where the quotation stands, whatever was known of it before."""
    return article.locate(citation.quote, citation.prefix, citation.suffix, citation.locator)


def locate(citation: Citation, article: Article, before: Article | None = None) -> Location:
    """Where the quotation is, checked against where it was last locked: by its stored check, or else in the text
    `before` this one."""
    found = alone(citation, article)
    known = _known(citation, before)
    if found.place and known and known != around_digest(article, found.place, citation):
        return replace(found, lock=QuotationLock.DISPLACED, place=None)
    return found


def _known(citation: Citation, before: Article | None = None) -> str:
    """The digest of the words between which this very quotation was last locked; empty where it never was."""
    check = stored_check(citation)
    if check is not None and check.words == words_digest(citation):
        return check.around
    place = alone(citation, before).place if before else None
    return around_digest(before, place, citation) if before and place else ""


def check_of(citation: Citation, text: SourceText, article: Article, found: Location) -> QuotationCheck:
    """What is kept of looking for the quotation of `citation` in `text`, which is `article`; it is not saved.

    `citation` goes on holding the stored check: a key, unlike the object, does not take its place.
    """
    place = found.place
    return QuotationCheck(
        words=words_digest(citation),
        around=around_digest(article, place, citation) if place else _known(citation),
        citation_id=citation.pk,
        lock=found.lock,
        paragraph=place.paragraph if place else None,
        start=place.start if place else None,
        digest=digest(citation, text.sha256),
    )


def stored_check(citation: Citation) -> QuotationCheck | None:
    """The check of `citation` as it is stored, even if it holds no longer."""
    return getattr(citation, "check_in_text", None)


def lock_of(citation: Citation) -> QuotationCheck | None:
    """The check that holds for the quotation and the text as they are stored; None where it was not looked for."""
    check = stored_check(citation)
    text = SourceText.objects.filter(source=citation.source_id).values_list("sha256", flat=True).first()
    return _if_of_now(check, citation, text) if text is not None else None


def _if_of_now(check: QuotationCheck | None, citation: Citation, sha256: str) -> QuotationCheck | None:
    """The check if it is one of the quotation, and of the text with this digest, as they are now."""
    return check if check is not None and check.digest == digest(citation, sha256) else None


def locks_of(citations: Iterable[Citation]) -> dict[int, QuotationCheck | None]:
    """The same for many citations, by number, in two queries: of those alone that quote a source with a stored text."""
    quoting = {each.pk: each for each in citations if each.quote}
    texts = dict(
        SourceText.objects.filter(source__in={each.source_id for each in quoting.values()})
        .order_by()
        .values_list("source_id", "sha256")
    )
    looked_for = {key: each for key, each in quoting.items() if each.source_id in texts}
    checks = {check.citation_id: check for check in QuotationCheck.objects.filter(citation__in=looked_for)}
    return {key: _if_of_now(checks.get(key), each, texts[each.source_id]) for key, each in looked_for.items()}


def is_same(check: QuotationCheck, other: QuotationCheck | None) -> bool:
    return other is not None and all(getattr(check, name) == getattr(other, name) for name in SEEN)


def in_batches(keys: Iterable[int] | None = None) -> Iterator[list[tuple[SourceText, list[Citation]]]]:
    """The stored texts of all sources, or of these, each with the citations that quote it in the order of their
    numbers; two queries for every `BATCH` sources. Each citation comes with its source and its stored check."""
    rows = SourceText.objects.order_by("source__slug")
    wanted = iter((rows if keys is None else rows.filter(source__in=keys)).values_list("source_id", flat=True))
    while some := list(islice(wanted, BATCH)):
        quoting: dict[int, list[Citation]] = {key: [] for key in some}
        for citation in quotations().filter(source__in=some).order_by("number"):
            quoting[citation.source_id].append(citation)
        texts = {text.source_id: text for text in SourceText.objects.filter(source__in=some)}
        yield [(texts[key], quoting[key]) for key in some if key in texts]


def quotations() -> models.QuerySet[Citation]:
    return Citation.objects.exclude(quote="").select_related("source", "check_in_text")


# --- Lists of them


def _holding(checks: models.QuerySet[QuotationCheck]) -> models.QuerySet[Citation]:
    """The citations of those of `checks` that still hold. They are few, unless much is wrong."""
    texts = checks.filter(citation__source__text__isnull=False).order_by()
    rows = texts.select_related("citation").annotate(text_sha256=F("citation__source__text__sha256"))
    keys = [each.citation_id for each in rows if each.digest == digest(each.citation, each.text_sha256)]
    return Citation.objects.filter(pk__in=keys)


def broken() -> models.QuerySet[Citation]:
    """The citations whose quotation is not in the stored text."""
    return _holding(QuotationCheck.objects.filter(lock=QuotationLock.BROKEN))


def ambiguous() -> models.QuerySet[Citation]:
    """The citations whose quotation is there several times, so that nobody can tell which place is meant."""
    return _holding(QuotationCheck.objects.filter(lock=QuotationLock.AMBIGUOUS))


def displaced() -> models.QuerySet[Citation]:
    """The citations whose words stand between others than they give, or than they stood between before."""
    return _holding(QuotationCheck.objects.filter(lock=QuotationLock.DISPLACED))


def elsewhere() -> models.QuerySet[Citation]:
    """The citations whose quotation is in another paragraph than they give."""
    given = QuotationCheck.objects.filter(lock=QuotationLock.LOCKED, citation__locator__isnull=False)
    return _holding(given.exclude(paragraph=F("citation__locator")))
