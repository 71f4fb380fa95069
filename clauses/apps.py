from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class ClausesConfig(AppConfig):
    name = "clauses"
    verbose_name = "Records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers them; it needs the models
        from .data_version import watch
        from .known_on.as_reported import fill
        from .ordering import sort_by_code_point
        from .search_index import upkeep

        connection_created.connect(watch)
        post_migrate.connect(sort_by_code_point, sender=self)
        post_migrate.connect(fill, sender=self)
        post_migrate.connect(upkeep.fill, sender=self)
