from importlib import import_module

from axes.apps import AppConfig as AxesConfig
from django.contrib.admin.apps import AdminConfig


class TreatyAdminConfig(AdminConfig):
    """The stock admin under this project's names."""

    default_site = "clauses.admin.site.TreatyAdminSite"

    def ready(self) -> None:
        super().ready()
        # This package is imported with the apps, before there are models: the tables are registered only now.
        import_module("clauses.admin.tables")


class SignInConfig(AxesConfig):
    """The count of wrong passwords, under a name that editors understand."""

    verbose_name = "Sign-in"
