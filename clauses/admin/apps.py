from django.contrib.admin.apps import AdminConfig


class TreatyAdminConfig(AdminConfig):
    """The stock admin under this project's names."""

    default_site = "clauses.admin.site.TreatyAdminSite"
