"""`manage.py verify_facts`: whether each fact of the source articles is cited or left out for a reason."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from clauses.exchange.coding.accounts import read_table
from clauses.exchange.coding.files import CodingError
from clauses.models import Citation

LIST = settings.BASE_DIR / "fixtures" / "source_facts.csv"
COLUMNS = ["article", "paragraph", "class", "claim", "cited_as", "reason", "fingerprint"]
ARTICLE = re.compile(r"## Article (\d+)")


class Command(BaseCommand):
    help = (
        "Checks the list of facts: each has citations that exist, or a reason for being left out. With FACTS, the "
        "tables that the list was made from, also that no row of them is missing. Exit status 1 unless all is in order."
    )

    def add_arguments(self, parser):
        parser.add_argument("facts", metavar="FACTS", type=Path, nargs="?")
        parser.add_argument("--list", metavar="CSV", type=Path, default=LIST, help="The list; as shipped by default.")

    def handle(self, *, facts, **options):
        rows = read_list(options["list"])
        problems = problems_of(rows)
        if facts:
            problems += differences(rows, facts)
        for place, problem in problems:
            self.stdout.write(f"{place}: {problem}")
        cited, left_out = (sum(bool(row[name]) for row in rows) for name in ("cited_as", "reason"))
        wrong = {place for place, _ in problems}
        total = len({row["place"] for row in rows} | wrong)
        self.stdout.write(f"{total - len(wrong)} of {total} rows accounted for: {cited} cited, {left_out} left out")
        if problems:
            raise SystemExit(1)


def read_list(path: Path) -> list[dict[str, str]]:
    """The rows of the list, each with its place in the file; CommandError where it is no such list."""
    try:
        return read_table(path, COLUMNS)
    except CodingError as error:
        raise CommandError(str(error)) from error


def problems_of(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """What is wrong with the rows of the list: place and sentence."""
    known = {f"{slug}/{number}" for slug, number in Citation.objects.published().values_list("source__slug", "number")}
    found = [(row["place"], problem_of(row, known)) for row in rows]
    return [(place, problem) for place, problem in found if problem]


def problem_of(row: dict[str, str], known: set[str]) -> str:
    """What is wrong with one row and what to do, or an empty string."""
    codes = [code.strip() for code in row["cited_as"].split(";") if code.strip()]
    if bool(codes) == bool(row["reason"].strip()):
        return "write either the citations of the fact or the reason why it is left out."
    unknown = [code for code in codes if code not in known]
    if unknown:
        return f"there is no published citation {', '.join(unknown)}. Write the code of one, as in a-source/3."
    return ""


def differences(rows: list[dict[str, str]], path: Path) -> list[tuple[str, str]]:
    """The rows of the tables that the list lacks, and those of the list that the tables lack: place and sentence."""
    try:
        facts = read_tables(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path.name} cannot be read: {error}. Name a text file in UTF-8.") from error
    wanted = {fingerprint(*fact): (f"{path.name}, line {number}", fact) for number, fact in facts}
    listed = {row["fingerprint"]: row["place"] for row in rows}
    found = []
    for key, (place, (article, paragraph, *_)) in wanted.items():
        if key not in listed:
            remedy = f"Add a line for it with the fingerprint {key}."
            found.append((place, f"article {article}, ¶ {paragraph} is not in the list. {remedy}"))
    for key, place in listed.items():
        if key not in wanted:
            found.append((place, f"{path.name} has no such row. Delete the line, or mend its fingerprint {key}."))
    return found


def read_tables(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the articles' tables: line number; article, paragraph, claim, class."""
    rows, article = [], ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            heading = ARTICLE.match(line)
            article = heading[1] if heading else ""
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if article and line.startswith("|") and cells[0] != "¶" and set(cells[0]) != {"-"}:
            rows.append((number, (article, cells[0], cells[1], cells[3])))
    return rows


def fingerprint(*cells: str) -> str:
    """Twelve characters that stand for a row of the tables, whatever its spaces and capitals."""
    plain = "\x1f".join(" ".join(cell.split()).casefold() for cell in cells)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
