"""Where files lie: on the disk of this machine, or where all machines of the site share them, by Django's STORAGES."""

import re
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import env, read

ON_DISK = "django.core.files.storage.FileSystemStorage"
STATIC_ON_DISK = "django.contrib.staticfiles.storage.StaticFilesStorage"
COLLECTED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+", re.ASCII)
STATIC_URL = re.compile(r"(https://[A-Za-z0-9.-]+(:\d+)?)?/?([\w.~-]+/)*", re.ASCII)
OPTIONS = 'Write the options of the storage as JSON, as in {"bucket_name": "treaties"}.'


def read_storages(*, collected: bool) -> dict[str, dict[str, Any]]:
    """Of the files of the pages, collected or as they lie in the source, and of all other files that are kept."""
    static_options = read(env.json, "STATIC_STORAGE_OPTIONS", {}, OPTIONS)
    options = read(env.json, "FILES_STORAGE_OPTIONS", {}, OPTIONS)
    static = env.str("STATIC_STORAGE", COLLECTED if collected else STATIC_ON_DISK)
    return {
        "default": _storage("FILES_STORAGE", env.str("FILES_STORAGE", ON_DISK), options),
        "staticfiles": _storage("STATIC_STORAGE", static, static_options),
    }


def read_static_url() -> tuple[str, list[str]]:
    """Where browsers get the files of the pages, and the host of it for the policy, where it is not the site's own."""
    address = env.str("STATIC_URL", "static/")
    if not (STATIC_URL.fullmatch(address) and address.endswith("/")):
        raise ImproperlyConfigured(
            "STATIC_URL: write a path or an https address with a slash at its end, as in https://static.example.org/x/."
        )
    parts = urlsplit(address)
    return address, [f"https://{parts.netloc}"] if parts.netloc else []


def _storage(variable: str, name: str, options: object) -> dict[str, Any]:
    if not NAME.fullmatch(name):
        raise ImproperlyConfigured(f"{variable}: write the dotted name of a storage of Django, as in {ON_DISK}.")
    if not isinstance(options, dict):
        raise ImproperlyConfigured(f"{variable}_OPTIONS cannot be read. {OPTIONS}")
    module = name.rpartition(".")[0]
    try:
        is_there = find_spec(module) is not None
    except ModuleNotFoundError:
        is_there = False
    if not is_there:
        raise ImproperlyConfigured(f"{variable}: there is no module {module}. Install its package, or mend the name.")
    return {"BACKEND": name, "OPTIONS": options}
