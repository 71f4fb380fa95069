"""`manage.py start`: from an empty machine to a site that answers, in one command that may be repeated."""

import errno
import json
import os
import secrets
import shutil
import socket
from pathlib import Path
from typing import Any, NoReturn, TextIO, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.core.management.commands import runserver
from django.db import connection

from clauses.models import Agreement
from treatytracker.alone import alone
from treatytracker.private_files import file_of, make_private

MANIFEST = "staticfiles.json"  # written when all files are collected


class Server(runserver.Command):
    """Django's server for one machine; it says where the site is once it really listens there."""

    addr: str

    def on_bind(self, server_port: int) -> None:
        site = f"http://{self.addr}:{server_port}"
        self.stdout.write(f"\ntreatytracker is at {site}/  (admin: {site}/admin/)\nStop it with Control-C.\n")
        self.stdout.flush()


class Command(BaseCommand):
    help = (
        "Brings the database up to date, loads the shipped fixtures where it is empty, makes an administrator "
        "where there is none, and serves the site. Repeating it is quick and loses nothing."
    )

    requires_system_checks = ()  # `prepare` runs them: on Django 6 they open the database, to be made private first

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", help="Without it 8000; with it the port is tried even where nothing is served.")
        parser.add_argument("--empty", action="store_true", help="Load no shipped record: for one of your own.")
        parser.add_argument("--no-serve", action="store_true", help="Prepare everything for another server, then stop.")

    def handle(self, *, host: str, port: str | None, no_serve: bool, empty: bool = False, **options: Any) -> None:
        command = "make serve" if no_serve else "make run"
        if not no_serve:
            refuse_production()
        if port or not no_serve:
            port = str(port_number(port or "8000", command))
            refuse_taken(host, int(port), command)
        try:
            with alone(
                settings.VAR_DIR
            ):  # a second start finds the tables made, and does not make them beside the first
                self.prepare(may_show=not no_serve or self.stdout.isatty(), is_empty=empty)
        except KeyboardInterrupt:
            stop("Stopped. What was half done is taken back; the next start does it again.")
        if not no_serve:
            settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
            server = Server(stdout=cast(TextIO, self.stdout))
            call_command(server, f"{host}:{port}", use_reloader=False, skip_checks=True)

    def prepare(self, *, may_show: bool, is_empty: bool = False) -> None:
        if connection.vendor == "sqlite":
            refuse_unwritable(connection.settings_dict["NAME"])
        if settings.PRODUCTION:
            forget_half_collected(settings.STATIC_ROOT)
        self.check()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("clearsessions")
        if not is_empty:
            self.load_fixtures()
        self.make_administrator(may_show=may_show)
        if settings.MAINTENANCE_FILE.exists():
            self.stdout.write("Maintenance is on: readers see no page. To end it: manage.py maintenance off")

    def load_fixtures(self) -> None:
        if Agreement.objects.exists():
            return
        self.stdout.write("Loading the shipped treaties ...")
        self.stdout.flush()
        call_command("loaddata", stdout=self.stdout)

    def make_administrator(self, *, may_show: bool) -> None:
        """One whose password is shown once; none where the output may be kept, as a service's log is."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        if users.filter(username="admin").exists() or not may_show:
            self.stdout.write("There is no administrator. Make one: .venv/bin/python manage.py createsuperuser")
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password)
        self.stdout.write(
            f"\n  administrator: admin\n  password:      {password}\n"
            "  shown only this once; change it at /admin/password_change/\n"
            "  (lost: .venv/bin/python manage.py changepassword admin)\n"
        )


def stop(words: str) -> NoReturn:
    """Ends the start in the words of bootstrap.sh, without a traceback."""
    raise SystemExit(f"treatytracker: {words}")


def forget_half_collected(folder: Path) -> None:
    """Empties the folder of static files where their collection was cut off, so that the next one begins anew.

    A list of files that is cut off would stop every later start, and a file that is cut off would be served as it is.
    """
    try:
        json.loads((folder / MANIFEST).read_text("utf-8"))
        return
    except (OSError, ValueError):
        pass
    for path in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def refuse_unwritable(name: object) -> None:
    """Makes the file of an SQLite database where there is none yet, or says why that cannot be."""
    make_private(name)
    path = file_of(str(name))
    if path is None or path.exists():
        return
    try:
        path.touch(mode=0o600)
    except OSError as refusal:
        stop(f"{path} cannot be made: {refusal.strerror}. Make its folder and write there, or mend DATABASE_URL.")


def refuse_production() -> None:
    if settings.PRODUCTION:
        stop("This server is for one person's machine. On a server: make serve")


def port_number(text: str, command: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < port < 65536:
        stop(f"“{text}” is not a port; ports go from 1 to 65535. Choose one: {command} PORT=8123")
    return port


def refuse_taken(host: str, port: int, command: str) -> None:
    """Says so before anything is changed, and in the words of the command that started us."""
    if ":" in host and not host.startswith("["):
        stop(f"An address with colons stands in brackets. Write HOST=[{host}]")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            if os.name == "posix":  # a port whose last connections are still closing is free
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host.strip("[]"), port))
    except (OSError, UnicodeError) as refusal:
        another = f"{command} PORT={8123 if port != 8123 else 8124}"
        if getattr(refusal, "errno", 0) == errno.EADDRINUSE:
            stop(f"Port {port} is already in use. Choose another: {another}")
        reason = getattr(refusal, "strerror", None) or refusal
        stop(f"{host}:{port} cannot be used: {reason}. Choose another: {another} HOST=127.0.0.1")
