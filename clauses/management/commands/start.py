"""`manage.py start`: from an empty machine to a site that answers, in one command that may be repeated."""

import errno
import os
import secrets
import socket

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.commands import runserver

from clauses.models import Agreement


class Server(runserver.Command):
    """Django's server for one machine; it says where the site is once it really listens there."""

    def on_bind(self, server_port):
        site = f"http://{self.addr}:{server_port}"
        self.stdout.write(f"\ntreatytracker is at {site}/  (admin: {site}/admin/)\nStop it with Control-C.\n")
        self.stdout.flush()


class Command(BaseCommand):
    help = (
        "Brings the database up to date, loads the shipped fixtures where it is empty, makes an administrator "
        "where there is none, and serves the site. Repeating it is quick and loses nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="Prepare everything, then stop.")

    def handle(self, *, host, port, no_serve, **options):
        if not no_serve:
            refuse_production()
            refuse_taken(host, port)
        try:
            self.prepare()
        except KeyboardInterrupt:
            raise CommandError("Stopped. What was half done is taken back; the next start does it again.") from None
        if not no_serve:
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
            call_command(Server(stdout=self.stdout), f"{host}:{port}", use_reloader=False, skip_checks=True)

    def prepare(self):
        call_command("migrate", verbosity=0, interactive=False)
        self.load_fixtures()
        self.make_administrator()

    def load_fixtures(self):
        if Agreement.objects.exists():
            return
        self.stdout.write("Loading the shipped treaties ...")
        self.stdout.flush()
        call_command("loaddata", stdout=self.stdout)

    def make_administrator(self):
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        if users.filter(username="admin").exists():
            self.stdout.write("There is no administrator. Make one: python manage.py createsuperuser")
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password)
        self.stdout.write(
            f"\n  administrator: admin\n  password:      {password}\n"
            "  shown only this once; change it at /admin/password_change/\n"
            "  (lost: .venv/bin/python manage.py changepassword admin)\n"
        )


def refuse_production():
    if settings.PRODUCTION:
        raise CommandError("This server is for one person's machine. On a server: make serve")


def refuse_taken(host, port):
    """Says so before anything is changed, and in the words of the command that started us."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            if os.name == "posix":  # a port whose last connections are still closing is free
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as refusal:
        remedy = f"Choose another: make run PORT={8123 if port != 8123 else 8124}"
        if refusal.errno == errno.EADDRINUSE:
            raise CommandError(f"Port {port} is already in use. {remedy}") from None
        raise CommandError(f"{host}:{port} cannot be used: {refusal.strerror or refusal}. {remedy}") from None
    except OverflowError:
        raise CommandError(f"{port} is not a port; ports go from 1 to 65535.") from None
