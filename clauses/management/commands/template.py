"""`manage.py template TABLE`: an empty table with one example row, or what each of its columns is to hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.dataset import BY_NAME
from clauses.dataset.template import columns_explained, template
from clauses.exchange.csvfile import lines
from clauses.exchange.nearest import nearest


class Command(BaseCommand):
    help = (
        "Writes to standard output what a table begins as that is to be imported: CSV in UTF-8 with its header and one "
        "example row. Redirect it into a file, write your rows in and delete the example."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("table", help="The name of the table, as in agreements.")
        parser.add_argument(
            "--columns",
            action="store_true",
            help="A line for each column instead: whether it is required, its length, its closed list, its default.",
        )

    def handle(self, *, table: str, columns: bool, **options: Any) -> None:
        if table not in BY_NAME:
            raise CommandError(
                f"There is no table “{table[:100]}”.{nearest(table, BY_NAME)} The tables are: {', '.join(BY_NAME)}."
            )
        found = BY_NAME[table]
        self.stdout.ending = ""
        for line in lines(columns_explained(found) if columns else template(found)):
            self.stdout.write(line)
