"""The secret that signs sessions: made once for a local start, required and strong in production."""

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


def local_secret(path: Path) -> str:
    """The secret kept in the file `path`, readable by its owner only; made at the first start."""
    path.parent.mkdir(exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    secret = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(secret)
    return secret
