"""`manage.py maintenance on`: the site says that it is being worked on, until `manage.py maintenance off`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = (
        "Turns the page “We are working on the site” on or off, at once and for every process of this machine. "
        "Superusers who are signed in go on working; /healthz and static files are answered."
    )
    requires_system_checks = []  # it must work where nothing else does

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["on", "off", "status"], nargs="?", default="status")

    def handle(self, *, what: str, **options: Any) -> None:
        if what == "on":
            settings.MAINTENANCE_FILE.touch()
        if what == "off":
            settings.MAINTENANCE_FILE.unlink(missing_ok=True)
        is_on = settings.MAINTENANCE_FILE.exists()
        self.stdout.write(f"Maintenance is {'on' if is_on else 'off'}.")
