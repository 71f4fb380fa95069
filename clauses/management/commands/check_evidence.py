from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.evidence.unsupported import KEPT, WAITING

RULES = {**KEPT, **WAITING}


class Command(BaseCommand):
    help = (
        "Lists what published records state and no cited source carries: record, field, what is missing, what helps. "
        f"Exit status 1 where a rule is broken that the shipped record keeps ({', '.join(KEPT)}); with --all also "
        f"where one of the others is ({', '.join(WAITING)})."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Let every rule count, also those not yet kept.")
        parser.add_argument("--kind", choices=RULES, action="append", help="Ask for this rule; may be repeated.")

    def handle(self, **options: Any) -> None:
        counts = {name: self._listed(name) for name in options["kind"] or RULES}
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        counting = sum(count for name, count in counts.items() if options["all"] or name in KEPT)
        if counting:
            raise CommandError(f"{counting} statements rest on no citation ({told}). Follow what each line says.")
        self.stdout.write(f"Every rule that counts is kept ({told}). With --all, all of them count.")

    def _listed(self, name: str) -> int:
        """How many gaps of one kind there are, each in a line."""
        found = [str(gap) for gap in RULES[name]()]
        for line in found:
            self.stdout.write(line)
        return len(found)
