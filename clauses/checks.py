"""What must hold before the site starts; `manage.py check` and every start look at it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.sites import all_sites
from django.core import checks
from django.db import connections
from import_export.admin import ExportMixin, ImportMixin


@checks.register()
def check_admin_classes(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterator[checks.CheckMessage]:
    """Imports and exports are open to every staff account unless the admin class says otherwise."""
    from .admin.import_export.admin import ImportExport

    for site in all_sites:
        for model, admin in site._registry.items():
            if isinstance(admin, ImportMixin | ExportMixin) and not isinstance(admin, ImportExport):
                yield checks.Error(
                    f"{type(admin).__name__} lets every staff account import or export its records.",
                    hint="Take ImportExport of clauses.admin.import_export.admin in the place of the library's mixin.",
                    obj=model,
                    id="clauses.E002",
                )


@checks.register()
def check_sqlite(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterator[checks.CheckMessage]:
    """SQLite before 3.51.3 can lose a commit when two processes write and checkpoint the log at once."""
    every: Iterable[Any] = connections.all()  # that of SQLite knows its library
    for connection in every:
        if connection.vendor != "sqlite" or "WAL" not in str(connection.settings_dict["OPTIONS"]):
            continue
        if connection.Database.sqlite_version_info < settings.SAFE_SQLITE:
            safe = ".".join(map(str, settings.SAFE_SQLITE))
            yield checks.Warning(
                f"SQLite {connection.Database.sqlite_version} can lose a commit while two processes write.",
                hint=f"Install pysqlite3 0.6 or newer or Python with SQLite {safe}, or use PostgreSQL (DATABASE_URL).",
                id="clauses.W001",
            )


@checks.register(deploy=True)
def check_proxies(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterator[checks.CheckMessage]:
    """In production a web server speaks HTTPS in front, so there is at least one."""
    if settings.SECURE_SSL_REDIRECT and not settings.TRUSTED_PROXIES:
        yield checks.Warning(
            "TRUSTED_PROXIES is 0, but a web server stands in front: all visitors count as one address.",
            hint="Let it add the visitor to X-Forwarded-For, and set TRUSTED_PROXIES to the number of such servers.",
            id="clauses.W010",
        )
