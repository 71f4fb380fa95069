"""`manage.py measure_proposals`: how many of the passages and links that editors made would have been proposed."""

from dataclasses import astuple
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from clauses.articles.suggestions.measuring import TOP, Score, measure
from clauses.management.articles import read_articles
from clauses.management.progress import Words
from clauses.models import Source

HEADER = ("article", "passages", "proposed", "keywords", "links", "proposed", "keywords", "only here")
EXPLAINED = f"""
Passages: places quoted in the article, and how many of them one of the first {TOP} proposed passages touches.
Links: pairs of a passage and a record that it is cited for, and how many records are among the first {TOP} candidates.
Keywords: the same for a plain keyword ranking (shared words, TF-IDF).
Only here: links to records that nothing but the article tells of. Without it nobody can propose them.
"""


class Command(BaseCommand):
    help = (
        "Leaves out one article of DIR at a time, with its citations and all that is known only from it, and counts "
        "how many of its cited passages and links would have been proposed, against plain keywords. Prints no text."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", metavar="DIR", type=Path, help="The folder with the articles, one .txt file for each."
        )

    def handle(self, *, folder, verbosity, **options):
        articles = {article.sha256: article for article in read_articles(folder, self.stdout).values()}
        sources = Source.objects.filter(sha256__in=articles).order_by("slug")
        if not sources:
            raise CommandError(f"No file in {folder} is the text of a source. Name the folder with the articles.")
        say, total = Words(self.stderr, silent=not verbosity), Score()
        rows = [HEADER]
        for source in sources:
            say(f"Leaving out {source.slug}")
            score = measure(source, articles[source.sha256])
            total += score
            rows.append((source.slug, *map(str, astuple(score))))
        rows.append(("all", *map(str, astuple(total))))
        self.print_table(rows)
        self.stdout.write(EXPLAINED.rstrip())

    def print_table(self, rows):
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        for name, *numbers in rows:
            cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
            self.stdout.write("  ".join([name.ljust(widths[0]), *cells]))
