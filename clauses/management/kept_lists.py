"""What the commands say that check a list which is kept by hand."""

from collections.abc import Collection

from django.core.management.base import BaseCommand, CommandError

from clauses.proofreading.lists import Fault


def report(command: BaseCommand, file: str, faults: Collection[Fault], lines: int, *, remedy: str, fine: str) -> None:
    """Writes each fault in a line; CommandError with the remedy where there is any, else how many lines are fine."""
    for fault in faults:
        command.stdout.write(str(fault))
    if faults:
        raise CommandError(f"{len(faults)} faults in {file}. {remedy}")
    command.stdout.write(f"All {lines} lines of {file} {fine}")
