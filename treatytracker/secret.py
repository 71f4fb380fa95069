"""What is kept from others: the secret that signs sessions, and the folder of what was entered."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

REMEDY = "Set it to the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'"


def refuse_weak(secret: str) -> None:
    """ImproperlyConfigured unless `secret` has 50 characters, twelve of them different."""
    if not secret:
        raise ImproperlyConfigured(f"SECRET_KEY is missing. {REMEDY}")
    if len(secret) < 50 or len(set(secret)) < 12 or secret.startswith("django-insecure-"):
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
    """The secret kept in the file `path`, readable by its owner only; made at the first start."""
    private_folder(path.parent)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    except OSError as refusal:
        raise ImproperlyConfigured(
            f"{path} cannot be made: {refusal.strerror}. Let yourself write in {path.parent}, or set SECRET_KEY."
        ) from refusal
    secret = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(secret)
    return secret
