"""`manage.py two_step_off NAME`: for the one administrator whom no other can help."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp import devices_for_user


class Command(BaseCommand):
    help = "Removes two-step sign-in from an account whose owner has lost telephone and recovery codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name with which the account signs in")

    def handle(self, *, name: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        for device in devices_for_user(user, confirmed=None):
            device.delete()
        self.stdout.write(f"{name} signs in with the password only.")
