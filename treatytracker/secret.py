"""What is kept from others: the secret that signs sessions, and the folder of what was entered."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from treatytracker.alone import alone

REMEDY = "Set it to the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'"


def is_weak(secret: str) -> bool:
    """Whether `secret` has fewer than 50 characters, or fewer than twelve different ones."""
    return len(secret) < 50 or len(set(secret)) < 12 or secret.startswith("django-insecure-")


def refuse_weak(secret: str) -> None:
    """ImproperlyConfigured where `secret` is missing or weak."""
    if not secret:
        raise ImproperlyConfigured(f"SECRET_KEY is missing. {REMEDY}")
    if is_weak(secret):
        raise ImproperlyConfigured(f"SECRET_KEY is too weak. {REMEDY}")


def private_folder(path: Path) -> Path:
    """The folder `path`, made for its owner alone where there is none; ImproperlyConfigured where that fails."""
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as refusal:
        raise ImproperlyConfigured(
            f"{path} cannot be made: {refusal.strerror}. Let yourself write in {path.parent}, or use your own clone."
        ) from refusal
    return path


def local_secret(path: Path) -> str:
    """The secret kept in the file `path`, readable by its owner only; made at the first start.

    It is made anew where the file holds none: empty, cut off or garbled, as a full disk or a copy may leave it. Nothing
    is lost by that, because nobody could sign in with such a secret.
    """
    private_folder(path.parent)
    try:
        if not (secret := _kept(path)):
            with alone(path.parent):  # of two first starts the second takes what the first made
                secret = _kept(path) or _make(path)
    except OSError as refusal:
        there = os.path.exists(path)  # noqa: PTH110  which says no where the name itself is refused
        verb, remedy = ("read", "read it") if there else ("made", f"write in {path.parent}")
        raise ImproperlyConfigured(
            f"{path} cannot be {verb}: {refusal.strerror}. Let yourself {remedy}, or set SECRET_KEY."
        ) from refusal
    return secret


def _kept(path: Path) -> str:
    """The secret in the file, which is taken from others; empty where there is none that could be used."""
    try:
        secret = path.read_bytes().decode("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    if is_weak(secret) or not secret.isprintable():
        return ""
    if path.stat().st_mode & 0o077:
        with suppress(OSError):  # somebody else's file, which may be read all the same
            path.chmod(0o600)
    return secret


def _make(path: Path) -> str:
    """A new secret, of which other processes see the whole file or none; whoever is killed leaves what was there."""
    secret = secrets.token_urlsafe(50)
    handle, name = tempfile.mkstemp(prefix=".secret-", dir=path.parent)  # for its owner alone
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return secret
