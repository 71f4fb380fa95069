from django.apps import AppConfig, apps
from django.db.models.signals import pre_migrate


class TreatytrackerConfig(AppConfig):
    name = "treatytracker"

    def ready(self) -> None:
        from .upgrades import refuse_half_way

        pre_migrate.connect(refuse_half_way, sender=apps.get_app_config("clauses"))
