"""`manage.py verify_quotations`: whether each quotation stands in the article that it is taken from."""

import re
from collections import defaultdict
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from clauses.evidence.quotations import SENTENCE_ENDS, STANDING, Finding, digest, find_by_digest
from clauses.management.articles import read_articles
from clauses.models import Citation

SHARE = 20  # the quoted words of a source are fewer than one in this many
SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"”’]?\s+(?=[\"“‘]?[A-Z0-9])")
AROUND = " .!?…,\"“”'‘’"
BY_DIGEST = "No folder was given: only the stored digests were checked, not the texts of the articles."
TO_CHECK = "python manage.py verify_quotations DIR --write, where DIR holds the article."
WHOLE_SENTENCE = "is a whole sentence of the text"
REMEDIES = {
    Finding.NOT_FOUND: "Copy the words letter for letter.",
    Finding.OTHER_PARAGRAPH: "Mend the paragraph.",
    Finding.AMBIGUOUS: "Lengthen the prefix or the suffix, word for word as in the text.",
    Finding.NO_PARAGRAPH: "Give the paragraph.",
    Finding.NO_TEXT: "Put the article into the folder, or mend the digest of the source.",
    Finding.CHANGED: f"Mend it, then run {TO_CHECK}",
    Finding.NEVER_CHECKED: f"Run {TO_CHECK}",
    WHOLE_SENTENCE: "Quote a part of it and say the rest in own words.",
}


class Command(BaseCommand):
    help = (
        "Looks for every quotation in the texts of DIR and ends with status 1 unless all stand there. "
        "Without DIR it compares stored digests only, and says so."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, nargs="?")
        parser.add_argument("--write", action="store_true", help="Store the digest of each quotation that stands.")

    def handle(self, *, folder, write, **options):
        if write and folder is None:
            raise CommandError("--write needs the folder that holds the articles.")
        self.articles = self.read(folder) if folder else None
        citations = list(Citation.objects.exclude(quote="").select_related("source").order_by("source__slug", "number"))
        if folder is None:
            self.stdout.write(BY_DIGEST)
        else:
            self.name_strangers(citations)
        standing = [citation for citation in citations if self.stands(citation)]
        within = folder is None or self.quotes_little(citations)
        if write:
            self.store(standing)
        self.stdout.write(f"{len(standing)} of {len(citations)} stand")
        if not within or len(standing) < len(citations):
            raise SystemExit(1)

    def read(self, folder):
        """The articles of the folder by digest; files that cannot be read are named."""
        articles = read_articles(folder, self.stdout)
        self.files = {article.sha256: name for name, article in articles.items()}
        return {article.sha256: article for article in articles.values()}

    def name_strangers(self, citations):
        known = {citation.source.sha256 for citation in citations}
        for sha256, name in self.files.items():
            if sha256 not in known:
                self.stdout.write(f"{name} is the text of no quoted source; its digest is {sha256}.")

    def stands(self, citation):
        """Whether the quotation stands; says what is wrong where it does not."""
        if self.articles is None:
            article, finding = None, find_by_digest(citation)
        else:
            article = self.articles.get(citation.source.sha256)
            finding = article.find(citation) if article else Finding.NO_TEXT
        if finding in STANDING and article and is_whole_sentence(article, citation):
            finding = WHOLE_SENTENCE
        if finding in STANDING:
            return True
        self.stdout.write(complaint(citation, finding, article))
        return False

    def quotes_little(self, citations):
        """Whether each article is quoted sparingly; names those that are not."""
        quoted = defaultdict(set)
        for citation in citations:
            quoted[citation.source].add((citation.locator, citation.quote))
        too_much = 0
        for source, quotes in quoted.items():
            article = self.articles.get(source.sha256)
            words = sum(len(quote.split()) for _, quote in quotes)
            total = sum(len(paragraph.split()) for paragraph in article.paragraphs) if article else 0
            if article and words * SHARE >= total:
                too_much += 1
                limit = max((total - 1) // SHARE, 0)
                self.stdout.write(
                    f"{source.slug}: {words} of its {total} words are quoted. Quote {limit} at most, a twentieth."
                )
        return not too_much

    @transaction.atomic
    def store(self, citations):
        changed = [citation for citation in citations if citation.checked_digest != digest(citation)]
        for citation in changed:
            citation.checked_digest = digest(citation)
            citation._change_reason = "the quotation was found in the text"
            citation.save(update_fields=["checked_digest"])
        self.stdout.write(f"{len(changed)} digests stored. To ship them: python manage.py write_fixtures fixtures")


def complaint(citation, finding, article) -> str:
    where = f"{citation.source.slug}, no. {citation.number}, paragraph {citation.locator or 'not given'}"
    what = finding.value if isinstance(finding, Finding) else finding
    return f"{where}: “{citation.quote}” {what}. {REMEDIES[finding]}{candidates(citation, article) if article else ''}"


def candidates(citation, article) -> str:
    """Where the words stand, or most of them; numbers only, because the text itself is private."""
    quote = " ".join(citation.quote.split())
    numbered = list(enumerate(article.paragraphs, 1))
    exact = [str(number) for number, paragraph in numbered if quote in paragraph]
    if exact:
        return f" It stands in paragraph {' and '.join(exact)}."
    words = set(quote.casefold().split())
    number, common = max(
        ((number, len(words & set(paragraph.casefold().split()))) for number, paragraph in numbered),
        key=lambda found: found[1],
        default=(0, 0),
    )
    return f" Paragraph {number} has {common} of its {len(words)} words." if common * 2 > len(words) else ""


def is_whole_sentence(article, citation) -> bool:
    """Whether the quotation is one complete sentence of its paragraph; a heading is none."""
    paragraph = article.paragraphs[citation.locator - 1]
    if not paragraph.endswith(SENTENCE_ENDS):
        return False
    quote = " ".join(citation.quote.split()).strip(AROUND)
    return quote in {sentence.strip(AROUND) for sentence in SENTENCE_BREAK.split(paragraph)}
