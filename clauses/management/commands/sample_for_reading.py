from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.proofreading.readings import COLUMNS, FILE
from clauses.proofreading.sampling import draw
from clauses.proofreading.statements import Told, passage, told

HOW = (
    "Tick a statement where a passage under it carries it. What none carries is an error; what you cannot tell is a "
    f"doubt. Then add one line for each record to fixtures/{FILE}: {','.join(COLUMNS)}."
)


class Command(BaseCommand):
    help = (
        "Prints N published records of every kind for a second reader: each statement with the passages that are cited "
        "for it, as a checklist in Markdown. The same seed draws the same records of the same data."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("size", metavar="N", type=int, help="How many records; at most 1000.")
        parser.add_argument("--seed", metavar="S", type=int, required=True, help="Any whole number.")

    def handle(self, *, size: int, seed: int, **options: Any) -> None:
        if not 1 <= size <= 1000:
            raise CommandError("N is a number from 1 to 1000.")
        drawn = [f"{table}/{code}" for table, codes in draw(size, seed).items() for code in codes]
        self.stdout.write(f"# {len(drawn)} records to read, seed {seed}\n\n{HOW}\n")
        for one in told(drawn):
            self.stdout.write("\n".join(_lines(one)))


def _lines(one: Told) -> list[str]:
    lines = [f"\n## {one.name}\n", one.title, ""]
    for statement in one.statements:
        lines.append(f"- [ ] {statement.heading}: {statement.words}")
        lines += [f"  - {passage(each)}" for each in statement.citations]
    lines.append("- [ ] As a whole" if one.citations else "- [ ] As a whole: no passage is cited")
    return [*lines, *(f"  - {passage(each)}" for each in one.citations)]
