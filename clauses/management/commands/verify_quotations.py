"""`manage.py verify_quotations`: whether each quotation is in the article that it is taken from."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet

from clauses.articles.digests import digest, find_by_digest
from clauses.articles.quotation_checks import check_of, in_batches, locate, quotations
from clauses.articles.quotations import STANDING, Article, Finding, Location
from clauses.articles.sentence_ends import BRACKETS, BREAK, OPENING, QUOTES, TERMINAL, ends_a_sentence
from clauses.articles.sparingly import most_quoted, rule
from clauses.editing.requote import keep
from clauses.management.articles import read_articles
from clauses.management.progress import Words
from clauses.models import Citation, QuotationCheck, Source, SourceText

MOST_SHOWN = 1000  # lines of the table; all are counted
CHUNK = 2000
SIGNS = re.compile(f"[\\s{TERMINAL}{re.escape(QUOTES + BRACKETS + OPENING)},']+")
BY_DIGEST = "No folder was given: {} looked for in stored texts; of the others only the stored digests were checked."
TO_CHECK = "python manage.py verify_quotations DIR --write, where DIR holds the article."
WHOLE_SENTENCE = "is a whole sentence of the text"
REMEDIES = {
    Finding.NOT_FOUND: "Copy the words letter for letter.",
    Finding.OTHER_PARAGRAPH: "Mend the paragraph.",
    Finding.AMBIGUOUS: "Lengthen the prefix or the suffix.",
    Finding.DISPLACED: "Look whether it is the place that is meant, and give the words before and after it.",
    Finding.ACROSS: "Quote from one paragraph.",
    Finding.NO_PARAGRAPH: "Give the paragraph.",
    Finding.NO_TEXT: "Put the article into the folder, or mend the digest of the source.",
    Finding.CHANGED: f"Mend it, then run {TO_CHECK}",
    Finding.NEVER_CHECKED: f"Store the text of its article in the admin, or run {TO_CHECK}",
    WHOLE_SENTENCE: "Quote a part of it and say the rest in own words.",
}
HEADER = ("Source", "No.", "Paragraph", "What is wrong", "Nearest")


@dataclass(frozen=True)
class Complaint:
    """One line of the table: numbers and what is wrong, never words of the text."""

    source: str
    number: int
    locator: int | None
    what: Finding | str
    nearest: str

    @property
    def cells(self) -> tuple[str, ...]:
        what = self.what.value if isinstance(self.what, Finding) else self.what
        return self.source, str(self.number), str(self.locator or "–"), what, self.nearest or "–"


class Command(BaseCommand):
    help = (
        "Looks for every quotation in the texts of DIR, or without DIR in the stored texts, and ends with status 1 "
        "unless all stand there. Of articles without a stored text it compares digests only, and says so."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, nargs="?")
        parser.add_argument("--write", action="store_true", help="Store what was found of each quotation.")

    def handle(self, *, folder: Path | None, write: bool, verbosity: int, **options: Any) -> None:
        if write and folder is None and not SourceText.objects.exists():
            raise CommandError("--write needs texts: name the folder that holds the articles, or store them.")
        self.write, self.progress = write, Words(self.stdout, silent=not verbosity)
        self.total = self.standing = self.digests = self.checks = self.excesses = 0
        self.complaints: list[Complaint] = []
        self.kinds: Counter[Finding | str] = Counter()
        if folder is None:
            self.check_stored()
        else:
            self.check_folder(folder)
        self.report()
        if self.excesses or self.standing < self.total:
            raise SystemExit(1)

    # --- Where the texts come from

    def check_stored(self) -> None:
        for batch in in_batches():
            checks = [check for each in batch for check in self.check_text(*each)]
            with transaction.atomic():
                self.checks += keep(checks)
        self.stdout.write(BY_DIGEST.format(f"{self.total:,} quotations were"))
        for source, citations in by_source(quotations().filter(source__text__isnull=True)):
            self.check_source(source, None, citations, by_digest=True)

    def check_text(self, text: SourceText, citations: list[Citation]) -> list[tuple[Citation, QuotationCheck]]:
        """The checks of the citations of one stored text, to be stored where that is asked for."""
        article = Article(text.text)
        if citations and citations[0].source.sha256 != article.sha256:
            self.stdout.write(
                f"{citations[0].source.slug}: its digest is not that of its stored text. Mend one of them."
            )
        found = [locate(citation, article) for citation in citations]
        if citations:
            self.check_source(citations[0].source, article, citations, found)
        pairs = zip(citations, found, strict=True)
        return [(citation, check_of(citation, text, article, each)) for citation, each in pairs] if self.write else []

    def check_folder(self, folder: Path) -> None:
        found, known = read_articles(folder, self.stdout), set[str]()
        articles = {article.sha256: article for article in found.values()}
        for source, citations in by_source(quotations()):
            known.add(source.sha256)
            self.check_source(source, articles.get(source.sha256), citations)
        for name, article in found.items():
            if article.sha256 not in known:
                self.stdout.write(f"{name} is the text of no quoted source; its digest is {article.sha256}.")

    # --- One source

    def check_source(
        self,
        source: Source,
        article: Article | None,
        citations: list[Citation],
        found: list[Location] | None = None,
        *,
        by_digest: bool = False,
    ) -> None:
        """Counts what stands and notes what does not; `found` are the locations where they are known already."""
        good = []
        for at, citation in enumerate(citations):
            finding = self.finding(article, citation, found[at] if found else None, by_digest)
            if finding in STANDING:
                good.append(citation)
            else:
                self.complain(citation, finding, article)
        self.total, self.standing = self.total + len(citations), self.standing + len(good)
        self.progress("looking for quotations", self.total)
        if article:
            self.quotes_little(source, article, citations)
        if self.write and article and source.sha256 == article.sha256:
            self.store(good)

    def finding(
        self, article: Article | None, citation: Citation, found: Location | None, by_digest: bool
    ) -> Finding | str:
        if article is None:
            return find_by_digest(citation) if by_digest else Finding.NO_TEXT
        finding = (found or locate(citation, article)).finding
        return WHOLE_SENTENCE if finding in STANDING and is_whole_sentence(article, citation) else finding

    def complain(self, citation: Citation, finding: Finding | str, article: Article | None) -> None:
        self.kinds[finding] += 1
        if len(self.complaints) < MOST_SHOWN:
            nearest = nearest_paragraphs(citation, article) if article else ""
            source = citation.source.slug
            self.complaints.append(Complaint(source, citation.number, citation.locator, finding, nearest))

    def quotes_little(self, source: Source, article: Article, citations: list[Citation]) -> None:
        """Names an article that is not quoted sparingly."""
        quotes = {(citation.locator, citation.quote) for citation in citations}
        words = sum(len(quote.split()) for _, quote in quotes)
        most = most_quoted(article.paragraphs)
        if words > most:
            self.excesses += 1
            total = sum(len(paragraph.split()) for paragraph in article.paragraphs)
            self.stdout.write(
                f"{source.slug}: {words} of its {total} words are quoted. Quote {most} at most: {rule(most)}."
            )

    def store(self, citations: list[Citation]) -> None:
        with transaction.atomic():
            for citation in citations:
                if citation.checked_digest != digest(citation):
                    citation.checked_digest = digest(citation)
                    vars(citation)["_change_reason"] = "the quotation was found in the text"
                    citation.save(update_fields=["checked_digest"])
                    self.digests += 1

    # --- What is said in the end

    def report(self) -> None:
        for line in table([complaint.cells for complaint in self.complaints]):
            self.stdout.write(line)
        if self.kinds.total() > len(self.complaints):
            self.stdout.write(f"... and {self.kinds.total() - len(self.complaints):,} more.")
        for what, count in self.kinds.items():
            words = what.value if isinstance(what, Finding) else what
            self.stdout.write(f"{count:,} {words}. {REMEDIES[what]}")
        if self.write:
            self.stdout.write(f"{self.checks:,} checks and {self.digests:,} digests stored.")
        if self.digests:
            self.stdout.write("To ship the digests: python manage.py write_fixtures fixtures")
        self.stdout.write(f"{self.standing:,} of {self.total:,} stand")


def by_source(rows: QuerySet[Citation]) -> Iterator[tuple[Source, list[Citation]]]:
    """The citations of each source, one source at a time, in the order of their numbers."""
    in_order = rows.order_by("source__slug", "number").iterator(chunk_size=CHUNK)
    for source, citations in groupby(in_order, key=attrgetter("source")):
        yield source, list(citations)


def table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """The rows under the header, in columns; nothing where there is none."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(HEADER, *rows, strict=True)]
    for row in (HEADER, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def nearest_paragraphs(citation: Citation, article: Article) -> str:
    """Where the words stand, or what is most like them; numbers only, because the text itself is private."""
    places = locate(citation, article).places
    if places:
        return ", ".join(str(number) for number in sorted({place.paragraph for place in places}))
    return "".join(f"{each.place.paragraph} ({each.likeness} %)" for each in article.nearest(citation.quote, 1))


def is_whole_sentence(article: Article, citation: Citation) -> bool:
    """Whether the quotation is one complete sentence of its paragraph; a heading is none."""
    paragraph = article.paragraphs[cast(int, citation.locator) - 1]
    if not ends_a_sentence(paragraph):
        return False
    quote = bare(" ".join(citation.quote.split()))
    ends = [match.end() for match in BREAK.finditer(paragraph)]
    edges = [0, *(end for end in ends if not paragraph[end:].lstrip(OPENING)[:1].islower()), len(paragraph)]
    return quote in {bare(paragraph[start:end]) for start, end in pairwise(edges)}


def bare(sentence: str) -> str:
    """Without the signs and spaces at its ends."""
    first, last = SIGNS.match(sentence), re.search(f"{SIGNS.pattern}\\Z", sentence)
    return sentence[first.end() if first else 0 : last.start() if last else None]
